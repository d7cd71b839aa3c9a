// Package check finds what is wrong across a site's files: links, references,
// roles, numbers, areas, flows and languages. What is wrong within one file is
// found where it is read; what is wrong on a finished page, by package safety.
package check

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/site"
)

// Input is what checks look at.
type Input struct {
	Site    *site.Site
	Catalog *i18n.Catalog
	Now     time.Time // the moment that ages are counted to
	Asked   []string  // interface strings that the layouts ask for
	// IDs are the ids of the headings in a page's words, of which Site may hold
	// the front matter only.
	IDs func(*site.Words) []string
}

// Checker checks a site, and the texts of its pages one page at a time. It is
// safe for concurrent use.
type Checker struct {
	Input
	c      *site.Config
	learnt func() *learnt
	hidden []*site.Service // those whose address is secret
	ids    []string        // of all services
}

// New prepares what the checks of all texts share.
func New(in Input) *Checker {
	c := &Checker{Input: in, c: &in.Site.Config}
	c.learnt = sync.OnceValue(c.learn)
	go c.learnt() // it takes a while, and is asked for at the first text
	for _, v := range in.Site.Services {
		c.ids = append(c.ids, v.ID)
		if v.Visit.Secret {
			c.hidden = append(c.hidden, v)
		}
	}
	return c
}

// pass collects what some checks find.
type pass struct {
	*Checker
	Site  *site.Site
	found diag.List
}

// Whole runs every check but those of what pages say below their front matter.
func (c *Checker) Whole() diag.List {
	p := &pass{Checker: c, Site: c.Site}
	p.areas()
	p.services()
	p.start()
	p.flows()
	p.languages()
	p.claims()
	var texts []site.Languages
	for _, v := range c.Site.Services {
		if v.Published() {
			texts = append(texts, v.Words)
		}
	}
	for _, a := range c.Site.Areas {
		texts = append(texts, a.Words)
	}
	for _, f := range c.Site.Flows {
		texts = append(texts, f.Words)
	}
	lists := make([]diag.List, len(texts))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(texts); i = int(next.Add(1)) - 1 {
				lists[i] = c.Texts(c.Site, texts[i])
			}
		})
	}
	wg.Wait()
	return append(p.found, slices.Concat(lists...)...)
}

// Texts runs the checks of what one page, service, area or flow says in all
// its languages. It asks s, which is the checker's site or the same site
// noting what is asked of it.
func (c *Checker) Texts(s *site.Site, l site.Languages) diag.List {
	p := &pass{Checker: c, Site: s}
	for _, lang := range c.c.Languages {
		w := l[lang.Value]
		if w == nil || w.Body == nil {
			continue
		}
		p.digits(w)
		p.refs(w)
		p.told(w)
		Claims(&p.found, w.File, w.Lang)
		p.stale(w)
		p.readable(w)
		p.foreign(w)
	}
	p.twins(l)
	p.same(l)
	p.glossary(l)
	return p.found
}

// each does something with everything that the site says in words; of pages
// there is the front matter only.
func (p *pass) each(f func(w *site.Words)) {
	topics := func(l site.Languages) {
		for _, lang := range p.c.Languages {
			if w := l[lang.Value]; w != nil {
				f(w)
			}
		}
	}
	for _, page := range p.Site.Pages {
		topics(page.Words)
	}
	for _, v := range p.Site.Services {
		if v.Published() {
			topics(v.Words)
		}
	}
	for _, a := range p.Site.Areas {
		topics(a.Words)
	}
	for _, fl := range p.Site.Flows {
		topics(fl.Words)
	}
}
