package output_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vart/internal/output"
)

// build writes files to target and swaps them in.
func build(t *testing.T, target string, files map[string]string) (written, same int) {
	t.Helper()
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := d.Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	written, same, err = d.Swap()
	if err != nil {
		t.Fatal(err)
	}
	return written, same
}

// holds fails unless target holds exactly these files and the list of sums.
func holds(t *testing.T, target string, files map[string]string) {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(target, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(target, name)
		got[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if got[name] != text {
			t.Errorf("%s is %q, want %q", name, got[name], text)
		}
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(text)), name); !strings.Contains(got[output.Sums], line) {
			t.Errorf("%s lacks the line %q", output.Sums, line)
		}
	}
	if len(got) != len(files)+1 {
		t.Errorf("%d files, want %d and the sums: %v", len(got), len(files), got)
	}
}

// alone fails if anything but the target is left in its folder.
func alone(t *testing.T, target string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(target) {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}

func TestSwap(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	first := map[string]string{"index.html": "one", "sv/a/index.html": "a", "sv/b/index.html": "b"}
	if w, s := build(t, target, first); w != 3 || s != 0 {
		t.Errorf("first build: %d written, %d same", w, s)
	}
	holds(t, target, first)
	before, err := os.Stat(filepath.Join(target, "sv/a/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	second := map[string]string{"index.html": "two", "sv/a/index.html": "a", "sv/c/index.html": "c"}
	if w, s := build(t, target, second); w != 2 || s != 1 {
		t.Errorf("second build: %d written, %d same, want 2 and 1", w, s)
	}
	holds(t, target, second) // b is gone
	alone(t, target)
	after, err := os.Stat(filepath.Join(target, "sv/a/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) {
		t.Error("the unchanged file was written anew instead of linked")
	}
}

// A reader of the published folder sees a whole site at every moment, old or
// new.
func TestAlwaysWhole(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, map[string]string{"index.html": "0"})
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if _, err := os.ReadFile(filepath.Join(target, "index.html")); err != nil {
					t.Errorf("no site for a moment: %v", err)
					return
				}
			}
		}
	})
	for i := range 50 {
		build(t, target, map[string]string{"index.html": fmt.Sprint(i)})
	}
	close(stop)
	wg.Wait()
}

func TestDiscard(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"index.html": "published"}
	build(t, target, files)
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write("index.html", []byte("half a site")); err != nil {
		t.Fatal(err)
	}
	holds(t, target, files)
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, files)
	alone(t, target)
}

func TestForeign(t *testing.T) {
	target := filepath.Join(t.TempDir(), "photos")
	if err := os.MkdirAll(target, 0o755); err != nil {
		t.Fatal(err)
	}
	d, err := output.Create(target) // an empty folder is nobody's
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(target, "summer.jpg")
	if err := os.WriteFile(mine, []byte("sun"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := output.Create(target); !errors.Is(err, output.ErrForeign) {
		t.Errorf("got %v, want ErrForeign", err)
	}
	if text, err := os.ReadFile(mine); string(text) != "sun" {
		t.Errorf("the file is %q, %v", text, err)
	}
	alone(t, target)
	if _, err := output.Create(mine); err == nil {
		t.Error("a file as a target was not refused")
	}
}

// Writing a file twice is refused before anything is touched: the first may be
// a link to the file that is published.
func TestTwice(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"index.html": "published"}
	build(t, target, files)
	d, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write("index.html", []byte("published")); err != nil {
		t.Fatal(err)
	}
	if err := d.Write("index.html", []byte("changed")); err == nil {
		t.Error("the second write was not refused")
	}
	if err := d.Write(output.Sums, nil); err == nil {
		t.Error("a write to the list of sums was not refused")
	}
	for _, name := range []string{"../evil", "/etc/passwd", "a/../../b", "", "."} {
		if err := d.Write(name, nil); err == nil {
			t.Errorf("%q was not refused", name)
		}
	}
	holds(t, target, files)
	if err := d.Discard(); err != nil {
		t.Fatal(err)
	}
	alone(t, target)
}

func TestConcurrent(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{}
	for i := range 200 {
		files[fmt.Sprintf("sv/%d/%d/index.html", i%7, i)] = fmt.Sprint(i)
	}
	for range 2 {
		d, err := output.Create(target)
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for name, text := range files {
			wg.Go(func() {
				if err := d.Write(name, []byte(text)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if _, _, err := d.Swap(); err != nil {
			t.Fatal(err)
		}
		holds(t, target, files)
	}
	alone(t, target)
}

// Two builds to one target at the same time do not touch each other's files;
// the last to finish stands.
func TestTwoBuilds(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	build(t, target, map[string]string{"a": "old", "b": "old"})
	one, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	two, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := one.Write("a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := one.Swap(); err != nil {
		t.Fatal(err)
	}
	// "a" is as it was when the second began, but is not so any more.
	for _, name := range []string{"a", "b"} {
		if err := two.Write(name, []byte("old")); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, target, map[string]string{"a": "new"})
	if _, _, err := two.Swap(); err != nil {
		t.Fatal(err)
	}
	holds(t, target, map[string]string{"a": "old", "b": "old"})
	alone(t, target)
}

func TestLink(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "srv"), 0o755); err != nil {
		t.Fatal(err)
	}
	link, real := filepath.Join(dir, "public"), filepath.Join(dir, "srv", "www")
	build(t, real, map[string]string{"a": "1"})
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	build(t, link, map[string]string{"a": "2"})
	holds(t, real, map[string]string{"a": "2"})
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

// What a killed build left behind is removed by a later one, what a running
// build writes is not.
func TestLeftovers(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	killed, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	if err := killed.Write("a", []byte("half a site")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil || len(entries) != 1 {
		t.Fatal(entries, err)
	}
	left := filepath.Join(filepath.Dir(target), entries[0].Name())
	build(t, target, map[string]string{"a": "1"})
	if _, err := os.Stat(left); err != nil {
		t.Errorf("the folder of a running build was removed: %v", err)
	}
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	build(t, target, map[string]string{"a": "2"})
	alone(t, target)
}

// What stands beside a file is not in the list, and a file of the site with its
// name wins without touching what is published.
func TestBeside(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	before := "" // what is published
	for i, own := range []bool{false, true, true, true, false} {
		d, err := output.Create(target)
		if err != nil {
			t.Fatal(err)
		}
		published, _ := os.Open(filepath.Join(target, "a.html.gz"))
		err = errors.Join(d.Write("a.html", []byte("a")), d.Beside("a.html.gz", []byte("packed")))
		if own {
			text := []byte("the site's own")
			if i < 3 {
				err = errors.Join(err, d.Write("a.html.gz", text))
			} else if ok, e := d.Keep("a.html.gz", sha256.Sum256(text)); !ok || e != nil {
				t.Error("not kept", e)
			}
			old, err := io.ReadAll(published)
			if err != nil || string(old) != before {
				t.Errorf("the published file is now %q, %v", old, err)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := d.Swap(); err != nil {
			t.Fatal(err)
		}
		list, err := os.ReadFile(filepath.Join(target, output.Sums))
		if err != nil || strings.Contains(string(list), "a.html.gz") != own {
			t.Errorf("own %v: %s, %v", own, list, err)
		}
		before = "packed"
		if own {
			before = "the site's own"
		}
		if text, err := os.ReadFile(filepath.Join(target, "a.html.gz")); string(text) != before {
			t.Errorf("own %v: %q, %v", own, text, err)
		}
	}
}
