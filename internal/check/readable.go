package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vart/internal/diag"
	"vart/internal/lix"
	"vart/internal/site"
	"vart/internal/source"
)

// professionalSlack is how much harder a text for professionals only may be.
const professionalSlack = 10

// shortest is how many words a text must have for its index to mean something;
// two texts that say the same can be compared when they are shorter.
const (
	shortest     = 60
	shortestTwin = 20
)

// readable reports a text that is harder to read than the site allows, and an
// easy text that is no easier than the text it is the easy form of.
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
	pos, hint := hardest(w)
	p.found.Add(pos, diag.Readability, diag.T("texten är svår att läsa: LIX %.0f, gränsen är %d", "the text is hard to read: LIX %.0f, the limit is %d", score.Value(), limit), hint)
}

// twins holds easy texts (lättläst) to be easier than what they are made from.
func (p *pass) twins(l site.Languages) {
	for _, tag := range p.c.Tags() {
		easy, full := l[tag], l[p.c.Full(tag)]
		if easy == nil || full == nil {
			continue
		}
		score, original := Readability(easy), Readability(full)
		if min(score.Words, original.Words) < shortestTwin || score.Value() < original.Value() {
			continue
		}
		pos, hint := hardest(easy)
		p.found.Add(pos, diag.ReadabilityTwin, diag.T("den lätta texten är inte lättare än originalet: LIX %.0f mot %.0f", "the easy text is no easier than the original: LIX %.0f against %.0f", score.Value(), original.Value()), hint)
	}
}

// passage is a sentence or a word and where it stands.
type passage struct {
	text string
	size int
	pos  source.Pos
}

// hardest names what makes a text hard: where its longest sentence stands, and
// a hint with the longest sentences and words, by line.
func hardest(w *site.Words) (source.Pos, diag.Text) {
	var sentences, words []passage
	for _, b := range w.Body.Blocks {
		for _, text := range b.Texts {
			for s := range lix.Sentences(text) {
				pos := within(b.Pos, s.Word)
				sentences = append(sentences, passage{s.Text, s.Words, pos})
				words = append(words, passage{s.Word, utf8.RuneCountInString(s.Word), pos})
			}
		}
	}
	if len(sentences) == 0 {
		return w.File.Start(), diag.Text{}
	}
	longest := func(list []passage, n int) []passage {
		slices.SortStableFunc(list, func(a, b passage) int { return cmp.Compare(b.size, a.size) })
		list = slices.CompactFunc(list, func(a, b passage) bool { return a.text == b.text })
		return list[:min(n, len(list))]
	}
	sentences, words = longest(sentences, 3), longest(words, 5)
	said := func(format string, list []passage) string {
		var parts []string
		for _, s := range list {
			line, _ := s.pos.LineCol()
			parts = append(parts, fmt.Sprintf(format, opening(s.text), line))
		}
		return strings.Join(parts, ", ")
	}
	return sentences[0].pos, diag.Text{
		SV: "dela de längsta meningarna: " + said("”%s” (rad %d)", sentences) + "; byt de längsta orden: " + said("%s (rad %d)", words),
		EN: "split the longest sentences: " + said("“%s” (line %d)", sentences) + "; change the longest words: " + said("%s (line %d)", words),
	}
}

// opening is enough of a sentence to find it by.
func opening(sentence string) string {
	const most = 8
	words := strings.Fields(sentence)
	if len(words) <= most {
		return sentence
	}
	return strings.Join(words[:most], " ") + " …"
}

// within is where a word stands in a block, the block itself where it is
// written with markup inside.
func within(block source.Pos, word string) source.Pos {
	text := block.File.Text[block.Offset:min(block.Offset+block.Len, len(block.File.Text))]
	if i := strings.Index(string(text), word); i >= 0 {
		return source.Pos{File: block.File, Offset: block.Offset + i, Len: len(word)}
	}
	return block
}

// Readability is the measure of all that a file says, its title aside.
func Readability(w *site.Words) lix.Score {
	var score lix.Score
	for i := range w.Body.Blocks {
		score.Add(w.Body.Blocks[i].Texts...)
	}
	return score
}
