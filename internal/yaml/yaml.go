// Package yaml reads YAML as typed values that know where they stood. It is the
// only package that imports a YAML library.
//
// Scalars are read from their source text, quoted or not, so that
// `number: 0104440500` stays the number that was typed. Whatever does not fit
// is reported as a finding, and reading goes on.
package yaml

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	yamllib "go.yaml.in/yaml/v4"

	"vart/internal/diag"
	"vart/internal/source"
)

// Node is a value in a YAML text. The zero Node is a missing value.
type Node struct {
	n    *node
	doc  *document
	Pos  source.Pos
	path string // the key that leads here, for messages
}

// node is a value as it was read, wherever it is used.
type node struct {
	kind    kind
	null    bool
	text    string // of a scalar
	at, len int    // where it stands in the file
	below   []node // a list's values; a mapping's keys and values in turn
	alias   *node  // what it stands for
}

type kind byte

const (
	scalar kind = iota + 1
	list
	mapping
)

// document is what the values of one YAML text share.
type document struct {
	file  *source.File
	first int // the line of the file where the YAML text begins
	found *diag.List
	room  *Room
}

// Parse reads text, which begins on line first of f, and returns its mapping.
// What is wrong with the YAML itself becomes a finding in found, and the
// mapping is then empty.
func Parse(f *source.File, text []byte, first int, found *diag.List) Map {
	return new(Room).Parse(f, text, first, found)
}

// Parse reads a text as the function Parse does, in the room.
func (r *Room) Parse(f *source.File, text []byte, first int, found *diag.List) Map {
	doc := &document{file: f, first: first, found: found, room: r}
	if root := r.direct(f, text, first); root != nil {
		return doc.node(root, "").Map()
	}
	empty := Map{Node: Node{doc: doc, Pos: f.At(first, 1)}}
	if strings.TrimSpace(string(text)) == "" {
		return empty
	}
	root, err := doc.load(text)
	switch {
	case err != nil && strings.HasSuffix(err.Error(), "no documents in stream"): // only comments
		return empty
	case err != nil:
		doc.broken(err, text)
		return Map{Node: empty.Node, broken: true}
	case root == nil:
		return empty
	}
	return doc.node(root, "").Map()
}

// load reads a text with the library.
func (d *document) load(text []byte) (*node, error) {
	var root yamllib.Node
	if err := yamllib.Load(text, &root); err != nil || len(root.Content) == 0 {
		return nil, err
	}
	var n node
	d.take(&n, root.Content[0], map[*yamllib.Node]*node{})
	return &n, nil
}

// take makes n what the library read. Values with an anchor are noted, for
// their aliases.
func (d *document) take(n *node, from *yamllib.Node, anchors map[*yamllib.Node]*node) {
	pos := d.file.At(from.Line+d.first-1, from.Column)
	n.at = pos.Offset
	if from.Anchor != "" {
		anchors[from] = n
	}
	switch from.Kind {
	case yamllib.AliasNode:
		n.alias = anchors[from.Alias]
		return
	case yamllib.ScalarNode:
		n.kind, n.text, n.null = scalar, from.Value, from.Tag == "!!null"
		n.len = len(from.Value)
		if from.Style&(yamllib.SingleQuotedStyle|yamllib.DoubleQuotedStyle) != 0 {
			n.len += 2
		}
		n.len = min(n.len, len(d.file.Text)-n.at)
	case yamllib.SequenceNode:
		n.kind = list
	case yamllib.MappingNode:
		n.kind = mapping
	}
	n.below = make([]node, len(from.Content))
	for i, c := range from.Content {
		d.take(&n.below[i], c, anchors)
	}
}

func (d *document) node(n *node, path string) Node {
	// An alias stands for what it points to; the place is where it is used.
	pos := source.Pos{File: d.file, Offset: n.at}
	for n.alias != nil {
		n = n.alias
	}
	pos.Len = min(n.len, len(d.file.Text)-pos.Offset)
	return Node{n: n, doc: d, Pos: pos, path: path}
}

// broken turns the library's error into a finding at the place it names.
func (d *document) broken(err error, text []byte) {
	message, mark := err.Error(), yamllib.Node{Line: 1, Column: 1}
	if e, ok := errors.AsType[*yamllib.LoadError](err); ok {
		message = e.Message
		if e.Mark.Line > 0 {
			mark.Line, mark.Column = e.Mark.Line, max(1, e.Mark.Column)
		}
	} else if e, ok := errors.AsType[*yamllib.LoadErrors](err); ok && len(e.Errors) > 0 {
		message = strings.TrimPrefix(e.Errors[0].Message, "yaml: ")
	}
	hint := diag.T("kontrollera indrag, kolon och citattecken på raden och raden ovanför", "check the indentation, colons and quotes on this line and the one above")
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		hint = diag.T("en text med kolon i måste stå inom citattecken: title: \"Fara: ring 112\"", "a text with a colon in it must be quoted: title: \"Danger: call 112\"")
	case strings.Contains(message, "multiple"):
		hint = diag.T("ta bort raden ---, en fil har en enda del", "remove the line ---, a file has one part only")
		if i := strings.LastIndex("\n"+string(text), "\n---"); i > 0 {
			mark.Line = strings.Count(string(text[:i]), "\n") + 1
		}
	case strings.Contains(message, "anchor"), strings.Contains(message, "cannot start any token"):
		hint = diag.T("en text som börjar med *, &, !, @ eller ` måste stå inom citattecken", "a text that begins with *, &, !, @ or ` must be quoted")
	case strings.Contains(message, "tab"):
		hint = diag.T("använd mellanslag i stället för tabb", "use spaces instead of tabs")
	}
	d.found.Add(d.file.At(mark.Line+d.first-1, mark.Column), diag.YAMLSyntax,
		diag.T("YAML går inte att läsa: %s", "this YAML cannot be read: %s", message), hint)
}

