package check

import (
	"vart/internal/diag"
	"vart/internal/lix"
	"vart/internal/site"
)

// professionalSlack is how much harder a text for professionals only may be.
const professionalSlack = 10

// shortest is how many words a text must have for its index to mean something.
const shortest = 60

// readable reports a text that is harder to read than the site allows, at the
// block with its longest sentence.
func (p *pass) readable(w *site.Words) {
	limit := p.c.LIX[w.Lang]
	if limit == 0 || w.Body == nil {
		return
	}
	if len(w.Audience) == 1 && w.Audience[0].Value == "professional" {
		limit += professionalSlack
	}
	score := Readability(w)
	if score.Words < shortest || score.Value() <= float64(limit) {
		return
	}
	pos, most := w.File.Start(), 0
	for _, b := range w.Body.Blocks {
		if s := lix.Of(b.Texts...); s.Longest == score.Longest && s.Words > most {
			pos, most = b.Pos, s.Words
		}
	}
	p.found.Add(pos, diag.Readability, diag.T("texten är svår att läsa: LIX %.0f, gränsen är %d", "the text is hard to read: LIX %.0f, the limit is %d", score.Value(), limit),
		diag.T("dela den längsta meningen: ”%s”", "split the longest sentence: “%s”", score.Longest))
}

// Readability is the measure of all that a file says, its title aside.
func Readability(w *site.Words) lix.Score {
	var texts []string
	for _, b := range w.Body.Blocks {
		texts = append(texts, b.Texts...)
	}
	return lix.Of(texts...)
}
