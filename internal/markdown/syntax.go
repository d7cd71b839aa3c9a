package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// syntax is CommonMark with tables and with attributes of headings.
func syntax() parser.Parser {
	return reading([]util.PrioritizedValue{util.Prioritized(usual{}, 0)}, append(parser.DefaultInlineParsers(), util.Prioritized(links{}, 10), util.Prioritized(emphasis{}, 20), util.Prioritized(plain{}, 600)))
}

// reading is that with the given parsers of inlines, and of blocks beside
// goldmark's own.
func reading(blocks, inlines []util.PrioritizedValue) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithBlockParsers( // goldmark's own, in its order
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser(), parser.NewATXHeadingParser(parser.WithHeadingAttribute())}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
		),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(
			util.Prioritized(references{}, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithAttribute(),
	)
}

// headings asks goldmark for attributes only of headings that have a brace: it
// makes a reader for each heading to find that out.
type headings struct {
	parser.BlockParser
	attributes parser.BlockParser
}

// Open implements parser.BlockParser.
func (h headings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); bytes.IndexByte(line, '{') >= 0 {
		return h.attributes.Open(parent, reader, pc)
	}
	return h.BlockParser.Open(parent, reader, pc)
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
