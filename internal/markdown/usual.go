package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// usual reads blocks that are written in the one way that nearly all are: from
// the start of the line, with a blank line after them. goldmark asks ten parsers
// at each line what it may begin and then whether it goes on, and comes to the
// same. What may be read in more than one way is left to it, from there on to
// the end of that block.
type usual struct{}

// Trigger implements parser.BlockParser.
func (usual) Trigger() []byte {
	var all []byte
	for b := range 256 {
		if c := byte(b); !util.IsSpace(c) {
			all = append(all, c)
		}
	}
	return all
}

// Open implements parser.BlockParser: it reads all the blocks there are until
// one that is not usual. The last of them is given to goldmark as the one that
// begins here.
func (usual) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, begin := reader.Position()
	if len(pc.OpenedBlocks()) > 0 || begin.Padding != 0 {
		return nil, parser.NoChildren
	}
	b := blockReader{src: reader.Source(), at: begin.Start, room: pc.Get(roomKey).(*room)}
	var last ast.Node
	for b.at < len(b.src) {
		at := b.at
		n := b.block()
		if n == nil {
			break
		}
		if last != nil {
			last.SetPos(b.room.last)
			parent.AppendChild(parent, last)
		}
		last, b.room.last = n, at
		b.skipBlank()
	}
	if last == nil {
		return nil, parser.NoChildren
	}
	// goldmark compares the numbers of lines only within one block.
	reader.SetPosition(line, text.NewSegment(b.last, b.last))
	reader.AdvanceLine()
	reader.AdvanceToEOL()
	return last, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (usual) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser. goldmark takes the block to be where the
// first of them is.
func (usual) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	n.SetPos(pc.Get(roomKey).(*room).last)
}

// CanInterruptParagraph implements parser.BlockParser.
func (usual) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (usual) CanAcceptIndentedLine() bool { return false }

// blockReader reads usual blocks.
type blockReader struct {
	src  []byte
	at   int // the start of the line that is next
	last int // that of the last line of a block
	room *room
}

// rest is the next line, with what ends it.
func (b *blockReader) rest() []byte {
	if i := bytes.IndexByte(b.src[b.at:], '\n'); i >= 0 {
		return b.src[b.at : b.at+i+1]
	}
	return b.src[b.at:]
}

// pass goes past the next line, which is of the block.
func (b *blockReader) pass(line []byte) {
	b.last, b.at = b.at, b.at+len(line)
}

// over says whether the text or the block ends before the next line.
func (b *blockReader) over() bool {
	return b.at == len(b.src) || util.IsBlank(b.rest())
}

func (b *blockReader) skipBlank() {
	for b.at < len(b.src) {
		line := b.rest()
		if !util.IsBlank(line) {
			return
		}
		b.at += len(line)
	}
}

// block reads the next block, nil if it is not usual; then nothing is read.
func (b *blockReader) block() ast.Node {
	before := *b
	var n ast.Node
	switch line := b.rest(); {
	case line[0] == '#':
		n = b.heading(line)
	case line[0] == '|':
		n = b.table()
	case mark(line) > 0:
		n = b.list(line)
	case words(line):
		n = b.paragraph()
	}
	if n == nil {
		*b = before
	}
	return n
}

// letter says whether a line that begins with the byte is words, whatever
// follows.
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// words says whether a text is words, where a block may begin.
func words(line []byte) bool {
	switch c := line[0]; c {
	case '[':
		return !bytes.Contains(line, []byte("]:")) // that may say where links lead
	case '<':
		i := 1
		for i < len(line) && (util.IsAlphaNumeric(line[i]) || line[i] == '-') {
			i++
		}
		return i > 1 && i < len(line) && line[i] == ':' // a card
	case '*':
		i := 1
		for i < len(line) && i < 3 && line[i] == '*' {
			i++
		}
		return i < 3 && i < len(line) && letter(line[i])
	case '"', '(', '\'':
		return true
	default:
		return letter(c)
	}
}

// mark is how long the mark of a list's item is that a line begins with, 0 if
// it begins with none.
func mark(line []byte) int {
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n == 0 && (line[0] == '-' || line[0] == '*' || line[0] == '+') || n > 0 && n < 10 && n < len(line) && (line[n] == '.' || line[n] == ')') {
		if n+1 < len(line) && line[n+1] == ' ' {
			return n + 1
		}
	}
	return 0
}

