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

// foreign reports paragraphs that are in another language than their file says:
// text that was copied to be translated and forgotten. The languages are
// learnt from the interface strings, so that a new one brings its own.
func (p *pass) foreign() {
	var tags []string
	var texts [][]string
	for _, lang := range p.Catalog.Languages() {
		if said := p.said(lang); letters.Runs(said...) >= leastLearnt {
			tags, texts = append(tags, lang), append(texts, said)
		}
	}
	learnt := letters.Learn(texts...)
	owns, others := make([]*letters.Own, len(tags)), make([][]int, len(tags))
	for own := range tags {
		others[own] = strangers(tags, own)
		owns[own] = learnt.Own(own, others[own])
	}
	p.share(func(q *pass, w *site.Words) {
		own := slices.Index(tags, w.Lang)
		if own < 0 || w.Body == nil {
			return
		}
		for i := range w.Body.Blocks {
			b := &w.Body.Blocks[i]
			for _, text := range b.Texts {
				if ahead, n := owns[own].Ahead(text); n < leastText || ahead <= margin {
					continue // as nearly all
				}
				fit := learnt.Fit(text)
				best := own
				for _, other := range others[own] {
					if fit[other] > fit[best] {
						best = other
					}
				}
				if fit[best] > fit[own]+margin {
					q.found.Add(b.Pos, diag.WrongLanguage, diag.T("filen är på %s, men stycket ser ut att vara på %s", "the file is in %s, but the paragraph looks like %s", w.Lang, tags[best]),
						diag.T("översätt: ”%s”", "translate: “%s”", opening(text)))
				}
			}
		}
	})
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
func (p *pass) said(lang string) []string {
	var texts []string
	from := p.Catalog.Messages(p.c.Source)
	for key, m := range p.Catalog.Messages(lang) {
		if lang != p.c.Source && from[key].Forms["other"] == m.Forms["other"] {
			continue
		}
		for _, text := range m.Forms {
			texts = append(texts, placeholder.ReplaceAllString(text, " "))
		}
	}
	return texts
}
