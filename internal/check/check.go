// Package check finds what is wrong across a site's files: links, references,
// roles, numbers, areas, flows and languages. What is wrong within one file is
// found where it is read; what is wrong on a finished page, by package safety.
package check

import (
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
