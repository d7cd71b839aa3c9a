// Package translate owns what is known of translations: which source text each
// block was made from, which are older than it, and what a person signs off.
//
// A text has parts: its title and description are the first, and each block is
// one. A translation's front matter holds the fingerprint of the source of each
// of its parts, so that a change is told of exactly where it was made, and an
// edit of the translation does not hide it, as a date would.
package translate

import (
	"crypto/sha256"
	"strings"

	"vart/internal/contact"
	"vart/internal/doc"
	"vart/internal/site"
	"vart/internal/source"
)

// letters spell a fingerprint. There are no digits, which YAML would read as
// numbers, and no vowels, which would spell words.
const letters = "bcdfghjkmnpqrstv"

// length is how many letters a fingerprint has: 32 bits, for the few dozen
// parts of one text.
const length = 8

// Parts returns the fingerprints of a text's parts.
func Parts(w *site.Words) []string {
	out := make([]string, 0, len(w.Body.Blocks)+1)
	out = append(out, fingerprint(w.Title.Value+"\n"+w.Description.Value))
	for i := range w.Body.Blocks {
		out = append(out, fingerprint(words(w.File, &w.Body.Blocks[i])))
	}
	return out
}

// words are what a translator translates of a block: no markup, no targets of
// links, no ids. What has no words (a line, code) counts as it is written.
func words(f *source.File, b *doc.Block) string {
	if len(b.Texts) > 0 || len(b.Pieces) > 1 || len(b.Pieces) == 1 && b.Pieces[0].Ref != nil {
		return strings.Join(b.Texts, "\n")
	}
	return string(f.Text[b.Pos.Offset : b.Pos.Offset+b.Pos.Len])
}

// numbers finds what is a phone number by its looks alone.
var numbers = contact.Numbers{Known: func(string) bool { return false }}

// fingerprint is a short hash of a text's words. Space does not count, and
// neither does which phone number it is: that is the registry's, and check
// compares it across languages. Whether the registry has it must not matter
// here, or a new service would make texts stale that mention it.
func fingerprint(text string) string {
	if found := numbers.Find(text, 0); len(found) > 0 {
		var plain strings.Builder
		at := 0
		for _, m := range found {
			plain.WriteString(text[at:m.Start] + "0")
			at = m.End
		}
		plain.WriteString(text[at:])
		text = plain.String()
	}
	words := make([]byte, 0, len(text)+1)
	for word := range strings.FieldsSeq(text) {
		words = append(append(words, word...), ' ')
	}
	sum := sha256.Sum256(words[:max(len(words)-1, 0)])
	var out [length]byte
	for i, b := range sum[:length/2] {
		out[2*i], out[2*i+1] = letters[b>>4], letters[b&15]
	}
	return string(out[:])
}

// Is says whether a text can be a fingerprint.
func Is(s string) bool {
	for i := range len(s) {
		if strings.IndexByte(letters, s[i]) < 0 {
			return false
		}
	}
	return len(s) == length
}

// Print is the fingerprint of a text by itself, such as an interface string.
func Print(text string) string { return fingerprint(text) }
