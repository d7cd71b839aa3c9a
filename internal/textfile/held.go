package textfile

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"vart/internal/folder"
)

// Held is root.FS for a while in which many files are read: it holds the folders
// that files are read from open, where root walks to each file from the top.
// What cannot be reached so, such as a link to another folder, root itself is
// asked for. A folder that is moved meanwhile is read where it went, so whoever
// goes on for long calls Release. It is safe for concurrent use.
type Held struct {
	fs.FS
	root *os.Root
	mu   sync.Mutex
	held map[string]*folder.Folder // nil once released; a folder that cannot be held is nil
}

// mostHeld is how many folders are held; a process may not have many more
// files open.
const mostHeld = 256

// Hold returns the files of a root.
func Hold(root *os.Root) *Held {
	return &Held{FS: root.FS(), root: root, held: map[string]*folder.Folder{}}
}

// Release lets go of the folders; from now on root is asked for each file.
// Nothing may be reading meanwhile.
func (h *Held) Release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, f := range h.held {
		if f != nil {
			_ = f.Close()
		}
	}
	h.held = nil
}

// folder is a folder that is held, nil if it cannot be: who asks goes from the
// top then.
func (h *Held) folder(name string) *folder.Folder {
	h.mu.Lock()
	defer h.mu.Unlock()
	f, ok := h.held[name]
	if !ok && h.held != nil && len(h.held) < mostHeld {
		f, _ = folder.Open(h.root, name)
		h.held[name] = f
	}
	return f
}

// in returns the folder of a file, and the file's name there; nil if the folder
// cannot be held.
func (h *Held) in(name string) (*folder.Folder, string) {
	end := strings.LastIndexByte(name, '/')
	if end < 0 || !fs.ValidPath(name) {
		return nil, ""
	}
	return h.folder(name[:end]), name[end+1:]
}

// plain is what an ordinary file has that is no larger than a text; nil if it is
// anything else.
func (h *Held) plain(name string) []byte {
	f, base := h.in(name)
	if f == nil {
		return nil
	}
	text, err := f.Whole(base, MaxSize)
	if err != nil {
		return nil
	}
	return text
}

// Start reads into b what the named file begins with; nil if it cannot be read
// so. Whether it is a text, and how long, is not known then.
func (h *Held) Start(name string, b []byte) []byte {
	f, base := h.in(name)
	if f == nil {
		return nil
	}
	n, err := f.Start(base, b)
	if err != nil {
		return nil
	}
	return bytes.TrimPrefix(b[:n], mark)
}

// ReadFile implements fs.ReadFileFS.
func (h *Held) ReadFile(name string) ([]byte, error) {
	if text := h.plain(name); text != nil {
		return text, nil
	}
	return fs.ReadFile(h.FS, name)
}

// Stat implements fs.StatFS.
func (h *Held) Stat(name string) (fs.FileInfo, error) { return fs.Stat(h.FS, name) }

// ReadDir implements fs.ReadDirFS. root asks about each file in a folder; here that
// is done only for who wants to know more than its name and sort.
func (h *Held) ReadDir(name string) ([]fs.DirEntry, error) {
	if f := h.folder(name); f != nil {
		if list, err := f.List(); err == nil {
			slices.SortFunc(list, func(a, b folder.Entry) int { return strings.Compare(a.Name, b.Name) })
			entries, out := make([]entry, len(list)), make([]fs.DirEntry, len(list))
			for i, e := range list {
				entries[i] = entry{h, name, e}
				out[i] = &entries[i]
			}
			return out, nil
		}
	}
	return fs.ReadDir(h.FS, name)
}

// entry is a file or folder in a folder that is held.
type entry struct {
	held   *Held
	folder string
	folder.Entry
}

// Name implements fs.DirEntry.
func (e *entry) Name() string { return e.Entry.Name }

// IsDir implements fs.DirEntry.
func (e *entry) IsDir() bool { return e.Entry.Type.IsDir() }

// Type implements fs.DirEntry.
func (e *entry) Type() fs.FileMode { return e.Entry.Type }

// Info implements fs.DirEntry.
func (e *entry) Info() (fs.FileInfo, error) { return e.held.Lstat(path.Join(e.folder, e.Entry.Name)) }

// Lstat implements fs.ReadLinkFS.
func (h *Held) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(h.FS, name) }

// ReadLink implements fs.ReadLinkFS.
func (h *Held) ReadLink(name string) (string, error) { return fs.ReadLink(h.FS, name) }
