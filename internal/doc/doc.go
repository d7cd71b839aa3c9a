// Package doc is a Markdown text as data: blocks of finished HTML with holes
// for what differs by language, area or address: cards, numbers, links. It
// knows no Markdown parser; package markdown makes these values.
package doc

import (
	"strings"

	"vart/internal/source"
)

// Doc is a whole text.
type Doc struct {
	Blocks []Block
}

// Kind says what a block is.
type Kind int

// The kinds that others must tell apart; everything else is Other.
const (
	Other Kind = iota
	Paragraph
	Heading
	List
)

// Block is a top-level block of a text.
type Block struct {
	Kind   Kind
	Pos    source.Pos // Len is that of the whole block in the source
	Pieces []Piece

	Level int               // of a heading: 1 to 6
	ID    string            // of a heading, where the author gave one
	Attrs map[string]string // of a heading, without its id
	Plain string            // of a heading and a paragraph: its words without markup
	Texts []string          // the words of each paragraph, item or cell in it, without markup
	Items []Item            // of a list
}

// Item is one item of a list.
type Item struct {
	Pos source.Pos
	// Target is the link or card the item begins with, nil if it begins with
	// something else.
	Target *Ref
	// Label is what the link shows, Rest what follows it.
	Label string
	Rest  string
}

// Piece is either HTML that is the same everywhere, or a hole.
type Piece struct {
	HTML string
	Ref  *Ref
}

// RefKind says what fills a hole.
type RefKind int

// The kinds of holes.
const (
	Link    RefKind = iota + 1 // the value of a href: Key is what the author wrote
	Service                    // a service: Key is its id
	Role                       // a role: Key is its id
	Number                     // a phone number in running text: Key is contact.Phone.Key
	Image                      // the value of a src: Key is what the author wrote
)

// Ref is a hole: what the author pointed to, and where.
type Ref struct {
	Kind RefKind
	Key  string
	Text string // the HTML between the link's brackets, or the number as typed
	Card bool   // alone in its paragraph or list item: a contact card
	// Known is false of a number that no service has.
	Known bool
	// InLink says that the number already stands inside a link.
	InLink bool
	Pos    source.Pos
}

// Refs ranges over all holes in order.
func (d *Doc) Refs(yield func(*Ref) bool) {
	if d == nil {
		return
	}
	for i := range d.Blocks {
		for j := range d.Blocks[i].Pieces {
			if r := d.Blocks[i].Pieces[j].Ref; r != nil && !yield(r) {
				return
			}
		}
	}
}

// Contact says whether the block has a phone number or leads to whom to turn
// to.
func (b *Block) Contact() bool {
	for _, p := range b.Pieces {
		if p.Ref != nil && (p.Ref.Kind == Number || p.Ref.Kind == Service || p.Ref.Kind == Role) {
			return true
		}
	}
	return false
}

// HasID says whether a heading of the text has the id.
func (d *Doc) HasID(id string) bool {
	for _, b := range d.Blocks {
		if b.Kind == Heading && b.ID == id {
			return true
		}
	}
	return false
}

// IDs returns the ids of the text's headings.
func (d *Doc) IDs() []string {
	var ids []string
	for _, b := range d.Blocks {
		if b.Kind == Heading && b.ID != "" {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// Scheme splits a link's target: "service:origo" is "service" and "origo". A
// target without a scheme has none.
func Scheme(target string) (scheme, rest string) {
	i := strings.IndexByte(target, ':')
	if i <= 0 || strings.ContainsAny(target[:i], "/?#") {
		return "", target
	}
	return strings.ToLower(target[:i]), target[i+1:]
}
