package yaml

import (
	"bytes"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"vart/internal/diag"
	"vart/internal/source"
)

// fronts are the front matter of the bundled site's pages.
func fronts(tb testing.TB) (files []*source.File, texts [][]byte) {
	tb.Helper()
	err := fs.WalkDir(os.DirFS("../.."), "content", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := os.ReadFile("../../" + name)
		front, _, ok := bytes.Cut(bytes.TrimPrefix(text, []byte("---\n")), []byte("\n---\n"))
		if ok {
			files, texts = append(files, &source.File{Name: name, Text: text}), append(texts, text[4:5+len(front)])
		}
		return err
	})
	if err != nil || len(files) < 100 {
		tb.Fatal(len(files), err)
	}
	return files, texts
}

// room is where each text is read after the one before.
var room Room

// same compares what was read directly with what the library reads.
func same(t *testing.T, f *source.File, text []byte, first int) (read bool) {
	t.Helper()
	defer room.Clear()
	got := room.direct(f, text, first)
	if got == nil {
		return false
	}
	d := &document{file: f, first: first, found: &diag.List{}}
	want, err := d.load(text)
	if err != nil || want == nil || !reflect.DeepEqual(bare(*got), bare(*want)) {
		t.Errorf("%s: %q is read as\n%v and not, %v, as\n%v", f.Name, text, got, err, want)
	}
	return true
}

// bare is a node whose empty lists are nil.
func bare(n node) node {
	below := n.below
	n.below = nil
	for _, b := range below {
		n.below = append(n.below, bare(b))
	}
	return n
}

// Nearly all front matter of the site is read directly, and as the library
// reads it.
func TestDirect(t *testing.T) {
	files, texts := fronts(t)
	read := 0
	for i, f := range files {
		if same(t, f, texts[i], 2) {
			read++
		}
	}
	if read < len(files)*9/10 {
		t.Errorf("%d of %d are read directly", read, len(files))
	}
}

var odd = []string{
	"a: b\n", "a:\n  - b\n  - 'c' # d\n\nd: \"e\"\n", "a:\n- b\n# c\n- {d: e}\nf: g", "a: [b, 'c', {d: e, f: [1, 2]}, []]\n", "a: {}\n  \n", "a: b #c\n", "a: b#c\n",
	"a: b: c\n", "a: b:\n", "a: b\n  c\n", "a: \"b\n  c\"\n", "a:\nb: c\n", "a:\n", "a: \n", "a: null\nb: ~\n", "null: a\n", "a: [b,c]\n", "a: [b, ]\n", "a: {b: }\n", "a: {b: c,}\n", "a: {\"b\": c}\n",
	"a: [b: c]\n", "a: [\n- b\n", "a: &b c\n", "a: *b\n", "a: !!str b\n", "a: |\n  b\n", "a: 'b''c'\n", "a: \"b\\n\"\n", "a: b\r\n", "a:\tb\n", " a: b\n", "a: b\n c: d\n", "a:\n  - b\n - c\n", "a:\n - b\n  - c\n",
	"a:\n  - b: c\n", "a:\n  - - b\n", "a:\n  -\n", "---\na: b\n", "a: b\n...\n", "a: b\n---\n", "? a\n: b\n", "a: å\u0085b\n", "å: b\n", "a: \u00a0b \n", "a: b\u2028c\n", "a: \ufeffb\n", "a: 2024-06-03\n", "a: +46 8\n",
	"a: http://b.c/d?e#f\n", "a: [http://b]\n", "a: [b c, d - e]\n", "a: [- b]\n", "a: {b: c d}\n", "a: [b]c\n", "a: 'b'c\n", "a: 'b' 'c'\n", "a: [[[[[[[[[[[[b]]]]]]]]]]]]\n", "#a\n", "\n\n", "a: b\n# c\n  d\n", "a: b\na: c\n", "a:b\n", "a: -b\n", "a: %b\n", "a: @b\n",
	"a: \"b\"#c\n", "a: [b #c]\n", "a: [b] #c\n", "a: {b: c} d\n", "a: é\"b\n", "a: b'c\n", "a: b, c] d}\n", "a: b - c\n", "a: b ? c\n", "a: <<\n", "a: [b, c", "a: =\n", "a: [b,\n  c, \n  d]\n", "a: [b,\nc]\n", "a: [b,\n\n  c]\n", "a: {b: c,\n d: e}", "a: [b,", "a: [b,\n", "a: {b", "a:\n  - [b,\n c]\n", "a: [b,\n  # c\n  d]", "a: [b, \n  ]", "a: [b,\n - c]",
}

// What is written otherwise is left to the library, or read as it reads it.
func FuzzDirect(f *testing.F) {
	for _, text := range odd {
		f.Add(text)
	}
	_, texts := fronts(f)
	for i := 0; i < len(texts); i += 10 {
		f.Add(string(texts[i]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		same(t, &source.File{Name: "x.md", Text: []byte("---\n" + text + "---\n")}, []byte(text), 2)
	})
}

func BenchmarkParse(b *testing.B) {
	files, texts := fronts(b)
	var found diag.List
	b.Run("direct", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			f := files[i%len(files)]
			Parse(&source.File{Name: f.Name, Text: f.Text}, texts[i%len(files)], 2, &found)
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			f := files[i%len(files)]
			d := &document{file: &source.File{Name: f.Name, Text: f.Text}, first: 2, found: &found}
			if root, err := d.load(texts[i%len(files)]); err == nil {
				d.node(root, "").Map()
			}
		}
	})
}
