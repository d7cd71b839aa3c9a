package review

import (
	"html/template"
	"io"
	"strconv"
	"strings"

	"vart/internal/check"
	"vart/internal/flow"
	"vart/internal/plan"
	"vart/internal/site"
)

// Subject is a flow in the language it is reviewed in.
type Subject struct {
	Flow  *site.Flow
	Words *site.Words
	Graph *flow.Flow
	Areas []string // ids; the contacts of these are shown
	Plan  *plan.Plan
}

// pathsDoc is what paths.html shows.
type pathsDoc struct {
	*Input
	Title, Lang, Dir string // the flow's
	SiteTitle, When  string
	Demo             bool
	Areas            []string
	Intro            template.HTML
	Questions        []question
	Outcomes         []outcome
	Paths            []path
}

type question struct {
	Number, ID, Title string
	Body, After       template.HTML
	Answers           []answer
}

type answer struct {
	N                      int
	Text, Hint, To, ToName string
}

type outcome struct {
	Number, ID, Title, For string
	Urgent                 bool
	Body, After            template.HTML
	Contacts               []contact
	Paths                  []int // that lead here
}

type path struct {
	N             int
	Steps         []pathStep
	Ending, Title string
}

type pathStep struct{ Number, Text string }

// Paths writes a flow as one page to print: every question, every outcome with
// its contacts, every way from the first question to an outcome, all numbered,
// with room to sign.
func Paths(w io.Writer, in Input, s Subject) error {
	return execute(w, "paths.html", in.Lang, in.paths(s))
}

func (in Input) paths(s Subject) *pathsDoc {
	d := &pathsDoc{
		Input: &in, Title: s.Words.Title.Value, Lang: s.Words.Lang, Dir: in.Catalog.Direction(s.Words.Lang),
		When: check.Moment(in.At, in.Lang), Demo: !in.Site.Config.Live,
	}
	d.SiteTitle = in.Site.Config.Title[in.Lang].Value
	if d.SiteTitle == "" {
		d.SiteTitle = in.Site.Config.Title[in.Site.Config.Source].Value
	}
	for _, area := range s.Areas {
		d.Areas = append(d.Areas, in.area(area))
	}
	t := &texts{in: &in, subject: s, strings: in.strings(s.Words.Lang)}
	numbers := in.words().Numbers(s.Graph)
	ways := map[*flow.Step][]int{}
	for p := range s.Graph.Paths() {
		d.Paths = append(d.Paths, newPath(len(d.Paths)+1, p, numbers))
		ways[p.Outcome] = append(ways[p.Outcome], len(d.Paths))
	}
	d.Intro = t.html(s.Graph.Intro)
	for _, step := range s.Graph.Steps {
		if !step.Question() {
			d.Outcomes = append(d.Outcomes, outcome{
				Number: numbers[step], ID: step.ID, Title: step.Title, For: in.words().Note(step), Urgent: step.Urgent,
				Body: t.html(step.Body), After: t.html(step.After), Contacts: t.contacts(step), Paths: ways[step],
			})
			continue
		}
		q := question{Number: numbers[step], ID: step.ID, Title: step.Title, Body: t.html(step.Body), After: t.html(step.After)}
		for i, a := range step.Answers {
			row := answer{N: i + 1, Text: a.Text, Hint: a.Hint}
			if to := s.Graph.Step(a.To); to != nil {
				row.To, row.ToName = numbers[to], to.Title
			}
			q.Answers = append(q.Answers, row)
		}
		d.Questions = append(d.Questions, q)
	}
	return d
}

func newPath(n int, p flow.Path, numbers map[*flow.Step]string) path {
	out := path{N: n, Ending: numbers[p.Outcome], Title: p.Outcome.Title}
	for i, q := range p.Questions {
		out.Steps = append(out.Steps, pathStep{Number: numbers[q], Text: q.Answers[p.Answers[i]].Text})
	}
	return out
}

// List is the numbers of the paths that lead to an outcome: "3, 7–9".
func (o outcome) List() string {
	var b strings.Builder
	for i := 0; i < len(o.Paths); i++ {
		first := o.Paths[i]
		for i+1 < len(o.Paths) && o.Paths[i+1] == o.Paths[i]+1 {
			i++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(first))
		if last := o.Paths[i]; last > first {
			b.WriteString("–" + strconv.Itoa(last))
		}
	}
	return b.String()
}
