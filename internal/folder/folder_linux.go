package folder

import (
	"bytes"
	"encoding/binary"
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

// List are the files and folders in the folder, in the order of the file system.
// A file system that does not say of what sort they are is ErrOther.
func (f *Folder) List() ([]Entry, error) {
	dir, err := f.openat(".", syscall.O_RDONLY|syscall.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	defer dir.close()
	var list []Entry
	room := make([]byte, 32<<10)
	for {
		n, err := syscall.ReadDirent(int(dir), room)
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil || n == 0:
			return list, err
		}
		for rest := room[:n]; len(rest) > 0; {
			// struct linux_dirent64 of getdents64(2): d_ino, d_off, d_reclen, d_type, d_name.
			size, sort, name := binary.NativeEndian.Uint16(rest[16:]), rest[18], rest[19:]
			name, rest = name[:size-19], rest[size:]
			name = name[:bytes.IndexByte(name, 0)]
			mode, known := sorts[sort]
			if !known {
				return nil, ErrOther
			}
			if s := string(name); s != "." && s != ".." {
				list = append(list, Entry{s, mode})
			}
		}
	}
}

// sorts are those that getdents64(2) tells apart.
var sorts = map[byte]fs.FileMode{
	syscall.DT_REG:  0,
	syscall.DT_DIR:  fs.ModeDir,
	syscall.DT_LNK:  fs.ModeSymlink,
	syscall.DT_FIFO: fs.ModeNamedPipe,
	syscall.DT_SOCK: fs.ModeSocket,
	syscall.DT_BLK:  fs.ModeDevice,
	syscall.DT_CHR:  fs.ModeDevice | fs.ModeCharDevice,
}
