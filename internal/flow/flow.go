// Package flow owns the guided decision: reading it from Markdown, its graph,
// and what can be proved of it. A flow is pure data, steps and answers; there
// are no variables and no expressions, so that a social worker can read it
// aloud (docs/adr/002).
package flow

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// Flow is one decision in one language. The first step is the start.
type Flow struct {
	Pos   source.Pos
	Intro []doc.Block // what stands before the first step
	Steps []*Step     // in the order they are written
}

// Step is one screen: a question with answers or an outcome with contacts.
type Step struct {
	ID    string
	Title string
	Pos   source.Pos
	Body  []doc.Block // words before the list
	After []doc.Block // words after the list

	Answers  []Answer
	Contacts []*doc.Ref // services and roles, in the order they are written

	Urgent bool     // 112 leads the list
	For    []string // audiences the outcome is for; empty is anybody
	Age    int      // the reader's age it is for; 0 is any
}

// Answer leads from a question to another step.
type Answer struct {
	Text string
	Hint string
	To   string // id of the step
	Pos  source.Pos
}

// Question says whether the step asks something.
func (s *Step) Question() bool { return len(s.Answers) > 0 }

// Parse reads a flow: a level-2 heading with an id begins a step, a list of
// links to #ids makes it a question, a list of services and roles an outcome.
func Parse(d *doc.Doc, start source.Pos, found *diag.List) *Flow {
	f := &Flow{Pos: start}
	var step *Step
	for _, b := range d.Blocks {
		switch {
		case b.Kind == doc.Heading && b.Level == 2:
			step = f.begin(b, found)
		case step == nil:
			f.Intro = append(f.Intro, b)
		case b.Kind == doc.List && step.list(b, found):
		case len(step.Answers)+len(step.Contacts) > 0:
			step.After = append(step.After, b)
		default:
			step.Body = append(step.Body, b)
		}
	}
	for _, s := range f.Steps {
		if len(s.Answers)+len(s.Contacts) == 0 {
			found.Add(s.Pos, diag.FlowDeadEnd, diag.T("steget ”%s” tar slut utan svar och utan kontakt", "the step “%s” ends with neither answers nor contacts", s.Title),
				diag.T("lägg till en lista: svar, - [Ja](#steg), eller kontakter, - <service:sos-112>", "add a list: answers, - [Yes](#step), or contacts, - <service:sos-112>"))
		}
	}
	if len(f.Steps) == 0 {
		found.Add(start, diag.FlowDeadEnd, diag.T("flödet har inget steg", "the flow has no step"),
			diag.T("börja ett steg med en rubrik: ## Är någon i fara? {#fara}", "begin a step with a heading: ## Is anyone in danger? {#danger}"))
	}
	return f
}

func (f *Flow) begin(b doc.Block, found *diag.List) *Step {
	s := &Step{ID: b.ID, Title: b.Plain, Pos: b.Pos}
	if s.ID == "" {
		found.Add(b.Pos, diag.FlowStep, diag.T("steget ”%s” har inget id", "the step “%s” has no id", s.Title),
			diag.T("skriv ett sist i rubriken: ## %s {#steg}", "write one at the end of the heading: ## %s {#step}", s.Title))
	} else if f.Step(s.ID) != nil {
		found.Add(b.Pos, diag.FlowStep, diag.T("två steg heter ”%s”", "two steps are called “%s”", s.ID), diag.T("ge ett av dem ett annat id", "give one of them another id"))
	}
	for name, value := range b.Attrs {
		s.attribute(name, value, found)
	}
	f.Steps = append(f.Steps, s)
	return s
}

var attributes = []string{"urgent", "for", "age"}

func (s *Step) attribute(name, value string, found *diag.List) {
	bad := func(hint diag.Text) {
		found.Add(s.Pos, diag.FlowAttribute, diag.T("”%s=%s” går inte att förstå", "“%s=%s” cannot be understood", name, value), hint)
	}
	switch name {
	case "urgent":
		if value != "true" && value != "false" {
			bad(diag.T("skriv urgent=true eller ta bort det", "write urgent=true or remove it"))
		}
		s.Urgent = value == "true"
	case "for":
		for a := range strings.SplitSeq(value, ",") {
			s.For = append(s.For, strings.TrimSpace(a))
		}
	case "age":
		age, err := strconv.Atoi(value)
		if err != nil || age < 1 || age > 120 {
			bad(diag.T("skriv en ålder i år: age=15", "write an age in years: age=15"))
		}
		s.Age = age
	default:
		found.Add(s.Pos, diag.FlowAttribute, diag.T("okänt attribut ”%s”", "unknown attribute “%s”", name),
			diag.Meant(name, attributes, diag.T("attribut som finns: urgent, for, age", "attributes that exist: urgent, for, age")))
	}
}

