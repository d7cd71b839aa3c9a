package load

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"vart/internal/textfile"
)

// A site of whose files the beginnings are read first is the site that is read
// whole, whatever its files are.
func TestStart(t *testing.T) {
	front := func(n int) string { // of n bytes more than front(0)
		return "---\ntitle: \"" + strings.Repeat("å", n/2) + strings.Repeat("a", n%2) + "\"\n---\n"
	}
	before := len(front(0))
	texts := []string{
		front(3) + "Text\n", front(3), "---\ntitle: x\n---", "\ufeff" + front(3) + "Text\n", "Text\n", "", "---\n", "---\ntitle: x\n----\n---\nText\n",
		front(3) + "Text \xff\n", front(3) + strings.Repeat("x ", longest) + "\xff\n", front(3) + "a\x00b\n", "---\ntitle: \"\xff\"\n---\nText\n", "---\ntitle: \"\x00\"\n---\n",
		front(longest) + "Text\n", strings.Repeat("x", textfile.MaxSize+1), front(3) + strings.Repeat("x", textfile.MaxSize),
	}
	for n := longest - before - 12; n < longest-before+12; n++ { // the front matter ends near where reading does
		texts = append(texts, front(n)+"Text\n", strings.Replace(front(n), "\"\n---", "\"\n----\n---", 1)+"Text\n", "-"+front(n)[1:]+"---\n", front(n))
	}
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	write := func(name, text string) error {
		return errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	if err := errors.Join(write("vart.yaml", "languages: [sv]\n"), write("content/index.sv.md", front(1)+"Text\n")); err != nil {
		t.Fatal(err)
	}
	read := func(fsys fs.FS) (words []string, found []string) {
		s, list, err := Site(context.Background(), fsys, func(string) []string { return nil })
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Pages {
			if w := p.Words["sv"]; w != nil {
				words = append(words, p.Path+": "+w.Title.Value+string(w.File.Text)+strings.Join(w.Body.IDs(), " "))
			}
		}
		for _, f := range list.Sort() {
			found = append(found, f.Pos.Name()+f.Check.Name+f.Message.In("en"))
		}
		return words, found
	}
	for _, text := range texts {
		if err := write("content/x/y.sv.md", text); err != nil {
			t.Fatal(err)
		}
		held := textfile.Hold(root)
		words, found := read(held)
		held.Release()
		wantWords, wantFound := read(os.DirFS(dir))
		if !reflect.DeepEqual(words, wantWords) || !reflect.DeepEqual(found, wantFound) {
			t.Errorf("%.60q, %d bytes:\nread from its start %d %.200q\nread whole %d %.200q", text, len(text), len(words), found, len(wantWords), wantFound)
		}
	}
}
