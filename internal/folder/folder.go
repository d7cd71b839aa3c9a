// Package folder reads and writes files in a folder that is held open: in one
// step, where an os.Root walks to each from the top, and with as few calls to
// the system as can be. A site has ten thousand of them.
package folder

import (
	"errors"
	"io/fs"
	"os"
)

// Folder is a folder that is held open. It is safe for concurrent use.
type Folder struct {
	Root *os.Root
	at   at
}

// Entry is a file or folder in a folder: its name, and of what sort it is.
type Entry struct {
	Name string
	Type fs.FileMode
}

// ErrOther says that a file is not an ordinary one, or not of the size that was
// asked for.
var ErrOther = errors.New("not an ordinary file of that size")

// Open holds the folder of the name in another one.
func Open(in *os.Root, name string) (*Folder, error) {
	root, err := in.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	at, err := hold(root)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &Folder{root, at}, nil
}

// Close lets go of the folder.
func (f *Folder) Close() error { return errors.Join(f.at.close(), f.Root.Close()) }

// Start reads what the file of the name begins with, as far as there is room for
// it, and says how much that is. A link is an error.
func (f *Folder) Start(name string, room []byte) (int, error) {
	file, err := f.open(name)
	if err != nil {
		return 0, err
	}
	defer file.close()
	return file.read(room)
}

// Whole reads the file of the name if it is an ordinary one, and no larger than
// most, in bytes. A link is an error.
func (f *Folder) Whole(name string, most int64) ([]byte, error) {
	file, err := f.open(name)
	if err != nil {
		return nil, err
	}
	defer file.close()
	size, err := file.size()
	if err != nil || size < 0 || size > most {
		return nil, errors.Join(err, ErrOther)
	}
	text := make([]byte, size+1) // what is there is read at once, and is less
	n, err := file.read(text)
	if err != nil || int64(n) != size {
		return nil, errors.Join(err, ErrOther)
	}
	return text[:n], nil
}

// Create writes a file that is not there yet, in this folder or in one that is
// there. Nobody else may be writing there: a link in the middle of the name is
// followed.
func (f *Folder) Create(name string, content []byte) error {
	file, err := f.create(name)
	if err != nil {
		return err
	}
	return errors.Join(file.write(content), file.close())
}
