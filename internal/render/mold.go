package render

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	tree "text/template/parse"

	"vart/internal/diag"
)

// molds spare a page the execution of a layout that only prints. Where a layout
// does nothing with its values but print them, or ask whether they are empty,
// two executions with the same values empty differ by nothing but the values,
// escaped. So such a layout is executed once with values that stand for others,
// and its output is cut at them. head.html and langlinks.html are so: the same
// twenty addresses stand in them on every page. A site's own layout that does
// more with a value is executed for each page.
type molds struct {
	name string
	bare bool             // the layout does nothing else
	made map[string]*mold // by what is empty and what is no value; nil if it has to be executed
}

// mold is what a layout wrote between its values.
type mold struct {
	pieces []string
	holes  []int // the value after each piece but the last
}

// values are what a layout is given: texts, and addresses.
type values struct{ texts, addresses []string }

func (v values) len() int { return len(v.texts) + len(v.addresses) }

func (v values) at(i int) string {
	if i < len(v.texts) {
		return v.texts[i]
	}
	return v.addresses[i-len(v.texts)]
}

// stand returns values that stand for these. They have what only an escaper of
// their kind leaves alone: an address would not keep its slashes, nor a text
// its space, where the other stands.
func (v values) stand() values {
	var s values
	for i, t := range v.texts {
		if t != "" {
			t = mark + " " + strconv.Itoa(i) + " å."
		}
		s.texts = append(s.texts, t)
	}
	for i, a := range v.addresses {
		switch {
		case a == "":
		case a[0] == '/':
			a = "/" + mark + "/" + strconv.Itoa(i) + "/"
		default:
			a = "https://" + mark + ".example/" + strconv.Itoa(i) + "/"
		}
		s.addresses = append(s.addresses, a)
	}
	return s
}

// mark is in every value that stands for another, and in no layout.
const mark = "xholex"

// key tells apart which values are empty, and addresses of different kinds.
func (v values) key() string {
	var b strings.Builder
	for i := range v.len() {
		switch s := v.at(i); {
		case s == "":
			b.WriteByte('0')
		case s[0] == '/':
			b.WriteByte('/')
		default:
			b.WriteByte('1')
		}
	}
	return b.String()
}

// molded executes a layout with the view of values, in a mold where it can. rest
// is all that the view holds beside them.
func (l *language) molded(m *molds, rest string, v values, view func(values) any, found *diag.List) template.HTML {
	if !m.bare || slices.ContainsFunc(v.addresses, func(a string) bool { return !plainAddress(a) }) {
		return l.exec(m.name, view(v), found)
	}
	key := rest + v.key()
	l.mu.Lock()
	made, known := m.made[key]
	l.mu.Unlock()
	if !known {
		stand := v.stand()
		made = cast(string(l.exec(m.name, view(stand), &diag.List{})), stand)
		l.mu.Lock()
		m.made[key] = made
		l.mu.Unlock()
	}
	if made == nil {
		return l.exec(m.name, view(v), found)
	}
	return trusted(made.pour(v))
}

// cast cuts a layout's output at the values that stand for others; nil when
// one of them was changed on its way.
func cast(out string, stand values) *mold {
	m := &mold{}
	for {
		first, at := -1, len(out)
		for i := range stand.len() {
			if s := stand.at(i); s != "" {
				if n := strings.Index(out, s); n >= 0 && n < at {
					first, at = i, n
				}
			}
		}
		if first < 0 {
			break
		}
		m.pieces, m.holes = append(m.pieces, out[:at]), append(m.holes, first)
		out = out[at+len(stand.at(first)):]
	}
	m.pieces = append(m.pieces, out)
	for _, p := range m.pieces {
		if strings.Contains(p, mark) {
			return nil
		}
	}
	return m
}

// pour returns the output with values in their places.
func (m *mold) pour(v values) string {
	size := 0
	for i, p := range m.pieces {
		size += len(p)
		if i < len(m.holes) {
			size += len(v.at(m.holes[i]))
		}
	}
	var b strings.Builder
	b.Grow(size + 32)
	for i, p := range m.pieces {
		b.WriteString(p)
		switch {
		case i == len(m.holes):
		case m.holes[i] < len(v.texts):
			escape(&b, v.at(m.holes[i]))
		default:
			b.WriteString(v.at(m.holes[i])) // plain
		}
	}
	return b.String()
}

// text is what html/template makes of a text, between tags and in quotes alike.
var text = template.Must(template.New("").Parse("{{.}}"))

func escape(b *strings.Builder, s string) {
	if !strings.ContainsAny(s, "\x00\"&'+<>") {
		b.WriteString(s)
		return
	}
	_ = text.Execute(b, s) // a strings.Builder does not fail
}

// plainAddress says whether an address stands in a page as it is: without what
// html/template would refuse, normalize or escape.
func plainAddress(a string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(a, "https://"), "http://")
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '/', c == '-', c == '.', c == '_', c == '~':
		case c == '%' && i+2 < len(rest) && hex(rest[i+1]) && hex(rest[i+2]):
		default:
			return false
		}
	}
	return a == "" || rest != a || a[0] == '/'
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// escapers are those that html/template puts after a value between tags, in a
// quoted attribute and in an address.
var escapers = []string{"_html_template_htmlescaper", "_html_template_attrescaper", "_html_template_rcdataescaper", "_html_template_urlfilter", "_html_template_urlnormalizer"}

// bare says whether a layout, which has been executed and so escaped, does
// nothing with its values but print them or ask whether they are empty.
func (l *language) bare(name string, seen ...string) bool {
	t := l.set.Lookup(name)
	if t == nil || t.Tree == nil || slices.Contains(seen, name) {
		return false
	}
	return l.bareNode(t.Tree.Root, append(seen, name))
}

func (l *language) bareNode(n tree.Node, seen []string) bool {
	branch := func(b *tree.BranchNode) bool {
		if b.Pipe.String() == ".Reveal" { // a page with reveal rules is not molded
			return b.ElseList == nil || l.bareNode(b.ElseList, seen)
		}
		return barePipe(b.Pipe) && len(b.Pipe.Cmds) == 1 && l.bareNode(b.List, seen) && (b.ElseList == nil || l.bareNode(b.ElseList, seen))
	}
	switch n := n.(type) {
	case *tree.ListNode:
		for _, child := range n.Nodes {
			if !l.bareNode(child, seen) {
				return false
			}
		}
		return true
	case *tree.TextNode, *tree.CommentNode:
		return true
	case *tree.ActionNode:
		return len(n.Pipe.Decl) == 0 && barePipe(n.Pipe)
	case *tree.IfNode:
		return branch(&n.BranchNode)
	case *tree.WithNode:
		return branch(&n.BranchNode)
	case *tree.RangeNode:
		return branch(&n.BranchNode)
	case *tree.TemplateNode:
		return n.Pipe != nil && barePipe(n.Pipe) && l.bare(n.Name, seen...)
	}
	return false
}

// barePipe says whether a pipeline is a value, or an interface string without
// arguments, and escapers.
func barePipe(p *tree.PipeNode) bool {
	for i, c := range p.Cmds {
		for k, arg := range c.Args {
			switch arg := arg.(type) {
			case *tree.FieldNode, *tree.DotNode, *tree.VariableNode:
				if i > 0 || len(c.Args) != 1 {
					return false
				}
			case *tree.IdentifierNode:
				if k > 0 || i == 0 && arg.Ident != "t" || i > 0 && !slices.Contains(escapers, arg.Ident) {
					return false
				}
			case *tree.StringNode:
				if i > 0 || k != 1 || len(c.Args) != 2 {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}
