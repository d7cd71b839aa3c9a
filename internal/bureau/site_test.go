package bureau_test

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"vart/internal/bureau"
	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/load"
	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/table"
	"vart/internal/translate"
	"vart/internal/xliff"
)

var day = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)

// form is a form that jobs go out and come back in.
type form struct {
	name  string
	write func(t *testing.T, j *segment.Job) string
	read  func(f *source.File) (*segment.Job, error)
}

var forms = []form{
	{"xliff", func(t *testing.T, j *segment.Job) string {
		var b bytes.Buffer
		if err := xliff.Write(&b, j); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}, xliff.Read},
	{"table", func(t *testing.T, j *segment.Job) string {
		var b bytes.Buffer
		if err := table.Write(&b, j, "en"); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}, table.Read},
}

// fixture is the site of testdata/site.txtar, its translations signed off.
func fixture(t *testing.T) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	sign(t, files)
	return files
}

// sign signs off the English translations.
func sign(t *testing.T, files fstest.MapFS) {
	t.Helper()
	in := input(t, files)
	for _, text := range translate.Texts(in.Site) {
		if w := text.Words["en"]; w != nil {
			var found diag.List
			s := translate.Accept(&in.Site.Config, text.Words["sv"], w, day, "", &found)
			if s == nil {
				t.Fatal(found)
			}
			files[w.File.Name] = &fstest.MapFile{Data: s.Text}
		}
	}
}

func input(t *testing.T, files fs.FS) bureau.Input {
	t.Helper()
	s, _, err := load.Site(context.Background(), files, func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	own, err := fs.Sub(files, "translations")
	if err != nil {
		t.Fatal(err)
	}
	return bureau.Input{
		Site: s, Strings: []i18n.Layer{{FS: own, Name: "translations"}}, Messages: "en",
		Numbers: func(string) contact.Numbers {
			return contact.Numbers{Known: func(key string) bool { return s.Number(key) != nil }}
		},
	}
}

func export(t *testing.T, files fs.FS, lang string, only bureau.Only) *segment.Job {
	t.Helper()
	var found diag.List
	j, err := bureau.Export(input(t, files), lang, only, &found)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return j
}

// receive imports a reply and returns the site as it is then.
func receive(t *testing.T, files fstest.MapFS, f form, reply string, by string) (fstest.MapFS, *bureau.Result, diag.List) {
	t.Helper()
	j, err := f.read(&source.File{Name: "reply", Text: []byte(reply)})
	if err != nil {
		t.Fatal(err)
	}
	var found diag.List
	r, err := bureau.Import(input(t, files), j, bureau.Review{By: by, On: day}, &found)
	if err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(files)
	for _, c := range r.Changes {
		after[c.Name] = &fstest.MapFile{Data: c.Text}
	}
	return after, r, found
}

// same reports every file that is not the same in both.
func same(t *testing.T, why string, a, b fstest.MapFS) {
	t.Helper()
	for name := range b {
		if a[name] == nil || !bytes.Equal(a[name].Data, b[name].Data) {
			var was []byte
			if a[name] != nil {
				was = a[name].Data
			}
			t.Errorf("%s: %s was\n%s\nis\n%s", why, name, was, b[name].Data)
		}
	}
}

func edit(t *testing.T, files fstest.MapFS, name, old, new string) {
	t.Helper()
	text := string(files[name].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}

// pseudo translates every unit: the words in capitals, the codes where they were.
func pseudo(j *segment.Job) {
	for i := range j.Files {
		for n := range j.Files[i].Units {
			u := &j.Files[i].Units[n]
			u.Target, u.State = nil, segment.Translated
			for _, p := range u.Source {
				if p.Kind == segment.Words {
					p.Text = strings.ToUpper(p.Text)
				}
				u.Target = append(u.Target, p)
			}
		}
	}
}
