// Package watch tells when the files of a site have changed. It is the only
// package that imports fsnotify.
//
// Editors save in many ways: in place, by renaming a fresh file over the old
// one (vim), by a probe file and a backup, several files at once. So what comes
// out is never an event but a batch: the paths that changed before it was quiet
// for a moment. Nothing is lost while the receiver is busy: the next batch then
// holds all that happened meanwhile.
package watch

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// ErrPolling is a notice, not the end: the system allows no more watched
// folders, so the files are looked at every half second instead.
var ErrPolling = errors.New("no more folders can be watched; looking at the files every half second instead")

// Everything stands for all paths, when too much happened to tell what.
const Everything = "."

// Site follows what the names in the folder dir hold: files, and folders with
// all that is below them, those that come later included. It yields batches of
// changed paths, relative to dir and with slashes, once nothing has happened
// for quiet.
//
// The first batch is empty and comes when the watch is in place, so that a
// receiver who reads the files then misses no later change.
func Site(ctx context.Context, dir string, names []string, quiet time.Duration) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		t := &tree{dir: dir, names: names, changed: make(chan string), failed: make(chan error)}
		defer t.running.Wait()
		defer cancel()
		// settle goes over to polling where that helps.
		settle := func(err error) bool {
			if !atLimit(err) {
				yield(nil, err)
				return false
			}
			t.poll(ctx, every)
			return yield(nil, ErrPolling)
		}
		if err := t.notify(ctx); err != nil && !settle(err) {
			return
		}
		batches := make(chan []string)
		t.running.Go(func() { gather(ctx, quiet, t.changed, batches) })
		if !yield(nil, nil) {
			return
		}
		for {
			var batch []string
			select {
			case <-ctx.Done():
				return
			case err := <-t.failed:
				if !settle(err) {
					return
				}
				// What happened between the one way and the other.
				batch = []string{Everything}
			case batch = <-batches:
			}
			if !yield(batch, nil) {
				return
			}
		}
	}
}

// tree is a folder of which some names matter.
type tree struct {
	dir     string
	names   []string
	changed chan string
	failed  chan error
	running sync.WaitGroup
}

// notify has the system tell of changes.
func (t *tree) notify(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	if err := w.Add(t.dir); err != nil {
		return errors.Join(err, w.Close())
	}
	for _, name := range t.names {
		if err := t.add(w, filepath.Join(t.dir, name), func(string) {}); err != nil {
			return errors.Join(err, w.Close())
		}
	}
	t.running.Go(func() {
		defer func() { _ = w.Close() }()
		t.follow(ctx, w)
	})
	return nil
}

func (t *tree) follow(ctx context.Context, w *fsnotify.Watcher) {
	tell := func(name string) {
		select {
		case t.changed <- name:
		case <-ctx.Done():
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-w.Events:
			// A change of rights or times alone changes no page.
			name, ok := t.relative(event.Name)
			if !ok || event.Op == fsnotify.Chmod {
				continue
			}
			tell(name)
			if event.Has(fsnotify.Rename) {
				forget(w, event.Name)
			}
			if !event.Has(fsnotify.Create) {
				continue
			}
			// What was written into a new folder before it was watched.
			if err := t.add(w, event.Name, tell); err != nil {
				select {
				case t.failed <- err:
				case <-ctx.Done():
				}
				return
			}
		case err := <-w.Errors:
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				tell(Everything)
			}
		}
	}
}

// add watches a folder and those below it, and tells of the files in them. A
// path that is no folder, or is gone again, is nothing to watch.
func (t *tree) add(w *fsnotify.Watcher, root string, tell func(string)) error {
	return filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
				return nil
			}
			return err
		}
		name, ok := t.relative(at)
		switch {
		case !ok && d.IsDir():
			return fs.SkipDir
		case !ok:
			return nil
		case !d.IsDir():
			tell(name)
			return nil
		}
		err = w.Add(at)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil
		}
		return err
	})
}

// forget ends the watches below a folder that has got another name: they would
// go on telling the old one, and folders made there would not be found.
func forget(w *fsnotify.Watcher, old string) {
	for _, at := range w.WatchList() {
		if at == old || strings.HasPrefix(at, old+string(filepath.Separator)) {
			_ = w.Remove(at) // gone already is as good
		}
	}
}

// relative is a path as batches have it; false if it does not matter.
func (t *tree) relative(at string) (string, bool) {
	rel, err := filepath.Rel(t.dir, at)
	if err != nil {
		return "", false
	}
	name := filepath.ToSlash(rel)
	first, _, _ := strings.Cut(name, "/")
	if !slices.Contains(t.names, first) {
		return "", false
	}
	for part := range strings.SplitSeq(name, "/") {
		if passing(part) {
			return "", false
		}
	}
	return name, true
}

// passing says whether a name is one that editors and systems leave for a
// moment, or keep for themselves.
func passing(name string) bool {
	switch {
	case name == ".well-known": // a site's own, in static/
		return false
	case name[0] == '.', name[0] == '#', strings.HasSuffix(name, "~"):
		return true
	case name == "4913", strings.Contains(name, "___jb_"): // vim's probe, JetBrains' safe write
		return true
	}
	return slices.Contains([]string{".tmp", ".swp", ".swx", ".part", ".crdownload"}, path.Ext(name))
}

// atLimit says whether an error means that the system's limit of watches or
// open files is reached.
func atLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
