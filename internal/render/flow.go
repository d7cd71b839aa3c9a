package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
)

// flow renders a flow's document: every step of it, for one area.
func (p *page) flow(base Page) Flow {
	w, _ := p.out.Words(&p.site.Config)
	g := p.out.Flow.Graph(&p.site.Config, p.tag)
	base.Body = p.html(w, g.Intro)
	v := Flow{Page: base, ID: p.out.Flow.ID, SwitchURL: p.plan.FlowURL(p.out.Flow.ID, "", p.tag)}
	if p.out.Area != nil {
		v.Area = p.titleOf(p.out.Area.Words)
	}
	for i, s := range g.Steps {
		step := Step{
			N: i + 1, ID: s.ID, Title: p.plain(s.Title), Question: s.Question(), Urgent: s.Urgent,
			Body: p.html(w, s.Body), After: p.html(w, s.After), Contacts: p.contacts(s),
		}
		for n, a := range s.Answers {
			answer := Answer{N: n + 1, Text: p.plain(a.Text), Hint: trusted(template.HTMLEscapeString(p.plain(a.Hint))), To: g.Number(a.To)}
			if to := g.Step(a.To); to != nil {
				answer.Then = p.plain(to.Title)
			}
			step.Answers = append(step.Answers, answer)
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// contacts lists an outcome's cards as they stand without script: 112 first
// where it is urgent, then what answers round the clock, then as written. A
// role that nobody fills says so in its place.
func (p *page) contacts(s *flow.Step) []Contact {
	contacts, missing := route.Contacts(p.site, s, p.area())
	place := map[*site.Service]int{}
	for i, c := range contacts {
		place[c.Service] = i
	}
	slices.SortStableFunc(contacts, func(a, b route.Contact) int { return a.Rank(s.Urgent) - b.Rank(s.Urgent) })
	cards := make([]Contact, 0, len(contacts)+len(missing))
	for _, c := range contacts {
		cards = append(cards, Contact{p.card(c.Service), c.Distance, place[c.Service]})
	}
	for _, m := range missing {
		cards = append(cards, Contact{HTML: p.roleCard(m.Role)})
	}
	return cards
}

// flowAreas renders the choice of area before a flow.
func (p *page) flowAreas(base Page) FlowAreas {
	v := FlowAreas{Page: base, NoArea: Link{
		URL: p.plan.FlowURL(p.out.Flow.ID, site.National, p.tag), Text: p.say("flow.nowhere"), Note: p.say("flow.nowhere.note"),
	}}
	for _, a := range p.plan.Areas() {
		v.Areas = append(v.Areas, Link{URL: p.plan.FlowURL(p.out.Flow.ID, a.ID, p.tag), Text: p.titleOf(a.Words)})
	}
	v.Body = ""
	return v
}

// reveal are the rules that show a flow's steps without script. Each checked
// answer hands visibility on to the step it leads to, so that an answer on a
// way no longer taken shows nothing. Their size is linear in the answers.
func reveal(g *flow.Flow) template.CSS {
	into := make([][]int, len(g.Steps)) // step → the questions that lead to it
	var edges strings.Builder
	for i, s := range g.Steps {
		answers := map[int][]string{}
		var order []int
		for n, a := range s.Answers {
			to := g.Number(a.To)
			if to == 0 {
				continue
			}
			if answers[to] == nil {
				order = append(order, to)
			}
			answers[to] = append(answers[to], fmt.Sprintf("#a%d-%d", i+1, n+1))
		}
		for _, to := range order {
			into[to-1] = append(into[to-1], i+1)
			any := answers[to][0]
			if len(answers[to]) > 1 {
				any = ":is(" + strings.Join(answers[to], ",") + ")"
			}
			fmt.Fprintf(&edges, ".flow:has(%s:checked){--f%d-%d:var(--s%d)}", any, i+1, to, i+1)
		}
	}
	var shown, steps strings.Builder
	for i := range g.Steps {
		n := i + 1
		switch from := into[i]; {
		case n == 1:
			shown.WriteString("--s1:block")
		case len(from) > 0:
			value := ""
			for k := len(from) - 1; k >= 0; k-- {
				if value != "" {
					value = "," + value
				}
				value = fmt.Sprintf("var(--f%d-%d%s)", from[k], n, value)
			}
			fmt.Fprintf(&shown, ";--s%d:%s", n, value)
		}
		fmt.Fprintf(&steps, "html:not(.js) .s%d{display:var(--s%d,none)}", n, n)
	}
	return template.CSS("@supports selector(:has(a)){html:not(.js) .flow{" + shown.String() + "}" + edges.String() + steps.String() + "}")
}
