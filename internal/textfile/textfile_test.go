package textfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"vart/internal/diag"
)

func TestInvalid(t *testing.T) {
	for text, want := range map[string]int{"": -1, "å\ufffd\U0001f600": -1, "å\xff": 2, "a\x00b": 1, "\x00\xff": 0, "\xff\x00": 0, "a\xe2\x82": 1} {
		if got := invalid([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestIsText holds every text of four bytes, of those where something changes,
// against the standard library.
func TestIsText(t *testing.T) {
	edges := []byte("\x00\x01\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5\xFF")
	texts := 0
	var add func(text []byte)
	add = func(text []byte) {
		if want := utf8.Valid(text) && bytes.IndexByte(text, 0) < 0; isText(text) != want {
			t.Errorf("%q is text: %v, not %v", text, !want, want)
		} else if want {
			texts++
		}
		if len(text) < 4 {
			for _, b := range edges {
				add(append(text, b))
			}
		}
	}
	add(make([]byte, 0, 4))
	if texts < 100 {
		t.Errorf("only %d are text", texts)
	}
}

func BenchmarkRead(b *testing.B) {
	const name = "a/x.md"
	held, dir := hold(b)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "a"), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(strings.Repeat("Ring 112. اتصل بالرقم\n", 150)), 0o644)); err != nil {
		b.Fatal(err)
	}
	for of, fsys := range map[string]fs.FS{"held": held, "root": held.FS} {
		b.Run(of, func(b *testing.B) {
			var found diag.List
			b.ReportAllocs()
			for b.Loop() {
				if f, err := Read(fsys, name, name, &found); f == nil || err != nil {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// hold is a new folder that is held, and where it lies.
func hold(tb testing.TB) (h *Held, dir string) {
	tb.Helper()
	dir = tb.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		tb.Fatal(err)
	}
	h = Hold(root)
	tb.Cleanup(func() {
		h.Release()
		_ = root.Close()
	})
	return h, dir
}

// What is held is read as the root reads it: links within the site work, links
// out of it do not.
func TestHeld(t *testing.T) {
	h, dir := hold(t)
	out := t.TempDir()
	for name, text := range map[string]string{"a/x.md": "x", "b/y.md": "y"} {
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755), os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.WriteFile(filepath.Join(out, "secret"), []byte("s"), 0o644), os.Symlink("../b/y.md", filepath.Join(dir, "a/in.md")),
		os.Symlink(filepath.Join(out, "secret"), filepath.Join(dir, "a/out.md")), os.Symlink(out, filepath.Join(dir, "c"))); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for name, want := range map[string]string{"a/x.md": "x", "b/y.md": "y", "a/in.md": "y", "a/out.md": "", "c/secret": "", "../x": "", "a/none": "", "none/x": ""} {
			text, err := fs.ReadFile(h, name)
			if string(text) != want || (err == nil) != (want != "") {
				t.Errorf("%s: %q, %v", name, text, err)
			}
			var found diag.List
			f, err := Read(h, name, name, &found)
			if (f != nil) != (want != "") || f != nil && string(f.Text) != want || f == nil && err == nil && len(found) == 0 {
				t.Errorf("%s: read: %v, %v, %v", name, f, found, err)
			}
			if _, err := fs.Stat(h, name); (err == nil) != (want != "") {
				t.Errorf("%s: stat: %v", name, err)
			}
		}
		h.Release()
		// A folder that takes the place of another is the one that is read.
		if err := errors.Join(os.Rename(filepath.Join(dir, "b"), filepath.Join(dir, "d")), os.Mkdir(filepath.Join(dir, "b"), 0o755),
			os.WriteFile(filepath.Join(dir, "b/y.md"), []byte("y"), 0o644), os.RemoveAll(filepath.Join(dir, "d"))); err != nil {
			t.Fatal(err)
		}
	}
}

// An empty text is one, and what is too large or no file is a finding, as
// without a folder that is held.
func TestHeldOdd(t *testing.T) {
	h, dir := hold(t)
	if err := errors.Join(os.MkdirAll(filepath.Join(dir, "a/folder.md"), 0o755), os.WriteFile(filepath.Join(dir, "a/empty.md"), nil, 0o644),
		os.WriteFile(filepath.Join(dir, "a/largest.md"), make([]byte, MaxSize), 0o644), os.WriteFile(filepath.Join(dir, "a/large.md"), make([]byte, MaxSize+1), 0o644)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]*diag.Check{"a/empty.md": nil, "a/largest.md": diag.FileEncoding, "a/large.md": diag.FileType, "a/folder.md": diag.FileType} {
		var found diag.List
		f, err := Read(h, name, name, &found)
		if err != nil || (f != nil) != (want == nil) || (len(found) == 0) != (want == nil) || len(found) > 0 && found[0].Check != want {
			t.Errorf("%s: %v, %v, %v", name, f, found, err)
		}
	}
}

// A folder that is held has what the root says, however much that is.
func TestHeldList(t *testing.T) {
	h, dir := hold(t)
	if err := errors.Join(os.MkdirAll(filepath.Join(dir, "many/below/more"), 0o755), os.Mkdir(filepath.Join(dir, "empty"), 0o755),
		os.Symlink("below", filepath.Join(dir, "many/link")), os.Symlink("none", filepath.Join(dir, "many/lost"))); err != nil {
		t.Fatal(err)
	}
	for i := range 2000 {
		if err := os.WriteFile(filepath.Join(dir, "many", fmt.Sprintf("å-%d-%s.md", i, strings.Repeat("x", i%40))), make([]byte, i%7), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // held, and let go
		for _, name := range []string{".", "many", "many/link", "many/below", "empty", "none", "many/lost"} {
			got, gotErr := fs.ReadDir(h, name)
			want, wantErr := fs.ReadDir(h.FS, name)
			if len(got) != len(want) || (gotErr == nil) != (wantErr == nil) {
				t.Fatalf("%s: %d, %v; want %d, %v", name, len(got), gotErr, len(want), wantErr)
			}
			for i, d := range got {
				a, errA := d.Info()
				b, errB := want[i].Info()
				if errA != nil || errB != nil || d.Name() != want[i].Name() || d.Type() != want[i].Type() || d.IsDir() != want[i].IsDir() || a.Size() != b.Size() || a.Mode() != b.Mode() {
					t.Fatalf("%s: %v, %v; want %v, %v", name, d, errA, want[i], errB)
				}
			}
		}
		h.Release()
	}
}
