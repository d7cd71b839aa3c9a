package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"vart/internal/doc"
	"vart/internal/segment"
	"vart/internal/source"
)

// Leaves returns the running text of the file from offset body on, block by
// block as Parse counts them. Words are free of markup, so that a translator
// sees text; Write makes Markdown of them again.
func (p *Parser) Leaves(f *source.File, body int) []segment.Leaf {
	src, root := f.Text, p.tree(f, body, &room{})
	var leaves []segment.Leaf
	block := -1
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		block++
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering || n.Type() == ast.TypeInline || n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline {
				return ast.WalkContinue, nil
			}
			if lines := n.Lines(); lines.Len() > 0 {
				start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
				whole := bytes.TrimRight(src[start:stop], " \t\r\n")
				start += len(whole) - len(bytes.TrimLeft(whole, " \t"))
				w := parts{src: src}
				w.below(n)
				leaves = append(leaves, segment.Leaf{Block: block, Kind: leafKind(n), Pos: f.Pos(start, lines.At(0).Start+len(whole)-start), Parts: segment.Join(w.out)})
			}
			return ast.WalkSkipChildren, nil
		})
	}
	return leaves
}

func leafKind(n ast.Node) segment.Kind {
	switch {
	case n.Kind() == ast.KindHeading:
		return segment.Heading
	case n.Kind() == east.KindTableCell:
		return segment.Cell
	case within(n, ast.KindListItem):
		return segment.Item
	}
	return segment.Paragraph
}

func within(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

// parts gathers what stands below a node.
type parts struct {
	src   []byte
	out   []segment.Part
	pairs int
}

func (w *parts) words(s string) { w.out = append(w.out, segment.Part{Text: s}) }

func (w *parts) mark(role segment.Role, raw, shown string) {
	w.out = append(w.out, segment.Part{Kind: segment.Mark, Role: role, Raw: raw, Text: shown})
}

// pair sets what stands below a node between two codes.
func (w *parts) pair(n ast.Node, role segment.Role, open, end string) {
	w.pairs++
	pair := w.pairs
	w.out = append(w.out, segment.Part{Kind: segment.Open, Role: role, Raw: open, Text: open, Pair: pair})
	w.below(n)
	w.out = append(w.out, segment.Part{Kind: segment.Close, Role: role, Raw: end, Text: end, Pair: pair})
}

func (w *parts) below(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.words(string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(c.Segment.Value(w.src))))))
			switch {
			case c.HardLineBreak():
				w.mark(segment.Break, "\\\n", "↵")
			case c.SoftLineBreak():
				w.words(" ")
			}
		case *ast.String:
			w.words(string(c.Value))
		case *ast.Emphasis:
			role := segment.Emphasis
			if c.Level == 2 {
				role = segment.Strong
			}
			stars := strings.Repeat("*", c.Level)
			w.pair(c, role, stars, stars)
		case *ast.Link:
			w.pair(c, segment.Link, "[", "]"+target(c.Destination, c.Title))
		case *ast.Image:
			w.pair(c, segment.Image, "![", "]"+target(c.Destination, c.Title))
		case *ast.AutoLink:
			raw := "<" + string(c.Label(w.src)) + ">"
			role := segment.Link
			if scheme, _ := doc.Scheme(string(c.Label(w.src))); scheme == "service" || scheme == "role" {
				role = segment.Contact
			}
			w.mark(role, raw, strings.Trim(raw, "<>"))
		case *ast.CodeSpan:
			var code strings.Builder
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					code.Write(t.Segment.Value(w.src))
				}
			}
			w.mark(segment.Code, codeSpan(code.String()), code.String())
		case *ast.RawHTML: // check reports it
			var raw strings.Builder
			for i := range c.Segments.Len() {
				segment := c.Segments.At(i)
				raw.Write(segment.Value(w.src))
			}
			w.mark(segment.Code, raw.String(), raw.String())
		default:
			w.below(c)
		}
	}
}

// target writes where a link leads.
func target(destination, title []byte) string {
	to := string(destination)
	if strings.ContainsAny(to, " ()<>") || to == "" {
		to = "<" + strings.NewReplacer("<", `\<`, ">", `\>`).Replace(to) + ">"
	}
	if len(title) > 0 {
		to += ` "` + strings.ReplaceAll(string(title), `"`, `\"`) + `"`
	}
	return "(" + to + ")"
}

// codeSpan writes code between as many backticks as it needs.
func codeSpan(code string) string {
	fence := "`"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	if strings.HasPrefix(code, "`") || strings.HasSuffix(code, "`") {
		code = " " + code + " "
	}
	return fence + code + fence
}

// Write makes Markdown of a leaf's parts, on one line, so that no number is
// broken over two.
func Write(parts []segment.Part, kind segment.Kind) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Kind == segment.Words {
			b.WriteString(escapeWords(p.Text, b.Len() == 0, kind))
		} else {
			b.WriteString(p.Raw)
		}
	}
	return b.String()
}

// marks are those that could mean something to Markdown wherever they
// stand.
const marks = "\\`*_[]<>"

// escapeWords keeps words words. Underscores within them and a lone & are left
// alone, since they mean nothing there.
func escapeWords(s string, first bool, kind segment.Kind) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&' && entity(s[i:]):
			b.WriteString("&amp;")
			continue
		case strings.ContainsRune(marks, r), r == '|' && kind == segment.Cell, r == '!' && strings.HasPrefix(s[i:], "!["),
			(r == '{' || r == '#') && kind == segment.Heading:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	out := b.String()
	if first && kind != segment.Heading && kind != segment.Cell {
		out = begin(out)
	}
	return out
}

// begin keeps a first word from beginning a list, a heading or a rule.
func begin(s string) string {
	digits := strings.TrimLeft(s, "0123456789")
	switch {
	case s == "":
	case digits != s && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")")):
		return s[:len(s)-len(digits)] + `\` + digits
	case strings.ContainsRune("#+-=~:|", rune(s[0])):
		return `\` + s
	}
	return s
}

// entity says whether a text begins like a character reference.
func entity(s string) bool {
	i := strings.IndexByte(s, ';')
	return i > 1 && i < 40 && !strings.ContainsAny(s[1:i], " \t&")
}
