package bureau

import (
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/segment"
)

// Reply is what can be wrong with a job that comes back. It is about no file of
// the site, so vart check does not list it.
var Reply = &diag.Check{Name: "bureau-reply", Severity: diag.Error, Doc: diag.Text{
	SV: "ett svar från en byrå som inte går att använda", EN: "a bureau's reply that cannot be used",
}}

// outcome is what came back of a unit.
type outcome struct {
	parts   []segment.Part // what it says now
	state   segment.State
	changed bool // the translation is another one than before
	done    bool // somebody has translated it, or said that it is right
}

// receive compares a unit that came back with the one that would be sent now.
// It is nil for what says nothing new, or was refused.
func (l *locks) receive(file string, got, sent *segment.Unit, found *diag.List) *outcome {
	r := reply{file: file, got: got, found: found, sent: map[string][]segment.Part{}, seen: map[string]int{}}
	for _, p := range slices.Concat(sent.Source, sent.Target) {
		if p.Kind != segment.Words && len(r.sent[p.ID]) < 2 && !slices.ContainsFunc(r.sent[p.ID], func(q segment.Part) bool { return q.Kind == p.Kind }) {
			r.sent[p.ID] = append(r.sent[p.ID], p)
		}
	}
	errors := func() int { n, _ := found.Count(); return n }
	before := errors()
	for _, p := range got.Source {
		r.code(p)
	}
	if len(got.Target) == 0 || errors() > before {
		return nil
	}
	state := got.State
	if segment.Same(got.Target, sent.Target) {
		return &outcome{sent.Target, state, false, state.Done()}
	}
	var parts []segment.Part
	var open []string
	for _, p := range got.Target {
		switch p.Kind {
		case segment.Words:
			if typed := l.foreign(p.Text); typed != "" {
				r.bad(diag.T("ett nummer är inskrivet i översättningen: ”%s”", "a number is typed into the translation: “%s”", typed),
					diag.T("använd det låsta numret i originalet; andra siffror skrivs med ord", "use the locked number of the original; write other numbers in words"))
			}
			parts = append(parts, p)
			continue
		case segment.Open:
			open = append(open, p.ID)
		case segment.Close:
			if len(open) == 0 || open[len(open)-1] != p.ID {
				r.bad(diag.T("paret ⟦%s⟧ börjar och slutar inte i ordning", "the pair ⟦%s⟧ does not begin and end in order", p.ID), whole)
				return nil
			}
			open = open[:len(open)-1]
		}
		if p.Kind != segment.Close {
			if r.seen[p.ID]++; r.seen[p.ID] == 2 {
				r.bad(diag.T("⟦%s⟧ står två gånger", "⟦%s⟧ stands twice", r.name(p)), whole)
			}
		}
		if q := r.code(p); q != nil {
			parts = append(parts, *q)
		}
	}
	if len(open) > 0 {
		r.bad(diag.T("paret ⟦%s⟧ tar inte slut", "the pair ⟦%s⟧ does not end", open[0]), whole)
	}
	for _, p := range sent.Source {
		if p.Kind != segment.Words && p.Kind != segment.Close && r.seen[p.ID] == 0 && !p.Optional() && !spare(sent.ID, p) {
			r.bad(diag.T("⟦%s⟧ saknas i översättningen", "⟦%s⟧ is missing in the translation", r.name(p)), whole)
		}
	}
	if errors() > before {
		return nil
	}
	return &outcome{segment.Join(parts), state, true, true}
}

var whole = diag.T("sätt in det låsta från originalet, varje en gång och oförändrat", "put in what is locked in the original, each once and unchanged")

// spare says whether a plural form may do without its count: "one" and "two"
// say in words how many.
func spare(unit string, p segment.Part) bool {
	_, form, _ := strings.Cut(unit, ":")
	return p.Raw == "{{.Count}}" && (form == "zero" || form == "one" || form == "two")
}

// reply is a unit that is being read.
type reply struct {
	file  string
	got   *segment.Unit
	found *diag.List
	sent  map[string][]segment.Part // codes by ID
	seen  map[string]int
}

// code returns the code that was sent for one that came back, and reports one
// that is not the same.
func (r *reply) code(p segment.Part) *segment.Part {
	if p.Kind == segment.Words {
		return nil
	}
	for _, q := range r.sent[p.ID] {
		if q.Kind != p.Kind {
			continue
		}
		if !p.Is(q) {
			is := p.Text
			if p.Text == q.Text || is == "" {
				is = p.Raw
			}
			r.bad(diag.T("⟦%s %s⟧ har ändrats: ”%s”", "⟦%s %s⟧ has been changed: “%s”", q.ID, q.Text, is), whole)
			return nil
		}
		q.Pair = p.Pair
		return &q
	}
	r.bad(diag.T("⟦%s⟧ finns inte i originalet", "⟦%s⟧ is not in the original", r.name(p)), whole)
	return nil
}

func (r *reply) name(p segment.Part) string {
	if p.Kind == segment.Mark && p.Text != "" {
		return p.ID + " " + p.Text
	}
	return p.ID
}

// bad reports what is wrong with the unit.
func (r *reply) bad(message, hint diag.Text) {
	r.found.Add(r.got.Pos, Reply, diag.Text{
		SV: r.file + " " + r.got.ID + ": " + message.SV, EN: r.file + " " + r.got.ID + ": " + message.EN,
	}, hint)
}