// Missing says whether there is no value at all.
func (n Node) Missing() bool { return n.n == nil || n.n.kind == 0 }

// IsNull says whether the value is missing, empty, `~` or `null`.
func (n Node) IsNull() bool {
	return n.Missing() || n.n.null
}

// IsScalar says whether the value is a single text, number or date.
func (n Node) IsScalar() bool {
	return !n.Missing() && n.n.kind == scalar && !n.n.null
}

// IsList says whether the value is a sequence.
func (n Node) IsList() bool { return !n.Missing() && n.n.kind == list }

// Wrong reports that the value is not of the kind that is wanted.
func (n Node) Wrong(wanted diag.Text) {
	n.doc.found.Add(n.Pos, diag.WrongType, diag.Text{
		SV: fmt.Sprintf("”%s” ska vara %s", n.path, wanted.SV),
		EN: fmt.Sprintf("“%s” should be %s", n.path, wanted.EN),
	}, diag.Text{})
}

// Report adds a finding at the value.
func (n Node) Report(c *diag.Check, message, hint diag.Text) {
	n.doc.found.Add(n.Pos, c, message, hint)
}

// Text returns a scalar's source text. A value of another kind is reported.
func (n Node) Text() source.At[string] {
	switch {
	case n.IsNull():
		return source.At[string]{Pos: n.Pos}
	case n.n.kind != scalar:
		n.Wrong(diag.T("en text", "a text"))
		return source.At[string]{Pos: n.Pos}
	case !utf8.ValidString(n.n.text), strings.ContainsRune(n.n.text, 0):
		n.Wrong(diag.T("text som går att läsa: giltig UTF-8 utan nolltecken", "text that can be read: valid UTF-8 without NUL"))
		return source.At[string]{Pos: n.Pos}
	}
	return source.At[string]{Value: n.n.text, Pos: n.Pos}
}

// OneOf returns a scalar that must be one of the allowed values; anything else
// is reported with the nearest of them.
func (n Node) OneOf(allowed ...string) string {
	t := n.Text()
	if n.IsNull() {
		return ""
	}
	for _, a := range allowed {
		if t.Value == a {
			return a
		}
	}
	all := strings.Join(allowed, ", ")
	n.Report(diag.WrongType, diag.T("”%s” kan inte vara ”%s”", "“%s” cannot be “%s”", n.path, t.Value),
		diag.Meant(t.Value, allowed, diag.T("skriv något av: %s", "write one of: %s", all)))
	return ""
}

// Items returns the values of a sequence; a single scalar counts as a sequence
// of one, so that `area: solna` and `area: [solna]` are the same.
func (n Node) Items() []Node {
	switch {
	case n.IsNull():
		return nil
	case n.n.kind == list:
		items := make([]Node, len(n.n.below))
		for i := range items {
			items[i] = n.doc.node(&n.n.below[i], n.path)
		}
		return items
	case n.n.kind == scalar:
		return []Node{n}
	}
	n.Wrong(diag.T("en lista: [a, b]", "a list: [a, b]"))
	return nil
}

// Texts returns the scalars of a sequence.
func (n Node) Texts() []source.At[string] {
	items := n.Items()
	if len(items) == 0 {
		return nil
	}
	out := make([]source.At[string], 0, len(items))
	for _, item := range items {
		if t := item.Text(); t.Value != "" {
			out = append(out, t)
		}
	}
	return out
}

// Joined returns the scalars of a sequence as one text, with a space between
// them, where the first stands.
func (n Node) Joined() (all source.At[string]) {
	if !n.IsList() {
		for _, all = range n.Texts() { // one at most
		}
		return all
	}
	var joined strings.Builder
	for i := range n.n.below {
		t := n.doc.node(&n.n.below[i], n.path).Text()
		switch {
		case t.Value == "":
			continue
		case joined.Len() == 0:
			all.Pos = t.Pos
			joined.Grow((len(t.Value) + 1) * len(n.n.below))
		default:
			joined.WriteByte(' ')
		}
		joined.WriteString(t.Value)
	}
	all.Value = joined.String()
	return all
}
