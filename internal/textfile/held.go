package textfile

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
	"syscall"
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
	held map[string]*os.Root // nil once released; a folder that cannot be held is nil
}

// mostHeld is how many folders are held; a process may not have many more
// files open.
const mostHeld = 256

// Hold returns the files of a root.
func Hold(root *os.Root) *Held {
	return &Held{FS: root.FS(), root: root, held: map[string]*os.Root{}}
}

// Release lets go of the folders; from now on root is asked for each file.
// Nothing may be reading meanwhile.
func (h *Held) Release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.held {
		if r != nil {
			_ = r.Close()
		}
	}
	h.held = nil
}

// folder is a folder that is held, nil if it cannot be.
func (h *Held) folder(name string) *os.Root {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, ok := h.held[name]
	if !ok && h.held != nil && len(h.held) < mostHeld {
		r, _ = h.root.OpenRoot(name) // who asks goes from the top then
		h.held[name] = r
	}
	return r
}

// once keeps os.OpenFile from finding out whether the file is one to wait for,
// which takes four calls. A pipe that somebody put there is not waited for.
const once = syscall.O_NONBLOCK

// plain is what an ordinary file has that is no larger than a text, read with as
// few calls as can be; nil if it is anything else.
func (h *Held) plain(name string) []byte {
	f := h.open(name)
	if f == nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > MaxSize {
		return nil
	}
	text := make([]byte, info.Size()+1) // what is there is read at once, and is less
	n, err := f.Read(text)
	if int64(n) != info.Size() || err != nil && err != io.EOF {
		return nil
	}
	return text[:n]
}

// open opens a file in a folder that is held; nil if it cannot be.
func (h *Held) open(name string) *os.File {
	end := strings.LastIndexByte(name, '/')
	if end < 0 || !fs.ValidPath(name) {
		return nil
	}
	r := h.folder(name[:end])
	if r == nil {
		return nil
	}
	f, err := r.OpenFile(name[end+1:], os.O_RDONLY|once, 0)
	if err != nil {
		return nil
	}
	return f
}

// Start reads into b what the named file begins with; nil if it cannot be read
// so. Whether it is a text, and how long, is not known then.
func (h *Held) Start(name string, b []byte) []byte {
	f := h.open(name)
	if f == nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	n, err := f.Read(b)
	if err != nil && err != io.EOF {
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

// ReadDir implements fs.ReadDirFS.
func (h *Held) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(h.FS, name) }

// Lstat implements fs.ReadLinkFS.
func (h *Held) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(h.FS, name) }

// ReadLink implements fs.ReadLinkFS.
func (h *Held) ReadLink(name string) (string, error) { return fs.ReadLink(h.FS, name) }
