package build_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"vart/internal/build"
	"vart/internal/output"
)

// linked is a site whose pages show much of each other: titles, descriptions,
// addresses, order, headings, contacts, a flow, in two languages.
func linked(t testing.TB) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	for _, name := range []string{"testdata/base.txtar", "testdata/rebuild.txtar"} {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			add(site, f.Name, f.Data)
		}
	}
	return site
}

// editor makes random edits of the kind that authors make.
type editor struct {
	*rand.Rand
	site   fstest.MapFS
	target string
	n      int
}

func (e *editor) pick(keep func(name string) bool) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.site)) {
		if keep(name) {
			names = append(names, name)
		}
	}
	return names[e.IntN(len(names))]
}

func isText(name string) bool { return strings.HasSuffix(name, ".md") }

func isPage(name string) bool {
	return isText(name) && !strings.Contains(name, "/services/") && !strings.Contains(name, "/areas/") && !strings.Contains(name, "/flows/")
}

func (e *editor) set(name, text string) {
	e.site[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

func (e *editor) text(name string) string { return string(e.site[name].Data) }

// front puts a value into a file's front matter, in the place of the one that
// is there.
func (e *editor) front(name, key, value string) {
	var lines []string
	for _, line := range strings.SplitAfter(e.text(name), "\n") {
		if !strings.HasPrefix(line, key+":") {
			lines = append(lines, line)
		}
	}
	if value != "" {
		lines = slices.Insert(lines, 1, key+": "+value+"\n")
	}
	e.set(name, strings.Join(lines, ""))
}

// edits are what may happen between two builds.
var edits = []struct {
	name string
	do   func(e *editor)
}{
	{"a word", func(e *editor) { name := e.pick(isText); e.set(name, e.text(name)+fmt.Sprintf("\nOrd %d.\n", e.n)) }},
	{"a title", func(e *editor) { e.front(e.pick(isText), "title", fmt.Sprintf("Titel %d", e.n)) }},
	{"a description", func(e *editor) { e.front(e.pick(isPage), "description", fmt.Sprintf("Om %d", e.n)) }},
	{"a weight", func(e *editor) { e.front(e.pick(isPage), "weight", fmt.Sprint(1+e.IntN(9))) }},
	{"a slug", func(e *editor) {
		e.front(e.pick(func(name string) bool {
			return isPage(name) && name != "content/index.sv.md" && name != "content/index.en.md"
		}), "slug", fmt.Sprintf("sida-%d", e.n))
	}},
	{"a short link", func(e *editor) { e.front(e.pick(isPage), "go", fmt.Sprintf("k%d", e.n)) }},
	{"no short link", func(e *editor) { e.front(e.pick(isPage), "go", "") }},
	{"withheld", func(e *editor) {
		e.front(e.pick(func(name string) bool { return isPage(name) && strings.HasSuffix(name, ".sv.md") }), "no_fallback", []string{"", "[en]"}[e.IntN(2)])
	}},
	{"a heading", func(e *editor) {
		name := e.pick(isPage)
		e.set(name, e.text(name)+fmt.Sprintf("\n## Rubrik %d {#r%d}\n", e.n, e.IntN(3)))
	}},
	{"a link", func(e *editor) {
		to := strings.TrimSuffix(strings.TrimPrefix(e.pick(isPage), "content/"), ".md")
		to = strings.TrimSuffix(to, filepath.Ext(to))
		name := e.pick(isPage)
		e.set(name, e.text(name)+fmt.Sprintf("\n[Se](%s%s%s)\n", strings.Repeat("../", strings.Count(name, "/")-1), to, []string{"", "#r0", "#r1"}[e.IntN(3)]))
	}},
	{"a contact", func(e *editor) {
		name := e.pick(isPage)
		e.set(name, e.text(name)+[]string{"\n<service:linjen>\n", "\n<role:polis>\n", "\nRing 08-465 004 01.\n", "\n![Bild](/bild.svg)\n"}[e.IntN(4)])
	}},
	{"a new page", func(e *editor) {
		e.set(fmt.Sprintf("content/hjalp/n%d.sv.md", e.n), fmt.Sprintf("---\ntitle: Ny %d\n---\nText.\n", e.n))
	}},
	{"a translation", func(e *editor) {
		name := strings.TrimSuffix(e.pick(func(name string) bool { return isPage(name) && strings.HasSuffix(name, ".sv.md") }), ".sv.md") + ".en.md"
		e.set(name, fmt.Sprintf("---\ntitle: Page %d\n---\nWords %d.\n", e.n, e.n))
	}},
	{"gone", func(e *editor) {
		delete(e.site, e.pick(func(name string) bool { return isPage(name) && name != "content/index.sv.md" }))
	}},
	{"renamed", func(e *editor) {
		name := e.pick(func(name string) bool {
			return isPage(name) && strings.HasPrefix(name, "content/hjalp/") && !strings.Contains(name, "index")
		})
		stem, rest, _ := strings.Cut(name, ".")
		e.set(stem+"x."+rest, e.text(name))
		delete(e.site, name)
	}},
	{"a number", func(e *editor) {
		e.set("content/services/linjen/facts.yaml", strings.Replace(e.text("content/services/linjen/facts.yaml"), "24/7", []string{"24/7", "Mo-Fr 09:00-12:00"}[e.IntN(2)], 1))
	}},
	{"a style", func(e *editor) { e.set("layouts/style.css", fmt.Sprintf("p { margin: %dpx }", e.n)) }},
	{"a layout", func(e *editor) {
		e.set("layouts/card.html", fmt.Sprintf(`<p class="c%d"><a href="{{.URL}}">{{.Name}}</a></p>`, e.n))
	}},
	{"a string", func(e *editor) { e.set("translations/active.sv.yaml", fmt.Sprintf("crumbs: \"Stig %d\"\n", e.n)) }},
	{"the menu", func(e *editor) {
		e.set("vart.yaml", strings.Replace(e.text("vart.yaml"), "menu: [hjalp]", "menu: [hjalp, hjalp/b]", 1))
	}},
	{"a picture", func(e *editor) {
		e.set("static/bild.svg", fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\"/>", e.n))
	}},
	{"nothing", func(*editor) {}},
	{"a published page spoilt", func(e *editor) {
		if name := e.published(); name != "" {
			_ = os.WriteFile(name, []byte("spoilt"), 0o644)
		}
	}},
	{"a published page gone", func(e *editor) {
		if name := e.published(); name != "" {
			_ = os.Remove(name)
		}
	}},
}

func (e *editor) published() string {
	names, _ := filepath.Glob(filepath.Join(e.target, "sv", "*", "index.html"))
	if len(names) == 0 {
		return ""
	}
	return names[e.IntN(len(names))]
}

// tree is what is in a folder: names and bytes.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(text)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

// TestRebuild holds what a build makes out of an earlier one against what a
// build makes out of nothing, whatever was edited between: the same files, the
// same findings.
func TestRebuild(t *testing.T) {
	spared := 0
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 7))
		e := &editor{Rand: r, site: linked(t), target: filepath.Join(t.TempDir(), "public")}
		in := input(e.site)
		in.Memory, in.Self = filepath.Join(t.TempDir(), "memory"), self("test")
		var log []string
		for e.n = range 30 {
			before := maps.Clone(e.site)
			for range 1 + r.IntN(2) {
				edit := edits[r.IntN(len(edits))]
				log = append(log, edit.name)
				edit.do(e)
			}
			got, err := build.Site(t.Context(), in, e.target, false)
			if err != nil {
				t.Fatal(err)
			}
			clean := filepath.Join(t.TempDir(), "clean")
			want, err := build.Site(t.Context(), input(e.site), clean, false)
			if err != nil {
				t.Fatal(err)
			}
			if text(t, got.Found, "sv") != text(t, want.Found, "sv") {
				t.Fatalf("seed %d, after %v, findings:\n%s\nwant:\n%s", seed, log, text(t, got.Found, "sv"), text(t, want.Found, "sv"))
			}
			if want.Found.Failed(false) {
				clear(e.site) // authors undo what breaks
				maps.Copy(e.site, before)
				continue
			}
			a, b := tree(t, e.target), tree(t, clean)
			for _, name := range slices.Sorted(maps.Keys(b)) {
				if a[name] != b[name] {
					t.Fatalf("seed %d, after %v: %s is\n%s\nwant:\n%s", seed, log, name, a[name], b[name])
				}
			}
			if len(a) != len(b) {
				t.Fatalf("seed %d, after %v: %d files, want %d", seed, log, len(a), len(b))
			}
			spared += got.Pages - got.Rendered
		}
	}
	if spared < 500 {
		t.Errorf("only %d pages were spared", spared)
	}
}

