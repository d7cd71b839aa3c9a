//go:build unix

package output_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"vart/internal/output"
)

// listing is what the system knows of each file and folder below the one that
// target is in, and of that, but for when they were read.
func listing(t *testing.T, target string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(filepath.Dir(target), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var is unix.Stat_t
		err = unix.Lstat(name, &is)
		all[name] = fmt.Sprintf("inode %d, %d links, modified %d, changed %d", is.Ino, is.Nlink, is.Mtim.Nano(), is.Ctim.Nano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestUntouched(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"index.html": "start", "empty.txt": "", "sv/a/index.html": "a", "sv/b/index.html": "b", "sv/b/c/d/e.pdf": "e"}
	whole := func(d *output.Dir) error {
		d.Sign = func(list []byte) ([]byte, error) { return fmt.Appendf(nil, "%x", sha256.Sum256(list)), nil }
		return d.Beside("index.html.gz", []byte("packed"))
	}
	first, err := output.Create(target)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		err = errors.Join(err, first.Write(name, []byte(text)))
	}
	if err = errors.Join(err, whole(first)); err != nil {
		t.Fatal(err)
	}
	if w, s, err := first.Swap(); w != 6 || s != 0 || err != nil {
		t.Fatal(w, s, err)
	}
	before := listing(t, target)
	for i := range 3 {
		d, err := output.Create(target)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			if i != 1 {
				ok, err := d.Keep(name, sha256.Sum256([]byte(text)))
				if err != nil || !ok {
					t.Errorf("%s is not kept: %v", name, err)
				}
			} else if err := d.Write(name, []byte(text)); err != nil {
				t.Error(err)
			}
		}
		if err := whole(d); err != nil {
			t.Fatal(err)
		}
		if i == 2 {
			err = d.Discard()
		} else if w, s, e := d.Swap(); w != 0 || s != 6 || e != nil {
			t.Error(w, s, e)
		}
		if after := listing(t, target); err != nil || !maps.Equal(before, after) {
			t.Errorf("something was touched: %v\n%v\n%v", err, before, after)
		}
	}
}

// What somebody put in the place of a file is no file, even where it looks like
// one, and a build does not wait for a pipe.
func TestNoFile(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	files := map[string]string{"a": "x", "b": "x", "empty": "", "c": "1"}
	build(t, target, files)
	at := func(name string) string { return filepath.Join(target, name) }
	var b unix.Stat_t
	err := errors.Join(unix.Stat(at("b"), &b), os.Remove(at("a")), os.Remove(at("empty")), os.Symlink("b", at("a")), unix.Mkfifo(at("empty"), 0o644))
	modified := unix.NsecToTimeval(b.Mtim.Nano() / 1000 * 1000)
	err = errors.Join(err, unix.Lutimes(at("a"), []unix.Timeval{modified, modified}), unix.Lutimes(at("b"), []unix.Timeval{modified, modified}))
	if err != nil {
		t.Skip(err)
	}
	for _, c := range []string{"1", "2"} {
		files["c"] = c
		build(t, target, files)
		for name := range files {
			if info, err := os.Lstat(at(name)); err != nil || name != "a" && !info.Mode().IsRegular() {
				t.Fatal(name, info.Mode(), err)
			}
		}
	}
	if info, err := os.Lstat(at("a")); err != nil || !info.Mode().IsRegular() {
		t.Error("a link was taken for its file", err)
	}
	holds(t, target, files)
}
