package folder

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// temp is a new folder, and where it lies.
func temp(t *testing.T) (f *Folder, dir string) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	if f, err = Open(root, filepath.Base(dir)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(f.Close(), root.Close()); err != nil {
			t.Error(err)
		}
	})
	return f, dir
}

func TestFolder(t *testing.T) {
	f, dir := temp(t)
	long := strings.Repeat("å", 100_000)
	if err := errors.Join(f.Mkdir("page"), f.Create("page/index.html", []byte(long)), f.Create("empty", nil), os.Symlink("empty", filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	if err := f.Mkdir("page"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder is made twice: %v", err)
	}
	if err := f.Create("empty", nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file is made twice: %v", err)
	}
	if err := f.Create("none/x", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file in a folder that is not there: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "page", "index.html")); string(text) != long || err != nil {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	if err := f.Create("text", []byte(long)); err != nil {
		t.Fatal(err)
	}
	text, err := f.Whole("text", int64(len(long)))
	if string(text) != long || err != nil {
		t.Errorf("%d bytes of %d, %v", len(text), len(long), err)
	}
	if text, err := f.Whole("empty", 10); len(text) != 0 || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	for name, most := range map[string]int64{"text": int64(len(long)) - 1, "link": 10, "page": 1 << 20, "none": 10} {
		if text, err := f.Whole(name, most); err == nil {
			t.Errorf("%s: %d bytes", name, len(text))
		}
	}
	room := make([]byte, 10)
	if n, err := f.Start("text", room); string(room[:n]) != long[:10] || err != nil {
		t.Errorf("%q, %v", room[:n], err)
	}
	for _, name := range []string{"link", "page", "none"} {
		if n, err := f.Start(name, room); err == nil {
			t.Errorf("%s begins with %d bytes", name, n)
		}
	}
}

// A pipe that somebody put in a site is not waited for.
func TestPipe(t *testing.T) {
	f, dir := temp(t)
	if err := exec.Command("mkfifo", filepath.Join(dir, "pipe")).Run(); err != nil {
		t.Skip(err)
	}
	if n, _ := f.Start("pipe", make([]byte, 10)); n > 0 {
		t.Error(n)
	}
	if text, err := f.Whole("pipe", 10); err == nil {
		t.Errorf("%q", text)
	}
}
