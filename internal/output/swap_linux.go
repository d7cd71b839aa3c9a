package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap exchanges the two names in one step (renameat2(2), RENAME_EXCHANGE), so
// that there is a whole site at every moment. File systems that cannot do it
// are served by two renames.
func swap(parent *os.Root, fresh, target string) error {
	dir, err := parent.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	fd := int(dir.Fd())
	err = unix.Renameat2(fd, fresh, fd, target, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EPERM) {
		return renames(parent, fresh, target)
	}
	return err
}
