// Package scenario runs a flow's scenarios: it gives the answers of somebody
// who goes through the flow, at their time and in their area, and holds whom
// they are sent to against whom they should be.
package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
	"vart/internal/source"
)

// Result is what became of a scenario at one of its moments.
type Result struct {
	Scenario *site.Scenario
	At       time.Time
	Path     []Answered
	// Outcome is where the answers led; nil if they led nowhere.
	Outcome *flow.Step
	// Contacts are those of the outcome in the order a page shows them then.
	Contacts []route.Contact
	// Found is why the scenario does not hold or could not be run.
	Found diag.List
}

// Answered is a question on the way and the answer that was given.
type Answered struct {
	Question *flow.Step
	Answer   flow.Answer
}

// Run runs every scenario of a flow, at each of its moments. One without any
// is only walked through.
func Run(s *site.Site, f *site.Flow) []Result {
	var results []Result
	for _, sc := range f.Scenarios {
		moments := sc.At
		if len(moments) == 0 {
			moments = []time.Time{{}}
		}
		for _, at := range moments {
			r := &run{Result: Result{Scenario: sc, At: at}, site: s, graph: graph(s, f, sc)}
			r.run()
			results = append(results, r.Result)
		}
	}
	return results
}

// Failed counts the scenarios that do not hold at one of their moments.
func Failed(results []Result) int {
	failed := map[*site.Scenario]bool{}
	for _, r := range results {
		if len(r.Found) > 0 {
			failed[r.Scenario] = true
		}
	}
	return len(failed)
}

// graph is the flow as the scenario's reader sees it.
func graph(s *site.Site, f *site.Flow, sc *site.Scenario) *flow.Flow {
	if g := f.Graphs[sc.Language.Value]; g != nil {
		return g
	}
	return f.Graphs[s.Config.Source]
}

type run struct {
	Result
	site  *site.Site
	graph *flow.Flow
}

func (r *run) run() {
	if t := r.Scenario.Time; r.At.IsZero() && t.Value != "" {
		r.fail(t.Pos, diag.T("klockan visar aldrig %s: den timmen hoppas över när sommartiden börjar", "the clock never shows %s: that hour is skipped when summer time begins", t.Value),
			diag.T("välj en tid före eller efter: 01:59 eller 03:00", "choose a time before or after: 01:59 or 03:00"))
	}
	if r.graph == nil || !r.places() || !r.walk() || r.At.IsZero() {
		return
	}
	r.Contacts, _ = route.Contacts(r.site, r.Outcome, r.Scenario.Area.Value)
	route.Order(r.Contacts, r.Outcome.Urgent, r.At)
	r.expect()
}

func (r *run) fail(pos source.Pos, message, hint diag.Text) {
	name := r.Scenario.Name.Value
	r.Found.Add(pos, diag.Scenario, diag.Text{SV: "”" + name + "”: " + message.SV, EN: "“" + name + "”: " + message.EN}, hint)
}

// unknown reports a name that does not exist, with the nearest that does.
func (r *run) unknown(name source.At[string], sv, en string, known []string) {
	r.fail(name.Pos, diag.T(sv+" ”%s” finns inte", "the "+en+" “%s” does not exist", name.Value),
		diag.Meant(name.Value, known, diag.T("de som finns: %s", "those that exist: %s", strings.Join(known, ", "))))
}

// places reports areas, steps and services that do not exist.
func (r *run) places() bool {
	sc, before := r.Scenario, len(r.Found)
	if areas := route.Areas(r.site); !slices.Contains(areas, sc.Area.Value) {
		areas[len(areas)-1] = "none"
		r.unknown(sc.Area, "området", "area", areas)
	}
	if r.graph.Step(sc.Outcome.Value) == nil {
		r.unknown(sc.Outcome, "steget", "step", r.graph.IDs())
	}
	var ids []string
	for _, v := range r.site.Services {
		ids = append(ids, v.ID)
	}
	for _, id := range slices.Concat([]source.At[string]{sc.First}, sc.Includes, sc.Excludes) {
		if id.Value != "" && r.site.Service(id.Value) == nil {
			r.unknown(id, "tjänsten", "service", ids)
		}
	}
	return len(r.Found) == before
}

