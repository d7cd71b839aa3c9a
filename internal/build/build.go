// Package build is vart's sentence: load → check → plan → render → export →
// write.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"

	"vart/internal/check"
	"vart/internal/diag"
	"vart/internal/export"
	"vart/internal/i18n"
	"vart/internal/load"
	"vart/internal/output"
	"vart/internal/plan"
	"vart/internal/render"
	"vart/internal/safety"
	"vart/internal/site"
	"vart/internal/source"
)

// Input is what a build starts from.
type Input struct {
	Site    fs.FS // the site's folder
	Builtin fs.FS // layouts, static and translations that a site may replace
	Now     time.Time
	// Folder is where the site is on disk, for what must watch it or name it.
	Folder string
}

// Check finds everything that is wrong with a site, its finished pages
// included, and writes nothing.
func Check(ctx context.Context, in Input) (diag.List, error) {
	s, found, err := Load(ctx, in)
	if err != nil || s == nil {
		return found, err
	}
	pages, err := s.Render(ctx, nil)
	return append(found, pages...).Sort(), err
}

// Site builds the site and puts it in the place of target. Findings that stop
// a build leave the target as it was, and so does an error.
func Site(ctx context.Context, in Input, target string, strict bool) (Result, error) {
	s, found, err := Load(ctx, in)
	if err != nil || s == nil {
		return Result{Found: found}, err
	}
	if found.Failed(strict) {
		// Nothing will be written, but the author is told of everything at once.
		pages, err := s.Render(ctx, nil)
		return Result{Found: append(found, pages...).Sort()}, err
	}
	dir, err := output.Create(target)
	if err != nil {
		return Result{Found: found}, err
	}
	pages, err := s.Render(ctx, dir.Write)
	found = append(found, pages...).Sort()
	if err == nil && !found.Failed(strict) {
		err = s.Export(dir.Write)
	}
	if err != nil || found.Failed(strict) {
		return Result{Found: found}, errors.Join(err, dir.Discard())
	}
	r := Result{Found: found, Pages: len(s.Plan.Outputs)}
	r.Written, r.Same, err = dir.Swap()
	return r, err
}

// Result is what a build did.
type Result struct {
	Found         diag.List
	Pages         int
	Written, Same int // files
}

// Loaded is a site ready to be rendered.
type Loaded struct {
	Site     *site.Site
	Catalog  *i18n.Catalog
	Plan     *plan.Plan
	Renderer *render.Renderer

	in      Input
	layouts render.Layouts
	rules   safety.Rules
	files   []export.File // what machines read
}

// Load reads, checks and plans a site. The Loaded is nil when the findings
// leave nothing that could be rendered.
func Load(ctx context.Context, in Input) (*Loaded, diag.List, error) {
	catalog, found, err := i18n.Load(
		i18n.Layer{FS: sub(in.Builtin, "translations"), Name: "translations"},
		i18n.Layer{FS: sub(in.Site, "translations"), Name: "translations"})
	if err != nil {
		return nil, nil, err
	}
	s, f, err := load.Site(ctx, in.Site, callWords(catalog))
	if err != nil {
		return nil, nil, err
	}
	found = append(found, f...)
	found = append(found, check.Site(check.Input{Site: s, Catalog: catalog, Now: in.Now})...)
	p, f := plan.Of(s)
	found = append(found, f...)
	found = append(found, p.Slugs()...)
	files, err := render.Read(&found, sub(in.Builtin, "layouts"), sub(in.Site, "layouts"))
	if err != nil {
		return nil, nil, err
	}
	scripts, f := siteScripts(in.Site, s)
	found = append(found, f...)
	r, f := render.New(render.Input{Plan: p, Catalog: catalog, Layouts: files, Scripts: scripts, Now: in.Now})
	found = append(found, f...)
	if r == nil {
		return nil, found.Sort(), nil
	}
	l := &Loaded{Site: s, Catalog: catalog, Plan: p, Renderer: r, in: in, layouts: files}
	l.rules = safety.Rules{Policy: r.Policy(), Hash: render.Hash}
	for _, tag := range s.Config.Tags() {
		l.rules.Exits = append(l.rules.Exits, s.Config.ExitFor(tag))
	}
	if l.files, err = export.All(p, in.Now); err != nil {
		return nil, nil, err
	}
	f, err = l.static()
	return l, append(found, f...).Sort(), err
}

// sub is a folder of a file system; one that is missing is empty.
func sub(fsys fs.FS, dir string) fs.FS {
	s, err := fs.Sub(fsys, dir)
	if err != nil {
		return fsys
	}
	return s
}

