// Package markdown turns Markdown into package doc's blocks. It is the only
// package that imports goldmark.
//
// What vart adds to CommonMark and tables: `<service:x>` and `<role:x>`, phone
// numbers in running text, and attributes of headings. What it takes away: raw
// HTML, link schemes that run or fetch something, headings of level one.
package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unsafe"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// Parser reads Markdown. It is safe for concurrent use.
type Parser struct {
	md goldmark.Markdown
}

// New returns a parser.
func New() *Parser {
	return &Parser{md: goldmark.New(
		goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))),
		goldmark.WithParserOptions(parser.WithAttribute()),
		// Ahead of goldmark's own node renderers, which have priority 1000.
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(holes{}, 100))),
	)}
}

// hole stands in rendered HTML for a reference; the load step refuses files
// with a NUL of their own.
const hole = 0

// Parse reads the file's text from offset body on; what stands before must be
// blank for positions to be the file's own, so it is blanked here.
func (p *Parser) Parse(f *source.File, body int, numbers contact.Numbers, found *diag.List) *doc.Doc {
	src := f.Text
	if body > 0 {
		src = bytes.Clone(src)
		for i := range src[:body] {
			if src[i] != '\n' {
				src[i] = ' '
			}
		}
	}
	root := p.md.Parser().Parse(text.NewReader(src))
	r := reader{file: f, src: src, numbers: numbers, found: found}
	r.mark(root)

	d := &doc.Doc{Blocks: make([]doc.Block, 0, root.ChildCount())}
	buf := buffers.Get().(*buffer)
	defer buffers.Put(buf)
	buf.Reset()
	var cuts []cut
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		start := buf.Len()
		r.refs = r.refs[:0]
		r.collect(n)
		if err := p.md.Renderer().Render(buf, src, n); err != nil {
			continue // a bytes.Buffer does not fail
		}
		d.Blocks = append(d.Blocks, r.block(n))
		cuts = r.cut(cuts, buf.Bytes(), start)
		cuts = append(cuts, cut{})
	}
	lay(d, cuts, buf.String())
	for i := range d.Blocks {
		end := len(src)
		if i+1 < len(d.Blocks) {
			end = d.Blocks[i+1].Pos.Offset
		}
		b := &d.Blocks[i]
		if b.Pos.Offset <= end {
			b.Pos.Len = len(bytes.TrimRight(src[b.Pos.Offset:end], " \t\r\n"))
		}
	}
	return d
}

// buffer is what blocks are rendered into: goldmark puts a buffer of its own
// before a writer that has none.
type buffer struct{ bytes.Buffer }

// Flush implements util.BufWriter.
func (*buffer) Flush() error { return nil }

// Buffered implements util.BufWriter.
func (*buffer) Buffered() int { return 0 }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// reader walks one text.
type reader struct {
	file    *source.File
	src     []byte
	numbers contact.Numbers
	found   *diag.List
	refs    []*doc.Ref
}

func (r *reader) pos(offset, n int) source.Pos { return r.file.Pos(offset, n) }

// offset is where a node begins: goldmark gives some no place of their own,
// and then it is that of what they are in.
func (r *reader) offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 {
			return min(at, len(r.src))
		}
	}
	return 0
}

// cut is a piece of a text's HTML, or a hole in it; the zero cut ends a block.
type cut struct {
	start, end int
	ref        *doc.Ref
}

// cut cuts a block's HTML, which begins at start, at its holes.
func (r *reader) cut(cuts []cut, html []byte, start int) []cut {
	for i := 0; ; i++ {
		end := len(html)
		n := bytes.IndexByte(html[start:], hole)
		if n >= 0 {
			end = start + n
		}
		if end > start {
			cuts = append(cuts, cut{start, end, nil})
		}
		if n < 0 || i >= len(r.refs) {
			return cuts
		}
		cuts = append(cuts, cut{ref: r.refs[i]})
		start = end + 1
	}
}

// lay gives the blocks their pieces, all of one text's HTML in one string.
func lay(d *doc.Doc, cuts []cut, html string) {
	pieces := make([]doc.Piece, 0, len(cuts)-len(d.Blocks))
	block, first := 0, 0
	for _, c := range cuts {
		switch {
		case c.ref != nil:
			pieces = append(pieces, doc.Piece{Ref: c.ref})
		case c.end > 0:
			pieces = append(pieces, doc.Piece{HTML: html[c.start:c.end]})
		default:
			d.Blocks[block].Pieces = pieces[first:len(pieces):len(pieces)]
			block, first = block+1, len(pieces)
		}
	}
}

