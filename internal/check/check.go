// Package check finds what is wrong across a site's files: links, references,
// roles, numbers, areas, flows and languages. What is wrong within one file is
// found where it is read; what is wrong on a finished page, by package safety.
package check

import (
	"runtime"
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
}

// Site runs every check.
func Site(in Input) diag.List {
	p := &pass{Input: in, c: &in.Site.Config}
	p.areas()
	p.services()
	p.pages()
	p.flows()
	p.languages()
	p.claims()
	return p.found
}

// pass is one run over a site.
type pass struct {
	Input
	c     *site.Config
	found diag.List
}

// share calls f with every published text of the site, several at a time, each
// with a pass of its own; findings keep the order of the texts.
func (p *pass) share(f func(q *pass, w *site.Words)) {
	var all []*site.Words
	p.each(func(w *site.Words) { all = append(all, w) })
	const at = 64 // texts that are done in one go
	passes := make([]pass, (len(all)+at-1)/at)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(passes); i = int(next.Add(1)) - 1 {
				passes[i] = pass{Input: p.Input, c: p.c}
				for _, w := range all[i*at : min(len(all), (i+1)*at)] {
					f(&passes[i], w)
				}
			}
		})
	}
	wg.Wait()
	for i := range passes {
		p.found = append(p.found, passes[i].found...)
	}
}

// each calls f with every published text of the site.
func (p *pass) each(f func(w *site.Words)) {
	p.topics(func(l site.Languages) {
		for _, tag := range p.c.Tags() {
			if w := l[tag]; w != nil {
				f(w)
			}
		}
	})
}

// topics calls f with what everything published says in all languages.
func (p *pass) topics(f func(l site.Languages)) {
	for _, page := range p.Site.Pages {
		f(page.Words)
	}
	for _, v := range p.Site.Services {
		if v.Published() {
			f(v.Words)
		}
	}
	for _, a := range p.Site.Areas {
		f(a.Words)
	}
	for _, fl := range p.Site.Flows {
		f(fl.Words)
	}
}
