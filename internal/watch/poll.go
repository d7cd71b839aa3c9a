package watch

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"
)

// every is how often files are looked at where the system does not tell.
const every = 500 * time.Millisecond

// stamp is what tells a changed file from an unchanged one.
type stamp struct {
	size int64
	at   time.Time
}

// poll looks at the files every so often, for where the system cannot tell.
func (t *tree) poll(ctx context.Context, every time.Duration) {
	old := t.look()
	t.running.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			now := t.look()
			for _, name := range differing(old, now) {
				select {
				case t.changed <- name:
				case <-ctx.Done():
					return
				}
			}
			old = now
		}
	})
}

// look notes every file that matters. One that cannot be read is not there.
func (t *tree) look() map[string]stamp {
	all := map[string]stamp{}
	for _, top := range t.names {
		_ = filepath.WalkDir(filepath.Join(t.dir, top), func(at string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			name, ok := t.relative(at)
			if !ok && d.IsDir() {
				return fs.SkipDir
			}
			if info, err := d.Info(); ok && err == nil && !d.IsDir() {
				all[name] = stamp{info.Size(), info.ModTime()}
			}
			return nil
		})
	}
	return all
}

// differing lists what is new, gone or changed.
func differing(old, now map[string]stamp) []string {
	var names []string
	for name, s := range now {
		if was, ok := old[name]; !ok || was != s {
			names = append(names, name)
		}
	}
	for name := range old {
		if _, ok := now[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}
