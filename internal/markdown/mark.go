package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
)

// Attributes that pass what was found from the walk to the renderers.
const (
	cardMark   = "vart-card"
	numberMark = "vart-numbers"
)

// mark walks the tree once: it finds the numbers, notes which links are cards
// and reports what may not stand in a text.
func (r *reader) mark(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			segment := n.Segments.At(0)
			r.rawHTML(r.offset(n), segment.Len())
		case *ast.HTMLBlock:
			at := r.offset(n)
			r.rawHTML(at, lineEnd(r.src, at)-at)
		case *ast.Link:
			n.Destination = destination(n.Destination)
			r.scheme(n, string(n.Destination))
		case *ast.Image:
			n.Destination = destination(n.Destination)
		case *ast.AutoLink:
			if n.AutoLinkType != ast.AutoLinkEmail {
				r.scheme(n, string(n.URL(r.src)))
			}
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			from := n.Segment.Start
			matches := r.numbers.Find(string(r.src[max(0, from-40):n.Segment.Stop]), from-max(0, from-40))
			for i := range matches {
				matches[i].Start += max(0, from-40)
				matches[i].End += max(0, from-40)
			}
			if at := r.broken(n); at >= 0 {
				matches = slices.DeleteFunc(matches, func(m contact.Match) bool { return m.Start >= at })
			}
			if len(matches) > 0 {
				n.SetAttributeString(numberMark, matches)
				r.spoken(n, matches)
			}
		}
		return ast.WalkContinue, nil
	})
}

// destination is a link's address as a browser will see it: goldmark keeps
// backslashes and entities in it until it renders, and "javascript&colon;" has
// no scheme before that.
func destination(raw []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))
}

// spoken reports unknown numbers in what has no links of its own: a picture's
// text, which is read aloud, and the words that lead to a service or a role.
func (r *reader) spoken(n *ast.Text, matches []contact.Match) {
	if !within(n, ast.KindImage) && !r.toContact(n) {
		return
	}
	for _, m := range matches {
		if !m.Known {
			message, hint := diag.NoSuchNumber(string(r.src[m.Start:m.End]))
			r.found.Add(r.pos(m.Start, m.End-m.Start), diag.NumberUnknown, message, hint)
		}
	}
}

// broken reports a number that goes on on the next line: neither half is found
// as one, so it would be printed unchecked. It returns where the number begins,
// or -1.
func (r *reader) broken(n *ast.Text) int {
	next, ok := n.NextSibling().(*ast.Text)
	if !ok || !n.SoftLineBreak() {
		return -1
	}
	first := strings.TrimRight(string(n.Segment.Value(r.src)), " \t\r\n")
	for _, m := range r.numbers.Find(first+" "+string(next.Segment.Value(r.src)), 0) {
		if m.Start >= len(first) || m.End <= len(first)+1 {
			continue
		}
		r.found.Add(r.pos(n.Segment.Start+m.Start, len(first)-m.Start), diag.NumberFormat,
			diag.T("ett telefonnummer är delat på två rader", "a phone number is split over two lines"),
			diag.T("skriv hela numret på en rad, så att det länkas och kontrolleras", "write the whole number on one line, so that it is linked and checked"))
		return n.Segment.Start + m.Start
	}
	return -1
}

// toContact says whether a text stands in a link to a service or a role.
func (r *reader) toContact(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if link, ok := p.(*ast.Link); ok {
			scheme, _ := doc.Scheme(string(link.Destination))
			return scheme == "service" || scheme == "role"
		}
	}
	return false
}

func marked(n *ast.Text) []contact.Match {
	v, _ := n.AttributeString(numberMark)
	m, _ := v.([]contact.Match)
	return m
}

func (r *reader) rawHTML(offset, length int) {
	pos := r.pos(offset, length)
	tag := string(r.src[offset : offset+pos.Len])
	r.found.Add(pos, diag.RawHTML, diag.T("HTML i texten visas inte: %s", "HTML in the text is not shown: %s", firstLine(tag)),
		diag.T("skriv det med Markdown, eller ta bort det; en vinkel som ska synas skrivs \\<", "write it as Markdown, or remove it; an angle bracket to be shown is written \\<"))
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

var schemes = []string{"", "https", "http", "mailto", "service", "role"}

// scheme reports links that would run, dial or load something.
func (r *reader) scheme(n ast.Node, target string) {
	scheme, _ := doc.Scheme(target)
	if slices.Contains(schemes, scheme) {
		return
	}
	at := r.offset(n)
	pos := r.pos(at, lineEnd(r.src, at)-at)
	if i := strings.Index(string(r.src[pos.Offset:pos.Offset+pos.Len]), target); i >= 0 {
		pos = r.pos(pos.Offset+i, len(target))
	}
	hint := diag.T("länka till https://… eller till en sida: ../boende", "link to https://… or to a page: ../housing")
	if scheme == "tel" || scheme == "sms" {
		hint = diag.T("skriv numret som vanlig text, så länkas det av sig självt", "write the number as plain text, and it becomes a link by itself")
	}
	r.found.Add(pos, diag.LinkScheme, diag.T("länkar som börjar med ”%s:” är inte tillåtna", "links that begin with “%s:” are not allowed", scheme), hint)
}

// collect lists the holes below a block in the order they are rendered.
func (r *reader) collect(block ast.Node) {
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			return r.link(n, string(n.Destination), plainHTML(n, r.src)), nil
		case *ast.AutoLink:
			if n.AutoLinkType == ast.AutoLinkEmail {
				return ast.WalkContinue, nil
			}
			return r.link(n, string(n.URL(r.src)), ""), nil
		case *ast.Image:
			r.refs = append(r.refs, &doc.Ref{Kind: doc.Image, Key: string(n.Destination), Pos: r.pos(r.offset(n), r.linkLen(n, string(n.Destination)))})
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			for _, m := range marked(n) {
				r.refs = append(r.refs, &doc.Ref{
					Kind: doc.Number, Key: m.Key, Known: m.Known, InLink: within(n, ast.KindLink),
					Text: string(r.src[m.Start:m.End]), Pos: r.pos(m.Start, m.End-m.Start),
				})
			}
		}
		return ast.WalkContinue, nil
	})
}

func (r *reader) link(n ast.Node, target, text string) ast.WalkStatus {
	scheme, rest := doc.Scheme(target)
	ref := &doc.Ref{Text: text, Pos: r.pos(r.offset(n), r.linkLen(n, target))}
	switch scheme {
	case "service":
		ref.Kind, ref.Key = doc.Service, rest
	case "role":
		ref.Kind, ref.Key = doc.Role, rest
	case "":
		ref.Kind, ref.Key = doc.Link, target
	default:
		return ast.WalkContinue
	}
	r.refs = append(r.refs, ref)
	if ref.Kind == doc.Link {
		return ast.WalkContinue // its text may hold numbers
	}
	if p := n.Parent(); p.ChildCount() == 1 && (p.Kind() == ast.KindParagraph || p.Kind() == ast.KindTextBlock) {
		ref.Card = true
		p.SetAttributeString(cardMark, true)
	}
	return ast.WalkSkipChildren
}

// linkLen is how much of the source a link takes, as far as its line shows.
func (r *reader) linkLen(n ast.Node, target string) int {
	at := r.offset(n)
	line := string(r.src[at:lineEnd(r.src, at)])
	if i := strings.Index(line, target); i >= 0 {
		return i + len(target) + 1
	}
	return len(line)
}

func within(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

// plainHTML returns a link's words, escaped.
func plainHTML(n ast.Node, src []byte) string {
	return escaper.Replace(plain(n, src))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
