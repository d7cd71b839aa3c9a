package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// room is where the nodes are made that a tree has most of: the next tree has the
// same room.
type room struct {
	texts      nodes[ast.Text]
	links      nodes[ast.Link]
	emphases   nodes[ast.Emphasis]
	paragraphs blocks[ast.Paragraph, *ast.Paragraph]
	headings   blocks[ast.Heading, *ast.Heading]
	textBlocks blocks[ast.TextBlock, *ast.TextBlock]
	lists      blocks[ast.List, *ast.List]
	items      blocks[ast.ListItem, *ast.ListItem]
	tables     blocks[east.Table, *east.Table]
	headers    blocks[east.TableHeader, *east.TableHeader]
	rows       blocks[east.TableRow, *east.TableRow]
	cells      blocks[east.TableCell, *east.TableCell]

	last int // where the last block begins that usual has read
	// escaped is the last block with a line that ends in a backslash that breaks no
	// line: goldmark takes what the next line begins with for escaped, so that the
	// rest of the block is its to read.
	escaped ast.Node
}

var roomKey = parser.NewContextKey()

func (r *room) clear() {
	r.texts.clear()
	r.links.clear()
	r.emphases.clear()
	r.paragraphs.clear()
	r.headings.clear()
	r.textBlocks.clear()
	r.lists.clear()
	r.items.clear()
	r.tables.clear()
	r.headers.clear()
	r.rows.clear()
	r.cells.clear()
	r.escaped = nil
}

// nodes are of one kind, used being the number of those that are in a tree.
type nodes[T any] struct {
	chunks [][]T
	used   int
}

const chunk = 64

func (n *nodes[T]) at(i int) *T { return &n.chunks[i/chunk][i%chunk] }

func (n *nodes[T]) next() *T {
	if n.used == chunk*len(n.chunks) {
		n.chunks = append(n.chunks, make([]T, chunk))
	}
	n.used++
	return n.at(n.used - 1)
}

// clear gives up the nodes that are in a tree.
func (n *nodes[T]) clear() {
	for i := 0; i*chunk < n.used; i++ {
		clear(n.chunks[i][:min(chunk, n.used-i*chunk)])
	}
	n.used = 0
}

// blocks are nodes that have lines, for which there is room too.
type blocks[T any, P interface {
	*T
	ast.Node
}] struct {
	nodes[T]
	lines []text.Segments // of each node, as it had them in the last tree
}

func (n *blocks[T, P]) next() P {
	block := P(n.nodes.next())
	if n.used <= len(n.lines) {
		block.SetLines(&n.lines[n.used-1])
	}
	return block
}

// clear gives up the nodes that are in a tree.
func (n *blocks[T, P]) clear() {
	for i := range n.used {
		lines := *P(n.at(i)).Lines()
		if lines.SetSliced(0, 0); i < len(n.lines) {
			n.lines[i] = lines
		} else {
			n.lines = append(n.lines, lines)
		}
	}
	n.nodes.clear()
}
