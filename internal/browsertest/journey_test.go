package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"vart/internal/flow"
	"vart/internal/plan"
	"vart/internal/route"
)

// land comes to an address by a click on the page before: Firefox's Back
// passes over a page that nobody has touched.
func land(p *Page, landing string) *Page {
	p.t.Helper()
	p.Open(before)
	p.Run(fmt.Sprintf("document.body.innerHTML += '<a id=to href=%s>Result</a>'", ours+landing))
	p.Click("#to")
	p.Until("document.querySelector('html.js h1') && history.state?.d === 0")
	return p
}

// journey begins at an address as by a link on the page before, and goes by
// the menu to the flow, answers, and reads about a service.
func journey(p *Page, s *built, landing string) *Page {
	p.t.Helper()
	g := graphOf(s)
	way := longest(p.t, g)
	land(p, landing)
	for i, page := range []string{s.Plan.PageURL("hjalp", "sv"), s.Plan.PageURL("hjalp/heder", "sv"), s.flowURL("", "sv"), s.flowURL("solna", "sv")} {
		p.Follow(page)
		p.Until(fmt.Sprintf("history.state?.d === %d", i+1))
	}
	p.answer(g, way...)
	p.ClickOn(fmt.Sprintf("[...document.querySelectorAll('.step.now .card h3 a')].find(a => a.getAttribute('href') == %q)", s.Plan.ServiceURL(s.service(g, way), "sv")))
	p.Until("document.querySelector('.card.full')")
	return p
}

// plainJourney does the same without script.
func plainJourney(p *Page, s *built) *Page {
	p.t.Helper()
	g := graphOf(s)
	way := longest(p.t, g)
	p.Open(before)
	p.Open(ours + s.Plan.PageURL("", "sv"))
	for _, o := range []*plan.Output{s.Plan.At(s.flowURL("", "sv")), s.Plan.At(s.flowURL("solna", "sv"))} {
		p.Follow(o.URL)
		p.Until(fmt.Sprintf("location.pathname == %q && document.readyState == 'complete'", o.URL))
	}
	for _, c := range way {
		p.Click(fmt.Sprintf("label[for=a%d-%d]", g.Number(c.step.ID), c.answer))
	}
	p.ClickOn(fmt.Sprintf("[...document.querySelectorAll('.card h3 a')].find(a => a.checkVisibility() && a.getAttribute('href') == %q)", s.Plan.ServiceURL(s.service(g, way), "sv")))
	p.Until("document.querySelector('.card.full')")
	return p
}

// control goes the same way on the same site made as most sites are.
func control(p *Page, s *built) *Page {
	p.t.Helper()
	g := graphOf(s)
	way := longest(p.t, g)
	p.Open(before)
	p.Open(plain + s.Plan.PageURL("hjalp/heder", "sv"))
	p.Follow(s.flowURL("", "sv"))
	p.Until(fmt.Sprintf("location.pathname == %q && document.readyState == 'complete'", s.flowURL("", "sv")))
	p.Follow(s.flowURL("solna", "sv"))
	for _, c := range way {
		p.heading(c.step.Title)
		p.Follow(s.flowURL("solna", "sv") + c.step.Answers[c.answer-1].To + "/")
	}
	p.heading(end(g, way).Title)
	p.Follow(s.Plan.ServiceURL(s.service(g, way), "sv"))
	p.Until("document.querySelector('.card.full')")
	return p
}

// service is where the visits read about a service: the first that the way's
// end lists in Solna.
func (b *built) service(g *flow.Flow, way []choice) string {
	contacts, _ := route.Contacts(b.Site, end(g, way), "solna")
	return contacts[0].Service.ID
}

// words are what would tell where the visits were and what they answered.
func (b *built) words(t *testing.T) (places, answers []string) {
	g := graphOf(b)
	way := longest(t, g)
	id := b.service(g, way)
	places = []string{
		b.flowURL("solna", "sv"), b.Plan.ServiceURL(id, "sv"), b.title(b.Plan.ServiceURL(id, "sv")),
		"/" + strings.Split(b.Plan.AreaURL("solna", "sv"), "/")[3] + "/",
		b.Plan.PageURL("hjalp/heder", "sv"), b.title(b.Plan.PageURL("hjalp/heder", "sv")),
	}
	for _, c := range way {
		answers = append(answers, c.step.Title, c.text())
		if to := c.step.Answers[c.answer-1].To; to != "" {
			answers = append(answers, "solna/"+to)
		}
	}
	return places, append(answers, end(g, way).Title)
}

// short is the address of a short link.
func (b *built) short(t *testing.T) string {
	t.Helper()
	for _, o := range b.Plan.Outputs {
		if o.Go && o.Lang == "sv" {
			return o.URL
		}
	}
	t.Fatal("no short link")
	return ""
}
