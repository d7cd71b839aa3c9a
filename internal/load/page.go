package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"vart/internal/diag"
	"vart/internal/markdown"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/translate"
)

// Texts is a site of whose pages only the front matter is kept. It is safe for
// concurrent use.
type Texts struct {
	Site   *site.Site
	loader *loader

	mu    sync.RWMutex
	sums  map[string]Sum          // of the files of pages that were read whole
	newer map[string]*source.File // of pages that are held: what was taken since
}

// Changed says that a page's file is no longer what was planned with.
type Changed struct{ Name string }

func (c Changed) Error() string {
	return fmt.Sprintf("%s changed while the site was being read", c.Name)
}

// Page reads what a page says in all its languages. The page it returns is a
// whole one, and the site's own stays as it is. A language whose file turns out
// to be no text is missing, after a finding. The error is Changed when a file is
// no longer the one that the site knows.
func (t *Texts) Page(p *site.Page) (*site.Page, diag.List, error) { return t.With(p, nil, nil) }

// Room is where pages are made that are done with together.
type Room = markdown.Room

// With is Page with some of the files as they are given, by name. What the page
// says is in the room, if one is given, until that is cleared.
func (t *Texts) With(p *site.Page, files map[string]*source.File, in *Room) (*site.Page, diag.List, error) {
	var found diag.List
	whole := &site.Page{Path: p.Path, Folder: p.Folder, Words: make(site.Languages, len(p.Words))}
	for _, lang := range t.Site.Config.Languages {
		w := p.Words[lang.Value]
		if w == nil {
			continue
		}
		w, err := t.whole(w, files[w.File.Name], in, &found)
		if err != nil {
			return nil, nil, err
		}
		if w != nil {
			whole.Words[lang.Value] = w
		}
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

// whole is words with their text, out of f or else the file they are known to
// be in; nil after a finding when that is no text.
func (t *Texts) whole(w *site.Words, f *source.File, in *Room, found *diag.List) (*site.Words, error) {
	if w.Body != nil {
		return w, nil
	}
	with := *w
	switch {
	case f != nil:
		with.File = f
	case t.loader.hold:
		with.File = t.file(w)
	default:
		var err error
		if with.File, err = t.File(w, found); with.File == nil {
			return nil, err
		}
	}
	t.loader.body(&with, in, found)
	return &with, nil
}

// IDs are the ids of the headings in the words of a page.
func (t *Texts) IDs(w *site.Words) []string {
	var found diag.List
	if w, _ := t.whole(w, nil, nil, &found); w != nil {
		return w.Body.IDs()
	}
	return nil // the build stops at the page itself
}

// has says whether the named file is one of a page that is held.
func (t *Texts) has(name string) bool { return t.loader.reads[name].words != nil }

// file is the file of a page that is held, as it was read or taken last.
func (t *Texts) file(w *site.Words) *source.File {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if f := t.newer[w.File.Name]; f != nil {
		return f
	}
	return w.File
}

// Newer reads again those of the named files that are not as they are held, by
// page and name. known is false when more than the texts of pages is new: the
// site must then be read anew.
func (t *Texts) Newer(names []string) (pages map[*site.Page]map[string]*source.File, known bool, err error) {
	pages = map[*site.Page]map[string]*source.File{}
	for _, name := range names {
		r, ok := t.loader.reads[name]
		if !ok {
			return nil, false, nil
		}
		var found diag.List
		f, err := t.loader.read(name, &found)
		if err != nil || f == nil {
			return nil, false, err
		}
		if bytes.Equal(f.Text, t.file(r.words).Text) {
			continue
		}
		if !bytes.Equal(beginning(f).Text, beginning(r.words.File).Text) {
			return nil, false, nil
		}
		if pages[r.page] == nil {
			pages[r.page] = map[string]*source.File{}
		}
		pages[r.page][name] = f
	}
	return pages, true, nil
}

// Pages are the pages that are held and have one of the named files.
func (t *Texts) Pages(names []string) map[*site.Page]bool {
	pages := map[*site.Page]bool{}
	for _, name := range names {
		if r, ok := t.loader.reads[name]; ok {
			pages[r.page] = true
		}
	}
	return pages
}

// Take holds files as they are given instead of what is held.
func (t *Texts) Take(files map[string]*source.File) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.Copy(t.newer, files)
}

// without is what was read of all files but those of pages of which some file
// has changed: a translation says what its source does where it says nothing.
func (t *Texts) without(changed []string) map[string]reading {
	reads := maps.Clone(t.loader.reads)
	for _, name := range changed {
		w := reads[name].words
		if w == nil {
			continue // gone with another of its page
		}
		for _, lang := range t.Site.Config.Languages {
			delete(reads, w.FileIn(lang.Value))
		}
	}
	for name, r := range reads {
		if f := t.file(r.words); f != r.words.File {
			w := *r.words
			w.File = f
			reads[name] = reading{words: &w, found: r.found}
		}
	}
	return reads
}

// File reads a page's file as the site knows it; nil after a finding when it is
// no text. The error is Changed when it is another one, or cannot be read.
func (t *Texts) File(w *site.Words, found *diag.List) (*source.File, error) {
	var list diag.List
	f, err := t.loader.read(w.File.Name, &list)
	if f == nil && err == nil {
		if _, err = fs.Stat(t.loader.fsys, w.File.Name); err == nil {
			*found = append(*found, list...)
			return nil, nil
		}
	}
	if err != nil || !t.same(w.File, f) {
		return nil, Changed{w.File.Name}
	}
	return f, nil
}

// same says whether a file begins as it began when the site was read, and is
// what it was when it was read whole first.
func (t *Texts) same(known, f *source.File) bool {
	if _, body, ok := frontMatter(f.Text); !ok || !bytes.Equal(f.Text[:body], known.Text) {
		return false
	}
	sum := Sum(sha256.Sum256(f.Text))
	t.mu.Lock()
	defer t.mu.Unlock()
	first, ok := t.sums[f.Name]
	if !ok {
		t.sums[f.Name] = sum
	}
	return !ok || first == sum
}

// Sum is the sum of a page's file as it was first read whole, zero if it was not
// yet.
func (t *Texts) Sum(name string) Sum {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.sums[name]
}
