package output

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"
	"sync"
	"syscall"

	"vart/internal/folder"
)

// tree is a folder whose files lie deep: sv/help/home/index.html. An os.Root
// walks to each from the top, folder by folder; a tree has a Root for each
// folder that folders of pages lie in, sv/help, and walks one step.
type tree struct {
	top  *folder.Folder
	mu   sync.Mutex
	held map[string]*folder.Folder
}

// most is how many folders a tree holds; what lies in others is reached from
// the top. A process may not have many more files open.
const most = 256

// newTree opens the folder of the name.
func newTree(in *os.Root, name string) (*tree, error) {
	top, err := folder.Open(in, name)
	if err != nil {
		return nil, err
	}
	return &tree{top: top, held: map[string]*folder.Folder{}}, nil
}

func (t *tree) close() {
	for _, r := range t.held {
		_ = r.Close()
	}
	_ = t.top.Close()
}

// from returns what is held nearest to a folder, and the rest of name, which
// lies in it.
func (t *tree) from(dir, name string) (*folder.Folder, string) {
	if dir == "." {
		return t.top, name
	}
	t.mu.Lock()
	f, full := t.held[dir], len(t.held) >= most
	t.mu.Unlock()
	if f != nil {
		return f, name[len(dir)+1:]
	}
	if full {
		return t.top, name
	}
	f, err := folder.Open(t.top.Root, dir)
	if err != nil {
		return t.top, name // what is done there says why not
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if first := t.held[dir]; first != nil {
		_ = f.Close()
		f = first
	}
	t.held[dir] = f
	return f, name[len(dir)+1:]
}

// file returns what is held nearest to a file's folder, and its name there.
func (t *tree) file(name string) (*folder.Folder, string) {
	return t.from(path.Dir(path.Dir(name)), name)
}

// once keeps os.OpenFile from finding out whether the file is one to wait for,
// which takes four calls. To a file or folder it means nothing else; a pipe
// that somebody put there is not waited for.
const once = syscall.O_NONBLOCK

// stamp tells whether a file is as it was when it was read.
type stamp struct{ size, modified int64 }

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

var errOther = errors.New("not what is looked for")

// read reads a file of that size (-1 is any) into b, which grows.
func (t *tree) read(name string, size int, b *[]byte) (stamp, error) {
	in, name := t.file(name)
	f, err := in.Root.OpenFile(name, os.O_RDONLY|once, 0)
	if err != nil {
		return stamp{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return stamp{}, err
	}
	is := int(info.Size())
	if !info.Mode().IsRegular() || size >= 0 && size != is {
		return stamp{}, errOther
	}
	if cap(*b) < is {
		*b = make([]byte, is+is/4)
	}
	*b = (*b)[:is]
	_, err = io.ReadFull(f, *b)
	return stampOf(info), err
}

// mkdir makes the folder of a file that is reached by name from f, and those
// above it.
func (t *tree) mkdir(f *folder.Folder, name string) error {
	end := strings.LastIndexByte(name, '/')
	if end < 0 {
		return nil
	}
	err := f.Mkdir(name[:end])
	if errors.Is(err, fs.ErrNotExist) {
		return f.Root.MkdirAll(name[:end], 0o755)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil // if it is no folder, what is done in it says so
	}
	return err
}

// create writes a file that is not there yet.
func (t *tree) create(name string, content []byte) error {
	f, name := t.file(name)
	if err := t.mkdir(f, name); err != nil {
		return err
	}
	return f.Create(name, content)
}

func (t *tree) remove(name string) error {
	f, name := t.file(name)
	return f.Root.Remove(name)
}

// count counts the files, as long as each is wanted and there is nothing else:
// no folder without files.
func (t *tree) count(wanted func(name string) bool) (int, bool) {
	var mu sync.Mutex
	files := 0
	for folders := []string{"."}; len(folders) > 0; {
		var below []string
		err := share(len(folders), func(mine iter.Seq[int]) error {
			for i := range mine {
				names, err := t.list(folders[i])
				if err != nil || len(names) == 0 {
					return errors.Join(err, errOther)
				}
				mu.Lock()
				for _, name := range names {
					if name = path.Join(folders[i], name); wanted(name) {
						files++
					} else {
						below = append(below, name) // a file cannot be listed
					}
				}
				mu.Unlock()
			}
			return nil
		})
		if err != nil {
			return 0, false
		}
		folders = below
	}
	return files, true
}

// list returns the names in a folder.
func (t *tree) list(folder string) ([]string, error) {
	in, name := t.from(path.Dir(folder), folder)
	f, err := in.Root.OpenFile(name, os.O_RDONLY|once, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}
