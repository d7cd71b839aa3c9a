package yaml

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/source"
)

// Map is a mapping whose keys are asked for one by one; Done then reports the
// keys that nobody asked for.
type Map struct {
	Node
	entries []entry
	asked   []string
	broken  bool
}

type entry struct {
	key          string
	keyAt, value *node
}

// Map returns the value as a mapping. A value of another kind is reported, and
// the mapping is then empty.
func (n Node) Map() Map {
	m := Map{Node: n}
	if n.IsNull() {
		return m
	}
	if n.n.kind != mapping {
		n.Wrong(diag.T("nycklar med värden: nyckel: värde", "keys with values: key: value"))
		m.broken = true
		return m
	}
	m.entries = n.doc.room.entries.take(len(n.n.below) / 2)
	m.asked = n.doc.room.asked.take(len(n.n.below) + 4)
	for i := 0; i+1 < len(n.n.below); i += 2 {
		k := n.doc.node(&n.n.below[i], "")
		key := k.Text().Value
		for _, e := range m.entries {
			if e.key == key {
				k.Report(diag.DuplicateKey, diag.T("nyckeln ”%s” står två gånger", "the key “%s” stands twice", key),
					diag.T("behåll en av dem", "keep one of them"))
			}
		}
		m.entries = append(m.entries, entry{key, &n.n.below[i], &n.n.below[i+1]})
	}
	return m
}

// Get returns the value of a key; the Node is missing when the key is.
func (m *Map) Get(key string) Node {
	m.asked = append(m.asked, key)
	for _, e := range m.entries {
		if e.key == key {
			return m.doc.node(e.value, key)
		}
	}
	return Node{doc: m.doc, Pos: m.Pos, path: key}
}

// Has says whether the key stands in the mapping, without asking for it.
func (m *Map) Has(key string) bool {
	for _, e := range m.entries {
		if e.key == key {
			return true
		}
	}
	return false
}

// Need returns the value of a key that must be there; its absence is reported
// with why it matters.
func (m *Map) Need(key string, why diag.Text) Node {
	n := m.Get(key)
	if n.IsNull() && !m.broken {
		m.doc.found.Add(n.Pos, diag.MissingKey, diag.T("”%s” saknas", "“%s” is missing", key), why)
	}
	return n
}

// Text is Get and Text in one.
func (m *Map) Text(key string) source.At[string] { return m.Get(key).Text() }

// Texts is Get and Texts in one.
func (m *Map) Texts(key string) []source.At[string] { return m.Get(key).Texts() }

// All ranges over the entries of a mapping whose keys are the author's own, a
// language or an area: key, its place, value.
func (m *Map) All(yield func(key source.At[string], value Node) bool) {
	for _, e := range m.entries {
		m.asked = append(m.asked, e.key)
		key := source.At[string]{Value: e.key, Pos: m.doc.node(e.keyAt, "").Pos}
		if !yield(key, m.doc.node(e.value, e.key)) {
			return
		}
	}
}

// Done reports every key that was not asked for, with the nearest that was.
func (m *Map) Done() {
	for _, e := range m.entries {
		known := false
		for _, a := range m.asked {
			known = known || a == e.key
		}
		if !known {
			m.doc.found.Add(m.doc.node(e.keyAt, "").Pos, diag.UnknownKey, diag.T("okänd nyckel ”%s”", "unknown key “%s”", e.key),
				diag.Meant(e.key, m.asked, diag.T("nycklar som finns här: %s", "keys that exist here: %s", strings.Join(m.asked, ", "))))
		}
	}
}

// Date reads `2025-08-01`. A missing value is the zero time; anything else is
// reported.
func (n Node) Date() time.Time {
	t := n.Text()
	if t.Value == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, t.Value)
	if err != nil {
		n.Wrong(diag.T("ett datum: 2025-08-01", "a date: 2025-08-01"))
	}
	return d
}

// Int reads a whole number that is zero or more; 0 when missing or reported.
func (n Node) Int() int {
	t := n.Text()
	if t.Value == "" {
		return 0
	}
	i, err := strconv.Atoi(t.Value)
	if err != nil || i < 0 {
		n.Wrong(diag.T("ett heltal: 10", "a whole number: 10"))
		return 0
	}
	return i
}

// Bool reads true or false.
func (n Node) Bool() bool {
	return n.OneOf("true", "false") == "true"
}

// Days reads a length of time in days: `90d`.
func (n Node) Days() time.Duration {
	t := n.Text()
	if t.Value == "" {
		return 0
	}
	var days int
	if _, err := fmt.Sscanf(t.Value, "%dd", &days); err != nil || days <= 0 || t.Value != strconv.Itoa(days)+"d" {
		n.Wrong(diag.T("ett antal dagar: 90d", "a number of days: 90d"))
		return 0
	}
	return time.Duration(days) * 24 * time.Hour
}
