// Package load reads a site's folder into a typed site. Whatever is wrong with
// the author's files becomes a finding, all of them in one run; only a folder
// that cannot be read at all is an error.
package load

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/markdown"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/translate"
)

// ErrNoSite says that a folder has no vart.yaml.
var ErrNoSite = errors.New("no vart.yaml")

// Words tells which words, in lower case, come before a number to call in a
// language ("ring").
type Words func(lang string) []string

// Site reads the site in fsys, every text of it.
func Site(ctx context.Context, fsys fs.FS, callWords Words) (*site.Site, diag.List, error) {
	t, found, err := Open(ctx, fsys, callWords, false)
	if err != nil {
		return nil, nil, err
	}
	f, err := t.All(ctx)
	return t.Site, append(found, f...), err
}

// Open reads the site in fsys but for what its pages say: of those it keeps the
// front matter, which is all that other pages show of them. Texts.Page reads
// the rest, one page at a time, so that a site need not fit in memory. summed
// says that the sums of all files are asked for before the pages are: then the
// files are read whole, else only as far as their front matter goes.
func Open(ctx context.Context, fsys fs.FS, callWords Words, summed bool) (*Texts, diag.List, error) {
	l := newLoader(fsys, callWords)
	l.summed = summed
	return l.open(ctx)
}

// Hold is Open for a site that is looked at while it is edited: the files are
// kept as they were read, so that a page can be shown as it last was whole.
// Where nothing but the files named in changed is new since before, which may
// be nil, the rest is taken from there.
func Hold(ctx context.Context, fsys fs.FS, callWords Words, before *Texts, changed []string) (*Texts, diag.List, error) {
	l := newLoader(fsys, callWords)
	l.hold = true
	if before != nil && !slices.ContainsFunc(changed, func(name string) bool { return !before.has(name) && !apart(name) }) {
		l.before = before.without(changed)
	}
	return l.open(ctx)
}

// apart says whether a file is one that no front matter is read with.
func apart(name string) bool {
	dir, _, _ := strings.Cut(name, "/")
	return dir == "layouts" || dir == "static" || dir == "translations"
}

func newLoader(fsys fs.FS, callWords Words) *loader {
	return &loader{fsys: fsys, callWords: callWords, md: markdown.New(), site: &site.Site{}, pages: map[place]*site.Page{}}
}

func (l *loader) open(ctx context.Context) (*Texts, diag.List, error) {
	if err := l.config(); err != nil {
		return nil, nil, err
	}
	files, err := l.list(ctx)
	if err != nil {
		return nil, nil, err
	}
	l.areas(files)
	l.services(files)
	l.site.Index()
	if err := l.texts(ctx, files); err != nil {
		return nil, nil, err
	}
	if err := l.scenarios(files); err != nil {
		return nil, nil, err
	}
	if err := l.glossary(files); err != nil {
		return nil, nil, err
	}
	if err := l.static(); err != nil {
		return nil, nil, err
	}
	l.sort()
	l.site.Index()
	for _, t := range translate.Texts(l.site) {
		if t.Page == nil {
			translate.Compare(&l.site.Config, t.Words)
		}
	}
	l.before = nil
	if held, ok := l.fsys.(*textfile.Held); ok && l.hold {
		held.Release()
	}
	return &Texts{Site: l.site, loader: l, sums: l.sums, newer: map[string]*source.File{}}, l.found, nil
}

type loader struct {
	fsys      fs.FS
	callWords Words
	md        *markdown.Parser
	site      *site.Site
	pages     map[place]*site.Page
	numbers   contact.Numbers    // the registry's, without a language's words
	hold      bool               // the files of pages are kept as they were read
	summed    bool               // the files of pages are read whole at first
	sums      map[string]Sum     // of the files that were
	starts    sync.Pool          // of *[]byte, for the starts of files
	rooms     sync.Pool          // of *yaml.Room, for front matter
	before    map[string]reading // what was read of files that have not changed
	reads     map[string]reading // of the files of pages that are held
	found     diag.List
}

// list returns the paths of all files below content/, without what editors and
// systems leave behind.
func (l *loader) list(ctx context.Context) ([]string, error) {
	const root = "content"
	switch info, err := fs.Stat(l.fsys, root); {
	case errors.Is(err, fs.ErrNotExist):
		l.found.Add(l.site.Config.File.Start(), diag.FileType, diag.T("mappen content/ saknas", "the folder content/ is missing"),
			diag.T("skapa content/index.%s.md, sajtens startsida", "create content/index.%s.md, the site's start page", l.site.Config.Source))
		return nil, nil
	case err == nil && !info.IsDir():
		l.found.Add(l.file(root, nil).Start(), diag.FileType, diag.T("content är en fil, inte en mapp", "content is a file, not a folder"),
			diag.T("byt namn på filen, och skapa mappen content/ med index.%s.md, sajtens startsida", "rename the file, and create the folder content/ with index.%s.md, the site's start page", l.site.Config.Source))
		return nil, nil
	}
	all, err := l.folder(ctx, root)
	l.found = append(l.found, all.found...)
	return all.files, err
}

// listing is what a folder and those in it have.
type listing struct {
	files []string
	found diag.List
}