// block describes a block, its pieces aside.
func (r *reader) block(n ast.Node) doc.Block {
	b := doc.Block{Pos: r.pos(r.offset(n), 0), Texts: r.texts(n)}
	switch n := n.(type) {
	case *ast.Heading:
		b.Kind, b.Level, b.Plain = doc.Heading, n.Level, r.plain(n)
		r.attributes(n, &b)
	case *ast.Paragraph:
		b.Kind, b.Plain = doc.Paragraph, r.plain(n)
	case *ast.List:
		b.Kind = doc.List
		r.items(n, &b)
	}
	return b
}

func (r *reader) attributes(n *ast.Heading, b *doc.Block) {
	for _, a := range n.Attributes() {
		value := ""
		switch v := a.Value.(type) {
		case []byte:
			value = string(v)
		case float64:
			value = strconv.FormatFloat(v, 'f', -1, 64)
		case bool:
			value = strconv.FormatBool(v)
		default:
			value = fmt.Sprint(v)
		}
		if string(a.Name) == "id" {
			b.ID = value
			continue
		}
		if b.Attrs == nil {
			b.Attrs = map[string]string{}
		}
		b.Attrs[string(a.Name)] = value
	}
	line := r.pos(b.Pos.Offset, lineEnd(r.src, b.Pos.Offset)-b.Pos.Offset)
	if n.Level == 1 {
		r.found.Add(line, diag.HeadingLevel, diag.T("en rubrik på nivå ett: sidans titel är redan den", "a heading of level one: the page's title is that already"),
			diag.T("börja rubriken med ## i stället för #", "begin the heading with ## instead of #"))
	}
	if strings.HasSuffix(b.Plain, "}") {
		r.found.Add(line, diag.HeadingAttributes, diag.T("det som står inom {…} i rubriken gick inte att tolka", "what stands within {…} in the heading could not be read"),
			diag.T("skriv {#id} eller {#id for=\"child,youth\"}: citattecken runt värden med komma", "write {#id} or {#id for=\"child,youth\"}: quotes around values with a comma"))
	}
}

// items notes what each item of a list begins with: that is what makes a
// question or an outcome of a flow.
func (r *reader) items(n *ast.List, b *doc.Block) {
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		item := doc.Item{Pos: r.pos(r.offset(li), 0)}
		if first := li.FirstChild(); first != nil {
			if link := first.FirstChild(); link != nil {
				item.Target = r.target(link)
				if item.Target != nil {
					item.Label = plain(link, r.src)
					for rest := link.NextSibling(); rest != nil; rest = rest.NextSibling() {
						item.Rest += plain(rest, r.src)
					}
					item.Rest = strings.TrimSpace(item.Rest)
				}
			}
			item.Pos.Len = lineEnd(r.src, item.Pos.Offset) - item.Pos.Offset
		}
		b.Items = append(b.Items, item)
	}
}

func (r *reader) target(n ast.Node) *doc.Ref {
	for _, ref := range r.refs {
		if ref.Pos.Offset == r.offset(n) && ref.Kind != doc.Number {
			return ref
		}
	}
	return nil
}

// texts returns the words of each block below n that holds words itself.
func (r *reader) texts(n ast.Node) []string {
	if leaf(n) {
		if words := r.plain(n); words != "" {
			return []string{words}
		}
		return nil
	}
	var out []string
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || !leaf(n) {
			return ast.WalkContinue, nil
		}
		if words := r.plain(n); words != "" {
			out = append(out, words)
		}
		return ast.WalkSkipChildren, nil
	})
	return slices.Clip(out)
}

// leaf says whether a block holds words itself.
func leaf(n ast.Node) bool {
	return n.Type() != ast.TypeInline && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline
}

// plain is a block's words without markup. Words that stand in the file as they
// are share its bytes: of most texts half need no memory of their own.
func (r *reader) plain(n ast.Node) string {
	first, ok := n.FirstChild().(*ast.Text)
	if ok && n.FirstChild() == n.LastChild() {
		words := bytes.TrimSpace(first.Segment.Value(r.src))
		if len(words) > 0 && bytes.IndexByte(words, '&') < 0 && bytes.IndexByte(words, '\\') < 0 {
			at := first.Segment.Start + bytes.Index(r.src[first.Segment.Start:first.Segment.Stop], words)
			return unsafe.String(&r.file.Text[at], len(words))
		}
	}
	return plain(n, r.src)
}

// plain returns a node's words without markup.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *ast.Text:
				text := n.Segment.Value(src)
				if bytes.IndexByte(text, '&') >= 0 || bytes.IndexByte(text, '\\') >= 0 {
					text = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(text)))
				}
				b.Write(text)
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(n.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.Clone(strings.TrimSpace(b.String())) // a builder keeps more than it holds
}

