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
	s.stop()
	in, loaded, found, err := s.read(ctx)
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
		clear(s.touched)
		s.check(ctx, s.now)
		s.turn()
	} else {
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

func (s *Server) read(ctx context.Context) (build.Input, *build.Loaded, diag.List, error) {
	in, err := s.opt.Input()
	if err != nil {
		return in, nil, nil, err
	}
	s.mu.Lock()
	if !s.chosen.IsZero() {
		in.Now = s.chosen
	}
	s.mu.Unlock()
	loaded, found, err := build.Load(ctx, in)
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
		found, err := v.Render(ctx, nil)
		s.mu.Lock()
		defer s.mu.Unlock()
		if err != nil || s.now != v {
			return
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
