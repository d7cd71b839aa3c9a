package folder

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"os"
	"syscall"
	"unsafe"
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

// call makes a call to the system, again where a signal came between, without
// telling Go. What lasts longer than 20 µs, as making a file often does, Go would
// take for waiting: it looks for such calls all the time and moves what else it
// has to do to another thread and back, which took more of a build than the disk.
// Nothing here waits for anything but a disk, and no more calls are made at the
// same time than there are processors.
func call(number, fd uintptr, p unsafe.Pointer, n, more uintptr) (int, error) {
	for {
		switch n, _, err := syscall.RawSyscall6(number, fd, uintptr(p), n, more, 0, 0); err {
		case 0:
			return int(n), nil
		case syscall.EINTR:
		default:
			return 0, err
		}
	}
}

// callAt makes a call that is about a name in the folder.
func (f *Folder) callAt(op string, number uintptr, name string, n, more uintptr) (result int, err error) {
	p, err := syscall.BytePtrFromString(name)
	if err == nil {
		result, err = call(number, f.at.dir.Fd(), unsafe.Pointer(p), n, more)
	}
	if err != nil {
		return 0, &fs.PathError{Op: op, Path: name, Err: err}
	}
	return result, nil
}

func (f *Folder) openat(name string, flags int, mode uint32) (file, error) {
	fd, err := f.callAt("open", syscall.SYS_OPENAT, name, uintptr(flags|syscall.O_CLOEXEC|syscall.O_LARGEFILE), uintptr(mode))
	return file(fd), err
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
	_, err := f.callAt("mkdir", syscall.SYS_MKDIRAT, name, 0o755, 0)
	return err
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

// call makes a call that fills or takes bytes, and says how many.
func (f file) call(number uintptr, b []byte) (int, error) {
	return call(number, uintptr(f), unsafe.Pointer(unsafe.SliceData(b)), uintptr(len(b)), 0)
}

func (f file) read(room []byte) (int, error) { return f.call(syscall.SYS_READ, room) }

func (f file) write(content []byte) error {
	for len(content) > 0 {
		n, err := f.call(syscall.SYS_WRITE, content)
		if err != nil {
			return err
		}
		content = content[n:]
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
		n, err := dir.call(syscall.SYS_GETDENTS64, room)
		if err != nil || n == 0 {
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
