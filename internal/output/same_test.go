package output_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"vart/internal/output"
)

// Whatever was done to the published folder by hand, the next build makes it
// what it should be.
func TestRepair(t *testing.T) {
	files := map[string]string{"index.html": "start", "sv/a/index.html": "a", "sv/b/index.html": "b"}
	for name, spoil := range map[string]func(at func(string) string) error{
		"a changed file": func(at func(string) string) error { return os.WriteFile(at("sv/a/index.html"), []byte("x"), 0o644) },
		"a file of the same size": func(at func(string) string) error {
			return os.WriteFile(at("index.html"), []byte("stort"), 0o644)
		},
		"a missing file":        func(at func(string) string) error { return os.Remove(at("sv/a/index.html")) },
		"another file":          func(at func(string) string) error { return os.WriteFile(at("sv/a/mine.txt"), nil, 0o644) },
		"a file at the top":     func(at func(string) string) error { return os.WriteFile(at("mine.txt"), nil, 0o644) },
		"an empty folder":       func(at func(string) string) error { return os.Mkdir(at("sv/mine"), 0o755) },
		"folders without files": func(at func(string) string) error { return os.MkdirAll(at("mine/own"), 0o755) },
		"a changed list":        func(at func(string) string) error { return os.WriteFile(at(output.Sums), nil, 0o644) },
		"a signature":           func(at func(string) string) error { return os.WriteFile(at(output.Signature), nil, 0o644) },
		"a folder for a file": func(at func(string) string) error {
			return errors.Join(os.Remove(at("index.html")), os.Mkdir(at("index.html"), 0o755))
		},
		"a file for a folder": func(at func(string) string) error {
			return errors.Join(os.RemoveAll(at("sv")), os.WriteFile(at("sv"), nil, 0o644))
		},
		"a link to nothing": func(at func(string) string) error { return os.Symlink("nothing", at("sv/a/link")) },
		"a link that leads out": func(at func(string) string) error {
			return errors.Join(os.Rename(at("sv"), at("../out")), os.Symlink("../out", at("sv")))
		},
		"a link to a file that leads out": func(at func(string) string) error {
			return errors.Join(os.Rename(at("index.html"), at("../out.html")), os.Symlink("../out.html", at("index.html")))
		},
		"a link to a folder inside": func(at func(string) string) error {
			return errors.Join(os.Rename(at("sv"), at("en")), os.Symlink("en", at("sv")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "public")
			build(t, target, files)
			if err := spoil(func(name string) string { return filepath.Join(target, name) }); err != nil {
				t.Skip(err)
			}
			before, _ := os.ReadFile(filepath.Join(target, "../out/a/index.html"))
			build(t, target, files)
			holds(t, target, files)
			for _, name := range []string{"sv", "sv/a", "sv/b"} {
				if info, err := os.Lstat(filepath.Join(target, name)); err != nil || !info.IsDir() {
					t.Errorf("%s is no folder: %v", name, err)
				}
			}
			if entries, err := os.ReadDir(filepath.Join(target, "sv")); len(entries) != 2 {
				t.Error(entries, err)
			}
			if after, _ := os.ReadFile(filepath.Join(target, "../out/a/index.html")); string(after) != string(before) {
				t.Errorf("what a link led to is now %q", after)
			}
		})
	}
}

func TestKeep(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, map[string]string{"a": "old", "sv/b": "b", "sv/c": "c"})
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(target, "sv/b"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a": "new", "sv/b": "b", "sv": "", "none": "", "../public/a": "old", "": "", ".": ""} {
		if ok, err := d.Keep(name, sha256.Sum256([]byte(text))); ok || err != nil {
			t.Errorf("%q is kept though it differs: %v", name, err)
		}
	}
	if ok, err := d.Keep("sv/c", sha256.Sum256([]byte("c"))); !ok || err != nil {
		t.Error("not kept", err)
	}
	if err := errors.Join(d.Write("a", []byte("new")), d.Write("sv/b", []byte("b"))); err != nil {
		t.Fatal(err)
	}
	if w, s, err := d.Swap(); w != 2 || s != 1 || err != nil {
		t.Error(w, s, err)
	}
	holds(t, target, map[string]string{"a": "new", "sv/b": "b", "sv/c": "c"})
	alone(t, target)
}

