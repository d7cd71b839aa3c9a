//go:build unix

package output

import (
	"os"
	"path"

	"golang.org/x/sys/unix"
)

// linker makes files of one tree files of another too. os.Root links only
// within itself, and walks to both names; a linker has the two folders open,
// reached through their Roots, as long as the next file is in the same.
type linker struct {
	old, fresh *tree
	folder     string
	from, to   *os.File
}

// link reports whether the file is in the fresh tree now, as it was when it was
// read. Another that has its place is no longer there.
func (l *linker) link(name string, was stamp) bool {
	folder, base := path.Split(name)
	if l.to == nil || folder != l.folder {
		if l.enter(name) != nil {
			return false
		}
		l.folder = folder
	}
	from, to := int(l.from.Fd()), int(l.to.Fd())
	if unix.Linkat(from, base, to, base, 0) != nil {
		return false
	}
	var is unix.Stat_t
	err := unix.Fstatat(to, base, &is, unix.AT_SYMLINK_NOFOLLOW)
	if err == nil && is.Mode&unix.S_IFMT == unix.S_IFREG && (stamp{is.Size, is.Mtim.Nano()}) == was {
		return true
	}
	_ = unix.Unlinkat(to, base, 0)
	return false
}

// enter opens the folder of a file in both trees, and makes it in the fresh.
func (l *linker) enter(name string) error {
	l.close()
	f, rest := l.old.file(name)
	from, err := f.Root.OpenFile(path.Dir(rest), os.O_RDONLY|once, 0)
	if err != nil {
		return err
	}
	f, rest = l.fresh.file(name)
	if err = l.fresh.mkdir(f, rest); err == nil {
		l.to, err = f.Root.OpenFile(path.Dir(rest), os.O_RDONLY|once, 0)
	}
	if err != nil {
		_ = from.Close()
		return err
	}
	l.from = from
	return nil
}

func (l *linker) close() {
	if l.to != nil {
		_, _ = l.from.Close(), l.to.Close()
		l.from, l.to = nil, nil
	}
}
