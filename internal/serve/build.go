package serve

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/source"
)

// build reads the site anew. If it is without errors it is served from now on;
// otherwise what was served before still is.
func (s *Server) build(ctx context.Context, changed []string) {
	s.building.Lock()
	defer s.building.Unlock()
	began := time.Now()
	if s.follows(changed, began) {
		return
	}
	s.stop()
	in, loaded, found, err := s.read(ctx, changed)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		found.Add((&source.File{Name: load.ConfigName}).Start(), diag.FileType, unreadable(err), diag.Text{})
	}
	s.mu.Lock()
	s.builds++
	for _, name := range changed {
		s.touched[name] = true
	}
	s.found = causesFirst(found, s.touched)
	if slices.ContainsFunc(changed, func(name string) bool { return !strings.HasPrefix(name, "content/") }) {
		s.shell = true
	}
	good := err == nil && loaded != nil && !found.Failed(false)
	kept := !good && s.now != nil
	if good {
		s.now = newVersion(loaded, in, fmt.Sprint(s.run, "-", s.builds))
		if s.shell {
			s.shells++
			s.shell = false
		}
		s.whole = true
		clear(s.touched)
		clear(s.fresh)
		if in.Before == nil {
			clear(s.bad) // the version has what the files say now, good or bad
		}
		s.forgives(changed)
		s.check(ctx, s.now)
		s.turn()
	} else {
		s.whole = false
		s.at = s.chosen
		s.publish()
	}
	s.mu.Unlock()
	s.begun()
	s.opt.Tell(Event{Changed: changed, Found: found, Kept: kept, Took: time.Since(began)})
}

// causesFirst puts what stands in files that were just touched, then what is
// said of the whole site or a service, before what follows from it elsewhere: a
// service without its number makes every page that mentions the number wrong.
func causesFirst(found diag.List, touched map[string]bool) diag.List {
	rank := func(f diag.Finding) int {
		switch name := f.Pos.Name(); {
		case touched[name]:
			return 0
		case name == load.ConfigName, path.Base(name) == "facts.yaml":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(found, func(a, b diag.Finding) int { return rank(a) - rank(b) })
	return found
}

// follows takes edits of nothing but what pages say into the version that is
// served, each page by itself: one with errors stays as it was. It is false
// when more has changed than that.
func (s *Server) follows(changed []string, began time.Time) bool {
	s.mu.Lock()
	now, whole := s.now, s.whole
	s.mu.Unlock()
	if !whole || len(changed) == 0 {
		return false
	}
	edits, known, err := now.Edits(changed)
	if !known || err != nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(edits) == 0 && !s.forgives(changed) {
		return true // what was asked for meanwhile has brought it
	}
	s.builds++
	var told diag.List
	kept := false
	for _, e := range edits {
		told = append(told, e.Found...)
		if e.Found.Failed(false) {
			s.bad[e.Page.Path] = e.Found
			kept = true
			continue
		}
		now.Take(e)
		delete(s.bad, e.Page.Path)
		s.fresh[e.Page.Path] = e
		s.pages = replaced(s.pages, e)
		s.now = now.again(fmt.Sprint(s.run, "-", s.builds))
	}
	s.publish()
	s.opt.Tell(Event{Changed: changed, Found: told, Kept: kept, Took: time.Since(began)})
	return true
}

// forgives forgets the errors of pages that are as they were again, and says
// whether there were any. It is called with s.mu held.
func (s *Server) forgives(changed []string) bool {
	forgiven := false
	for path, found := range s.bad {
		if slices.ContainsFunc(found, func(f diag.Finding) bool { return slices.Contains(changed, f.Pos.Name()) }) {
			delete(s.bad, path)
			forgiven = true
		}
	}
	return forgiven
}

// replaced is a list with what is found in the files of an edit instead of what
// was found there.
func replaced(list diag.List, e build.Edit) diag.List {
	files := build.Files(e.Page)
	in := func(f diag.Finding) bool { return slices.Contains(files, f.Pos.Name()) }
	list = slices.DeleteFunc(slices.Clone(list), in)
	for _, f := range e.Found {
		if in(f) {
			list = append(list, f)
		}
	}
	return list.Sort()
}

func (s *Server) read(ctx context.Context, changed []string) (build.Input, *build.Loaded, diag.List, error) {
	in, err := s.opt.Input()
	if err != nil {
		return in, nil, nil, err
	}
	s.mu.Lock()
	if !s.chosen.IsZero() {
		in.Now = s.chosen
	}
	in.Hold = true
	if s.whole && len(changed) > 0 {
		in.Before, in.Changed = s.now.Loaded, changed
	}
	s.mu.Unlock()
	loaded, found, err := build.Load(ctx, in)
	if err == nil && loaded != nil {
		var f diag.List
		if f, err = loaded.Of(changed); f.Failed(false) {
			found = append(found, f...).Sort() // what was just written is whole, or is not shown
		}
	}
	return in, loaded, found, err
}

// unreadable says in words why a site could not be read at all.
func unreadable(err error) diag.Text {
	if errors.Is(err, load.ErrNoSite) {
		return diag.T("filen %s saknas; det är den som gör mappen till en sajt", "the file %s is missing; it is what makes the folder a site", load.ConfigName)
	}
	return diag.T("sajten går inte att läsa: %v", "the site cannot be read: %v", err)
}

// check looks through every page of a version in the background, as `vart
// check` would: what is wrong in a layout shows only in the pages made with it.
// Until that is known the findings of the version before stand. It is called
// with s.mu held.
func (s *Server) check(ctx context.Context, v *version) {
	ctx, s.stop = context.WithCancel(ctx)
	s.running.Go(func() {
		found, err := v.Look(ctx)
		s.mu.Lock()
		defer s.mu.Unlock()
		if err != nil || s.now.Loaded != v.Loaded {
			return
		}
		for _, e := range s.fresh {
			found = replaced(found, e) // it may have been looked at before the edit
		}
		if s.pages = found; !found.Failed(false) {
			s.before = v
		}
		s.publish()
	})
}

// begun lets requests in that waited for the first build.
func (s *Server) begun() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.started:
	default:
		close(s.started)
	}
}
