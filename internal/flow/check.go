package flow

import (
	"slices"
	"strings"

	"vart/internal/diag"
)

// MaxQuestions is how many questions a reader may have to answer.
const MaxQuestions = 5

// Check reports what is wrong with the graph: answers that lead nowhere, steps
// that nothing leads to, circles, ways that are too long.
func (f *Flow) Check(found *diag.List) {
	reached := map[*Step]bool{}
	if len(f.Steps) > 0 {
		f.reach(f.Steps[0], reached)
	}
	for _, s := range f.Steps {
		for _, a := range s.Answers {
			if f.Step(a.To) == nil {
				found.Add(a.Pos, diag.FlowTarget, diag.T("svaret leder till steget ”%s”, som inte finns", "the answer leads to the step “%s”, which does not exist", a.To),
					diag.Meant(a.To, f.IDs(), diag.T("steg som finns: %s", "steps that exist: %s", strings.Join(f.IDs(), ", "))))
			}
		}
		if !reached[s] && s.ID != "" && f.Step(s.ID) == s { // the others were reported for their ids
			found.Add(s.Pos, diag.FlowUnreachable, diag.T("inget svar leder till steget ”%s”", "no answer leads to the step “%s”", s.Title),
				diag.T("led ett svar dit, - [Ja](#%s), eller ta bort steget", "lead an answer to it, - [Yes](#%s), or remove the step", s.ID))
		}
	}
	if cycle := f.cycle(); cycle != nil {
		var names []string
		for _, s := range cycle {
			names = append(names, s.ID)
		}
		found.Add(cycle[0].Pos, diag.FlowCycle, diag.T("frågorna går i cirkel: %s", "the questions go in a circle: %s", strings.Join(names, " → ")),
			diag.T("ändra ett av svaren så att det leder till en kontakt", "change one of the answers so that it leads to a contact"))
		return
	}
	if n, last := f.longest(); n > MaxQuestions {
		found.Add(last.Pos, diag.FlowLong, diag.T("vägen hit är %d frågor; %d är det mesta någon orkar", "the way here is %d questions; %d is the most anyone will answer", n, MaxQuestions),
			diag.T("slå ihop två frågor, eller led hit tidigare", "merge two questions, or lead here earlier"))
	}
}

func (f *Flow) reach(s *Step, reached map[*Step]bool) {
	if reached[s] {
		return
	}
	reached[s] = true
	for _, a := range s.Answers {
		if to := f.Step(a.To); to != nil {
			f.reach(to, reached)
		}
	}
}

// cycle returns steps that lead round, the first one again at the end; nil if
// there are none.
func (f *Flow) cycle() []*Step {
	done := map[*Step]bool{}
	var path []*Step
	var visit func(s *Step) []*Step
	visit = func(s *Step) []*Step {
		if i := slices.Index(path, s); i >= 0 {
			return append(slices.Clone(path[i:]), s)
		}
		if done[s] {
			return nil
		}
		path = append(path, s)
		for _, a := range s.Answers {
			if to := f.Step(a.To); to != nil {
				if c := visit(to); c != nil {
					return c
				}
			}
		}
		path = path[:len(path)-1]
		done[s] = true
		return nil
	}
	for _, s := range f.Steps {
		if c := visit(s); c != nil {
			return c
		}
	}
	return nil
}

// longest returns the largest number of questions before an outcome, and that
// outcome. The flow has no cycle.
func (f *Flow) longest() (n int, last *Step) {
	type end struct {
		n    int
		step *Step
	}
	known := map[*Step]end{}
	var from func(s *Step) end
	from = func(s *Step) end {
		if e, ok := known[s]; ok {
			return e
		}
		best := end{0, s}
		for _, a := range s.Answers {
			if to := f.Step(a.To); to != nil {
				if e := from(to); e.n+1 > best.n {
					best = end{e.n + 1, e.step}
				}
			}
		}
		known[s] = best
		return best
	}
	if len(f.Steps) == 0 {
		return 0, nil
	}
	e := from(f.Steps[0])
	return e.n, e.step
}

// Compare reports where a translation's graph differs from the source's: all
// languages have the same steps, answers, contacts and attributes.
func (f *Flow) Compare(source *Flow, found *diag.List) {
	differs := func(s *Step, message diag.Text) {
		pos := f.Pos
		if s != nil {
			pos = s.Pos
		}
		found.Add(pos, diag.FlowDiffers, message, diag.T("gör som i %s", "do as in %s", source.Pos.Name()))
	}
	for _, want := range source.Steps {
		got := f.Step(want.ID)
		if got == nil {
			differs(nil, diag.T("steget ”%s” saknas i den här översättningen", "the step “%s” is missing in this translation", want.ID))
			continue
		}
		if !slices.EqualFunc(got.Answers, want.Answers, func(a, b Answer) bool { return a.To == b.To }) {
			differs(got, diag.T("svaren i ”%s” leder inte till samma steg som i källspråket", "the answers of “%s” do not lead to the same steps as in the source language", got.ID))
		}
		if keys(got) != keys(want) {
			differs(got, diag.T("kontakterna i ”%s” är inte desamma som i källspråket", "the contacts of “%s” are not those of the source language", got.ID))
		}
		if got.Urgent != want.Urgent || got.Age != want.Age || !slices.Equal(got.For, want.For) {
			differs(got, diag.T("attributen i ”%s” är inte desamma som i källspråket", "the attributes of “%s” are not those of the source language", got.ID))
		}
	}
	for _, s := range f.Steps {
		if source.Step(s.ID) == nil {
			differs(s, diag.T("steget ”%s” finns inte i källspråket", "the step “%s” does not exist in the source language", s.ID))
		}
	}
	if len(f.Steps) > 0 && len(source.Steps) > 0 && f.Steps[0].ID != source.Steps[0].ID && source.Step(f.Steps[0].ID) != nil {
		differs(f.Steps[0], diag.T("flödet börjar med ett annat steg än i källspråket", "the flow begins with another step than in the source language"))
	}
}

func keys(s *Step) string {
	var b strings.Builder
	for _, c := range s.Contacts {
		b.WriteString(" ")
		b.WriteString(c.Key)
	}
	return b.String()
}