// TestRebuildLittle counts what is made anew: only what would be different.
func TestRebuildLittle(t *testing.T) {
	e := &editor{site: linked(t), target: filepath.Join(t.TempDir(), "public")}
	in := input(e.site)
	in.Memory, in.Self = filepath.Join(t.TempDir(), "memory"), self("test")
	site := func() build.Result {
		t.Helper()
		r, err := build.Site(t.Context(), in, e.target, false)
		if err != nil || r.Found.Failed(false) {
			t.Fatal(err, text(t, r.Found, "sv"))
		}
		return r
	}
	first := site()
	if first.Rendered != first.Pages || first.Written == 0 {
		t.Errorf("first: %+v", first)
	}
	list, err := os.Stat(filepath.Join(e.target, output.Sums))
	if err != nil {
		t.Fatal(err)
	}
	if r := site(); r.Rendered != 0 || r.Written != 0 {
		t.Errorf("nothing has changed: %d pages made, %d files written", r.Rendered, r.Written)
	}
	if again, err := os.Stat(filepath.Join(e.target, output.Sums)); err != nil || !os.SameFile(list, again) || !again.ModTime().Equal(list.ModTime()) {
		t.Error("nothing has changed, and the folder was written", err)
	}

	// A word: its page in both languages. Its title: also what shows it.
	e.set("content/hjalp/c.sv.md", e.text("content/hjalp/c.sv.md")+"\nEtt ord.\n")
	if r := site(); r.Rendered != 2 || r.Written == 0 {
		t.Errorf("a word has changed: %d pages made, %d files written", r.Rendered, r.Written)
	}
	e.front("content/hjalp/c.sv.md", "title", "Sju")
	after := site()
	if after.Rendered <= 2 || after.Rendered >= after.Pages/2 {
		t.Errorf("a title has changed: %d of %d pages made", after.Rendered, after.Pages)
	}

	// Another vart, another day, a memory that is broken: everything, and the same.
	for name, change := range map[string]func(){
		"another vart":    func() { in.Self = self("other") },
		"another day":     func() { in.Now = in.Now.AddDate(0, 0, 1) },
		"a broken memory": func() { _ = os.WriteFile(in.Memory, []byte("broken"), 0o644) },
		"no memory":       func() { _ = os.Remove(in.Memory) },
	} {
		change()
		if r := site(); r.Rendered != r.Pages {
			t.Errorf("%s: %d of %d pages made", name, r.Rendered, r.Pages)
		}
	}
	text, err := os.ReadFile(in.Memory)
	if err != nil || bytes.Contains(text, []byte("Sju")) {
		t.Error("the memory is to hold no words", err)
	}
}