// callWords are the words before a number to call, from the interface strings,
// so that a new language brings its own.
func callWords(c *i18n.Catalog) load.Words {
	return func(lang string) []string {
		words, err := c.For([]string{lang}).T("call.words")
		if err != nil {
			return nil
		}
		return strings.Fields(words)
	}
}

// siteScripts reads the scripts that vart.yaml adds to every page.
func siteScripts(fsys fs.FS, s *site.Site) ([]string, diag.List) {
	var texts []string
	var found diag.List
	for _, t := range s.Config.Scripts {
		text, err := fs.ReadFile(fsys, path.Join("static", t.Value))
		if err != nil {
			found.Add(t.Pos, diag.LinkTarget, diag.T("skriptet ”%s” finns inte i static/", "the script “%s” is not in static/", t.Value),
				diag.Meant(t.Value, s.Static, diag.T("lägg det i static/", "put it in static/")))
			continue
		}
		texts = append(texts, string(text))
	}
	return texts, found
}

// Page renders one page and checks it against the safety rules.
func (l *Loaded) Page(o *plan.Output) ([]byte, diag.List) {
	html, found := l.Renderer.Page(o)
	if len(found) > 0 {
		return nil, found
	}
	for _, v := range l.rules.Page(html) {
		found = append(found, l.blame(o, v))
	}
	return html, found
}

// Render renders every page, several at a time, checks it and hands it to
// write. Findings come in the order of the plan.
func (l *Loaded) Render(ctx context.Context, write func(name string, content []byte) error) (diag.List, error) {
	found := make([]diag.List, len(l.Plan.Outputs))
	failed := make([]error, len(l.Plan.Outputs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				o := l.Plan.Outputs[i]
				html, f := l.Page(o)
				if found[i] = f; len(f) == 0 && write != nil {
					failed[i] = write(o.File, html)
				}
			}
		})
	}
	for i := range l.Plan.Outputs {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	var all diag.List
	for _, f := range found {
		all = append(all, f...)
	}
	return all, errors.Join(append(failed, ctx.Err())...)
}

// blame turns a broken rule into a finding at the layout that broke it: the
// one the page is made with, or another that holds the text at fault.
func (l *Loaded) blame(o *plan.Output, v safety.Violation) diag.Finding {
	pos := source.Pos{}
	for _, name := range []string{l.Renderer.LayoutOf(o), "frame.html"} {
		f := l.layouts[name]
		if pos.IsZero() || v.Snippet == "" && name == "frame.html" && v.Check != diag.SafetyDocument {
			pos = f.Start()
		}
	}
	if start, _, _ := strings.Cut(v.Snippet, "\n"); start != "" {
		if at := l.find(start, l.Renderer.LayoutOf(o)); !at.IsZero() {
			pos = at
		}
	}
	return diag.Finding{
		Pos: pos, Severity: v.Check.Severity, Check: v.Check,
		Message: diag.Text{SV: fmt.Sprintf("%s (sidan %s)", v.Message.SV, o.URL), EN: fmt.Sprintf("%s (the page %s)", v.Message.EN, o.URL)},
		Hint:    diag.T("sidan publiceras inte förrän layouten är rättad; docs/layouts.md säger vad som krävs", "the page is not published until the layout is mended; docs/layouts.md says what is required"),
	}
}

// find looks for the longest beginning of a snippet that stands in a layout;
// actions may have filled in the rest.
func (l *Loaded) find(snippet, first string) source.Pos {
	names := []string{first, "frame.html"}
	for name := range l.layouts {
		names = append(names, name)
	}
	for n := len(snippet); n >= 4; n-- {
		best := source.Pos{}
		for _, name := range names {
			f := l.layouts[name]
			if i := strings.Index(string(f.Text), snippet[:n]); i >= 0 && (best.IsZero() || name < best.Name() && names[0] != name) {
				best = f.Pos(i, n)
				if name == first {
					break
				}
			}
		}
		if !best.IsZero() {
			return best
		}
	}
	return source.Pos{}
}

// Export writes the files for machines and copies the static ones.
func (l *Loaded) Export(write func(name string, content []byte) error) error {
	for _, f := range l.files {
		if err := write(f.Name, f.Content); err != nil {
			return err
		}
	}
	for _, name := range l.Site.Static {
		if inlined(l.Site, name) {
			continue
		}
		content, err := fs.ReadFile(l.in.Site, path.Join("static", name))
		if err != nil {
			return fmt.Errorf("read static: %w", err)
		}
		if err := write(name, content); err != nil {
			return err
		}
	}
	return nil
}
