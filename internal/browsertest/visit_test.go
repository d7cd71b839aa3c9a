package browsertest

import (
	"fmt"
	"testing"

	"vart/internal/flow"
	"vart/internal/plan"
	"vart/internal/site"
)

// choice is a question and the number of the answer given, counted from one.
type choice struct {
	step   *flow.Step
	answer int
}

func (c choice) text() string { return c.step.Answers[c.answer-1].Text }

// graphOf is the first flow's graph in Swedish.
func graphOf(b *built) *flow.Flow {
	return b.Site.Flows[0].Graph(&b.Site.Config, "sv")
}

// walks returns every way through a flow, from its start to an outcome.
func walks(g *flow.Flow) [][]choice {
	var all [][]choice
	var on func(step *flow.Step, way []choice)
	on = func(step *flow.Step, way []choice) {
		if !step.Question() {
			all = append(all, append([]choice(nil), way...))
			return
		}
		for i, a := range step.Answers {
			on(g.Step(a.To), append(way, choice{step, i + 1}))
		}
	}
	on(g.Steps[0], nil)
	return all
}

// longest is a way of as many questions as any, with services at its end.
func longest(t testing.TB, g *flow.Flow) []choice {
	t.Helper()
	var best []choice
	for _, way := range walks(g) {
		if len(way) > len(best) && len(end(g, way).Contacts) > 0 {
			best = way
		}
	}
	if len(best) < 4 {
		t.Fatalf("the longest way through the flow has %d questions", len(best))
	}
	return best
}

// end is the outcome that a way leads to.
func end(g *flow.Flow, way []choice) *flow.Step {
	last := way[len(way)-1]
	return g.Step(last.step.Answers[last.answer-1].To)
}

// flowURL is the address of the first flow in an area, "" the choice of area.
func (b *built) flowURL(area, lang string) string {
	return b.Plan.FlowURL(b.Site.Flows[0].ID, area, lang)
}

// kinds are a page of each kind in a language.
func (b *built) kinds(lang string) []*plan.Output {
	seen := map[string]bool{}
	var outs []*plan.Output
	for _, o := range b.Plan.Outputs {
		key := fmt.Sprint(o.Kind, o.Go, o.Page != nil && o.Page.Folder, o.Service != nil && o.Service.Status == site.Closed, o.Area == nil)
		if o.Lang == lang && !seen[key] {
			seen[key] = true
			outs = append(outs, o)
		}
	}
	return outs
}

// answer clicks on an answer of the question that is shown, and waits for the
// step it leads to.
func (p *Page) answer(g *flow.Flow, way ...choice) {
	p.t.Helper()
	for _, c := range way {
		p.shows(c.step)
		p.ClickOn(fmt.Sprintf("document.querySelectorAll('.step.now .answer button')[%d]", c.answer-1))
		p.shows(g.Step(c.step.Answers[c.answer-1].To))
	}
}

// shows waits for a step to be the one shown.
func (p *Page) shows(step *flow.Step) {
	p.t.Helper()
	p.Until(fmt.Sprintf("document.querySelector('html.js .step.now')?.dataset.step == %q", step.ID))
}

// heading waits for a page with this heading.
func (p *Page) heading(title string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("document.querySelector('h1')?.textContent == %q", title))
}

// focused waits for the focus to be on the element of a selector.
func (p *Page) focused(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("document.activeElement?.matches(%q)", selector))
}

// says waits for an announcement.
func (p *Page) says(text string) {
	p.t.Helper()
	p.Until(fmt.Sprintf("document.querySelector('#say').textContent == %q", text))
}

// equal fails the test unless two values are the same.
func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
