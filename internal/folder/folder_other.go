//go:build !linux

package folder

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// at is nothing where there is no more to be had than a Root.
type at struct{}

func hold(*os.Root) (at, error) { return at{}, nil }

func (at) close() error { return nil }

type file struct{ *os.File }

// once keeps os.OpenFile from finding out whether the file is one to wait for. A
// pipe that somebody put there is not waited for.
const once = syscall.O_NONBLOCK

func (f *Folder) open(name string) (file, error) {
	if info, err := f.Root.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink != 0 {
		return file{}, errors.Join(err, ErrOther)
	}
	opened, err := f.Root.OpenFile(name, os.O_RDONLY|once, 0)
	return file{opened}, err
}

func (f *Folder) create(name string) (file, error) {
	opened, err := f.Root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|once, 0o644)
	return file{opened}, err
}

// Mkdir makes a folder in this one.
func (f *Folder) Mkdir(name string) error { return f.Root.Mkdir(name, 0o755) }

// List is ErrOther: the system's own listing is as good here.
func (f *Folder) List() ([]Entry, error) { return nil, ErrOther }

// size is a file's in bytes, -1 if it is no ordinary one.
func (f file) size() (int64, error) {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return -1, err
	}
	return info.Size(), nil
}

func (f file) read(room []byte) (int, error) {
	n, err := f.Read(room)
	if err == io.EOF {
		err = nil
	}
	return n, err
}

func (f file) write(content []byte) error {
	_, err := f.Write(content)
	return err
}

func (f file) close() error { return f.Close() }
