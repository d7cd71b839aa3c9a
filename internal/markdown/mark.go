package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// What a byte of running text may mean.
const (
	special = 1 << iota // it may not stand in HTML as it is
	digit
)

var meanings = [256]byte{
	0: special, '&': special, '\\': special, '<': special, '>': special, '"': special,
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
}

// meaning says what a text has of bytes that may mean something.
func meaning(text []byte) (has byte) {
	for _, c := range text {
		has |= meanings[c]
	}
	return has
}

// text writes words as goldmark does, with a hole for each number.
func (w *writer) text(n *ast.Text, in place) {
	start, stop := n.Segment.Start, n.Segment.Stop
	has := meaning(w.src[start:stop])
	if has&digit != 0 {
		matches := w.matches(n)
		if in.silent {
			w.spoken(matches)
			return
		}
		for _, m := range matches {
			html.DefaultWriter.Write(&w.html, w.src[start:m.Start])
			w.hole(doc.Ref{
				Kind: doc.Number, Key: m.Key, Known: m.Known, InLink: in.link,
				Text: w.said[m.Start:m.End], Pos: w.pos(m.Start, m.End-m.Start),
			})
			start = m.End
		}
	}
	switch {
	case in.silent:
		return
	case has&special != 0:
		html.DefaultWriter.Write(&w.html, w.src[start:stop])
	default:
		w.html.Write(w.src[start:stop])
	}
	switch {
	case n.HardLineBreak():
		w.tag("<br>\n")
	case n.SoftLineBreak():
		w.tag("\n")
	}
}

// context is how much is read of what stands before a text, for the word
// before a number.
const context = 40

// matches returns the numbers in a text, but for one that is broken.
func (w *writer) matches(n *ast.Text) []contact.Match {
	from := n.Segment.Start
	before := max(w.body, from-context)
	matches := w.numbers.Find(w.said[before:n.Segment.Stop], from-before)
	for i := range matches {
		matches[i].Start += before
		matches[i].End += before
	}
	if at := w.broken(n); at >= 0 {
		matches = slices.DeleteFunc(matches, func(m contact.Match) bool { return m.Start >= at })
	}
	return matches
}

// destination is a link's address as a browser will see it: goldmark keeps
// backslashes and entities in it until it renders, and "javascript&colon;" has
// no scheme before that.
func destination(raw []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))
}

// spoken reports unknown numbers in what has no links of its own.
func (w *writer) spoken(matches []contact.Match) {
	for _, m := range matches {
		if !m.Known {
			message, hint := diag.NoSuchNumber(w.said[m.Start:m.End])
			w.found.Add(w.pos(m.Start, m.End-m.Start), diag.NumberUnknown, message, hint)
		}
	}
}

// broken reports a number that goes on on the next line: neither half is found
// as one, so it would be printed unchecked. It returns where the number begins,
// or -1.
func (w *writer) broken(n *ast.Text) int {
	next, ok := n.NextSibling().(*ast.Text)
	if !ok || !n.SoftLineBreak() {
		return -1
	}
	rest := next.Segment.Value(w.src)
	if meaning(rest)&digit == 0 {
		return -1
	}
	first := strings.TrimRight(string(n.Segment.Value(w.src)), " \t\r\n")
	for _, m := range w.numbers.Find(first+" "+string(rest), 0) {
		if m.Start >= len(first) || m.End <= len(first)+1 {
			continue
		}
		w.found.Add(w.pos(n.Segment.Start+m.Start, len(first)-m.Start), diag.NumberFormat,
			diag.T("ett telefonnummer är delat på två rader", "a phone number is split over two lines"),
			diag.T("skriv hela numret på en rad, så att det länkas och kontrolleras", "write the whole number on one line, so that it is linked and checked"))
		return n.Segment.Start + m.Start
	}
	return -1
}

func (w *writer) rawHTML(offset, length int) {
	pos := w.pos(offset, length)
	tag := string(w.src[offset : offset+pos.Len])
	w.found.Add(pos, diag.RawHTML, diag.T("HTML i texten visas inte: %s", "HTML in the text is not shown: %s", firstLine(tag)),
		diag.T("skriv det med Markdown, eller ta bort det; en vinkel som ska synas skrivs \\<", "write it as Markdown, or remove it; an angle bracket to be shown is written \\<"))
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

var schemes = []string{"", "https", "http", "mailto", "service", "role"}

// allowed says whether links may have the scheme.
func allowed(scheme string) bool { return slices.Contains(schemes, scheme) }

// scheme reports links that would run, dial or load something.
func (w *writer) scheme(n ast.Node, scheme, target string) {
	if allowed(scheme) {
		return
	}
	at := w.offset(n)
	pos := w.pos(at, lineEnd(w.src, at)-at)
	if i := bytes.Index(w.src[pos.Offset:pos.Offset+pos.Len], []byte(target)); i >= 0 {
		pos = w.pos(pos.Offset+i, len(target))
	}
	hint := diag.T("länka till https://… eller till en sida: ../boende", "link to https://… or to a page: ../housing")
	if scheme == "tel" || scheme == "sms" {
		hint = diag.T("skriv numret som vanlig text, så länkas det av sig självt", "write the number as plain text, and it becomes a link by itself")
	}
	w.found.Add(pos, diag.LinkScheme, diag.T("länkar som börjar med ”%s:” är inte tillåtna", "links that begin with “%s:” are not allowed", scheme), hint)
}

// attributes notes a heading's and reports what may not stand in it.
func (w *writer) attributes(n *ast.Heading, b *doc.Block, plain []byte) {
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
	line := w.pos(b.Pos.Offset, lineEnd(w.src, b.Pos.Offset)-b.Pos.Offset)
	if n.Level == 1 {
		w.found.Add(line, diag.HeadingLevel, diag.T("en rubrik på nivå ett: sidans titel är redan den", "a heading of level one: the page's title is that already"),
			diag.T("börja rubriken med ## i stället för #", "begin the heading with ## instead of #"))
	}
	if bytes.HasSuffix(plain, []byte("}")) {
		w.found.Add(line, diag.HeadingAttributes, diag.T("det som står inom {…} i rubriken gick inte att tolka", "what stands within {…} in the heading could not be read"),
			diag.T("skriv {#id} eller {#id for=\"child,youth\"}: citattecken runt värden med komma", "write {#id} or {#id for=\"child,youth\"}: quotes around values with a comma"))
	}
}

// linkPos is a link's place. It takes as much of the source as its line shows.
func (w *writer) linkPos(n ast.Node, target string) source.Pos {
	at := w.offset(n)
	line := w.src[at:lineEnd(w.src, at)]
	if i := bytes.Index(line, []byte(target)); i >= 0 {
		return w.pos(at, i+len(target)+1)
	}
	return w.pos(at, len(line))
}

func (w *writer) pos(offset, n int) source.Pos { return w.file.Pos(offset, n) }

// offset is where a node begins: goldmark gives some no place of their own,
// and then it is that of what they are in.
func (w *writer) offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 {
			return min(at, len(w.src))
		}
	}
	return 0
}

func lineEnd(src []byte, offset int) int {
	if i := bytes.IndexByte(src[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(src)
}
