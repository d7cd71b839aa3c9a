package textfile

import (
	"io/fs"
	"os"
	"path"
	"sync"
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
	held map[string]fs.FS // nil once released
	open []*os.Root
}

// mostHeld is how many folders are held; a process may not have many more
// files open.
const mostHeld = 256

// Hold returns the files of a root.
func Hold(root *os.Root) *Held {
	return &Held{FS: root.FS(), root: root, held: map[string]fs.FS{}}
}

// Release lets go of the folders; from now on root is asked for each file.
// Nothing may be reading meanwhile.
func (h *Held) Release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.open {
		_ = r.Close()
	}
	h.held, h.open = nil, nil
}

// folder is a folder's own files, nil if it cannot be held.
func (h *Held) folder(name string) fs.FS {
	h.mu.Lock()
	defer h.mu.Unlock()
	f, ok := h.held[name]
	if !ok && h.held != nil && len(h.held) < mostHeld {
		if r, err := h.root.OpenRoot(name); err == nil {
			f = r.FS()
			h.open = append(h.open, r)
		}
		h.held[name] = f
	}
	return f
}

// ReadFile implements fs.ReadFileFS.
func (h *Held) ReadFile(name string) ([]byte, error) {
	if dir, base := path.Split(name); dir != "" && fs.ValidPath(name) {
		if f := h.folder(path.Clean(dir)); f != nil {
			if text, err := fs.ReadFile(f, base); err == nil {
				return text, nil
			}
		}
	}
	return fs.ReadFile(h.FS, name)
}

// Stat implements fs.StatFS.
func (h *Held) Stat(name string) (fs.FileInfo, error) {
	if dir, base := path.Split(name); dir != "" && fs.ValidPath(name) {
		if f := h.folder(path.Clean(dir)); f != nil {
			if info, err := fs.Stat(f, base); err == nil {
				return info, nil
			}
		}
	}
	return fs.Stat(h.FS, name)
}

// ReadDir implements fs.ReadDirFS.
func (h *Held) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(h.FS, name) }

// Lstat implements fs.ReadLinkFS.
func (h *Held) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(h.FS, name) }

// ReadLink implements fs.ReadLinkFS.
func (h *Held) ReadLink(name string) (string, error) { return fs.ReadLink(h.FS, name) }
