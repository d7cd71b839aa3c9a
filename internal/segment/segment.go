// Package segment is running text as translators work with it: words, and
// between them codes that they move but do not change. It knows no format;
// package markdown makes segments of texts and texts of segments.
package segment

import (
	"strings"
	"unicode"

	"vart/internal/source"
)

// Leaf is a stretch of running text: a paragraph, a heading, the words of a
// list item, a cell of a table. Leaves are what translators are given.
type Leaf struct {
	// Block counts the blocks of the text that the leaf stands in, from 0.
	Block int
	Kind  Kind
	Pos   source.Pos // Len is that of the leaf's own text
	Parts []Part
}

// Kind says what a leaf is.
type Kind int

// The kinds of leaves.
const (
	Paragraph Kind = iota
	Heading
	Item
	Cell
)

// Part is either words or a code: something that a translator moves but does
// not change.
type Part struct {
	Kind PartKind
	// Text are the words without markup, or what a code shows.
	Text string
	// Raw is a code as it is written; of words it is "".
	Raw string
	// ID names a code in what translators are given; a translation has the IDs
	// of its source. Both codes of a pair have the same.
	ID string
	// Pair is what an opening and a closing code have in common, from 1.
	Pair int
	Role Role
}

// PartKind says what a part is.
type PartKind int

// The kinds of parts.
const (
	Words PartKind = iota
	Open           // begins something that a Close with the same Pair ends
	Close
	Mark // stands alone
)

// Role says what a code is for.
type Role string

// The roles of codes.
const (
	Emphasis Role = "emphasis"
	Strong   Role = "strong"
	Link     Role = "link"
	Image    Role = "image"
	Code     Role = "code"
	Break    Role = "break"
	Contact  Role = "contact" // <service:x>, <role:x>
	Number   Role = "number"
	Name     Role = "name" // of a service
	Word     Role = "word" // {{.Name}} in an interface string
)

// Optional says whether a translation may do without the code.
func (p Part) Optional() bool { return p.Role == Emphasis || p.Role == Strong }

// Join puts words that follow each other together and takes their space for
// one, as running text does.
func Join(parts []Part) []Part {
	var out []Part
	for _, p := range parts {
		if p.Kind == Words && len(out) > 0 && out[len(out)-1].Kind == Words {
			out[len(out)-1].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	kept := out[:0]
	for i, p := range out {
		if p.Kind == Words {
			p.Text = collapse(p.Text)
			if i == 0 {
				p.Text = strings.TrimLeft(p.Text, " ")
			}
			if i == len(out)-1 {
				p.Text = strings.TrimRight(p.Text, " ")
			}
			if p.Text == "" {
				continue
			}
		}
		kept = append(kept, p)
	}
	return kept
}

// collapse makes each run of spaces and line breaks one space. A no-break
// space, which a writer chose, stays.
func collapse(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// HasWords says whether there is anything to translate: a letter outside all
// codes.
func HasWords(parts []Part) bool {
	for _, p := range parts {
		if p.Kind == Words && strings.ContainsFunc(p.Text, unicode.IsLetter) {
			return true
		}
	}
	return false
}
