package translate_test

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/site"
	"vart/internal/translate"
)

var six = []string{"sv-simple", "en", "fi", "ar", "fa", "so"}

// fixture is the site of testdata/six.txtar, every translation signed off.
func fixture(t *testing.T) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/six.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	s := read(t, files)
	for _, text := range translate.Texts(s) {
		for _, lang := range six {
			if w := text.Words[lang]; w != nil {
				var found diag.List
				sign := translate.Accept(&s.Config, text.Words["sv"], w, time.Time{}, "", &found)
				if sign == nil {
					t.Fatal(found)
				}
				files[w.File.Name] = &fstest.MapFile{Data: sign.Text}
			}
		}
	}
	return files
}

func read(t *testing.T, files fs.FS) *site.Site {
	t.Helper()
	s, _, err := load.Site(context.Background(), files, func(string) []string { return []string{"ring"} })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// stale lists what is old in each language's translation of a file, as lines
// "part of the translation<part of the source".
func stale(t *testing.T, files fs.FS, name string) map[string][]site.Stale {
	t.Helper()
	out := map[string][]site.Stale{}
	for _, text := range translate.Texts(read(t, files)) {
		for _, lang := range six {
			w := text.Words[lang]
			if w == nil || text.Words["sv"].File.Name != name {
				continue
			}
			if !w.Age.Known {
				t.Errorf("%s: the state is unknown", w.File.Name)
			}
			out[lang] = w.Age.Stale
		}
	}
	if len(out) != len(six) {
		t.Fatalf("%s has %d translations", name, len(out))
	}
	return out
}

const page, guide = "content/fara.sv.md", "content/flows/vart/index.sv.md"

// A changed sentence makes exactly its own part stale, in every language; what
// is no word makes none.
func TestChange(t *testing.T) {
	for _, c := range []struct {
		why, file, old, new string
		part                int // -1: nothing is stale
	}{
		{"a sentence", page, "Ta barnen med dig.", "Lämna barnen.", 3},
		{"another", page, "om du är i fara nu", "om du är rädd", 1},
		{"the title", page, `title: "Fara"`, `title: "Stor fara"`, 0},
		{"the description", page, "Om någon slår dig.", "Om någon hotar dig.", 0},
		{"a heading", page, "## Fara", "## Fly", 2},
		{"a link's words", page, "[hjälp]", "[stöd]", 4},
		{"a step of the flow", guide, "## Var är faran?", "## Var är du?", 1},
		{"an answer", guide, "[Ute]", "[Utomhus]", 2},
		{"an outcome", guide, "## Ring 112", "## Ring nu 112", 3},
		{"reflowed", page, "Gå till en granne. Ta", "Gå till en\n  granne.   Ta", -1},
		{"blank lines", page, "\n\n## Fara", "\n\n\n\n## Fara", -1},
		{"a link's target", page, "(hjalp)", "(hjalp.sv.md#mer)", -1},
		{"an id", page, "{#fara}", "{#hot}", -1},
		{"emphasis", page, "granne", "**granne**", -1},
		{"which service", page, "service:sos-112", "service:polisen", -1},
		{"front matter", page, "---\nRing", "weight: 4\n---\nRing", -1},
		{"an attribute of a step", guide, "urgent=true", "urgent=false", -1},
	} {
		files := fixture(t)
		text := string(files[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: the fixture has no %q", c.why, c.old)
		}
		files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		for _, file := range []string{page, guide} {
			for lang, got := range stale(t, files, file) {
				switch {
				case file != c.file || c.part < 0:
					if len(got) > 0 {
						t.Errorf("%s: %s of %s is stale: %+v", c.why, lang, file, got)
					}
				case len(got) != 1 || got[0].Part != c.part || got[0].Now != c.part:
					t.Errorf("%s: in %s %+v is stale, want part %d alone", c.why, lang, got, c.part)
				}
			}
		}
	}
}

// A number is the registry's; how it is written or which it is makes nothing
// stale, and neither does a registry that learns of it later.
func TestNumbers(t *testing.T) {
	parts := func(text string) []string {
		files := fstest.MapFS{"vart.yaml": {Data: []byte("title: {sv: H}\nbase_url: https://example.org/\nlanguages: [sv]\nexit: {url: https://www.smhi.se/}\n")},
			"content/x.sv.md": {Data: []byte("---\ntitle: X\n---\n" + text + "\n")}}
		return translate.Parts(read(t, files).Page("x").Words["sv"])
	}
	if !slices.Equal(parts("Ring 020-50 50 50 nu."), parts("Ring 08-465 004 01 nu.")) {
		t.Error("another number is another text")
	}
	if slices.Equal(parts("Det tar 14 dagar."), parts("Det tar 30 dagar.")) {
		t.Error("another number of days is the same text")
	}
}

// Added and removed blocks are told by themselves: what follows is not stale.
func TestAddedAndRemoved(t *testing.T) {
	files := fixture(t)
	text := string(files[page].Data)
	files[page] = &fstest.MapFile{Data: []byte(strings.Replace(text, "## Fara", "Ett nytt stycke.\n\n## Fara", 1))}
	for lang, got := range stale(t, files, page) {
		if len(got) != 1 || got[0].Was != "" || got[0].Now != 2 || got[0].Part != 1 && lang != "sv-simple" {
			t.Errorf("added, %s: %+v", lang, got)
		}
	}
	files[page] = &fstest.MapFile{Data: []byte(strings.Replace(text, "Ring 112 om du är i fara nu.\n\n", "", 1))}
	for lang, got := range stale(t, files, page) {
		if len(got) != 1 || got[0].Now != -1 || got[0].Part != 1 {
			t.Errorf("removed, %s: %+v", lang, got)
		}
	}
}

// A translation with other blocks than its source cannot be signed off; a
// simple form of the source language can.
func TestAccept(t *testing.T) {
	files := fixture(t)
	for _, lang := range []string{"en", "sv-simple"} {
		name := "content/fara." + lang + ".md"
		files[name] = &fstest.MapFile{Data: append(slices.Clone(files[name].Data), "\nOne more.\n"...)}
	}
	s := read(t, files)
	words := s.Page("fara").Words
	var found diag.List
	if translate.Accept(&s.Config, words["sv"], words["en"], time.Time{}, "", &found) != nil || len(found) != 1 || found[0].Severity != diag.Error {
		t.Errorf("en: %+v", found)
	}
	if line, _ := found[0].Pos.LineCol(); found[0].Pos.Line() != "One more." {
		t.Errorf("the finding is at line %d", line)
	}
	if translate.Accept(&s.Config, words["sv"], words["sv-simple"], time.Time{}, "", &found) == nil {
		t.Errorf("sv-simple: %+v", found)
	}
	if !words["sv-simple"].Age.Known || len(words["sv-simple"].Age.Stale) > 0 {
		t.Errorf("sv-simple: %+v", words["sv-simple"].Age)
	}
}

// BenchmarkCompare is what staleness costs when a site is read: the site that
// vart comes with, in all its languages.
func BenchmarkCompare(b *testing.B) {
	s, _, err := load.Site(context.Background(), os.DirFS("../.."), func(string) []string { return nil })
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, text := range translate.Texts(s) {
			translate.Compare(&s.Config, text.Words)
		}
	}
}
