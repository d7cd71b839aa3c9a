package translate

import (
	"time"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/site"
)

// Signature is what accepting a translation does to its file.
type Signature struct {
	Words *site.Words
	Text  []byte // the file's new text
	// First says that nothing told before what the translation was made from.
	First bool
}

// Changed says whether the file is another one then.
func (s *Signature) Changed() bool { return string(s.Text) != string(s.Words.File.Text) }

// Accept signs off that a translation is right as its source is now; with by,
// also that somebody who knows the language has read it, on a day. A text with
// other blocks than its source is refused, since its parts could not be told
// apart later: the result is nil, and found says why.
func Accept(c *site.Config, src, w *site.Words, on time.Time, by string, found *diag.List) *Signature {
	if !Twin(c, w.Lang) && !sameShape(src, w, found) {
		return nil
	}
	s := &Signature{Words: w, First: !w.Age.Known, Text: Fingerprint(w.File.Text, Parts(src))}
	if by != "" {
		s.Text = Reviewed(s.Text, on, by)
	}
	return s
}

// sameShape reports the first block that a translation has of another kind than
// its source, or that only one of them has.
func sameShape(src, w *site.Words, found *diag.List) bool {
	a, b := src.Body.Blocks, w.Body.Blocks
	if len(a) == len(b) {
		return true
	}
	i := 0
	for i < min(len(a), len(b)) && shape(&a[i]) == shape(&b[i]) {
		i++
	}
	pos, line := w.File.Start(), 0
	if i < len(b) {
		pos = b[i].Pos
	}
	if i < len(a) {
		line, _ = a[i].Pos.LineCol()
	}
	hint := diag.T("ge den samma stycken, listor och rubriker som originalet, i samma ordning", "give it the same paragraphs, lists and headings as the original, in the same order")
	message := diag.T("stycken, listor och rubriker i texten: %d, i originalet: %d", "blocks in the text: %d, in the original: %d", len(b), len(a))
	if line > 0 {
		message = diag.T("stycken, listor och rubriker i texten: %d, i originalet: %d; de skiljer sig härifrån, %s:%d", "blocks in the text: %d, in the original: %d; they differ from here, %s:%d", len(b), len(a), src.File.Name, line)
	}
	found.AddAt(pos, diag.Error, diag.Fingerprint, message, hint)
	return false
}

func shape(b *doc.Block) [3]int { return [3]int{int(b.Kind), b.Level, len(b.Items)} }