// TestRebuildByHand spoils what is published: the next build repairs it, copies
// beside pages too, and makes little else anew.
func TestRebuildByHand(t *testing.T) {
	in, target := input(linked(t)), filepath.Join(t.TempDir(), "public")
	in.Memory, in.Self, in.Precompress = filepath.Join(t.TempDir(), "memory"), self("test"), true
	site := func() build.Result {
		t.Helper()
		r, err := build.Site(t.Context(), in, target, false)
		if err != nil || r.Found.Failed(false) {
			t.Fatal(err, text(t, r.Found, "sv"))
		}
		return r
	}
	site()
	want := tree(t, target)
	var pages []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if strings.HasSuffix(name, "/index.html") {
			pages = append(pages, filepath.Join(target, name))
		}
	}
	for name, spoil := range map[string]func() error{
		"a page":         func() error { return os.WriteFile(pages[2], []byte("spoilt"), 0o644) },
		"a page missing": func() error { return os.Remove(pages[2]) },
		"a copy":         func() error { return os.WriteFile(pages[2]+".br", []byte("spoilt"), 0o644) },
		"a copy missing": func() error { return os.Remove(pages[2] + ".gz") },
		"a folder":       func() error { return os.RemoveAll(filepath.Dir(pages[len(pages)-1])) },
		"nothing":        func() error { return nil },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if r := site(); r.Rendered > r.Pages/4 || (r.Rendered == 0) != (name == "nothing") {
			t.Errorf("%s: %d of %d pages made", name, r.Rendered, r.Pages)
		}
		if got := tree(t, target); !maps.Equal(got, want) {
			t.Errorf("%s: not repaired", name)
		}
	}
}

// edited is a site of which one file is edited while it is read, after so many
// times.
type edited struct {
	mu    sync.Mutex // a site is read by several at a time
	files fstest.MapFS
	name  string
	after int
	text  []byte
}

func (e *edited) Open(name string) (fs.File, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if name == e.name {
		if e.after == 0 {
			e.files[name] = &fstest.MapFile{Data: e.text, Mode: 0o644}
		}
		e.after--
	}
	return e.files.Open(name)
}

// TestRebuildMeanwhile edits a number at every moment of a build: whatever that
// build saw of it, the next one has it right.
func TestRebuildMeanwhile(t *testing.T) {
	const name = "content/services/linjen/facts.yaml"
	for after := range 8 {
		files := linked(t)
		target := filepath.Join(t.TempDir(), "public")
		text := bytes.Replace(files[name].Data, []byte("08-465 004 01"), []byte("08-465 004 02"), 1)
		for page, f := range files { // which mention it
			if isText(page) {
				files[page] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("Ring 08-465 004 01."), []byte("Ring.")), Mode: 0o644}
			}
		}
		in := input(files)
		in.Memory, in.Self = filepath.Join(t.TempDir(), "memory"), self("test")
		during := in
		during.Site = &edited{files: files, name: name, after: after, text: text}
		if r, err := build.Site(t.Context(), during, target, false); err != nil || r.Found.Failed(false) {
			t.Fatal(err, text, r.Found)
		}
		files[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		if r, err := build.Site(t.Context(), in, target, false); err != nil || r.Found.Failed(false) {
			t.Fatal(err, r.Found)
		}
		clean := filepath.Join(t.TempDir(), "clean")
		if _, err := build.Site(t.Context(), input(files), clean, false); err != nil {
			t.Fatal(err)
		}
		if got, want := tree(t, target), tree(t, clean); !maps.Equal(got, want) {
			t.Errorf("a number that was edited after %d readings is published as it was", after)
		}
	}
}

func self(name string) func() string { return func() string { return name } }