// folder lists a folder, and those in it at the same time.
func (l *loader) folder(ctx context.Context, name string) (listing, error) {
	entries, err := fs.ReadDir(l.fsys, name)
	if err != nil {
		return listing{}, fmt.Errorf("read %s: %w", name, err)
	}
	entries = slices.DeleteFunc(entries, func(d fs.DirEntry) bool {
		base := d.Name()
		return base[0] == '.' || base[0] == '#' || strings.HasSuffix(base, "~")
	})
	below, errs := make([]listing, len(entries)), make([]error, len(entries)+1)
	var wg sync.WaitGroup
	for i, d := range entries {
		if ext := path.Ext(d.Name()); d.IsDir() && ext != ".md" && ext != ".yaml" {
			wg.Go(func() { below[i], errs[i] = l.folder(ctx, name+"/"+d.Name()) })
		}
	}
	wg.Wait()
	var all listing
	for i, d := range entries {
		file := name + "/" + d.Name()
		switch ext := path.Ext(file); {
		case !d.IsDir():
			all.files = append(all.files, file)
		case ext == ".md" || ext == ".yaml":
			all.found.Add(l.file(file, nil).Start(), diag.FileType, diag.T("en mapp där det skulle vara en fil", "a folder where a file belongs"),
				diag.T("byt namn på mappen eller gör den till en fil", "rename the folder or make it a file"))
		default:
			all.files, all.found = append(all.files, below[i].files...), append(all.found, below[i].found...)
		}
	}
	errs[len(entries)] = ctx.Err()
	return all, errors.Join(errs...)
}

func (l *loader) file(name string, text []byte) *source.File {
	return &source.File{Name: name, Text: text}
}

// read returns a text file, or nil after reporting why it cannot be used.
func (l *loader) read(name string, found *diag.List) (*source.File, error) {
	return textfile.Read(l.fsys, name, name, found)
}

// texts reads every Markdown file, several at a time; findings are kept in the
// order of the files.
func (l *loader) texts(ctx context.Context, files []string) error {
	l.numbers = contact.Numbers{Known: func(key string) bool {
		v := l.site.Number(key)
		return v != nil && v.Status == site.Active || key == l.publisherKey()
	}}
	l.reads = map[string]reading{}
	l.sums = make(map[string]Sum, len(files))
	type result struct {
		reading
		place place
		sum   Sum
		err   error
	}
	results := make([]result, len(files))
	err := share(ctx, len(files), func(i int) {
		r := &results[i]
		if was, ok := l.before[files[i]]; ok {
			w := *was.words // the site before is still looked at
			r.reading = reading{words: &w, found: was.found}
			r.place, _ = l.place(files[i], &diag.List{})
			return
		}
		var ok bool
		if r.place, ok = l.place(files[i], &r.found); !ok {
			return
		}
		var f *source.File
		if r.place.kind == pageKind && !l.hold && !l.summed {
			f = l.start(files[i])
		}
		if f == nil {
			var err error
			if f, err = l.read(files[i], &r.found); f == nil {
				r.err = err
				return
			}
			if r.place.kind == pageKind && !l.hold {
				r.sum = sha256.Sum256(f.Text)
				f = beginning(f)
			}
		}
		if r.words = l.front(f, r.place.lang, &r.found); r.words == nil {
			return
		}
		if r.place.kind != pageKind {
			l.body(r.words, nil, &r.found)
		}
	})
	if err != nil {
		return err
	}
	for i := range results {
		r := &results[i]
		if r.err != nil {
			return r.err
		}
		if r.sum != (Sum{}) {
			l.sums[files[i]] = r.sum
		}
		if r.words != nil {
			l.attach(r.place, r.words, &r.found)
			if l.hold && r.place.kind == pageKind {
				r.page = l.page(r.place)
				l.reads[files[i]] = r.reading
			}
		}
		l.found = append(l.found, r.found...)
	}
	return nil
}

// reading is what was read of a page's file: all that is needed of it as long as
// it does not change.
type reading struct {
	page  *site.Page
	words *site.Words
	found diag.List
}

// share does n things, several at a time.
func share(ctx context.Context, n int, do func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

func (l *loader) publisherKey() string {
	p, err := contact.ParsePhone(l.site.Config.Publisher.Phone.Value)
	if err != nil {
		return ""
	}
	return p.Key
}

// Sum is the SHA-256 of a file.
type Sum [sha256.Size]byte

// static lists the files that are copied as they are. A link is copied as what
// it leads to, as long as that is in the site.
func (l *loader) static() error {
	err := fs.WalkDir(l.fsys, "static", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case d.IsDir() && base[0] == '.' && base != ".well-known": // .git and the like
			return fs.SkipDir
		case d.IsDir(), base[0] == '.':
			return nil
		}
		info, err := fs.Stat(l.fsys, name)
		switch {
		case err != nil || !info.Mode().IsRegular():
			l.found.Add(l.file(name, nil).Start(), diag.FileType, diag.T("det här är ingen fil i sajten, utan en länk ut ur den eller något annat", "this is no file of the site, but a link out of it or something else"),
				diag.T("ersätt den med filen själv", "replace it with the file itself"))
		case name == "static":
			l.found.Add(l.file(name, nil).Start(), diag.FileType, diag.T("static är en fil, inte en mapp", "static is a file, not a folder"),
				diag.T("lägg filen i mappen static/", "put the file in the folder static/"))
		default:
			l.site.Static = append(l.site.Static, strings.TrimPrefix(name, "static/"))
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read static: %w", err)
	}
	return nil
}

func (l *loader) sort() {
	slices.SortFunc(l.site.Pages, func(a, b *site.Page) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(l.site.Services, func(a, b *site.Service) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(l.site.Flows, func(a, b *site.Flow) int { return strings.Compare(a.ID, b.ID) })
}
