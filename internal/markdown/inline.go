package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"vart/internal/doc"
)

// place is what inlines stand in.
type place struct {
	link bool // within a link
	// silent is what is not written but spoken: a picture's text, which is read
	// aloud, and the words that lead to a service or a role.
	silent bool
}

func (w *writer) inlines(n ast.Node, in place) {
	w.join(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c, in)
	}
}

// join makes one text of those that follow each other in a node: where parsers
// of inlines were asked in vain there are two, and a number in both is in neither.
func (w *writer) join(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		for next := c.NextSibling(); ok && next != nil && t.Merge(next, w.src); next = c.NextSibling() {
			n.RemoveChild(n, next)
		}
	}
}

func (w *writer) inline(n ast.Node, in place) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n, in)
	case *ast.Emphasis:
		tag := "em>"
		if n.Level == 2 {
			tag = "strong>"
		}
		if in.silent {
			w.inlines(n, in)
			return
		}
		w.tag("<" + tag)
		w.inlines(n, in)
		w.tag("</" + tag)
	case *ast.Link:
		w.link(n, in)
	case *ast.AutoLink:
		w.autoLink(n, in)
	case *ast.CodeSpan:
		if !in.silent {
			w.code(n)
		}
	case *ast.Image:
		w.image(n, in)
	case *ast.RawHTML:
		first := n.Segments.At(0)
		w.rawHTML(w.offset(n), first.Len())
	}
}

func (w *writer) code(n *ast.CodeSpan) {
	w.tag("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			words, more := bytes.CutSuffix(t.Segment.Value(w.src), []byte("\n"))
			html.DefaultWriter.RawWrite(&w.html, words)
			if more {
				w.tag(" ")
			}
		}
	}
	w.tag("</code>")
}

func (w *writer) link(n *ast.Link, in place) {
	to := destination(n.Destination)
	target := string(to)
	scheme, rest := doc.Scheme(target)
	w.scheme(n, scheme, target)
	switch {
	case in.silent:
		w.inlines(n, place{link: true, silent: true})
	case scheme == "":
		w.tag(`<a href="`)
		h := w.hole(doc.Ref{Kind: doc.Link, Key: target, Pos: w.linkPos(n, target)})
		w.tag(`">`)
		w.inlines(n, place{link: true})
		w.tag("</a>")
		w.shows(h, n)
	case contacts[scheme] != 0:
		w.shows(w.card(n, scheme, rest, target), n)
		w.inlines(n, place{link: true, silent: true})
	default:
		w.external(scheme, to)
		w.inlines(n, place{link: true})
		w.tag("</a>")
	}
}

// contacts are the schemes of links to whom to turn to.
var contacts = map[string]doc.RefKind{"service": doc.Service, "role": doc.Role}

// card leaves a hole for whom to turn to.
func (w *writer) card(n ast.Node, scheme, key, target string) int {
	return w.hole(doc.Ref{Kind: contacts[scheme], Key: key, Card: w.isCard(n.Parent()), Pos: w.linkPos(n, target)})
}

// isCard says whether a block is nothing but a link to whom to turn to.
func (w *writer) isCard(block ast.Node) bool {
	if kind := block.Kind(); kind != ast.KindParagraph && kind != ast.KindTextBlock || block.ChildCount() != 1 {
		return false
	}
	target := ""
	switch n := block.FirstChild().(type) {
	case *ast.Link:
		target = string(destination(n.Destination))
	case *ast.AutoLink:
		target = string(n.URL(w.src))
	}
	scheme, _ := doc.Scheme(target)
	return contacts[scheme] != 0
}

// shows notes the words of a link, as HTML.
func (w *writer) shows(hole int, n ast.Node) {
	text := w.plain(n)
	if words := w.words.Bytes()[text.start:text.end]; bytes.ContainsAny(words, `&<>"`) {
		w.holes[hole].Text = escaper.Replace(string(words))
		return
	}
	w.holes[hole].words = text
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

func (w *writer) autoLink(n *ast.AutoLink, in place) {
	to := n.URL(w.src)
	target := string(to)
	scheme, rest := doc.Scheme(target)
	if n.AutoLinkType == ast.AutoLinkEmail {
		scheme, to = "mailto", append([]byte("mailto:"), to...)
	}
	w.scheme(n, scheme, target)
	switch {
	case in.silent:
	case contacts[scheme] != 0:
		w.card(n, scheme, rest, target)
	default:
		w.external(scheme, to)
		w.escape(n.Label(w.src))
		w.tag("</a>")
	}
}

// external opens a link that leaves the site: without a referrer, and in the
// same tab, so that Back leads back here.
func (w *writer) external(scheme string, target []byte) {
	if !allowed(scheme) {
		w.tag("<a>") // it was reported, and goes nowhere
		return
	}
	w.tag(`<a href="`)
	w.escape(util.URLEscape(target, false))
	w.tag(`" rel="noreferrer">`)
}

func (w *writer) image(n *ast.Image, in place) {
	target := string(destination(n.Destination))
	if !in.silent {
		w.tag(`<img src="`)
		w.hole(doc.Ref{Kind: doc.Image, Key: target, Pos: w.linkPos(n, target)})
		w.tag(`" alt="`)
		alt := w.plain(n)
		w.escape(w.words.Bytes()[alt.start:alt.end])
		w.tag(`">`)
	}
	w.inlines(n, place{link: in.link, silent: true})
}

// plain notes a node's words without markup.
func (w *writer) plain(n ast.Node) span {
	start := w.words.Len()
	w.plainly(n)
	return w.trimmed(start)
}

// after notes the words of what follows a node.
func (w *writer) after(n ast.Node) span {
	start := w.words.Len()
	for n = n.NextSibling(); n != nil; n = n.NextSibling() {
		w.plainly(n)
	}
	return w.trimmed(start)
}

// trimmed are the words noted from start on, without the space around them.
func (w *writer) trimmed(start int) span {
	words := w.words.Bytes()[start:]
	rest := bytes.TrimLeftFunc(words, unicode.IsSpace)
	start += len(words) - len(rest)
	return span{start, start + len(bytes.TrimSpace(rest))}
}

func (w *writer) plainly(n ast.Node) {
	t, ok := n.(*ast.Text)
	if !ok {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			w.plainly(c)
		}
		return
	}
	words := t.Segment.Value(w.src)
	if bytes.IndexByte(words, '&') >= 0 || bytes.IndexByte(words, '\\') >= 0 {
		words = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(words)))
	}
	w.words.Write(words)
	if t.SoftLineBreak() || t.HardLineBreak() {
		w.words.WriteByte(' ')
	}
}
