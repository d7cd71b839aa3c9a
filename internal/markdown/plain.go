package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// plain takes words up to the next character that means something, or the end
// of the line, in one go. goldmark looks at each byte of them by itself and
// then makes the same of them.
type plain struct{}

// Trigger implements parser.InlineParser: goldmark asks at the start of a text
// and at each space.
func (plain) Trigger() []byte { return []byte{' '} }

// stops are the bytes that other parsers of inlines begin with, the backslash
// and the end of the line.
var stops = [256]bool{'`': true, '*': true, '_': true, '[': true, ']': true, '!': true, '<': true, '\\': true, '\n': true}

// Parse implements parser.InlineParser.
func (plain) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if at.Padding != 0 {
		return nil
	}
	n := 0
	for ; n < len(line) && (!stops[line[n]] || line[n] == '!' && n+1 < len(line) && line[n+1] != '['); n++ {
	}
	ends := n == len(line) || line[n] == '\n'
	if !ends && (n == 0 || line[n] == '\\') {
		return nil // goldmark counts backslashes
	}
	// Words that goldmark gave up reading as something else go on.
	words, ok := parent.LastChild().(*ast.Text)
	switch {
	case !ok || words.SoftLineBreak() || words.HardLineBreak() || words.Segment.Stop != at.Start:
		words = pc.Get(roomKey).(*room).text()
		words.Segment = at.WithStop(at.Start + n)
	case bytes.HasSuffix(words.Segment.Value(block.Source()), []byte(`\`)):
		return nil
	default:
		words.Segment = words.Segment.WithStop(at.Start + n)
	}
	if !ends {
		block.Advance(n)
		return words
	}
	words.Segment = words.Segment.TrimRightSpace(block.Source())
	if n < len(line) {
		hard := bytes.HasSuffix(bytes.TrimSuffix(line[:n], []byte("\r")), []byte("  "))
		words.SetHardLineBreak(hard)
		words.SetSoftLineBreak(!hard)
	}
	block.AdvanceLine()
	return words
}

// room is where nodes of words are made, which are most of a tree's: the next
// tree has the same room.
type room struct {
	chunks [][]ast.Text
	used   int
}

var roomKey = parser.NewContextKey()

const chunk = 64

func (r *room) text() *ast.Text {
	if r.used == chunk*len(r.chunks) {
		r.chunks = append(r.chunks, make([]ast.Text, chunk))
	}
	t := &r.chunks[r.used/chunk][r.used%chunk]
	r.used++
	return t
}

// clear gives up the nodes that were made.
func (r *room) clear() {
	for i := 0; i*chunk < r.used; i++ {
		clear(r.chunks[i][:min(chunk, r.used-i*chunk)])
	}
	r.used = 0
}