// What was kept, and copies beside it, may be written after all.
func TestAfterAll(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, map[string]string{"a": "a", "b": "b"})
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b"} {
		if ok, err := d.Keep(name, sha256.Sum256([]byte(name))); !ok || err != nil {
			t.Error("not kept", err)
		}
	}
	err = errors.Join(d.Beside("a.gz", []byte("packed")), d.Write("a", []byte("new")), d.Beside("a.gz", []byte("new, packed")), d.Write("b", []byte("b")))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write("a", []byte("a")); err == nil {
		t.Error("a second write was not refused")
	}
	if d.Sum("a") != sha256.Sum256([]byte("new")) {
		t.Error("the sum is not that of what was written")
	}
	if w, s, err := d.Swap(); w != 2 || s != 1 || err != nil {
		t.Error(w, s, err)
	}
	for name, want := range map[string]string{"a": "new", "a.gz": "new, packed", "b": "b"} {
		if text, err := os.ReadFile(filepath.Join(target, name)); string(text) != want {
			t.Errorf("%s is %q, %v", name, text, err)
		}
	}
	alone(t, target)
}

// A file that was to be kept and was then changed is not published as what it
// was; one that has the same bytes still is.
func TestMeanwhile(t *testing.T) {
	for text, want := range map[string]error{"b": nil, "x": output.ErrMeanwhile, "": output.ErrMeanwhile} {
		target := filepath.Join(t.TempDir(), "public")
		build(t, target, map[string]string{"a": "a", "b": "b"})
		d, err := output.Create(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(d.Write("b", []byte("b")), d.Write("a", []byte("new"))); err != nil {
			t.Fatal(err)
		}
		b := filepath.Join(target, "b")
		if err := os.Remove(b); err != nil {
			t.Fatal(err)
		}
		if text != "" {
			if err := os.WriteFile(b, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		w, s, err := d.Swap()
		if !errors.Is(err, want) {
			t.Fatalf("%q: %v", text, err)
		}
		alone(t, target)
		if want != nil {
			if a, err := os.ReadFile(filepath.Join(target, "a")); string(a) != "a" {
				t.Errorf("a is %q, %v", a, err)
			}
			continue
		}
		holds(t, target, map[string]string{"a": "new", "b": "b"})
		if w != 2 || s != 0 {
			t.Errorf("a copy is no file that was kept: %d written, %d same", w, s)
		}
	}
}

// A file that is gone again is missed also where nothing else is to be done.
func TestGone(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, map[string]string{"a": "a", "b": "b"})
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(d.Write("a", []byte("a")), d.Write("b", []byte("b")), os.Remove(filepath.Join(target, "b")))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Swap(); !errors.Is(err, output.ErrMeanwhile) {
		t.Error(err)
	}
	alone(t, target)
}

// A build that finds another's site in the target keeps of it what is the same.
func TestFaster(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	old := map[string]string{"sv/a": "a", "sv/b": "b", "sv/c": "c"}
	build(t, target, old)
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range old {
		if err := d.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	other := map[string]string{"sv/a": "a", "sv/b": "b", "sv/c": "c", "sv/d": "d"}
	build(t, target, other)
	if w, s, err := d.Swap(); w != 0 || s != 3 || err != nil {
		t.Error(w, s, err)
	}
	holds(t, target, old)
	alone(t, target)
}

// A published folder that is moved away is made again.
func TestMovedAway(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"sv/a": "a"}
	build(t, target, files)
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	away := filepath.Join(t.TempDir(), "away")
	if err := errors.Join(d.Write("sv/a", []byte("a")), os.Rename(target, away)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Swap(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, files)
	holds(t, away, files)
}

// More folders than a tree holds at once.
func TestManyFolders(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{}
	for i := range 700 {
		files[fmt.Sprintf("sv/%d/page/index.html", i)] = fmt.Sprint(i)
	}
	build(t, target, files)
	holds(t, target, files)
	if w, s := build(t, target, files); w != 0 || s != 700 {
		t.Error(w, s)
	}
	files["sv/7/page/index.html"] = "changed"
	delete(files, "sv/8/page/index.html")
	if w, s := build(t, target, files); w != 1 || s != 698 {
		t.Error(w, s)
	}
	holds(t, target, files)
	if _, err := os.Stat(filepath.Join(target, "sv/8")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder of a removed page is left", err)
	}
	alone(t, target)
}
