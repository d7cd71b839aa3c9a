// Package build is vart's sentence: load → check → plan → render → export →
// write.
package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"vart/internal/check"
	"vart/internal/contact"
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
	"vart/internal/textfile"
)

// Input is what a build starts from.
type Input struct {
	Site    fs.FS // the site's folder
	Builtin fs.FS // layouts, static and translations that a site may replace
	Now     time.Time
	// Folder is where the site is on disk, for what must watch it or name it.
	Folder string
	// Hold keeps the texts as they were read, for a preview: pages can then be
	// shown as they last were whole. Before is what was held before, or nil, and
	// Changed the files that are not as they were then.
	Hold    bool
	Before  *Loaded
	Changed []string
	// Memory is the file where a build keeps what each page was made from, so that
	// the next one makes only those anew that would be different; "" for none.
	// Self tells one vart from another, and is asked while the site is read; if it
	// says "" there is no memory.
	Memory string
	Self   func() string
	// Sign signs the list of what was written; nil where nobody signs.
	Sign func(list []byte) ([]byte, error)
	// Precompress puts x.gz and x.br beside each text file; Packed, where it is
	// not nil, is told how many files have theirs.
	Precompress bool
	Packed      func(files int)
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
	var files [sha256.Size]byte
	if in.Memory != "" {
		in.Self = soon(in.Self)
		files = sharedFiles(in.Site)
	}
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
	dir.Sign = in.Sign
	write, keep := dir.Write, dir.Keep
	if in.Precompress {
		write, keep = packed(dir, in.Packed)
	}
	m := s.remember(files, dir, keep)
	pages, err := s.render(ctx, runtime.GOMAXPROCS(0), write, m)
	found = append(found, pages...).Sort()
	if err == nil && !found.Failed(strict) {
		err = s.Export(write)
	}
	if err != nil || found.Failed(strict) {
		return Result{Found: found}, errors.Join(err, dir.Discard())
	}
	r := Result{Found: found, Pages: len(s.Plan.Outputs), Rendered: len(s.Plan.Outputs)}
	if m != nil {
		r.Rendered = int(m.rendered.Load())
	}
	if r.Written, r.Same, err = dir.Swap(); err == nil {
		_ = m.save() // without it the site is whole, and the next build takes its time
	}
	return r, err
}

// Result is what a build did.
type Result struct {
	Found         diag.List
	Pages         int
	Rendered      int // pages that the last build's memory did not spare
	Written, Same int // files
}

// Loaded is a site ready to be rendered.
type Loaded struct {
	Site     *site.Site // of pages there is the front matter only
	Catalog  *i18n.Catalog
	Plan     *plan.Plan
	Renderer *render.Renderer

	in      Input
	texts   *load.Texts
	checker *check.Checker
	units   []unit
	unitOf  map[*site.Page]int
	layouts render.Layouts
	scripts []*source.File // those that vart.yaml adds
	rules   safety.Rules
	frames  map[string]*safety.Frame // by language
	secrets *secrets
	files   []export.File // what machines read
}

