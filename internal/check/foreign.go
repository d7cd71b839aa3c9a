package check

import (
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/letters"
	"vart/internal/site"
)

const (
	// leastLearnt is how many runs of letters a language's interface strings
	// must have for texts to be held against them.
	leastLearnt = 1500
	// leastText is how many runs a paragraph must have to be judged: a short one
	// may be names.
	leastText = 45
	// margin is how much better another language must fit. Languages close to
	// each other (fa and prs, sv and its easy form) never differ so much.
	margin = 0.6
)

// learnt are languages by their letters.
type learnt struct {
	tags []string
	*letters.Languages
	owns   []*letters.Own // by the tag's place
	others [][]int        // which are not akin, by the tag's place
}

// learn learns the languages from the interface strings, so that a new one
// brings its own.
func (c *Checker) learn() *learnt {
	var l learnt
	var texts [][]string
	for _, lang := range c.Catalog.Languages() {
		if said := c.said(lang); letters.Runs(said...) >= leastLearnt {
			l.tags, texts = append(l.tags, lang), append(texts, said)
		}
	}
	l.Languages = letters.Learn(texts...)
	for own := range l.tags {
		l.others = append(l.others, strangers(l.tags, own))
		l.owns = append(l.owns, l.Own(own, l.others[own]))
	}
	return &l
}

// foreign reports paragraphs that are in another language than their file says:
// text that was copied to be translated and forgotten.
func (p *pass) foreign(w *site.Words) {
	learnt := p.learnt()
	tags := learnt.tags
	own := slices.Index(tags, w.Lang)
	if own < 0 {
		return
	}
	for i := range w.Body.Blocks {
		b := &w.Body.Blocks[i]
		for _, text := range b.Texts {
			if len(text) < leastText { // a run has a byte at least
				continue
			}
			if ahead, n := learnt.owns[own].Ahead(text); n < leastText || ahead <= margin {
				continue // as nearly all
			}
			fit := learnt.Fit(text)
			best := own
			for _, other := range learnt.others[own] {
				if fit[other] > fit[best] {
					best = other
				}
			}
			if fit[best] > fit[own]+margin {
				p.found.Add(b.Pos, diag.WrongLanguage, diag.T("filen är på %s, men stycket ser ut att vara på %s", "the file is in %s, but the paragraph looks like %s", w.Lang, tags[best]),
					diag.T("översätt: ”%s”", "translate: “%s”", opening(text)))
			}
		}
	}
}

// strangers are the numbers of the languages that are none of the own one's
// forms.
func strangers(tags []string, own int) []int {
	var others []int
	for i, tag := range tags {
		if i != own && !akin(tag, tags[own]) {
			others = append(others, i)
		}
	}
	return others
}

// akin says whether one language is a form of the other: sv-simple of sv.
func akin(a, b string) bool {
	return strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-")
}

// said are a language's own interface strings; those that are the same as in
// the source language are not translated.
func (c *Checker) said(lang string) []string {
	var texts []string
	from := c.Catalog.Messages(c.c.Source)
	for key, m := range c.Catalog.Messages(lang) {
		if lang != c.c.Source && from[key].Forms["other"] == m.Forms["other"] {
			continue
		}
		for _, text := range m.Forms {
			texts = append(texts, placeholder.ReplaceAllString(text, " "))
		}
	}
	return texts
}
