package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// syntax is CommonMark with tables and with attributes of headings.
func syntax() parser.Parser {
	blocks := parser.DefaultBlockParsers()
	for i, b := range blocks {
		if b.Value == parser.NewHTMLBlockParser() {
			blocks[i].Value = htmlBlocks{parser.NewHTMLBlockParser()}
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(references{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithAttribute(),
	)
}

// htmlBlocks asks goldmark's seven patterns for HTML only of lines that could
// be some: not of cards, since the name of a tag does not end in a colon.
type htmlBlocks struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (h htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	i := max(0, pc.BlockOffset()) + 1 // after the angle bracket
	for i < len(line) && (util.IsAlphaNumeric(line[i]) || line[i] == '-') {
		i++
	}
	if i < len(line) && line[i] == ':' {
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}

// references asks goldmark for definitions of links only in paragraphs that
// begin like one: it makes a reader for each paragraph to find that out.
type references struct{}

// Transform implements parser.ParagraphTransformer.
func (references) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		if rest := util.TrimLeftSpace(line.Value(reader.Source())); len(rest) > 0 {
			if rest[0] != '[' {
				return
			}
			break
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(n, reader, pc)
}
