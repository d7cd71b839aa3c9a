package xliff

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"vart/internal/segment"
	"vart/internal/source"
)

// ErrNone says that a file is no XLIFF of version 2.
var ErrNone = errors.New("no XLIFF 2 document")

// element is an XML element with what is in it, in order.
type element struct {
	name     string
	attrs    map[string]string
	at       int // where it begins in the file
	children []node
}

// node is either text or an element.
type node struct {
	text string
	elem *element
}

// Read reads a job that came back. An error is about the file as a whole.
func Read(f *source.File) (*segment.Job, error) {
	root, err := tree(f.Text)
	if err != nil {
		return nil, err
	}
	if root == nil || root.name != "xliff" || root.attrs["version"] == "" || root.attrs["version"][0] != '2' {
		return nil, ErrNone
	}
	j := &segment.Job{From: root.attrs["srcLang"], To: root.attrs["trgLang"]}
	for file := range root.named("file") {
		name := file.attrs["original"]
		if name == "" {
			name = strings.ReplaceAll(file.attrs["id"], ":", "/")
		}
		out := segment.File{Name: name, Pos: f.Pos(file.at, 0), Notes: file.notes()}
		if err := file.units(f, &out); err != nil {
			return nil, err
		}
		j.Files = append(j.Files, out)
	}
	return j, nil
}

// units reads the units of a file or group; tools may group them.
func (e *element) units(f *source.File, out *segment.File) error {
	for group := range e.named("group") {
		if err := group.units(f, out); err != nil {
			return err
		}
	}
	for u := range e.named("unit") {
		unit := segment.Unit{ID: u.attrs["id"], Print: u.attrs["name"], Pos: f.Pos(u.at, 0), Notes: u.notes()}
		r := reader{data: map[string]string{}, open: map[string]int{}}
		for d := range u.named("originalData") {
			for entry := range d.named("data") {
				r.data[entry.attrs["id"]] = entry.plain()
			}
		}
		if err := r.segments(u, &unit); err != nil {
			return fmt.Errorf("%s: %w", unit.ID, err)
		}
		out.Units = append(out.Units, unit)
	}
	return nil
}

// segments reads a unit's segments; a tool may have cut one into several. The
// unit's state is that of the least finished.
func (r *reader) segments(u *element, unit *segment.Unit) error {
	order := []segment.State{segment.Initial, segment.Translated, segment.Checked, segment.Final}
	least := len(order)
	for _, c := range u.children {
		if c.elem == nil || c.elem.name != "segment" && c.elem.name != "ignorable" {
			continue
		}
		if c.elem.name == "segment" {
			least = min(least, max(0, slices.Index(order, segment.State(c.elem.attrs["state"]))))
		}
		source, _, err := r.of(c.elem, "source")
		if err != nil {
			return err
		}
		target, given, err := r.of(c.elem, "target")
		if err != nil {
			return err
		}
		if !given && c.elem.name == "ignorable" && unit.Target != nil {
			target = source // the space between two segments
		}
		unit.Source, unit.Target = append(unit.Source, source...), append(unit.Target, target...)
	}
	unit.State = segment.Initial
	if least < len(order) {
		unit.State = order[least]
	}
	unit.Source, unit.Target = segment.Join(unit.Source), segment.Join(unit.Target)
	if len(unit.Target) == 0 {
		unit.Target = nil
	}
	return nil
}

// of reads what is in the element's child with a name, and whether it has one.
func (r *reader) of(e *element, name string) (parts []segment.Part, ok bool, err error) {
	for c := range e.named(name) {
		r.side = name
		parts, err = r.inline(c, nil)
		return parts, true, err
	}
	return nil, false, nil
}

// reader reads what stands in one unit.
type reader struct {
	data  map[string]string // what codes stand for
	pairs int
	side  string
	open  map[string]int // pairs that are opened and closed by elements of their own, by side and ID
}

func (r *reader) inline(e *element, out []segment.Part) ([]segment.Part, error) {
	code := func(a map[string]string, kind segment.PartKind, pair int, end string) {
		p := segment.Part{Kind: kind, ID: a["id"], Pair: pair, Raw: r.data[a["dataRef"+end]], Text: a["disp"+end]}
		if equiv := a["equiv"+end]; equiv != "" && equiv != p.Text {
			p.Text += " / " + equiv // not what was sent, which has both alike
		}
		out = append(out, p)
	}
	for _, n := range e.children {
		if n.elem == nil {
			out = append(out, segment.Part{Text: n.text})
			continue
		}
		a := n.elem.attrs
		switch n.elem.name {
		case "ph":
			code(a, segment.Mark, 0, "")
		case "pc":
			r.pairs++
			pair := r.pairs
			code(a, segment.Open, pair, "Start")
			var err error
			if out, err = r.inline(n.elem, out); err != nil {
				return nil, err
			}
			code(a, segment.Close, pair, "End")
		case "sc":
			r.pairs++
			r.open[r.side+a["id"]] = r.pairs
			code(a, segment.Open, r.pairs, "")
		case "ec":
			if a["id"] == "" {
				a["id"] = a["startRef"]
			}
			code(a, segment.Close, r.open[r.side+a["id"]], "")
		case "cp":
			hex, err := strconv.ParseUint(a["hex"], 16, 32)
			if err != nil {
				return nil, fmt.Errorf("<cp hex=%q>: %w", a["hex"], err)
			}
			out = append(out, segment.Part{Text: string(rune(hex))})
		case "mrk", "sm", "em": // marks of the translator's tool
			var err error
			if out, err = r.inline(n.elem, out); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("<%s> inside a text is not known", n.elem.name)
		}
	}
	return out, nil
}

// notes are those of an element itself.
func (e *element) notes() []segment.Note {
	var out []segment.Note
	for list := range e.named("notes") {
		for n := range list.named("note") {
			out = append(out, segment.Note{Category: n.attrs["category"], Text: n.plain()})
		}
	}
	return out
}

// named ranges over an element's children with a name.
func (e *element) named(name string) iter.Seq[*element] {
	return func(yield func(*element) bool) {
		for _, n := range e.children {
			if n.elem != nil && n.elem.name == name && !yield(n.elem) {
				return
			}
		}
	}
}

// plain is the text of an element that has only text in it, and characters by
// their number.
func (e *element) plain() string {
	r := reader{open: map[string]int{}}
	parts, _ := r.inline(e, nil)
	var text strings.Builder
	for _, p := range parts {
		text.WriteString(p.Text)
	}
	return text.String()
}

// tree reads XML. Elements of other namespaces, which tools add, are left out.
func tree(text []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	top := &element{}
	stack := []*element{top}
	for {
		before := int(d.InputOffset())
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		at := stack[len(stack)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Space != namespace {
				if err := d.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			e := &element{name: t.Name.Local, attrs: map[string]string{}, at: before}
			for _, a := range t.Attr {
				if a.Name.Space == "" {
					e.attrs[a.Name.Local] = a.Value
				}
			}
			at.children = append(at.children, node{elem: e})
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			at.children = append(at.children, node{text: string(t)})
		}
	}
	for e := range top.named("xliff") {
		return e, nil
	}
	return nil, ErrNone
}