// walk answers the questions, one by one, and reports an answer that does not
// belong to the question that is asked.
func (r *run) walk() bool {
	step := r.graph.Steps[0]
	for _, c := range r.Scenario.Answers {
		switch {
		case r.graph.Step(c.Step.Value) == nil:
			r.unknown(c.Step, "steget", "step", r.graph.IDs())
			return false
		case !step.Question():
			r.fail(c.Step.Pos, diag.T("frågan ”%s” ställs aldrig: vägen slutar i ”%s”", "the question “%s” is never asked: the way ends in “%s”", c.Step.Value, step.ID),
				diag.T("ta bort svaret, eller ändra de tidigare", "remove the answer, or change those before it"))
			return false
		case c.Step.Value != step.ID:
			r.fail(c.Step.Pos, diag.T("här ställs frågan ”%s”, inte ”%s”", "the question asked here is “%s”, not “%s”", step.ID, c.Step.Value),
				diag.T("svara på den: %s: …", "answer it: %s: …", step.ID))
			return false
		}
		a := find(step, c.Answer.Value)
		if a == nil {
			var texts []string
			for _, a := range step.Answers {
				texts = append(texts, a.Text)
			}
			r.fail(c.Answer.Pos, diag.T("frågan ”%s” har inget svar ”%s”", "the question “%s” has no answer “%s”", step.ID, c.Answer.Value),
				diag.Meant(c.Answer.Value, texts, diag.T("svaren är, i ordning: %s", "the answers are, in order: %s", strings.Join(texts, " · "))))
			return false
		}
		r.Path = append(r.Path, Answered{step, *a})
		to := r.graph.Step(a.To)
		if to == nil {
			return false // the flow itself is broken, and says so
		}
		step = to
	}
	if step.Question() {
		r.fail(r.Scenario.Pos, diag.T("svaren tar slut vid frågan ”%s” (%s)", "the answers end at the question “%s” (%s)", step.Title, step.ID),
			diag.T("svara på den också: %s: …", "answer it too: %s: …", step.ID))
		return false
	}
	r.Outcome = step
	return true
}

// find returns the answer with this number, counted from one, or this text.
func find(step *flow.Step, answer string) *flow.Answer {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(step.Answers) {
		return &step.Answers[n-1]
	}
	for i, a := range step.Answers {
		if strings.EqualFold(strings.TrimSpace(a.Text), strings.TrimSpace(answer)) {
			return &step.Answers[i]
		}
	}
	return nil
}

// expect holds what came out against what should.
func (r *run) expect() {
	sc := r.Scenario
	way := diag.Text{SV: "vägen: " + r.way("sv"), EN: "the way: " + r.way("en")}
	if r.Outcome.ID != sc.Outcome.Value {
		r.fail(sc.Outcome.Pos, diag.T("hamnar i ”%s” (%s), inte i ”%s”", "ends in “%s” (%s), not in “%s”", r.Outcome.Title, r.Outcome.ID, sc.Outcome.Value), way)
		return
	}
	if want := sc.First; want.Value != "" {
		switch first := r.first(); {
		case first == nil:
			r.fail(want.Pos, diag.T("ingen står först efter 112; ”%s” skulle göra det", "nobody is first after 112; “%s” should be", want.Value), way)
		case first.ID != want.Value:
			r.fail(want.Pos, diag.T("först efter 112 står ”%s”, inte ”%s”", "first after 112 is “%s”, not “%s”", first.ID, want.Value), way)
		}
	}
	for _, id := range sc.Includes {
		if !r.lists(id.Value) {
			r.fail(id.Pos, diag.T("”%s” skulle finnas med men gör det inte", "“%s” should be listed but is not", id.Value), way)
		}
	}
	for _, id := range sc.Excludes {
		if r.lists(id.Value) {
			r.fail(id.Pos, diag.T("”%s” finns med men skulle inte göra det", "“%s” is listed but should not be", id.Value), way)
		}
	}
}

func (r *run) first() *site.Service {
	for _, c := range r.Contacts {
		if !c.IsEmergency() {
			return c.Service
		}
	}
	return nil
}

func (r *run) lists(id string) bool {
	return slices.ContainsFunc(r.Contacts, func(c route.Contact) bool { return c.Service.ID == id })
}

// way is the path in a line: "fara: Nej, inte just nu → vem: …".
func (r *run) way(lang string) string {
	var steps []string
	for _, a := range r.Path {
		steps = append(steps, fmt.Sprintf("%s: %s", a.Question.ID, a.Answer.Text))
	}
	return strings.Join(steps, " → ") + diag.T("; ändra flödet, eller det väntade", "; change the flow, or what is expected").In(lang)
}
