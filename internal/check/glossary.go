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
func (p *pass) glossary() {
	if len(p.Site.Glossary) == 0 {
		return
	}
	p.topics(func(l site.Languages) {
		from := l[p.c.Source]
		if from == nil {
			return
		}
		for _, tag := range p.c.Tags() {
			if w := l[tag]; w != nil && w != from && len(w.Body.Blocks) == len(from.Body.Blocks) {
				p.terms(from, w)
			}
		}
	})
}

func (p *pass) terms(from, w *site.Words) {
	for i := range from.Body.Blocks {
		b := &w.Body.Blocks[i]
		p.term(strings.Join(from.Body.Blocks[i].Texts, "\n"), strings.Join(b.Texts, "\n"), b.Pos, w.Lang)
	}
	p.term(from.Title.Value+"\n"+from.Description.Value, w.Title.Value+"\n"+w.Description.Value, w.Title.Pos, w.Lang)
}

func (p *pass) term(from, text string, at source.Pos, lang string) {
	from, text = strings.ToLower(from), strings.ToLower(text)
	for _, t := range p.Site.Glossary {
		agreed := t.Forms[lang]
		if len(agreed) == 0 || !t.In(p.c.Source, from) || t.In(lang, text) {
			continue
		}
		var forms []string
		for _, f := range agreed {
			forms = append(forms, f.Value)
		}
		p.found.Add(at, diag.Glossary, diag.T("originalet säger ”%s”; det överenskomna ordet på %s saknas här", "the original says “%s”; the agreed word in %s is missing here", t.Name.Value, lang),
			diag.T("skriv något av: %s; eller lägg till ordet i content/glossary.yaml", "write one of: %s; or add the word to content/glossary.yaml", strings.Join(forms, ", ")))
	}
}
