package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// plain takes words up to the next character that means something, or the end
// of the line, in one go. goldmark looks at each byte of them by itself and
// then makes the same of them.
type plain struct{}

// Trigger implements parser.InlineParser: goldmark asks at the start of a text,
// at each space and at each backslash.
func (plain) Trigger() []byte { return []byte{' ', '\\'} }

// stops are the bytes that other parsers of inlines begin with, the backslash
// and the end of the line.
var stops = [256]bool{'`': true, '*': true, '_': true, '[': true, ']': true, '!': true, '<': true, '\\': true, '\n': true}

// farthest is how long a line may be that is looked through for what it means
// again at each of its spaces, as one with a backslash is.
const farthest = 1 << 14

// Parse implements parser.InlineParser.
func (plain) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	in := pc.Get(roomKey).(*room)
	if line[0] == '\\' {
		if util.IsBlank(line[1:]) {
			in.escaped = parent
		}
		return nil
	}
	words, ok := parent.LastChild().(*ast.Text)
	if in.escaped == parent || at.Padding != 0 || len(line) > farthest {
		if ok && util.IsBlank(line) { // goldmark ends a text where it asks, and trims the last only
			words.Segment = words.Segment.TrimRightSpace(block.Source())
		}
		return nil
	}
	n := plainly(line)
	ends := n == len(line) || line[n] == '\n'
	if !ends && (n == 0 || line[n] == '\\') {
		return nil // goldmark counts backslashes
	}
	// Words that goldmark gave up reading as something else go on.
	switch {
	case ok && bytes.HasSuffix(words.Segment.Value(block.Source()), []byte(`\`)):
		return nil
	case !ok || words.SoftLineBreak() || words.HardLineBreak() || words.Segment.Stop != at.Start:
		words = in.texts.next()
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

// links reads a link whose text is words and whose address is written as it is.
type links struct{}

// Trigger implements parser.InlineParser.
func (links) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	end := 1 + plainly(line[1:])
	if end == 1 || !bytes.HasPrefix(line[end:], []byte("](")) || at.Padding != 0 {
		return nil
	}
	start := end + len("](")
	stop := start
	for stop < len(line) && line[stop] > ' ' && line[stop] < utf8.RuneSelf && bytes.IndexByte([]byte(`()<>\&`), line[stop]) < 0 {
		stop++
	}
	in := pc.Get(roomKey).(*room)
	if stop == start || stop == len(line) || line[stop] != ')' || in.escaped == parent {
		return nil
	}
	n := in.links.next()
	n.Destination = line[start:stop]
	return in.around(n, block, at.Start+1, at.Start+end, stop+1)
}

// emphasis reads words between stars that can neither end what began before
// them nor begin what ends after.
type emphasis struct{}

// Trigger implements parser.InlineParser.
func (emphasis) Trigger() []byte { return []byte{'*'} }

// Parse implements parser.InlineParser.
func (emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	level := 1
	if bytes.HasPrefix(line, []byte("**")) {
		level = 2
	}
	stars, size := line[:level], plainly(line[level:])
	said := line[level : level+size]
	after := level + size + level
	if !bytes.HasPrefix(line[level+size:], stars) || after < len(line) && bytes.IndexByte([]byte(" \r\n.,:;?)"), line[after]) < 0 {
		return nil
	}
	first, _ := utf8.DecodeRune(said)
	last, _ := utf8.DecodeLastRune(said)
	in := pc.Get(roomKey).(*room)
	if !worded(first) || !worded(last) || !util.IsSpaceRune(block.PrecendingCharacter()) || at.Padding != 0 || in.escaped == parent {
		return nil
	}
	n := in.emphases.next()
	n.Level = level
	return in.around(n, block, at.Start+level, at.Start+level+size, after)
}

func worded(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// plainly is how far a text is words.
func plainly(text []byte) int {
	n := 0
	for n < len(text) && (!stops[text[n]] || text[n] == '!' && n+1 < len(text) && text[n+1] != '[') {
		n++
	}
	return n
}

// around puts the words from start to stop into a node of the given size, and
// goes past it.
func (r *room) around(n ast.Node, block text.Reader, start, stop, size int) ast.Node {
	words := r.texts.next()
	words.Segment = text.NewSegment(start, stop)
	n.AppendChild(n, words)
	block.Advance(size)
	return n
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
