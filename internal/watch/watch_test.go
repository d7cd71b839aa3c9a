package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestGatherWaitsForQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		changed, batches := make(chan string), make(chan []string)
		go gather(t.Context(), 50*time.Millisecond, changed, batches)
		began := time.Now()
		for _, name := range []string{"b", "a", "b"} {
			changed <- name
			time.Sleep(40 * time.Millisecond)
		}
		if got := <-batches; !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("batch %v", got)
		}
		if took := time.Since(began); took != 130*time.Millisecond {
			t.Errorf("handed over after %v, want 50 ms after the last change", took)
		}
	})
}

func TestGatherKeepsWhatHappensMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		changed, batches := make(chan string), make(chan []string)
		go gather(t.Context(), 50*time.Millisecond, changed, batches)
		changed <- "a"
		time.Sleep(time.Second) // the receiver is busy
		changed <- "b"
		synctest.Wait()
		if got := <-batches; !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("batch %v", got)
		}
		changed <- "c"
		if got := <-batches; !slices.Equal(got, []string{"c"}) {
			t.Errorf("next batch %v", got)
		}
	})
}

func TestGatherIsNotPutOffForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		changed, batches := make(chan string), make(chan []string)
		go gather(t.Context(), 50*time.Millisecond, changed, batches)
		began := time.Now()
		for {
			select {
			case changed <- "log":
				time.Sleep(10 * time.Millisecond)
				continue
			case <-batches:
			}
			break
		}
		if took := time.Since(began); took > 1100*time.Millisecond {
			t.Errorf("handed over after %v", took)
		}
	})
}

func TestPassing(t *testing.T) {
	for name, want := range map[string]bool{
		"heder.sv.md": false, "index.en.md": false, "vart.yaml": false, ".well-known": false,
		".heder.sv.md.swp": true, "heder.sv.md~": true, "4913": true, "#heder.sv.md#": true, ".#heder.sv.md": true,
		".git": true, "heder.sv.md___jb_tmp___": true, "x.tmp": true,
	} {
		if got := passing(name); got != want {
			t.Errorf("passing(%q) = %v", name, got)
		}
	}
}

// follow watches a fresh site folder and returns what to wait for batches with.
func follow(t *testing.T) (dir string, next func() []string) {
	t.Helper()
	dir = t.TempDir()
	write(t, dir, "vart.yaml", "a: 1")
	write(t, dir, "content/index.sv.md", "hej")
	write(t, dir, "public/sv/index.html", "")
	ctx, cancel := context.WithCancel(t.Context())
	batches, ended := make(chan []string, 100), make(chan bool)
	go func() {
		defer close(ended)
		for batch, err := range Site(ctx, dir, []string{"vart.yaml", "content", "layouts"}, 30*time.Millisecond) {
			if err != nil {
				t.Error(err)
			}
			batches <- batch
		}
	}()
	t.Cleanup(func() { cancel(); <-ended })
	next = func() []string {
		t.Helper()
		select {
		case batch := <-batches:
			return batch
		case <-time.After(5 * time.Second):
			t.Fatal("nothing was told")
			return nil
		}
	}
	if first := next(); len(first) != 0 {
		t.Fatalf("the first batch is %v", first)
	}
	return dir, next
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSite(t *testing.T) {
	dir, next := follow(t)
	at := func(name string) string { return filepath.Join(dir, name) }
	has := func(want ...string) {
		t.Helper()
		for got := []string{}; ; {
			got = append(got, next()...)
			if !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(got, w) }) {
				return
			}
		}
	}

	write(t, dir, "content/index.sv.md", "hej igen")
	has("content/index.sv.md")

	// As vim does: a probe, the old one away, a new one in its place, the backup gone.
	write(t, dir, "content/4913", "")
	must(t, os.Remove(at("content/4913")))
	must(t, os.Rename(at("content/index.sv.md"), at("content/index.sv.md~")))
	write(t, dir, "content/index.sv.md", "vim")
	must(t, os.Remove(at("content/index.sv.md~")))
	if got := next(); !slices.Equal(got, []string{"content/index.sv.md"}) {
		t.Errorf("saved by renaming: %v", got)
	}

	// As others do: a fresh file renamed over the old one.
	write(t, dir, "content/.index.tmp", "x")
	must(t, os.Rename(at("content/.index.tmp"), at("content/index.sv.md")))
	has("content/index.sv.md")

	// A new folder with a folder in it, and files in both.
	write(t, dir, "content/hjalp/djup/a.sv.md", "a")
	has("content/hjalp/djup/a.sv.md")
	write(t, dir, "content/hjalp/djup/a.sv.md", "aa")
	has("content/hjalp/djup/a.sv.md")

	// A folder that was not there when the watch began.
	write(t, dir, "layouts/page.html", "x")
	has("layouts/page.html")

	must(t, os.Rename(at("content/hjalp"), at("content/hjelp")))
	has("content/hjelp/djup/a.sv.md")
	write(t, dir, "content/hjelp/djup/a.sv.md", "aaa")
	has("content/hjelp/djup/a.sv.md")
	must(t, os.RemoveAll(at("content/hjelp")))
	has("content/hjelp/djup/a.sv.md")

	// What does not matter is not told: only the last of these.
	write(t, dir, "public/sv/index.html", "built")
	write(t, dir, "notes.txt", "x")
	write(t, dir, ".git/index", "x")
	write(t, dir, "content/.index.sv.md.swp", "x")
	write(t, dir, "vart.yaml", "a: 2")
	if got := next(); !slices.Equal(got, []string{"vart.yaml"}) {
		t.Errorf("got %v", got)
	}
}

func TestPoll(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "content/a.md", "a")
	write(t, dir, "content/b.md", "b")
	write(t, dir, "content/.x", "")
	tr := &tree{dir: dir, names: []string{"content"}, changed: make(chan string, 10)}
	ctx, cancel := context.WithCancel(t.Context())
	tr.poll(ctx, 10*time.Millisecond)
	write(t, dir, "content/a.md", "aa")
	must(t, os.Remove(filepath.Join(dir, "content/b.md")))
	write(t, dir, "content/new/c.md", "c")
	seen := map[string]bool{}
	for deadline := time.After(5 * time.Second); len(seen) < 3; {
		select {
		case name := <-tr.changed:
			seen[name] = true
		case <-deadline:
			t.Fatalf("seen only %v", seen)
		}
	}
	cancel()
	tr.running.Wait()
	if !seen["content/a.md"] || !seen["content/b.md"] || !seen["content/new/c.md"] {
		t.Errorf("seen %v", seen)
	}
}

// The limit cannot be reached in a test without harm to others; that the error
// is known for what it is, can be tested.
func TestAtLimit(t *testing.T) {
	if !atLimit(&os.PathError{Err: syscall.ENOSPC}) || !atLimit(errors.Join(syscall.EMFILE, nil)) || atLimit(os.ErrNotExist) {
		t.Error("the limit is mistaken for something else")
	}
}

func TestSiteWithoutFolder(t *testing.T) {
	for _, err := range Site(t.Context(), filepath.Join(t.TempDir(), "gone"), []string{"content"}, time.Millisecond) {
		if !errors.Is(err, os.ErrNotExist) {
			t.Errorf("got %v", err)
		}
		return
	}
	t.Error("ended without a word")
}
