package scaffold

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/yaml"
)

// entry is one interface string with the comments above it.
type entry struct {
	key, comments string
	value         yaml.Node
}

// strings writes the file of interface strings for a language: those of the
// source language, each marked until somebody has translated it. A simple form
// of a language that the site has (sv-simple) falls back on it key by key, so
// there they are comments. n is how many there are.
func (p *Part) strings(tag string, own, builtin fs.FS) (text []byte, n int, err error) {
	lang := p.Site.Config.Source
	entries, err := read(builtin, own, lang)
	if err != nil {
		return nil, 0, err
	}
	if len(entries) == 0 { // the site's own language has none: begin with what everybody can look up
		lang = "en"
		if entries, err = read(builtin, own, lang); err != nil {
			return nil, 0, err
		}
	}
	base, _, _ := strings.Cut(tag, "-")
	simple := base != tag && slices.Contains(p.Site.Config.Tags(), base)
	var b strings.Builder
	fmt.Fprintf(&b, "%s", legend(tag, lang, simple).In(p.Author))
	if like, err := plurals(tag, lang); err != nil {
		return nil, 0, err
	} else if like != "" {
		fmt.Fprintf(&b, "%splurals: %s\n", diag.T("# Språket som räknar en och flera på samma sätt: vart kan inte reglerna för %s. Byt till det som liknar mest.\n",
			"# The language that counts one and many in the same way: vart does not know the rules of %s. Change it to the most alike.\n", tag).In(p.Author), like)
	}
	for _, e := range entries {
		b.WriteString(e.comments)
		for i, line := range e.lines() {
			switch {
			case simple:
				line = "# " + line
			case i == 0:
				line += " # " + lang
			}
			b.WriteString(line + "\n")
		}
	}
	return []byte(b.String()), len(entries), nil
}

func legend(tag, lang string, simple bool) diag.Text {
	if simple {
		return diag.T("# Gränssnittets ord på %s. Bara det som ska vara annorlunda behöver stå här:\n# ta bort # framför raden och skriv om texten. Resten hämtas från det vanliga språket.\n",
			"# The words of the interface in %s. Only what is to be different need stand here:\n# remove the # in front of the line and rewrite the text. The rest comes from the ordinary language.\n", tag)
	}
	return diag.T("# Gränssnittets ord på %s. Texter märkta # %s är inte översatta: översätt texten inom\n# citattecken och ta bort märket. Ändra inte det som står före kolon, och inte {{.Ord}} i klamrar.\n",
		"# The words of the interface in %s. Texts marked # %s are not translated: translate what is in\n# quotes and remove the mark. Do not change what stands before the colon, nor {{.Words}} in braces.\n", tag, lang)
}

// lines are the entry as YAML; a text with plural forms takes several.
func (e entry) lines() []string {
	if e.value.IsScalar() || e.value.IsNull() {
		return []string{e.key + ": " + strconv.Quote(e.value.Text().Value)}
	}
	lines := []string{e.key + ":"}
	m := e.value.Map()
	for form, text := range m.All {
		lines = append(lines, "  "+form.Value+": "+strconv.Quote(text.Text().Value))
	}
	return lines
}

// read reads a language's strings in the order they are written, vart's first;
// where a site has words of its own they win.
func read(builtin, own fs.FS, lang string) ([]entry, error) {
	var all []entry
	at := map[string]int{}
	for _, layer := range []fs.FS{builtin, own} {
		name := "active." + lang + ".yaml"
		if !exists(layer, name) {
			continue
		}
		var found diag.List
		f, err := textfile.Read(layer, name, "translations/"+name, &found)
		if err != nil || f == nil {
			return nil, err
		}
		end := 0
		m := yaml.Parse(f, f.Text, 1, &found)
		for key, value := range m.All {
			e := entry{key.Value, comments(f, end, key.Pos.Offset), value}
			end = key.Pos.Offset
			if i, known := at[e.key]; known {
				all[i].value = value
			} else if e.key != "plurals" {
				at[e.key] = len(all)
				all = append(all, e)
			}
		}
	}
	return all, nil
}

// comments are the lines of comments and the empty ones right above offset,
// none of them before the key at from. Those at the head of the file are about
// the file.
func comments(f *source.File, from, offset int) string {
	lines := strings.SplitAfter(string(f.Text[from:offset]), "\n")
	first := len(lines) - 1
	for first > 1 && (strings.TrimSpace(lines[first-1]) == "" || strings.HasPrefix(lines[first-1], "#")) {
		first--
	}
	return strings.Join(lines[first:len(lines)-1], "")
}

// plurals is the language to count like where there are no rules for tag, ""
// where there are. What i18n makes of a file with nothing in it tells.
func plurals(tag, like string) (string, error) {
	dir, err := os.MkdirTemp("", "vart-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.WriteFile(filepath.Join(dir, "active."+tag+".yaml"), nil, 0o600); err != nil {
		return "", err
	}
	if _, _, err := i18n.Load(i18n.Layer{FS: os.DirFS(dir), Name: "translations"}); err != nil {
		return like, nil
	}
	return "", nil
}