func lineEnd(src []byte, offset int) int {
	if i := bytes.IndexByte(src[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(src)
}

// escape writes text as HTML.
func escape(w util.BufWriter, text []byte) { _, _ = w.Write(util.EscapeHTML(text)) }

// holes renders what vart fills in later.
type holes struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (h holes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, h.heading)
	reg.Register(ast.KindImage, h.image)
	reg.Register(ast.KindLink, h.link)
	reg.Register(ast.KindAutoLink, h.autoLink)
	reg.Register(ast.KindText, h.text)
	reg.Register(ast.KindRawHTML, nothing)
	reg.Register(ast.KindHTMLBlock, nothing)
	reg.Register(ast.KindParagraph, h.paragraph)
	reg.Register(ast.KindList, h.list)
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func (holes) heading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Heading)
	level := max(2, n.Level) // the page's title is the one of level one
	if !entering {
		fmt.Fprintf(w, "</h%d>\n", level)
		return ast.WalkContinue, nil
	}
	fmt.Fprintf(w, "<h%d", level)
	if id, ok := n.AttributeString("id"); ok {
		if id, ok := id.([]byte); ok {
			_, _ = w.WriteString(` id="`)
			escape(w, id)
			_ = w.WriteByte('"')
		}
	}
	_ = w.WriteByte('>')
	return ast.WalkContinue, nil
}

// paragraph leaves out the tags around a card, which is a block of its own.
func (holes) paragraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	_, card := n.AttributeString(cardMark)
	switch {
	case card:
	case entering:
		_, _ = w.WriteString("<p>")
	default:
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// list marks a list of nothing but cards, which needs no bullets, and one of
// nothing but links, whose rows can be made large enough to tap.
func (holes) list(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.List)
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	switch {
	case !entering:
		fmt.Fprintf(w, "</%s>\n", tag)
	case every(n, isCard):
		fmt.Fprintf(w, "<%s class=\"contacts\">\n", tag)
	case every(n, isLink):
		fmt.Fprintf(w, "<%s class=\"list\">\n", tag)
	case n.IsOrdered() && n.Start != 1:
		fmt.Fprintf(w, "<ol start=\"%d\">\n", n.Start)
	default:
		fmt.Fprintf(w, "<%s>\n", tag)
	}
	return ast.WalkContinue, nil
}

// every says whether each item of a list is one block, and of that sort.
func every(n *ast.List, sort func(block ast.Node) bool) bool {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || !sort(item.FirstChild()) {
			return false
		}
	}
	return true
}

func isCard(block ast.Node) bool {
	_, card := block.AttributeString(cardMark)
	return card
}

func isLink(block ast.Node) bool {
	return block.ChildCount() == 1 && block.FirstChild().Kind() == ast.KindLink
}

func (holes) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	switch scheme, _ := doc.Scheme(string(n.Destination)); {
	case scheme == "service" || scheme == "role":
		if entering {
			_ = w.WriteByte(hole)
		}
		return ast.WalkSkipChildren, nil
	case !entering:
		_, _ = w.WriteString("</a>")
	case scheme == "":
		_, _ = w.WriteString(`<a href="`)
		_ = w.WriteByte(hole)
		_, _ = w.WriteString(`">`)
	default:
		external(w, n.Destination)
	}
	return ast.WalkContinue, nil
}

// external opens a link that leaves the site: without a referrer, and in the
// same tab, so that Back leads back here.
func external(w util.BufWriter, target []byte) {
	if scheme, _ := doc.Scheme(string(target)); !slices.Contains(schemes, scheme) {
		_, _ = w.WriteString("<a>") // it was reported, and goes nowhere
		return
	}
	_, _ = w.WriteString(`<a href="`)
	escape(w, util.URLEscape(target, false))
	_, _ = w.WriteString(`" rel="noreferrer">`)
}

func (holes) autoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue, nil
	}
	target := n.URL(src)
	if scheme, _ := doc.Scheme(string(target)); scheme == "service" || scheme == "role" {
		_ = w.WriteByte(hole)
		return ast.WalkContinue, nil
	}
	if n.AutoLinkType == ast.AutoLinkEmail {
		target = append([]byte("mailto:"), target...)
	}
	external(w, target)
	escape(w, n.Label(src))
	_, _ = w.WriteString("</a>")
	return ast.WalkContinue, nil
}

func (holes) image(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<img src="`)
	_ = w.WriteByte(hole)
	_, _ = w.WriteString(`" alt="`)
	escape(w, []byte(plain(node, src)))
	_, _ = w.WriteString(`">`)
	return ast.WalkSkipChildren, nil
}

// text writes words as goldmark does, with a hole for each number.
func (holes) text(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Text)
	start := n.Segment.Start
	for _, m := range marked(n) {
		html.DefaultWriter.Write(w, src[start:m.Start])
		_ = w.WriteByte(hole)
		start = m.End
	}
	html.DefaultWriter.Write(w, src[start:n.Segment.Stop])
	switch {
	case n.HardLineBreak():
		_, _ = w.WriteString("<br>\n")
	case n.SoftLineBreak():
		_ = w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}
