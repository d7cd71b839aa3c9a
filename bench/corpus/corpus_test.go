package corpus_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vart"
	"vart/bench/corpus"
	"vart/internal/build"
	"vart/internal/diag"
)

// TestFindings holds the corpus to be one that a careful author could have
// written, so that what is measured is not the writing of findings: translations
// say what their source says, in the language they are in.
func TestFindings(t *testing.T) {
	s, err := corpus.New(corpus.Options{Languages: 10, Pages: 20, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := s.Vart(dir, vart.Builtin); err != nil {
		t.Fatal(err)
	}
	in := build.Input{Site: os.DirFS(dir), Builtin: vart.Builtin, Folder: dir, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	r, err := build.Site(t.Context(), in, filepath.Join(t.TempDir(), "public"), false)
	if err != nil {
		t.Fatal(err)
	}
	if r.Pages == 0 {
		t.Error("no page was made")
	}
	for _, f := range r.Found {
		// vart knows the promises of some languages only, and says so.
		if f.Check == diag.Claim && f.Pos.Name() == "vart.yaml" {
			continue
		}
		t.Errorf("%s: %s: %s", f.Pos.Name(), f.Check.Name, f.Message.In("en"))
	}
}

// TestAgain: the same seed makes the same bytes, which a second run leaves as
// they are; a file that is not of the corpus is removed.
func TestAgain(t *testing.T) {
	dir := t.TempDir()
	long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	stray := filepath.Join(dir, "hugo/content/sv/stray.md")
	walk := func(each func(name string, d os.FileInfo)) {
		err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			each(name, info)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	files := 0
	for round := range 2 {
		s, err := corpus.New(corpus.Options{Languages: 3, Pages: 10, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		for folder, make := range map[string]func(string) error{
			"vart": func(dir string) error { return s.Vart(dir, vart.Builtin) }, "hugo": s.Hugo, "eleventy": s.Eleventy,
		} {
			if err := make(filepath.Join(dir, folder)); err != nil {
				t.Fatal(err)
			}
		}
		if round > 0 {
			break
		}
		walk(func(name string, _ os.FileInfo) {
			files++
			if err := os.Chtimes(name, long, long); err != nil {
				t.Fatal(err)
			}
		})
		if err := os.WriteFile(stray, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	walk(func(name string, d os.FileInfo) {
		files--
		if !d.ModTime().Equal(long) {
			t.Errorf("%s was written again", name)
		}
	})
	if files != 0 {
		t.Errorf("%d files too few, or too many", files)
	}
}
