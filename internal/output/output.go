// Package output writes a site so that what is published is always whole: into
// a fresh folder beside the target, swapped in at the end. Nothing at the
// target changes before that.
package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Sums is the file that lists what was written, in the form of sha256sum(1).
// It also tells a folder of ours from somebody else's.
const Sums = "vart.sha256"

// ErrForeign says that the target holds files that vart did not write.
var ErrForeign = errors.New("the folder holds files that vart did not write")

// Dir is a site being written. It is safe for concurrent use.
type Dir struct {
	// Sign makes the signature of the list, which is kept beside it; nil where
	// nobody signs.
	Sign func(list []byte) ([]byte, error)

	parent, fresh *os.Root
	target, name  string // base names in parent
	old           *os.Root

	mu     sync.Mutex
	made   map[string]bool
	sums   map[string][sha256.Size]byte
	beside map[string]bool // what sums leaves out
	wrote  int
	same   int
}

// Create makes a fresh folder beside target.
func Create(target string) (*Dir, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, err
	}
	// A link at the target stays, and what it leads to is swapped.
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	if err := ours(target); err != nil {
		return nil, err
	}
	parent, err := os.OpenRoot(filepath.Dir(target))
	if err != nil {
		return nil, err
	}
	d := &Dir{parent: parent, target: filepath.Base(target), made: map[string]bool{".": true}, sums: map[string][sha256.Size]byte{}, beside: map[string]bool{}}
	if err := d.mkfresh(); err != nil {
		return nil, errors.Join(err, parent.Close())
	}
	if d.fresh, err = parent.OpenRoot(d.name); err != nil {
		return nil, errors.Join(err, parent.Close())
	}
	d.old, err = parent.OpenRoot(d.target)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, d.Discard())
	}
	return d, nil
}

// leftover is how much older than a new build's folder another one is when its
// build was killed and not just slow.
const leftover = time.Hour

