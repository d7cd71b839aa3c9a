package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/translate"
)

// Texts is a site of whose pages only the front matter is kept. It is safe for
// concurrent use.
type Texts struct {
	Site   *site.Site
	loader *loader
}

// Changed says that a page's front matter is no longer what was planned with.
type Changed struct{ Name string }

func (c Changed) Error() string {
	return fmt.Sprintf("%s changed while the site was being read", c.Name)
}

// Page reads what a page says in all its languages. The page it returns is a
// whole one, and the site's own stays as it is. The error is Changed when the
// file is no longer the one that the site knows.
func (t *Texts) Page(p *site.Page) (*site.Page, diag.List, error) {
	var found diag.List
	whole := &site.Page{Path: p.Path, Folder: p.Folder, Words: make(site.Languages, len(p.Words))}
	for _, lang := range t.Site.Config.Languages {
		w := p.Words[lang.Value]
		if w == nil {
			continue
		}
		w, err := t.whole(w, &found)
		if err != nil {
			return nil, nil, err
		}
		whole.Words[lang.Value] = w
	}
	translate.Compare(&t.Site.Config, whole.Words)
	return whole, found, nil
}

// All reads what every page says, and keeps it in the site.
func (t *Texts) All(ctx context.Context) (diag.List, error) {
	pages := t.Site.Pages
	lists, errs := make([]diag.List, len(pages)), make([]error, len(pages))
	err := share(ctx, len(pages), func(i int) {
		var whole *site.Page
		if whole, lists[i], errs[i] = t.Page(pages[i]); whole != nil {
			pages[i].Words = whole.Words
		}
	})
	return slices.Concat(lists...), errors.Join(append(errs, err)...)
}

// whole reads the file behind the words anew, with its text.
func (t *Texts) whole(w *site.Words, found *diag.List) (*site.Words, error) {
	if w.Body != nil {
		return w, nil
	}
	var again diag.List // what was found when the site was read
	f, err := t.loader.read(w.File.Name, &again)
	if err != nil {
		return nil, err
	}
	if f == nil || !bytes.Equal(beginning(f).Text, w.File.Text) {
		return nil, Changed{w.File.Name}
	}
	with := *w
	with.File = f
	t.loader.body(&with, found)
	return &with, nil
}

// IDs are the ids of the headings in the words of a page.
func (t *Texts) IDs(w *site.Words) []string {
	var found diag.List
	if w, err := t.whole(w, &found); err == nil {
		return w.Body.IDs()
	}
	return nil // the build stops at the page itself
}
