// Package markdown turns Markdown into package doc's blocks. It is the only
// package that imports goldmark.
//
// What vart adds to CommonMark and tables: `<service:x>` and `<role:x>`, phone
// numbers in running text, and attributes of headings. What it takes away: raw
// HTML, link schemes that run or fetch something, headings of level one.
package markdown

import (
	"bytes"
	"slices"
	"sync"
	"unsafe"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// Parser reads Markdown. It is safe for concurrent use.
type Parser struct {
	md      parser.Parser
	writers sync.Pool // of *writer, whose buffers the next text uses again
}

// New returns a parser.
func New() *Parser {
	return &Parser{md: syntax(), writers: sync.Pool{New: func() any { return new(writer) }}}
}

// tree reads the file's text from offset body on, with places that are the
// file's own, into nodes that are in the room.
func (p *Parser) tree(f *source.File, body int, in *room) ast.Node {
	r := text.NewReader(f.Text)
	if body > 0 {
		r.SetPosition(0, text.NewSegment(body, body))
		r.AdvanceLine()
	}
	pc := parser.NewContext()
	pc.Set(roomKey, in)
	return p.md.Parse(r, parser.WithContext(pc))
}

// Parse reads the file's text from offset body on. The document is in the room,
// if one is given, and what it says only until that is cleared.
func (p *Parser) Parse(f *source.File, body int, numbers contact.Numbers, in *Room, found *diag.List) *doc.Doc {
	w := p.writers.Get().(*writer)
	defer p.writers.Put(w)
	root := p.tree(f, body, &w.room)
	defer w.room.clear()
	w.begin(f, body, numbers, found)
	if in == nil {
		in = new(Room)
	}
	w.doc = &doc.Doc{Blocks: take(&in.blocks, root.ChildCount())[:0]}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindLinkReferenceDefinition {
			w.top(n)
		}
	}
	return w.end(in)
}

// Room is where documents are made that are done with together. It is not safe
// for concurrent use.
type Room struct {
	html, words []byte
	blocks      []doc.Block
	pieces      []doc.Piece
	refs        []doc.Ref
	texts       []string
	items       []doc.Item
}

// Clear gives up the documents in the room: others take their place.
func (r *Room) Clear() {
	r.html, r.words, r.blocks, r.pieces, r.refs, r.texts, r.items = r.html[:0], r.words[:0], r.blocks[:0], r.pieces[:0], r.refs[:0], r.texts[:0], r.items[:0]
}

// take takes n from a room, which have been used before. Where too few are left
// there is a larger room, and what was made in the other stays there.
func take[T any](room *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	start := len(*room)
	if n > cap(*room)-start {
		*room, start = make([]T, 0, max(n, 2*cap(*room))), 0
	}
	*room = (*room)[:start+n]
	return (*room)[start : start+n : start+n]
}

// said is text in a room as a string.
func said(room *[]byte, text []byte) string {
	b := take(room, len(text))
	copy(b, text)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// begin makes ready for a text.
func (w *writer) begin(f *source.File, body int, numbers contact.Numbers, found *diag.List) {
	w.file, w.src, w.body, w.numbers, w.found = f, f.Text, body, numbers, found
	w.said = unsafe.String(unsafe.SliceData(w.src), len(w.src)) // a file does not change
	w.html.Reset()
	w.words.Reset()
	w.written = 0
	w.ends, w.cuts, w.holes, w.texts, w.items = w.ends[:0], w.cuts[:0], w.holes[:0], w.texts[:0], w.items[:0]
}

// end makes the document of what was written: its HTML is one string, its
// words another, and so are its lists, whatever the number of blocks.
func (w *writer) end(in *Room) *doc.Doc {
	d := w.doc
	html, words := said(&in.html, w.html.Bytes()), said(&in.words, w.words.Bytes())
	refs := take(&in.refs, len(w.holes))
	for i, h := range w.holes {
		refs[i] = h.Ref
		if h.Text == "" {
			refs[i].Text = words[h.words.start:h.words.end]
		}
	}
	pieces := take(&in.pieces, len(w.cuts))
	for i, c := range w.cuts {
		if c.hole >= 0 {
			pieces[i] = doc.Piece{Ref: &refs[c.hole]}
		} else {
			pieces[i] = doc.Piece{HTML: html[c.start:c.end]}
		}
	}
	texts := take(&in.texts, len(w.texts))
	for i, t := range w.texts {
		texts[i] = words[t.start:t.end]
	}
	items := take(&in.items, len(w.items))
	for i, m := range w.items {
		items[i] = doc.Item{Pos: m.pos}
		if m.target >= 0 {
			items[i].Target, items[i].Label, items[i].Rest = &refs[m.target], words[m.label.start:m.label.end], words[m.rest.start:m.rest.end]
		}
	}
	var at ends // where what the blocks before have ends
	for i, to := range w.ends {
		b := &d.Blocks[i]
		b.Pieces = pieces[at.pieces:to.pieces:to.pieces]
		if to.texts > at.texts {
			b.Texts = texts[at.texts:to.texts:to.texts]
		}
		if to.items > at.items {
			b.Items = items[at.items:to.items:to.items]
		}
		if (b.Kind == doc.Heading || b.Kind == doc.Paragraph) && len(b.Texts) > 0 {
			b.Plain = b.Texts[0]
		}
		end := len(w.src)
		if i+1 < len(d.Blocks) {
			end = d.Blocks[i+1].Pos.Offset
		}
		if b.Pos.Offset <= end {
			b.Pos.Len = len(bytes.TrimRight(w.src[b.Pos.Offset:end], " \t\r\n"))
		}
		at = to
	}
	// A writer that waits for its next text keeps nothing of this one alive.
	clear(w.holes)
	clear(w.items)
	w.file, w.src, w.said, w.numbers, w.found, w.doc = nil, nil, "", contact.Numbers{}, nil, nil
	return d
}

// top writes a block of the text itself and notes what others ask of it.
func (w *writer) top(n ast.Node) {
	first, text := len(w.holes), len(w.texts)
	w.block(n)
	w.piece()
	b := doc.Block{Pos: w.pos(w.offset(n), 0)}
	switch n := n.(type) {
	case *ast.Heading:
		b.Kind, b.Level = doc.Heading, n.Level
		var plain []byte
		if len(w.texts) > text {
			plain = w.words.Bytes()[w.texts[text].start:w.texts[text].end]
		}
		w.attributes(n, &b, plain)
	case *ast.Paragraph:
		b.Kind = doc.Paragraph
	case *ast.List:
		b.Kind = doc.List
		w.list(n, first)
	}
	w.doc.Blocks = append(w.doc.Blocks, b)
	w.ends = append(w.ends, ends{len(w.cuts), len(w.texts), len(w.items)})
}

// list notes what each item of a list begins with: that is what makes a
// question or an outcome of a flow. The list's holes are those from the given one
// on.
func (w *writer) list(n *ast.List, from int) {
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		m := item{pos: w.pos(w.offset(li), 0), target: -1}
		if first := li.FirstChild(); first != nil {
			if link := first.FirstChild(); link != nil {
				at := w.offset(link)
				m.target = slices.IndexFunc(w.holes[from:], func(h hole) bool { return h.Pos.Offset == at && h.Kind != doc.Number })
				if m.target >= 0 {
					m.target += from
					m.label = w.plain(link)
					m.rest = w.after(link)
				}
			}
			m.pos.Len = lineEnd(w.src, m.pos.Offset) - m.pos.Offset
		}
		w.items = append(w.items, m)
	}
}
