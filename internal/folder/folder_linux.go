package folder

import (
	"io/fs"
	"os"
	"syscall"
)

// at is the folder as the system knows it, for openat(2).
type at struct{ dir *os.File }

func hold(root *os.Root) (at, error) {
	dir, err := root.Open(".")
	return at{dir}, err
}

func (a at) close() error { return a.dir.Close() }

// file is an open file. It is no os.File, which asks what sort of file it is and
// has it cleaned up: half of what opening one takes.
type file int

func (f *Folder) openat(name string, flags int, mode uint32) (file, error) {
	for {
		fd, err := syscall.Openat(int(f.at.dir.Fd()), name, flags|syscall.O_CLOEXEC, mode)
		switch err {
		case nil:
			return file(fd), nil
		case syscall.EINTR:
		default:
			return 0, &fs.PathError{Op: "open", Path: name, Err: err}
		}
	}
}

// open opens a file to be read, and waits for nothing: a pipe may be there.
func (f *Folder) open(name string) (file, error) {
	return f.openat(name, syscall.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}

func (f *Folder) create(name string) (file, error) {
	return f.openat(name, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_NOFOLLOW, 0o644)
}

// Mkdir makes a folder in this one.
func (f *Folder) Mkdir(name string) error {
	if err := syscall.Mkdirat(int(f.at.dir.Fd()), name, 0o755); err != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: err}
	}
	return nil
}

// size is a file's in bytes, -1 if it is no ordinary one.
func (f file) size() (int64, error) {
	var stat syscall.Stat_t
	if err := syscall.Fstat(int(f), &stat); err != nil {
		return 0, err
	}
	if stat.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return -1, nil
	}
	return stat.Size, nil
}

func (f file) read(room []byte) (int, error) {
	for {
		n, err := syscall.Read(int(f), room)
		if err != syscall.EINTR {
			return max(n, 0), err
		}
	}
}

func (f file) write(content []byte) error {
	for len(content) > 0 {
		n, err := syscall.Write(int(f), content)
		if err != nil && err != syscall.EINTR {
			return err
		}
		content = content[max(n, 0):]
	}
	return nil
}

func (f file) close() error { return syscall.Close(int(f)) }