// list reads a list of answers or of contacts; it returns false for a list of
// words.
func (s *Step) list(b doc.Block, found *diag.List) bool {
	var answers []Answer
	var contacts []*doc.Ref
	for _, item := range b.Items {
		switch t := item.Target; {
		case t == nil:
		case leads(t):
			answers = append(answers, Answer{Text: item.Label, Hint: item.Rest, To: t.Key[1:], Pos: item.Pos})
		case reaches(t):
			contacts = append(contacts, t)
		}
	}
	if len(answers)+len(contacts) == 0 {
		return false
	}
	if len(answers) > 0 && len(contacts)+len(s.Contacts) > 0 || len(contacts) > 0 && len(s.Answers) > 0 {
		found.Add(b.Pos, diag.FlowMixed, diag.T("steget ”%s” har både svar och kontakter", "the step “%s” has both answers and contacts", s.Title),
			diag.T("dela det i två steg: en fråga som leder till ett med kontakter", "split it in two: a question that leads to one with contacts"))
	}
	for _, item := range b.Items {
		switch t := item.Target; {
		case t == nil || !leads(t) && !reaches(t):
			found.Add(item.Pos, diag.FlowMixed, diag.T("en rad i listan är varken svar eller kontakt", "a line of the list is neither an answer nor a contact"),
				diag.T("börja raden med en länk, - [Ja](#steg), eller flytta texten ur listan", "begin the line with a link, - [Yes](#step), or move the text out of the list"))
		case !leads(t) && item.Rest != "":
			found.Add(item.Pos, diag.FlowMixed, diag.T("orden efter kontakten visas inte: där står kontaktens eget kort", "the words after the contact are not shown: the contact's own card stands there"),
				diag.T("flytta orden till texten före listan, eller till tjänstens egen sida", "move the words to the text before the list, or to the service's own page"))
		}
	}
	s.Answers = append(s.Answers, answers...)
	s.Contacts = append(s.Contacts, contacts...)
	return true
}

// leads says whether a link leads to a step, and not to another page.
func leads(t *doc.Ref) bool { return t.Kind == doc.Link && strings.HasPrefix(t.Key, "#") }

// reaches says whether a link is a contact.
func reaches(t *doc.Ref) bool { return t.Kind == doc.Service || t.Kind == doc.Role }

// Step returns the step with the id, nil if there is none.
func (f *Flow) Step(id string) *Step {
	for _, s := range f.Steps {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Answers says whether some answer leads to the id, whether or not there is
// such a step.
func (f *Flow) Answers(id string) bool {
	for _, s := range f.Steps {
		for _, a := range s.Answers {
			if a.To == id {
				return true
			}
		}
	}
	return false
}

// Number returns a step's place in the flow, counted from one; 0 if the flow
// has no such step.
func (f *Flow) Number(id string) int {
	for i, s := range f.Steps {
		if s.ID == id {
			return i + 1
		}
	}
	return 0
}

// IDs returns the ids of all steps.
func (f *Flow) IDs() []string {
	ids := make([]string, len(f.Steps))
	for i, s := range f.Steps {
		ids[i] = s.ID
	}
	return ids
}

// Path is one way through a flow: an answer for each question and the outcome
// they lead to.
type Path struct {
	Questions []*Step
	Answers   []int // index into the question's answers
	Outcome   *Step
}

// Paths ranges over every way from the start to an outcome, in the order of
// the answers. A flow with a cycle is walked only as far as a step repeats.
func (f *Flow) Paths() iter.Seq[Path] {
	return func(yield func(Path) bool) {
		if len(f.Steps) > 0 {
			f.walk(f.Steps[0], Path{}, yield)
		}
	}
}

func (f *Flow) walk(s *Step, p Path, yield func(Path) bool) bool {
	if !s.Question() {
		p.Outcome = s
		return yield(Path{append([]*Step(nil), p.Questions...), append([]int(nil), p.Answers...), s})
	}
	if slices.Contains(p.Questions, s) {
		return true
	}
	for i, a := range s.Answers {
		to := f.Step(a.To)
		if to == nil {
			continue
		}
		if !f.walk(to, Path{append(p.Questions, s), append(p.Answers, i), nil}, yield) {
			return false
		}
	}
	return true
}
