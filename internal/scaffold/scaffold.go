// Package scaffold makes new files from templates: a whole small site, or one
// page, service, area, flow or language of a site that exists. It never
// overwrites anything, and what it makes gives no error in `vart check`.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"text/template"

	"vart/internal/diag"
)

//go:embed all:templates
var templates embed.FS

// File is a file to be made: its path below the site's folder, and its text.
type File struct {
	Name string
	Text []byte
}

// Plan is what a command will do.
type Plan struct {
	Files []File
	// Config is the new text of vart.yaml, nil when it stays as it is.
	Config []byte
	// Next is what is left to do for a person, in order.
	Next []diag.Text
}

// Refused says why nothing was made, and what to type instead.
type Refused struct{ Why diag.Text }

// Error is the reason in English; Why has both languages.
func (r *Refused) Error() string { return r.Why.EN }

func refuse(sv, en string, args ...any) error { return &Refused{diag.T(sv, en, args...)} }

const configName = "vart.yaml"

// Write makes the plan's files in root. If one of them exists nothing is made;
// if something fails on the way, what was made is removed again.
func (p *Plan) Write(root *os.Root) error {
	for _, f := range p.Files {
		switch _, err := root.Lstat(f.Name); {
		case err == nil:
			return refuse("%s finns redan; inget är skrivet", "%s exists already; nothing was written", f.Name)
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
	}
	var made []string
	err := p.write(root, &made)
	if err == nil {
		return nil
	}
	for i := len(made) - 1; i >= 0; i-- {
		err = errors.Join(err, root.Remove(made[i]))
	}
	return err
}

func (p *Plan) write(root *os.Root, made *[]string) error {
	for _, f := range p.Files {
		if err := folders(root, path.Dir(f.Name), made); err != nil {
			return err
		}
		if err := create(root, f, made); err != nil {
			return err
		}
	}
	if p.Config == nil {
		return nil
	}
	// The old text stays whole until the new one is.
	fresh := File{"." + configName + ".new", p.Config}
	if err := create(root, fresh, made); err != nil {
		return err
	}
	if err := root.Rename(fresh.Name, configName); err != nil {
		return err
	}
	*made = nil
	return nil
}

// folders makes a folder and those above it, and notes the ones that are new.
func folders(root *os.Root, dir string, made *[]string) error {
	if dir == "." {
		return nil
	}
	if _, err := root.Stat(dir); err == nil {
		return nil
	}
	if err := folders(root, path.Dir(dir), made); err != nil {
		return err
	}
	if err := root.Mkdir(dir, 0o777); err != nil {
		return err
	}
	*made = append(*made, dir)
	return nil
}

func create(root *os.Root, f File, made *[]string) error {
	w, err := root.OpenFile(f.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	*made = append(*made, f.Name)
	_, err = w.Write(f.Text)
	return errors.Join(err, w.Close())
}

// fill fills in a template of templates/.
func fill(name string, data any) ([]byte, error) {
	t, err := template.ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	return b.Bytes(), nil
}

// spoken is the language of the template for texts in a language: templates
// speak Swedish and English, and otherwise the author's language.
func spoken(lang, author string) string {
	base, _, _ := strings.Cut(lang, "-")
	if base == "sv" || base == "en" {
		return base
	}
	return author
}
