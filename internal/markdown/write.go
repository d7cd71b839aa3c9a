package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// writer goes through a text's tree once: it writes HTML and leaves holes in
// it, gathers the words of each block, finds the numbers, and reports what may
// not stand in a text.
type writer struct {
	file    *source.File
	src     []byte
	said    string // the same bytes
	body    int    // where the text begins in src
	numbers contact.Numbers
	found   *diag.List

	html    buffer
	words   buffer
	written int // how much of html is in cuts

	doc   *doc.Doc // its blocks get what they have when all is written
	ends  []ends   // of each block
	cuts  []cut
	holes []hole
	texts []span
	room  room // of the tree
	items []item
}

// span is a part of a writer's words or HTML.
type span struct{ start, end int }

// ends are where what belongs to a block ends.
type ends struct{ pieces, texts, items int }

// cut is a piece of HTML, or the number of a hole, which else is -1.
type cut struct {
	span
	hole int
}

// hole is a reference, and the words that are its text unless it has one.
type hole struct {
	doc.Ref
	words span
}

// item is an item of a list; target is the number of a hole, or -1.
type item struct {
	pos         source.Pos
	target      int
	label, rest span
}

// buffer is a bytes.Buffer that goldmark writes to as it is.
type buffer struct{ bytes.Buffer }

// Flush implements util.BufWriter.
func (*buffer) Flush() error { return nil }

// Buffered implements util.BufWriter.
func (*buffer) Buffered() int { return 0 }

// piece ends a piece of HTML, if there is any.
func (w *writer) piece() {
	if end := w.html.Len(); end > w.written {
		w.cuts = append(w.cuts, cut{span{w.written, end}, -1})
		w.written = end
	}
}

// hole leaves a hole in the HTML and returns its number.
func (w *writer) hole(ref doc.Ref) int {
	w.piece()
	w.cuts = append(w.cuts, cut{hole: len(w.holes)})
	w.holes = append(w.holes, hole{Ref: ref})
	return len(w.holes) - 1
}

// tag writes HTML that is vart's own.
func (w *writer) tag(s string) { w.html.WriteString(s) }

// escape writes text as HTML.
func (w *writer) escape(text []byte) { w.html.Write(util.EscapeHTML(text)) }

// lines writes a block of code.
func (w *writer) lines(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		html.DefaultWriter.RawWrite(&w.html, line.Value(w.src))
	}
}

func (w *writer) below(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

// between writes blocks between two tags.
func (w *writer) between(open string, n ast.Node, end string) {
	w.tag(open)
	w.below(n)
	w.tag(end)
}

// block writes a block as goldmark does, but for HTML, cards and headings of
// level one.
func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		if w.isCard(n) { // a block of its own
			w.leaf(n)
			return
		}
		w.tag("<p>")
		w.leaf(n)
		w.tag("</p>\n")
	case *ast.TextBlock:
		w.leaf(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			w.tag("\n")
		}
	case *ast.Heading:
		level := strconv.Itoa(max(2, n.Level)) // the page's title is the one of level one
		w.tag("<h" + level)
		if id, ok := n.AttributeString("id"); ok {
			if id, ok := id.([]byte); ok {
				w.tag(` id="`)
				w.escape(id)
				w.tag(`"`)
			}
		}
		w.tag(">")
		w.leaf(n)
		w.tag("</h" + level + ">\n")
	case *ast.List:
		tag := "ul"
		if n.IsOrdered() {
			tag = "ol"
		}
		w.between("<"+tag+w.listAttributes(n)+">\n", n, "</"+tag+">\n")
	case *ast.ListItem:
		w.tag("<li>")
		if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			w.tag("\n")
		}
		w.below(n)
		w.tag("</li>\n")
	case *ast.Blockquote:
		w.between("<blockquote>\n", n, "</blockquote>\n")
	case *ast.ThematicBreak:
		w.tag("<hr>\n")
	case *ast.CodeBlock:
		w.tag("<pre><code>")
		w.lines(n)
		w.tag("</code></pre>\n")
	case *ast.FencedCodeBlock:
		w.tag("<pre><code")
		if language := n.Language(w.src); language != nil {
			w.tag(` class="language-`)
			html.DefaultWriter.Write(&w.html, language)
			w.tag(`"`)
		}
		w.tag(">")
		w.lines(n)
		w.tag("</code></pre>\n")
	case *ast.HTMLBlock:
		at := w.offset(n)
		w.rawHTML(at, lineEnd(w.src, at)-at)
	case *east.Table:
		w.between("<table>\n", n, "</table>\n")
	case *east.TableHeader:
		w.between("<thead>\n<tr>\n", n, "</tr>\n</thead>\n")
		if n.NextSibling() != nil {
			w.tag("<tbody>\n")
		}
	case *east.TableRow:
		w.between("<tr>\n", n, "</tr>\n")
		if n.NextSibling() == nil {
			w.tag("</tbody>\n")
		}
	case *east.TableCell:
		open, end := "<td>", "</td>\n"
		if n.Parent().Kind() == east.KindTableHeader {
			open, end = "<th>", "</th>\n"
		}
		w.tag(open)
		w.leaf(n)
		w.tag(end)
	}
}

// leaf writes a block of words and notes them.
func (w *writer) leaf(n ast.Node) {
	w.inlines(n, place{})
	if words := w.plain(n); words.end > words.start {
		w.texts = append(w.texts, words)
	}
}

// listAttributes marks a list of nothing but cards, which needs no bullets, and
// one of nothing but links, whose rows can be made large enough to tap.
func (w *writer) listAttributes(n *ast.List) string {
	switch {
	case every(n, w.isCard):
		return ` class="contacts"`
	case every(n, isLink):
		return ` class="list"`
	case n.IsOrdered() && n.Start != 1:
		return ` start="` + strconv.Itoa(n.Start) + `"`
	}
	return ""
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

func isLink(block ast.Node) bool {
	return block.ChildCount() == 1 && block.FirstChild().Kind() == ast.KindLink
}
