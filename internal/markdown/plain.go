package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
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

// farthest is how long a line may be that is looked through for what it means
// again at each of its spaces, as one with a backslash is.
const farthest = 1 << 14

// Parse implements parser.InlineParser.
func (plain) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if at.Padding != 0 || len(line) > farthest {
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
	case ok && bytes.HasSuffix(words.Segment.Value(block.Source()), []byte(`\`)):
		return nil
	case !ok || words.SoftLineBreak() || words.HardLineBreak() || words.Segment.Stop != at.Start:
		words = pc.Get(roomKey).(*room).texts.next()
		words.Segment = at.WithStop(at.Start + n)
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

// paragraphs makes paragraphs in a room; the rest of them is goldmark's.
type paragraphs struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (paragraphs) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	n := pc.Get(roomKey).(*room).paragraphs.next()
	n.Lines().Append(at)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}
