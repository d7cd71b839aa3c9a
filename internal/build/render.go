package build

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/plan"
	"vart/internal/render"
	"vart/internal/safety"
	"vart/internal/site"
	"vart/internal/source"
)

// unit is what is rendered in one go: all addresses of a page, so that its
// files are read once and let go, or a single page of another kind.
type unit struct {
	page    *site.Page // nil where no page's text is shown
	outputs []int      // places in the plan
}

// room is where units are rendered, one after the other: nothing of one may be
// kept when the next begins.
type room struct {
	page load.Room
	html []byte
}

func units(p *plan.Plan) (all []unit, of map[*site.Page]int) {
	of = make(map[*site.Page]int, len(p.Site.Pages))
	for i, o := range p.Outputs {
		at, ok := of[o.Page]
		if o.Page == nil || !ok {
			at = len(all)
			all = append(all, unit{page: o.Page})
			of[o.Page] = at
		}
		all[at].outputs = append(all[at].outputs, i)
	}
	return all, of
}

// Page reads, checks and renders one page. The error is load.Changed when its
// front matter is no longer what the site was planned with.
func (l *Loaded) Page(o *plan.Output) ([]byte, diag.List, error) {
	whole := *o
	var found diag.List
	if o.Page != nil {
		var err error
		if whole.Page, found, err = l.texts.Page(o.Page); err != nil || len(whole.Page.Words) < len(o.Page.Words) {
			return nil, found, err
		}
		found = append(found, l.checker.Texts(l.Site, whole.Page.Words)...)
	}
	html, f, broken := l.page(l.Renderer.Pages(l.Site, false), nil, &whole)
	found = append(found, f...)
	return html, append(found, l.blame([]brokenPage{{o, broken}})...), nil
}

// page renders a page in the room that html has. Of a page in a frame without
// fault only its own parts are held against the safety rules; any other is read
// whole.
func (l *Loaded) page(pages *render.Pages, html []byte, o *plan.Output) ([]byte, diag.List, []safety.Violation) {
	html, own, found := pages.Append(html[:0], o)
	if len(found) > 0 {
		return html, found, nil
	}
	parts := make([]string, len(own))
	for i, part := range own {
		parts[i] = view(html[part.Start:part.End])
	}
	clean, links := l.frames[o.Lang].Clean(parts...)
	found = l.secrets.page(o, parts, clean, links, html)
	if clean {
		return html, found, nil
	}
	return html, found, l.rules.Page(html)
}

// view is a text as a string that is not copied. It is for those who only look
// at it, before anything else is written in its place.
func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }

// Render reads and checks what every page says, renders it, holds it against
// the safety rules and hands it to write, which may not keep the bytes. Several
// units are under way at a time, and each is let go when it is done.
func (l *Loaded) Render(ctx context.Context, write func(name string, content []byte) error) (diag.List, error) {
	return l.render(ctx, runtime.GOMAXPROCS(0), write, nil)
}

// Look renders every page in the background, one at a time, for what is found.
func (l *Loaded) Look(ctx context.Context) (diag.List, error) { return l.render(ctx, 1, nil, nil) }

// render renders every unit that the memory, if there is one, does not spare.
func (l *Loaded) render(ctx context.Context, workers int, write func(name string, content []byte) error, m *memory) (diag.List, error) {
	found := make([]diag.List, len(l.units))
	failed := make([]error, len(l.units))
	broken := make([][]brokenPage, len(l.units))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			var in room
			for i := int(next.Add(1)) - 1; i < len(l.units) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				found[i], broken[i], failed[i] = l.anew(&l.units[i], &in, write, m)
			}
		})
	}
	wg.Wait()
	var all diag.List
	for _, f := range found {
		all = append(all, f...)
	}
	all = append(all, l.blame(slices.Concat(broken...))...)
	return all, errors.Join(append(failed, ctx.Err())...)
}

// anew renders a unit, unless it is remembered.
func (l *Loaded) anew(u *unit, in *room, write func(name string, content []byte) error, m *memory) (diag.List, []brokenPage, error) {
	if m == nil {
		return l.unit(l.Site, u, nil, in, write)
	}
	if found, ok, err := m.recall(u); ok || err != nil {
		return found, nil, err
	}
	noting, reads := l.Site.Noting()
	found, broken, err := l.unit(noting, u, nil, in, write)
	if err == nil && len(broken) == 0 {
		m.learn(u, reads, found)
	}
	return found, broken, err
}

// unit renders a unit of s, which is the site or the same site noting what is
// asked of it; its page's files are as given, by name, or as they are.
func (l *Loaded) unit(s *site.Site, u *unit, files map[string]*source.File, in *room, write func(name string, content []byte) error) (diag.List, []brokenPage, error) {
	var found diag.List
	var broken []brokenPage
	in.page.Clear()
	page := u.page
	if page != nil {
		var err error
		if page, found, err = l.texts.With(page, files, &in.page); err != nil || len(page.Words) < len(u.page.Words) {
			return found, nil, err
		}
		found = append(found, l.checker.Texts(s, page.Words)...)
	}
	pages := l.Renderer.Pages(s, slices.ContainsFunc(u.outputs, func(i int) bool { return l.Plan.Outputs[i].Go }))
	for _, i := range u.outputs {
		o := l.Plan.Outputs[i]
		whole := *o
		whole.Page = page
		var f diag.List
		var b []safety.Violation
		in.html, f, b = l.page(pages, in.html, &whole)
		switch {
		case len(b) > 0:
			broken = append(broken, brokenPage{o, b})
		case len(f) == 0:
			l.weigh(o, in.html, &f)
		}
		if len(b) == 0 && !f.Failed(false) && write != nil {
			if err := write(o.File, in.html); err != nil {
				return nil, nil, err
			}
		}
		found = append(found, f...)
	}
	return found, broken, nil
}
