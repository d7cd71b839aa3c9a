package textfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vart/internal/diag"
)

func TestInvalid(t *testing.T) {
	for text, want := range map[string]int{"": -1, "å\ufffd\U0001f600": -1, "å\xff": 2, "a\x00b": 1, "\x00\xff": 0, "\xff\x00": 0, "a\xe2\x82": 1} {
		if got := invalid([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.md"), []byte(strings.Repeat("Ring 112. اتصل بالرقم\n", 150)), 0o644); err != nil {
		b.Fatal(err)
	}
	fsys := os.DirFS(dir)
	var found diag.List
	b.ReportAllocs()
	for b.Loop() {
		if f, err := Read(fsys, "x.md", "x.md", &found); f == nil || err != nil {
			b.Fatal(found, err)
		}
	}
}
