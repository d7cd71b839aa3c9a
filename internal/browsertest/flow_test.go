package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// TestFlow answers as a reader does, with script: nothing outside the page
// tells what was answered, and every way back works.
func TestFlow(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	way := longest(t, g)
	address := ours + b.flowURL("solna", "sv")
	p.Open(address)
	first := Eval[int](p, "history.length")
	discreet := b.Site.Config.DiscreetTitle["sv"].Value
	equal(t, "radio buttons", Eval[int](p, "document.querySelectorAll('input').length"), 0)
	for i, c := range way {
		p.answer(g, c)
		next := g.Step(c.step.Answers[c.answer-1].To)
		p.Until(fmt.Sprintf("document.activeElement.matches('h2') && document.activeElement.textContent == %q", next.Title))
		p.says(next.Title)
		equal(t, "address", p.Address(), address)
		equal(t, "title", p.Text("document.title"), discreet)
		equal(t, "history.state", p.Text("JSON.stringify(history.state)"), fmt.Sprintf(`{"d":%d}`, i+1))
		equal(t, "history.length", Eval[int](p, "history.length"), first+i+1)
		equal(t, "steps shown", p.Text("[...document.querySelectorAll('.step')].filter(s => s.checkVisibility()).map(s => s.dataset.step).join()"), next.ID)
	}
	equal(t, "stored", Eval[int](p, "localStorage.length + sessionStorage.length + document.cookie.length"), 0)
	equal(t, "trail", p.Text("[...document.querySelectorAll('.trail li span')].map(s => s.textContent).join('|')"), trail(way))

	// Back, ours and the browser's, one step each.
	p.Back()
	p.shows(way[len(way)-1].step)
	p.Until(fmt.Sprintf("document.activeElement.textContent == %q", way[len(way)-1].step.Title))
	p.Click("#back")
	p.shows(way[len(way)-2].step)
	equal(t, "trail after Back", p.Text("[...document.querySelectorAll('.trail li span')].map(s => s.textContent).join('|')"), trail(way[:len(way)-2]))
	p.Forward()
	p.shows(way[len(way)-1].step)

	// Changing the second answer asks that question again.
	p.ClickOn("document.querySelectorAll('.trail button')[1]")
	p.shows(way[1].step)
	equal(t, "trail after a change", p.Text("[...document.querySelectorAll('.trail li span')].map(s => s.textContent).join('|')"), trail(way[:1]))
	if label := p.Text("document.querySelector('.trail button').getAttribute('aria-label')"); !strings.Contains(label, way[0].step.Title) {
		t.Errorf("the change button is named %q, without its question", label)
	}
	other := 1 + way[1].answer%len(way[1].step.Answers)
	p.answer(g, choice{way[1].step, other})
	p.Back()
	p.shows(way[1].step)
	p.Back()
	p.shows(way[len(way)-1].step)
	equal(t, "address at last", p.Address(), address)
}

func trail(way []choice) string {
	var texts []string
	for _, c := range way {
		texts = append(texts, c.step.Title+" "+c.text())
	}
	return strings.Join(texts, "|")
}

// TestKeep: who changes area or language in the middle keeps the answers, and
// who comes to the flow by another way begins anew.
func TestKeep(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	way := longest(t, g)
	p.Open(ours + b.flowURL("solna", "sv"))
	p.answer(g, way...)
	at := end(g, way)
	answers := fmt.Sprintf("document.querySelectorAll('.trail li').length == %d", len(way))

	p.Click(".where a") // change area
	p.Until("!document.querySelector('.flow')")
	p.Follow(b.flowURL("sundbyberg", "sv"))
	p.shows(at)
	p.Until(answers)
	p.Until("document.querySelector('.where').textContent.includes('Sundbyberg')")

	p.Follow(b.flowURL("sundbyberg", "en"))
	p.Until("document.documentElement.lang == 'en'")
	p.shows(at)
	p.Until(answers)
	english := b.Site.Flows[0].Graph(&b.Site.Config, "en")
	if text := p.Text("document.querySelector('.trail li').textContent"); !strings.Contains(text, english.Steps[0].Title) {
		t.Errorf("the answers are not in English: %s", text)
	}
	for range 3 {
		p.Back()
	}
	p.Until("document.documentElement.lang == 'sv' && document.querySelector('.where')?.textContent.includes('Solna')")
	p.shows(at)
	equal(t, "address", p.Address(), ours+b.flowURL("solna", "sv"))

	p.Follow(b.Plan.PageURL("", "sv"))
	p.Until("document.querySelector('a.main')")
	p.Follow(b.flowURL("", "sv"))
	p.Until("document.querySelector('[data-keep] .list, .list[data-keep]') && !document.querySelector('a.main')")
	p.Follow(b.flowURL("solna", "sv"))
	p.shows(g.Steps[0])
	p.Until("document.querySelectorAll('.trail li').length == 0")
}

// TestStepFromElsewhere: a link to a step opens the flow there, through the
// choice of area.
func TestStepFromElsewhere(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	step := g.Steps[2]
	p.Open(ours + b.Plan.PageURL("hjalp/heder", "sv"))
	// The bundled pages may have no such link; this is what one is made into.
	p.Run(fmt.Sprintf(`document.querySelector('main').insertAdjacentHTML('beforeend', '<a id="to" href="%[1]s" data-flow="%[1]s" data-step="%[2]s">x</a>')`, b.flowURL("", "sv"), step.ID))
	p.Click("#to")
	p.Until("document.querySelector('article [data-keep]') && !document.querySelector('#to')")
	p.Follow(b.flowURL("solna", "sv"))
	p.shows(step)
	p.answer(g, choice{step, 1})
	for range 3 {
		p.Back()
	}
	p.focused("#to")
	equal(t, "address", p.Address(), ours+b.Plan.PageURL("hjalp/heder", "sv"))
}

// TestReload: memory is gone after a reload, so the visit begins anew, and one
// Back leaves.
func TestReload(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	p.Open(before)
	p.Open(ours + b.flowURL("solna", "sv"))
	p.answer(g, longest(t, g)[:2]...)
	p.Run("location.reload()")
	p.Until(`JSON.stringify(history.state) == '{"d":0}'`)
	p.shows(g.Steps[0])
	p.Back()
	p.Until("document.querySelector('#before')")
}