// paragraph reads a paragraph in which each line is words.
func (b *blockReader) paragraph() ast.Node {
	n := b.room.paragraphs.next()
	for {
		line := b.rest()
		at := text.NewSegment(b.at, b.at+len(line))
		b.pass(line)
		if b.over() {
			n.Lines().Append(at.TrimRightSpace(b.src))
			return n
		}
		n.Lines().Append(at)
		if !letter(b.src[b.at]) || line[0] == '[' { // a name in brackets may go on
			return nil
		}
	}
}

// trimmed is a line without what goldmark takes for space at its end.
func trimmed(line []byte) []byte { return line[:len(line)-util.TrimRightSpaceLength(line)] }

// heading reads a heading that has neither attributes nor marks at its end.
func (b *blockReader) heading(line []byte) ast.Node {
	level := 0
	for level < len(line) && line[level] == '#' {
		level++
	}
	said := trimmed(line)
	if level > 6 || len(said) <= level+1 || line[level] != ' ' || util.IsSpace(line[level+1]) || said[len(said)-1] == '#' || bytes.IndexByte(line, '{') >= 0 {
		return nil
	}
	n := b.room.headings.next()
	n.Level = level
	n.Lines().Append(text.NewSegment(b.at+level+1, b.at+len(said)))
	b.pass(line)
	return n
}

// list reads a list with a line of words for each item.
func (b *blockReader) list(line []byte) ast.Node {
	n := b.room.lists.next()
	size := mark(line)
	n.Marker = line[size-1]
	if size > 1 {
		n.Start, _ = strconv.Atoi(string(line[:size-1]))
	}
	for ; ; size = mark(line) {
		if size == 0 || line[size-1] != n.Marker || size+1 == len(line) || !words(line[size+1:]) {
			return nil
		}
		item, said := b.room.items.next(), b.room.textBlocks.next()
		item.SetPos(b.at)
		at := text.NewSegment(b.at+size+1, b.at+len(line))
		said.Lines().Append(at.TrimRightSpace(b.src))
		item.AppendChild(item, said)
		n.AppendChild(n, item)
		b.pass(line)
		if b.over() {
			break
		}
		line = b.rest()
	}
	// What is set in, or begins with a mark, may belong to the list.
	next := *b
	if next.skipBlank(); next.at < len(next.src) {
		if c := next.src[next.at]; !letter(c) && c != '#' && c != '|' && c != '<' && c != '[' {
			return nil
		}
	}
	return n
}

// table reads a table whose lines all begin and end with the mark between
// cells, and whose second says nothing of how they are aligned.
func (b *blockReader) table() ast.Node {
	head := b.row(b.rest(), 0)
	if head == nil || b.at == len(b.src) {
		return nil
	}
	line := b.rest()
	columns := head.ChildCount()
	if !rule(trimmed(line), columns) {
		return nil
	}
	b.pass(line)
	n, header := b.room.tables.next(), b.room.headers.next()
	for c := head.FirstChild(); c != nil; c = head.FirstChild() {
		header.AppendChild(header, c)
	}
	n.AppendChild(n, header)
	for !b.over() {
		row := b.row(b.rest(), columns)
		if row == nil {
			return nil
		}
		n.AppendChild(n, row)
	}
	return n
}

// rule says whether a line parts a table's header from the rest.
func rule(line []byte, columns int) bool {
	if len(line) < 2 || line[0] != '|' || line[len(line)-1] != '|' {
		return false
	}
	n := 0
	for col := range bytes.SplitSeq(line[1:len(line)-1], []byte("|")) {
		if col = bytes.Trim(col, " "); len(col) == 0 || len(bytes.Trim(col, "-")) > 0 {
			return false
		}
		n++
	}
	return n == columns
}

// row reads a row of so many columns, 0 for as many as there are.
func (b *blockReader) row(line []byte, columns int) *east.TableRow {
	limit := len(trimmed(line)) - 1
	if limit < 2 || line[0] != '|' || line[limit] != '|' || bytes.IndexByte(line, '\\') >= 0 {
		return nil
	}
	row := b.room.rows.next()
	for pos := 1; pos < limit && (columns == 0 || row.ChildCount() < columns); {
		end := pos
		for end < limit && line[end] != '|' {
			end++
		}
		cell := b.room.cells.next()
		at := text.NewSegment(b.at+pos, b.at+end)
		at = at.TrimLeftSpace(b.src)
		cell.Lines().Append(at.TrimRightSpace(b.src))
		row.AppendChild(row, cell)
		pos = end + 1
	}
	for row.ChildCount() < columns {
		row.AppendChild(row, b.room.cells.next())
	}
	b.pass(line)
	return row
}
