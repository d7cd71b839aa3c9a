package safety

import (
	"strings"

	"golang.org/x/net/html"
)

// Frame is what many pages have in common: the pieces that stand before,
// between and after the parts that are each page's own. The pieces are proved
// once; of a page only its parts are read.
//
// That is as good as reading the page whole, because a reader that comes to a
// piece in the state it was proved in does there what it did then. Where a part
// leaves another state behind, or breaks a rule itself, nothing is proved, and
// the page has to be read whole.
type Frame struct {
	rules   *Rules
	after   []reader // the reader's state after each piece but the last
	end     reader
	clean   bool // the pieces break no rule
	watched []string
}

// Frame proves the pieces of a frame. watched are values of attributes, as HTML
// writes them, that Clean tells of.
func (r *Rules) Frame(pieces []string, watched ...string) *Frame {
	f := &Frame{rules: r, clean: true, watched: watched}
	state := reader{rules: r}
	for i, piece := range pieces {
		ok := state.piece(piece)
		f.clean = f.clean && ok
		if i < len(pieces)-1 {
			f.after = append(f.after, state)
		}
	}
	f.end = state
	return f
}

// Clean says that a page made of the pieces with the parts between them breaks
// no rule. It never says so of a page that Rules.Page finds something in; if it
// says no, that has to be asked. Of a page that is clean seen are the places in
// watched of the values that its parts have.
func (f *Frame) Clean(parts ...string) (clean bool, seen []int) {
	if !f.clean || len(parts) != len(f.after) {
		return false, nil
	}
	end := f.end
	var room [mostAttrs]html.Attribute
	attrs := room[:0]
	for i, part := range parts {
		before := f.after[i]
		state := before
		state.attrs, state.watched, state.seen = attrs, f.watched, seen
		if !state.stretch(part) || !state.same(&before) {
			return false, nil
		}
		attrs, seen = state.attrs, state.seen
		end.titles += state.titles - before.titles
		end.headings += state.headings - before.headings
		end.title += state.title[len(before.title):]
	}
	end.whole()
	return len(end.found) == 0, seen
}

// piece reads a piece of a frame on from the state that p is in. It says false
// when a rule is broken, or when the piece is not over where it ends: in the
// middle of a tag, a comment or a text that other rules hold for.
func (p *reader) piece(html string) bool {
	p.begin(html)
	for p.next() {
	}
	p.z, p.page, p.raw, p.at = nil, "", "", 0
	// Text after the last tag may go on in what follows, as text.
	tail := html[strings.LastIndexByte(html, '>')+1:]
	return len(p.found) == 0 && p.read == len(html) && !p.open && !strings.Contains(tail, "<") && !raw(p.inside)
}

// same says whether what comes next is read in the same way after both states.
func (p *reader) same(q *reader) bool {
	return p.concealed == q.concealed && p.depth == q.depth && p.body == q.body &&
		p.root == q.root && p.exit == q.exit && p.policy == q.policy && p.referrer == q.referrer &&
		strings.HasPrefix(p.title, q.title)
}
