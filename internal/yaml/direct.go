package yaml

import (
	"bytes"
	"strings"
	"unicode/utf8"
	"unsafe"

	"vart/internal/source"
)

// direct reads front matter as nearly all of it is written, many times as fast
// as the library: keys at the start of their lines, each with one value on the
// same line, plain, "double" or 'single', [list] or {map} (these may go on on the
// next line after a comma), or with such values below it, after dashes; comments.
//
// It is strict rather than clever, and knows no errors: what it does not read
// for certain as the library would, it leaves to the library by returning nil.
// So it does not read tabs, carriage returns, backslashes, quotes within quotes,
// empty values, values of several lines, maps that are neither the whole text
// nor in braces, tags, anchors, aliases, and whatever is wrong. FuzzDirect holds
// what it reads against the library, and TestDirect every page of the site.
func (in *Room) direct(f *source.File, text []byte, first int) *node {
	base := 0
	for range first - 1 {
		base += bytes.IndexByte(f.Text[base:], '\n') + 1
	}
	r := reader{text: unsafe.String(unsafe.SliceData(text), len(text)), base: base, room: in} // a file does not change
	if !bytes.HasPrefix(f.Text[base:], text) || !ordinary(r.text) {
		return nil
	}
	nodes := in.nodes.take(2 * bytes.Count(text, []byte{'\n'})) // keys and values in turn; a value without a kind is still to come
	dashes := -1                                                // the indent of the dashes below the last key
	for r.at < len(r.text) {
		indent := r.spaces()
		last := len(nodes) - 1
		open := last >= 0 && nodes[last].kind == 0
		switch c := r.next(); {
		case c == '\n' || c == '#':
			r.line()
		case c == '-' && (open || dashes == indent):
			if open {
				nodes[last], dashes = node{kind: list, at: base + r.at}, indent
			}
			r.at++
			if !r.value(more(&nodes[last].below)) {
				return nil
			}
		case indent == 0 && !open:
			if !r.key(more(&nodes)) {
				return nil
			}
			value := more(&nodes)
			if dashes = -1; r.next() != '\n' && !r.value(value) {
				return nil
			}
		default:
			return nil
		}
	}
	if len(nodes) == 0 || nodes[len(nodes)-1].kind == 0 {
		return nil
	}
	return &node{kind: mapping, at: nodes[0].at, below: nodes}
}

// ordinary says whether a text has nothing but signs that YAML takes as they
// are, wherever they stand, and breaks lines with newlines.
func ordinary(text string) bool {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if !plainly[c] {
				return false
			}
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c >= utf8.RuneError && c <= 0xffff {
			return false
		}
		i += size
	}
	return true
}

// plainly says of a character of ASCII what ordinary does.
var plainly = func() (plain [utf8.RuneSelf]bool) {
	for c := range plain {
		plain[c] = (c >= ' ' || c == '\n') && c != '\\' && c != 0x7f
	}
	return plain
}()

// reader stands at a byte of a text, which begins at base of its file.
type reader struct {
	text     string
	at, base int
	room     *Room
	depth    int // how many brackets it stands in
}

// next is the byte that is next; the text ends as lines do.
func (r *reader) next() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return '\n'
}

// line goes to the next line.
func (r *reader) line() {
	_, after, _ := strings.Cut(r.text[r.at:], "\n")
	r.at = len(r.text) - len(after)
}

// spaces skips spaces and says how many.
func (r *reader) spaces() int {
	start := r.at
	for r.next() == ' ' {
		r.at++
	}
	return r.at - start
}

// more makes room for one more node.
func more(nodes *[]node) *node {
	*nodes = append(*nodes, node{})
	return &(*nodes)[len(*nodes)-1]
}

// scalar makes n the text from start on, with as many quotes around it.
func (r *reader) scalar(n *node, start, quotes int) {
	n.kind, n.text, n.at, n.len = scalar, r.text[start+quotes:r.at-quotes], r.base+start, r.at-start
	n.null = quotes == 0 && (n.text == "null" || n.text == "Null" || n.text == "NULL")
}

// key reads a key of letters and its colon.
func (r *reader) key(n *node) bool {
	start := r.at
	for c := r.next(); letter(c) || r.at > start && (c == '_' || c == '-'); c = r.next() {
		r.at++
	}
	r.scalar(n, start, 0)
	colon := r.next() == ':'
	r.at++
	return colon && n.len > 0 && n.len < 100 && !n.null
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

// value reads a value after a space, and its line to the end.
func (r *reader) value(n *node) bool {
	if r.spaces() == 0 || !r.one(n) || r.next() != '\n' && (r.spaces() == 0 || r.next() != '\n' && r.next() != '#') {
		return false
	}
	r.line()
	return true
}

// one reads a value.
func (r *reader) one(n *node) bool {
	start := r.at
	switch c := r.next(); {
	case c == '"' || c == '\'':
		end := strings.IndexByte(r.text[start+1:], c)
		if end < 0 || strings.IndexByte(r.text[start+1:start+1+end], '\n') >= 0 {
			return false
		}
		r.at += end + 2
		r.scalar(n, start, 1)
		return true
	case c == '[' || c == '{':
		return r.brackets(n, c)
	case letter(c) || c == '+' || c >= utf8.RuneSelf:
		r.plain()
		r.scalar(n, start, 0)
		return true
	}
	return false
}

// plain goes to the end of a text without quotes: at what may not stand in one,
// if not before.
func (r *reader) plain() {
	for letter(r.next()) {
		r.at++
	}
	end := r.at
	for c := r.next(); c != '\n'; c = r.next() {
		if r.depth > 0 && !letter(c) && c < utf8.RuneSelf && !strings.ContainsRune(" -./+", rune(c)) || c == '#' && end < r.at {
			break
		}
		if r.at++; c == ':' && (r.next() == ' ' || r.next() == '\n') {
			break // the colon is what is next then, and no value ends so
		}
		if c != ' ' {
			end = r.at
		}
	}
	r.at = end
}

// brackets reads a list or a map in brackets, which stand eight deep at most.
func (r *reader) brackets(n *node, open byte) bool {
	n.kind, n.at = list, r.base+r.at
	end, each := byte(']'), 1
	if open == '{' {
		n.kind, end, each = mapping, '}', 2
	}
	if i := strings.IndexByte(r.text[r.at:], end); i > 1 { // room for what stands before the first end
		n.below = r.room.nodes.take(each * (strings.Count(r.text[r.at:r.at+i], ",") + 1))
	}
	r.at++
	r.depth++
	for r.spaces(); r.next() != end; r.spaces() {
		if len(n.below) > 0 {
			if r.next() != ',' {
				return false
			}
			r.at++
			if r.spaces(); r.next() == '\n' { // it goes on on the next line
				if r.at++; r.spaces() == 0 {
					return false
				}
			}
		}
		if n.kind == mapping && (!r.key(more(&n.below)) || r.spaces() == 0) {
			return false
		}
		if !r.one(more(&n.below)) || r.depth > 8 {
			return false
		}
	}
	r.at++
	r.depth--
	return true
}
