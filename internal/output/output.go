// Package output writes a site so that what is published is always whole: into
// a fresh folder beside the target, swapped in at the end. Nothing at the
// target changes before that, and nothing at all when the site is as it was.
package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Sums is the file that lists what was written, in the form of sha256sum(1).
// It also tells a folder of ours from somebody else's.
const Sums = "vart.sha256"

// Signature is the file that signs Sums, in the form of minisign(1).
const Signature = Sums + ".minisig"

// ErrForeign says that the target holds files that vart did not write.
var ErrForeign = errors.New("the folder holds files that vart did not write")

// ErrMeanwhile says that a file that was to be kept as it is was changed or
// removed before the site was whole. What is published is left as it is.
var ErrMeanwhile = errors.New("the published file was changed during the build")

// Dir is a site being written. It is safe for concurrent use.
type Dir struct {
	// Sign makes the signature of the list, which is kept beside it; nil where
	// nobody signs.
	Sign func(list []byte) ([]byte, error)

	parent *os.Root
	target string // base name in parent
	old    *tree  // what is published; nil if nothing is

	mu      sync.Mutex
	fresh   *tree // nil until the first file that is not as it was
	name    string
	files   map[string]file
	scratch sync.Pool // of *[]byte, for what is published
}

// file is one that the new site has.
type file struct {
	sum      [sha256.Size]byte
	was      stamp // of the published file, where kept
	kept     bool  // the published file is the one wanted
	beside   bool  // the list of sums leaves it out
	recalled bool  // by Keep: what is written after all takes its place
}

// Create begins a site at target. It writes nothing yet.
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
	d := &Dir{parent: parent, target: filepath.Base(target), files: map[string]file{}}
	if d.old, err = newTree(parent, d.target); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, parent.Close())
	}
	return d, nil
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

// Write adds a file. One that is published with the same bytes is kept.
func (d *Dir) Write(name string, content []byte) error {
	return d.write(name, content, false)
}

// Beside adds a copy of a file in another form, which the list of sums leaves
// out: it has to be what the file it stands beside is. A file of that name that
// the site has itself wins.
func (d *Dir) Beside(name string, content []byte) error {
	return d.write(name, content, true)
}

// Keep adds the published file as it is, if its bytes have the sum. It reports
// whether they have; if not, nothing is added. What is written of that name
// after all takes its place.
func (d *Dir) Keep(name string, sum [sha256.Size]byte) (bool, error) {
	was, same := d.published(name, -1, func(old []byte) bool { return sha256.Sum256(old) == sum })
	if !same {
		return false, nil
	}
	err := d.add(name, file{sum: sum, was: was, kept: true, recalled: true}, nil)
	return err == nil, err
}

// Sum is the SHA-256 of a file that was added, zero if none of the name was.
func (d *Dir) Sum(name string) [sha256.Size]byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.files[name].sum
}

// Published returns the bytes of the published file, nil if there is none.
func (d *Dir) Published(name string) (content []byte) {
	d.published(name, -1, func(old []byte) bool { content = bytes.Clone(old); return true })
	return content
}

func (d *Dir) write(name string, content []byte, beside bool) error {
	f := file{sum: sha256.Sum256(content), beside: beside}
	f.was, f.kept = d.published(name, len(content), func(old []byte) bool { return bytes.Equal(old, content) })
	return d.add(name, f, content)
}

// add notes a file, and writes it unless it is kept.
func (d *Dir) add(name string, f file, content []byte) error {
	before, err := d.note(name, f)
	if err != nil || before == own || f.kept && before == nothing {
		return err
	}
	fresh, err := d.begin()
	if err == nil && before == written {
		err = fresh.remove(name)
	}
	if err != nil || f.kept {
		return err
	}
	return fresh.create(name, content)
}

// What was noted under a name before.
type noted int

const (
	nothing noted = iota
	written       // a file beside, which the fresh folder has and the site's own replaces
	own           // the site's own file, which stays and not one beside
)

// note adds a file to the new site.
func (d *Dir) note(name string, f file) (before noted, err error) {
	if !fs.ValidPath(name) || name == "." {
		return nothing, fmt.Errorf("%q is no file name", name)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	was, twice := d.files[name]
	switch {
	case twice && f.beside && !was.beside:
		return own, nil
	case twice && !f.beside && !was.beside && !was.recalled, name == Sums, name == Signature:
		return nothing, fmt.Errorf("%s is written twice", name)
	case twice && !was.kept:
		before = written
	}
	d.files[name] = f
	return before, nil
}

// published compares the published file, if there is one of that size (-1 is
// any).
func (d *Dir) published(name string, size int, same func(old []byte) bool) (stamp, bool) {
	if d.old == nil || !fs.ValidPath(name) {
		return stamp{}, false
	}
	b, _ := d.scratch.Get().(*[]byte)
	if b == nil {
		b = new([]byte)
	}
	defer d.scratch.Put(b)
	was, err := d.old.read(name, size, b)
	return was, err == nil && same(*b)
}

// Discard removes what was written; the target stays as it was.
func (d *Dir) Discard() error {
	d.close()
	var err error
	if d.fresh != nil {
		err = d.parent.RemoveAll(d.name)
	}
	return errors.Join(err, d.parent.Close())
}

func (d *Dir) close() {
	for _, t := range []*tree{d.old, d.fresh} {
		if t != nil {
			t.close()
		}
	}
}
