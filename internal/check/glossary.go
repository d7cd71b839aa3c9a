package check

import (
	"strings"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
)

// glossary holds translations to the agreed words: where the source names a
// term, the translation's block says it in one of the agreed forms. Texts whose
// blocks do not match are left to the checks of translations.
func (p *pass) glossary(l site.Languages) {
	from := l[p.c.Source]
	if len(p.Site.Glossary) == 0 || from == nil || from.Body == nil {
		return
	}
	named := p.terms(from)
	for _, lang := range p.c.Languages {
		if w := l[lang.Value]; w != nil && w != from && len(w.Body.Blocks) == len(from.Body.Blocks) {
			p.agreed(w, named)
		}
	}
}

// part is a piece of a text that is translated as one.
type part struct {
	text string
	at   source.Pos
}

// parts are a text's title with its description, and its blocks.
func parts(w *site.Words) []part {
	all := []part{{w.Title.Value + "\n" + w.Description.Value, w.Title.Pos}}
	for i := range w.Body.Blocks {
		b := &w.Body.Blocks[i]
		all = append(all, part{strings.Join(b.Texts, "\n"), b.Pos})
	}
	return all
}

// terms returns the terms in each part of a text in the source language.
func (p *pass) terms(from *site.Words) [][]*site.Term {
	var all [][]*site.Term
	for _, part := range parts(from) {
		text := strings.ToLower(part.text)
		var terms []*site.Term
		for _, t := range p.Site.Glossary {
			if t.In(p.c.Source, text) {
				terms = append(terms, t)
			}
		}
		all = append(all, terms)
	}
	return all
}

// agreed reports the parts of a translation that lack the words for the terms
// that the source names there.
func (p *pass) agreed(w *site.Words, named [][]*site.Term) {
	for i, part := range parts(w) {
		if len(named[i]) == 0 {
			continue
		}
		text := strings.ToLower(part.text)
		for _, t := range named[i] {
			if len(t.Forms[w.Lang]) == 0 || t.In(w.Lang, text) {
				continue
			}
			var forms []string
			for _, f := range t.Forms[w.Lang] {
				forms = append(forms, f.Value)
			}
			p.found.Add(part.at, diag.Glossary, diag.T("originalet säger ”%s”; det överenskomna ordet på %s saknas här", "the original says “%s”; the agreed word in %s is missing here", t.Name.Value, w.Lang),
				diag.T("skriv något av: %s; eller lägg till ordet i content/glossary.yaml", "write one of: %s; or add the word to content/glossary.yaml", strings.Join(forms, ", ")))
		}
	}
}
