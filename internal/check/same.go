package check

import (
	"cmp"
	"maps"
	"slices"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/site"
	"vart/internal/source"
)

// same holds translations to name the numbers, services and roles that the
// source names, as many times: a contact that only some readers are given is
// a closed door for the others.
func (p *pass) same(l site.Languages) {
	from := l[p.c.Source]
	if from == nil {
		return
	}
	want, got := appendPointers(nil, from), []pointer(nil)
	for _, tag := range p.c.Tags() {
		if w := l[tag]; w != nil && w != from {
			if got = appendPointers(got[:0], w); !slices.EqualFunc(want, got, pointer.same) {
				p.differs(from, w, places(want), places(got))
			}
		}
	}
}

func (p *pass) differs(from, w *site.Words, want, got map[mention][]source.Pos) {
	for _, c := range slices.SortedFunc(maps.Keys(want), mention.compare) {
		if n := len(want[c]) - len(got[c]); n > 0 {
			at := want[c][len(want[c])-1]
			line, _ := at.LineCol()
			p.found.Add(w.File.Start(), diag.TranslationDiffers, diag.T("här saknas %s, som finns i originalet", "%s is missing here; the original has it", c),
				diag.T("se rad %d i %s", "see line %d of %s", line, from.File.Name))
		}
	}
	for _, c := range slices.SortedFunc(maps.Keys(got), mention.compare) {
		if len(got[c]) > len(want[c]) {
			p.found.Add(got[c][len(want[c])], diag.TranslationDiffers, diag.T("%s finns inte i originalet, eller färre gånger", "%s is not in the original, or fewer times", c),
				diag.T("ta bort det här, eller lägg till det i %s", "remove it here, or add it to %s", from.File.Name))
		}
	}
}

// mention is somebody a text points to.
type mention struct {
	kind doc.RefKind
	key  string
}

func (c mention) compare(d mention) int {
	return cmp.Or(cmp.Compare(c.kind, d.kind), cmp.Compare(c.key, d.key))
}

// String is the mention as an author types it.
func (c mention) String() string {
	switch c.kind {
	case doc.Service:
		return "service:" + c.key
	case doc.Role:
		return "role:" + c.key
	}
	return c.key
}

// pointer is where a text points to somebody.
type pointer struct {
	mention
	pos source.Pos
}

func (a pointer) same(b pointer) bool { return a.mention == b.mention }

// appendPointers appends whom a text points to, in order.
func appendPointers(all []pointer, w *site.Words) []pointer {
	for ref := range w.Body.Refs {
		switch ref.Kind {
		case doc.Service, doc.Role, doc.Number:
			all = append(all, pointer{mention{ref.Kind, ref.Key}, ref.Pos})
		}
	}
	return all
}

// places are where each of those is that a text points to.
func places(all []pointer) map[mention][]source.Pos {
	at := map[mention][]source.Pos{}
	for _, p := range all {
		at[p.mention] = append(at[p.mention], p.pos)
	}
	return at
}
