package segment

import (
	"slices"
	"strconv"
	"strings"

	"vart/internal/source"
)

// Job is what a bureau translates: texts of a site, from one language to
// another.
type Job struct {
	From, To string // language tags
	Dir      string // of the language it is translated to: "ltr" or "rtl"
	Files    []File
}

// File is a file of the site.
type File struct {
	Name  string // of the source text
	Notes []Note
	Units []Unit
	Pos   source.Pos // in the bureau's file
}

// Unit is one stretch of text to translate.
type Unit struct {
	ID string // in its file
	// Print is the fingerprint of the part of the source text that the unit
	// belongs to.
	Print  string
	State  State
	Notes  []Note
	Source []Part
	Target []Part // nil if it has not been translated
	Pos    source.Pos
}

// Note says something about a file or unit. Ours have the category Own.
type Note struct{ Category, Text string }

// Own is the category of notes that vart writes.
const Own = "vart"

// State is how far a unit has come: XLIFF's states.
type State string

// The states of a unit, in order.
const (
	Initial    State = "initial"
	Translated State = "translated"
	Checked    State = "reviewed"
	Final      State = "final"
)

// Done says whether somebody has translated the unit.
func (s State) Done() bool { return s == Translated || s.Reviewed() }

// Reviewed says whether somebody else has read the translation.
func (s State) Reviewed() bool { return s == Checked || s == Final }

// Identify gives the codes of a source IDs, and those of its translation the
// same ones. Codes that only the translation has get IDs that begin with x.
func Identify(from, to []Part) {
	ids := map[int]string{}
	n := 0
	for i := range from {
		p := &from[i]
		switch p.Kind {
		case Mark:
			n++
			p.ID = number("", n)
		case Open:
			n++
			p.ID = number("", n)
			ids[p.Pair] = p.ID
		case Close:
			p.ID = ids[p.Pair]
		}
	}
	used := map[string]bool{}
	ids = map[int]string{}
	n = 0
	for i := range to {
		p := &to[i]
		switch p.Kind {
		case Words:
			continue
		case Close:
			p.ID = ids[p.Pair]
			continue
		}
		p.ID = ""
		for j := range from {
			if from[j].Kind == p.Kind && !used[from[j].ID] && from[j].Role == p.Role && whole(from, j) == whole(to, i) {
				p.ID = from[j].ID
				break
			}
		}
		if p.ID == "" {
			n++
			p.ID = number("x", n)
		}
		used[p.ID] = true
		ids[p.Pair] = p.ID
	}
}

// whole is a code as it is written, both halves of a pair.
func whole(parts []Part, i int) string {
	var raw strings.Builder
	raw.WriteString(parts[i].Raw)
	if parts[i].Kind == Open {
		for _, p := range parts[i:] {
			if p.Kind == Close && p.Pair == parts[i].Pair {
				raw.WriteString("\x00" + p.Raw)
			}
		}
	}
	return raw.String()
}

func number(prefix string, n int) string { return prefix + strconv.Itoa(n) }

// Same says whether two translations say the same. How much space there is does
// not count, nor whether there is any beside a code: tools and word processors
// add it and leave it out.
func Same(a, b []Part) bool {
	a, b = dense(a), dense(b)
	return slices.EqualFunc(a, b, func(p, q Part) bool { return p.Is(q) && (p.Kind != Words || p.Text == q.Text) })
}

// dense are parts with single spaces, and those only between words.
func dense(parts []Part) []Part {
	var out []Part
	for _, p := range parts {
		if p.Kind == Words {
			if p.Text = strings.Join(strings.Fields(p.Text), " "); p.Text == "" {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// Is says whether a code that came back is the one that was sent: what it shows
// and what it stands for may be left out, but not be another.
func (p Part) Is(sent Part) bool {
	return p.Kind == sent.Kind && (p.Kind == Words ||
		p.ID == sent.ID && (p.Raw == "" || p.Raw == sent.Raw) && (p.Text == "" || p.Text == sent.Text))
}