// mkfresh makes a folder that no other build writes to, and removes those that
// killed builds left behind.
func (d *Dir) mkfresh() error {
	prefix := "." + d.target + ".new-"
	for n := 1; d.name == ""; n++ {
		name := prefix + strconv.Itoa(n)
		switch err := d.parent.Mkdir(name, 0o755); {
		case err == nil:
			d.name = name
		case !errors.Is(err, fs.ErrExist):
			return err
		}
	}
	made, err := d.parent.Stat(d.name)
	if err != nil {
		return err
	}
	entries, err := fs.ReadDir(d.parent.FS(), ".")
	if err != nil {
		return nil // a folder that cannot be listed can still be written to
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		if info, err := e.Info(); err == nil && made.ModTime().Sub(info.ModTime()) > leftover {
			if err := d.parent.RemoveAll(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// ours refuses a target that is not an earlier site: swapping it away would
// lose somebody's files.
func ours(target string) error {
	entries, err := os.ReadDir(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if len(entries) == 0 || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == Sums }) {
		return nil
	}
	return fmt.Errorf("%s: %w", target, ErrForeign)
}

// Write adds a file. One that the target already has with the same bytes is
// hard-linked instead of written.
func (d *Dir) Write(name string, content []byte) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("%q is no file name", name)
	}
	// Before anything is touched: a second write to a linked file would change
	// the site that is published.
	if err := d.claim(name, sha256.Sum256(content)); err != nil {
		return err
	}
	d.mu.Lock()
	beside := d.beside[name]
	d.mu.Unlock()
	if beside { // the site's own file wins, and may not be written through a link
		if err := d.fresh.Remove(name); err != nil {
			return err
		}
	}
	return d.put(name, content)
}

// Beside adds a copy of a file in another form, which the list of sums leaves
// out: it has to be what the file it stands beside is.
func (d *Dir) Beside(name string, content []byte) error {
	d.mu.Lock()
	_, taken := d.sums[name]
	d.beside[name] = true
	d.mu.Unlock()
	if taken || !fs.ValidPath(name) {
		return nil // the site has a file of that name itself
	}
	return d.put(name, content)
}

func (d *Dir) put(name string, content []byte) error {
	if err := d.mkdir(path.Dir(name)); err != nil {
		return err
	}
	same := d.unchanged(name, content)
	if same {
		same = d.link(name)
	}
	if !same {
		if err := d.fresh.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if same {
		d.same++
	} else {
		d.wrote++
	}
	return nil
}

// claim notes that the file is written, with its sum.
func (d *Dir) claim(name string, sum [sha256.Size]byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, twice := d.sums[name]; twice || name == Sums || name == Signature {
		return fmt.Errorf("%s is written twice", name)
	}
	d.sums[name] = sum
	return nil
}

// link makes the target's file a file of the new site too. Linking across two
// roots has no call of its own: both are below parent. Another build may have
// swapped the target in between, and then it is not the file that was compared.
func (d *Dir) link(name string) bool {
	if d.parent.Link(path.Join(d.target, name), path.Join(d.name, name)) != nil {
		return false
	}
	compared, err := d.old.Stat(name)
	linked, err2 := d.fresh.Stat(name)
	if err == nil && err2 == nil && os.SameFile(compared, linked) {
		return true
	}
	_ = d.fresh.Remove(name) // else WriteFile would write into the other site's file
	return false
}

// mkdir makes a folder and those above it, each once.
func (d *Dir) mkdir(name string) error {
	d.mu.Lock()
	made := d.made[name]
	d.mu.Unlock()
	if made {
		return nil
	}
	err := d.fresh.Mkdir(name, 0o755)
	if errors.Is(err, fs.ErrNotExist) {
		if err = d.mkdir(path.Dir(name)); err == nil {
			err = d.fresh.Mkdir(name, 0o755)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		if info, e := d.fresh.Lstat(name); e == nil && info.IsDir() {
			err = nil // another writer was first
		}
	}
	if err != nil {
		return err
	}
	d.mu.Lock()
	d.made[name] = true
	d.mu.Unlock()
	return nil
}

// unchanged compares with the file at the target without reading more than the
// first difference.
func (d *Dir) unchanged(name string, content []byte) bool {
	if d.old == nil {
		return false
	}
	f, err := d.old.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	old, err := io.ReadAll(f)
	return err == nil && bytes.Equal(old, content)
}

// Published returns the bytes of the target's file, nil if there is none.
func (d *Dir) Published(name string) []byte {
	if d.old == nil || !fs.ValidPath(name) {
		return nil
	}
	content, err := d.old.ReadFile(name)
	if err != nil {
		return nil
	}
	return content
}

// Swap puts the new site in the target's place and removes the old one. It
// returns how many files were written and how many were as before.
func (d *Dir) Swap() (written, same int, err error) {
	if err := d.seal(); err != nil {
		return 0, 0, errors.Join(err, d.Discard())
	}
	d.close()
	if err := swap(d.parent, d.name, d.target); err != nil {
		return 0, 0, errors.Join(err, d.parent.RemoveAll(d.name), d.parent.Close())
	}
	// The old site now goes by the fresh one's name.
	return d.wrote, d.same, errors.Join(d.parent.RemoveAll(d.name), d.parent.Close())
}

// Signature is the file that signs Sums, in the form of minisign(1).
const Signature = Sums + ".minisig"

// seal writes the list and its signature.
func (d *Dir) seal() error {
	list := d.list()
	if err := d.fresh.WriteFile(Sums, list, 0o644); err != nil || d.Sign == nil {
		return err
	}
	signature, err := d.Sign(list)
	if err != nil {
		return err
	}
	return d.fresh.WriteFile(Signature, signature, 0o644)
}

func (d *Dir) list() []byte {
	names := make([]string, 0, len(d.sums))
	for name := range d.sums {
		names = append(names, name)
	}
	slices.Sort(names)
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "%x  %s\n", d.sums[name], name)
	}
	return []byte(b.String())
}

// Discard removes what was written; the target stays as it was.
func (d *Dir) Discard() error {
	d.close()
	return errors.Join(d.parent.RemoveAll(d.name), d.parent.Close())
}

func (d *Dir) close() {
	if d.fresh != nil {
		_ = d.fresh.Close()
	}
	if d.old != nil {
		_ = d.old.Close()
	}
}

// renames moves the target aside and the fresh folder into its place: between
// the two there is no site for a moment. It serves where the system cannot
// exchange two names at once.
func renames(parent *os.Root, fresh, target string) error {
	aside := fresh + ".old"
	err := parent.Rename(target, aside)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	moved := err == nil
	if err := parent.Rename(fresh, target); err != nil {
		if moved {
			err = errors.Join(err, parent.Rename(aside, target))
		}
		return err
	}
	if moved {
		return parent.Rename(aside, fresh)
	}
	return nil
}