// Load reads, checks and plans a site, but for what its pages say: that is read
// and checked with each page, by Render. The Loaded is nil when the findings
// leave nothing that could be rendered.
func Load(ctx context.Context, in Input) (*Loaded, diag.List, error) {
	type known struct {
		*i18n.Catalog
		found diag.List
		err   error
	}
	go check.Prepare()
	translations := soon(func() (s known) {
		s.Catalog, s.found, s.err = i18n.Load(
			i18n.Layer{FS: sub(in.Builtin, "translations"), Name: "translations"},
			i18n.Layer{FS: sub(in.Site, "translations"), Name: "translations"})
		return s
	})
	texts, f, err := in.open(ctx, callWords(func() *i18n.Catalog { return translations().Catalog }))
	if err = errors.Join(translations().err, err); err != nil {
		return nil, nil, err
	}
	s, catalog := texts.Site, translations().Catalog
	found := append(translations().found, f...)
	files, err := render.Read(&found, sub(in.Builtin, "layouts"), sub(in.Site, "layouts"))
	if err != nil {
		return nil, nil, err
	}
	checker := check.New(check.Input{Site: s, Catalog: catalog, Now: in.Now, Asked: files.Asked(), IDs: texts.IDs})
	checked := soon(checker.Whole)
	p, f := plan.Of(s)
	found = append(found, f...)
	found = append(found, p.Slugs()...)
	hidden := newSecrets(p)
	exported := soon(func() (e exports) {
		e.files, e.err = export.All(p, in.Now)
		for _, file := range e.files {
			e.found = append(e.found, hidden.file(&source.File{Name: file.Name, Text: file.Content})...)
		}
		return e
	})
	for _, f := range files {
		if path.Ext(f.Name) == ".html" {
			check.Claims(&found, f, s.Config.Tags()...)
		}
	}
	scripts, err := siteScripts(in.Site, s, &found)
	if err != nil {
		return nil, nil, err
	}
	var added []string
	for _, f := range scripts {
		added = append(added, string(f.Text))
	}
	// Nothing changes the site from here on.
	r, f := render.New(render.Input{Plan: p, Catalog: catalog, Layouts: files, Scripts: added, Now: in.Now})
	found = append(found, f...)
	found = append(found, checked()...)
	if r == nil {
		return nil, found.Sort(), nil
	}
	l := &Loaded{Site: s, Catalog: catalog, Plan: p, Renderer: r, in: in, texts: texts, checker: checker, layouts: files, scripts: scripts, secrets: hidden}
	l.in.Before = nil // or every version that there was would be kept
	l.units, l.unitOf = units(p)
	l.rules = safety.Rules{Policy: r.Policy(), Hash: render.Hash}
	for _, tag := range s.Config.Tags() {
		l.rules.Exits = append(l.rules.Exits, s.Config.ExitFor(tag))
	}
	l.secrets.within(r)
	l.frames = map[string]*safety.Frame{}
	for _, tag := range s.Config.Tags() {
		l.frames[tag] = l.rules.Frame(r.Frame(tag), l.secrets.links[tag]...)
	}
	e := exported()
	if e.err != nil {
		return nil, nil, e.err
	}
	l.files = e.files
	found = append(found, e.found...)
	l.weighScript(&found)
	f, err = l.static()
	return l, append(found, f...).Sort(), err
}

// exports are the files that machines read and what is wrong with them, or why
// there are none.
type exports struct {
	files []export.File
	found diag.List
	err   error
}

// soon begins something while its caller goes on. What it returns waits for it.
func soon[T any](do func() T) func() T {
	done := sync.OnceValue(do)
	go done()
	return done
}

func (in *Input) open(ctx context.Context, callWords load.Words) (*load.Texts, diag.List, error) {
	switch {
	case !in.Hold:
		return load.Open(ctx, in.Site, callWords, in.remembers())
	case in.Before == nil:
		return load.Hold(ctx, in.Site, callWords, nil, nil)
	}
	return load.Hold(ctx, in.Site, callWords, in.Before.texts, in.Changed)
}

// remembers says whether there may be something to compare the files with.
func (in *Input) remembers() bool {
	if in.Memory == "" {
		return false
	}
	_, err := os.Stat(in.Memory)
	return err == nil
}

// Whole is Load with what every page says, kept and checked.
func Whole(ctx context.Context, in Input) (*Loaded, diag.List, error) {
	l, found, err := Load(ctx, in)
	if err != nil || l == nil {
		return nil, found, err
	}
	f, err := l.texts.All(ctx)
	if err != nil {
		return nil, nil, err
	}
	found = append(found, f...)
	for _, p := range l.Site.Pages {
		found = append(found, l.checker.Texts(l.Site, p.Words)...)
	}
	return l, found.Sort(), nil
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
func callWords(catalog func() *i18n.Catalog) load.Words {
	var known sync.Map // by language: every text asks
	return func(lang string) []string {
		if words, ok := known.Load(lang); ok {
			return words.([]string)
		}
		c := catalog()
		if c == nil {
			return nil
		}
		words, err := c.For([]string{lang}).T("call.words")
		if err != nil {
			return nil
		}
		fields := strings.Fields(words)
		known.Store(lang, fields)
		return fields
	}
}

// Numbers finds the phone numbers in texts of a language: what the registry has
// and what looks like a number.
func (l *Loaded) Numbers(lang string) contact.Numbers {
	return contact.Numbers{
		Known:     func(key string) bool { return l.Site.Number(key) != nil },
		CallWords: callWords(func() *i18n.Catalog { return l.Catalog })(lang),
	}
}

// siteScripts reads the scripts that vart.yaml adds to every page.
func siteScripts(fsys fs.FS, s *site.Site, found *diag.List) ([]*source.File, error) {
	var files []*source.File
	for _, t := range s.Config.Scripts {
		name := path.Clean(t.Value)
		if !slices.Contains(s.Static, name) {
			found.Add(t.Pos, diag.LinkTarget, diag.T("skriptet ”%s” finns inte i static/", "the script “%s” is not in static/", t.Value),
				diag.Meant(t.Value, s.Static, diag.T("lägg det i static/", "put it in static/")))
			continue
		}
		f, err := textfile.Read(fsys, "static/"+name, "static/"+name, found)
		if err != nil {
			return nil, err
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files, nil
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
