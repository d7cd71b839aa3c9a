package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// leftover is how much older than a new build's folder another one is when its
// build was killed and not just slow.
const leftover = time.Hour

// begin makes the fresh folder, once, which no other build writes to, and
// removes those that killed builds left behind.
func (d *Dir) begin() (*tree, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fresh != nil {
		return d.fresh, nil
	}
	prefix := "." + d.target + ".new-"
	name := prefix + "1"
	err := d.parent.Mkdir(name, 0o755)
	for n := 2; errors.Is(err, fs.ErrExist); n++ {
		name = prefix + strconv.Itoa(n)
		err = d.parent.Mkdir(name, 0o755)
	}
	if err != nil {
		return nil, err
	}
	fresh, err := newTree(d.parent, name)
	if err != nil {
		return nil, errors.Join(err, d.parent.Remove(name))
	}
	d.name, d.fresh = name, fresh
	return d.fresh, d.tidy(prefix)
}

func (d *Dir) tidy(prefix string) error {
	made, err := d.fresh.top.Root.Stat(".")
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

// Swap puts the new site in the target's place and removes the old one; where
// the two are the same it touches nothing. It returns how many files were
// written and how many were kept as they were.
func (d *Dir) Swap() (written, same int, err error) {
	names := slices.Sorted(maps.Keys(d.files))
	seal, err := d.seal(names)
	if err != nil {
		return 0, 0, errors.Join(err, d.Discard())
	}
	if d.fresh == nil && d.untouched(seal) {
		return 0, len(names), d.Discard()
	}
	fresh, err := d.begin()
	if err == nil {
		same, err = d.keep(names)
	}
	for _, f := range seal {
		if err == nil {
			err = fresh.create(f.name, f.content)
		}
	}
	if err != nil {
		return 0, 0, errors.Join(err, d.Discard())
	}
	d.close()
	if err := swap(d.parent, d.name, d.target); err != nil {
		return 0, 0, errors.Join(err, d.parent.RemoveAll(d.name), d.parent.Close())
	}
	// The old site now goes by the fresh one's name.
	return len(names) - same, same, errors.Join(d.clear(), d.parent.Close())
}

// clear removes the old site, by several workers where it is known to be large.
func (d *Dir) clear() error {
	if d.old != nil {
		folders := slices.Collect(maps.Keys(d.old.held))
		if old, err := d.parent.OpenRoot(d.name); err == nil {
			_ = share(len(folders), func(mine iter.Seq[int]) error {
				for i := range mine {
					_ = old.RemoveAll(folders[i])
				}
				return nil
			})
			_ = old.Close()
		}
	}
	return d.parent.RemoveAll(d.name) // and what is left
}

// seal returns the list and its signature.
func (d *Dir) seal(names []string) ([]named, error) {
	size := 0
	for _, name := range names {
		size += 2*sha256.Size + len("  \n") + len(name)
	}
	list := make([]byte, 0, size)
	for _, name := range names {
		if f := d.files[name]; !f.beside {
			list = hex.AppendEncode(list, f.sum[:])
			list = append(list, "  "...)
			list = append(list, name...)
			list = append(list, '\n')
		}
	}
	seal := []named{{Sums, list}}
	if d.Sign == nil {
		return seal, nil
	}
	signature, err := d.Sign(list)
	return append(seal, named{Signature, signature}), err
}

type named struct {
	name    string
	content []byte
}

// untouched says whether the published folder holds the seal, every file that
// is kept and nothing else.
func (d *Dir) untouched(seal []named) bool {
	if d.old == nil || d.replaced() {
		return false
	}
	for _, f := range seal {
		if _, same := d.published(f.name, len(f.content), func(old []byte) bool { return bytes.Equal(old, f.content) }); !same {
			return false
		}
	}
	// Every file of the site was there when it was compared, so that as many
	// files of wanted names are all of them.
	files, ok := d.old.count(func(name string) bool {
		_, ours := d.files[name]
		return ours || slices.ContainsFunc(seal, func(f named) bool { return f.name == name })
	})
	return ok && files == len(d.files)+len(seal)
}

// replaced says whether the target is no longer the folder that files were
// compared with.
func (d *Dir) replaced() bool {
	was, err := d.old.top.Root.Stat(".")
	is, err2 := d.parent.Stat(d.target)
	return err != nil || err2 != nil || !os.SameFile(was, is)
}

// keep makes the files that are as they were files of the fresh folder too. It
// returns how many are the same files still, and not copies.
func (d *Dir) keep(names []string) (int, error) {
	if d.old == nil {
		return 0, nil
	}
	// Another build may have been faster; what it has that is the same is kept.
	if d.replaced() {
		if now, err := newTree(d.parent, d.target); err == nil {
			d.old.close()
			d.old = now
		}
	}
	var linked atomic.Int64
	err := share(len(names), func(mine iter.Seq[int]) error {
		l := linker{old: d.old, fresh: d.fresh}
		defer l.close()
		for i := range mine {
			name := names[i]
			switch f := d.files[name]; {
			case !f.kept:
			case l.link(name, f.was):
				linked.Add(1)
			default:
				if err := d.copy(name, f.sum); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return int(linked.Load()), err
}

// copy serves where there are no hard links, and where the published file was
// touched since it was compared.
func (d *Dir) copy(name string, sum [sha256.Size]byte) error {
	var err error
	if _, same := d.published(name, -1, func(old []byte) bool {
		if sha256.Sum256(old) != sum {
			return false
		}
		err = d.fresh.create(name, old)
		return true
	}); !same {
		return fmt.Errorf("%s: %w", name, ErrMeanwhile)
	}
	return err
}

// share deals numbers below n out to workers, in stretches.
func share(n int, worker func(mine iter.Seq[int]) error) error {
	var next atomic.Int64
	failed := make([]error, runtime.GOMAXPROCS(0))
	stretch := max(1, min(64, n/len(failed)/8))
	var wg sync.WaitGroup
	for w := range failed {
		wg.Go(func() {
			failed[w] = worker(func(yield func(int) bool) {
				for {
					end := int(next.Add(int64(stretch)))
					for i := end - stretch; i < min(end, n); i++ {
						if !yield(i) {
							return
						}
					}
					if end >= n {
						return
					}
				}
			})
		})
	}
	wg.Wait()
	return errors.Join(failed...)
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
