package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"golang.org/x/net/html/atom"

	"vart/internal/flow"
)

// withoutScript turns script off, as some readers and some browsers do.
func (p *Tab) withoutScript() {
	p.t.Helper()
	command(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// shownSteps are the numbers of the steps that can be seen, in order.
const shownSteps = "[...document.querySelectorAll('.step')].map((s, i) => s.checkVisibility() ? i + 1 : 0).filter(Boolean).join()"

// TestFlowWithoutScript walks every way through the real flow by its radio
// buttons: each answer shows the step it leads to, and what was answered on a
// way no longer taken shows nothing.
func TestFlowWithoutScript(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	p.withoutScript()
	address := ours + b.flowURL("solna", "sv")
	p.Open(address)
	equal(t, "forms", Eval[int](p, "document.querySelectorAll('form').length"), 0)
	equal(t, "steps at first", p.Text(shownSteps), "1")
	if !p.Is("[...document.querySelectorAll('input')].every(i => i.autocomplete == 'off')") {
		t.Error("the browser may keep an answer")
	}

	// The mouse and the keyboard once, then by script of the protocol's, which
	// is not the page's.
	p.Click("label[for=a1-3]")
	equal(t, "after a click", p.Text(shownSteps), shownOf(g, []choice{{g.Steps[0], 3}}))
	p.Press("Tab", "ArrowDown")
	p.focused("input")
	if len(strings.Split(p.Text(shownSteps), ",")) < 3 {
		t.Errorf("the arrow key chose nothing: steps %s", p.Text(shownSteps))
	}

	ways := walks(g)
	outcomes := map[string]bool{}
	for _, way := range ways {
		var clicks strings.Builder
		for _, c := range way {
			fmt.Fprintf(&clicks, "document.getElementById('a%d-%d').click();", g.Number(c.step.ID), c.answer)
		}
		outcomes[end(g, way).ID] = true
		if got, want := p.Text("(() => {"+clicks.String()+"return "+shownSteps+"})()"), shownOf(g, way); got != want {
			t.Errorf("%s: steps %s are shown, want %s", trail(way), got, want)
		}
	}
	for _, s := range g.Steps {
		if !s.Question() && !outcomes[s.ID] {
			t.Errorf("no way leads to %q", s.Title)
		}
	}
	t.Logf("%d ways to %d outcomes", len(ways), len(outcomes))
	equal(t, "address", p.Address(), address)
	equal(t, "entries", Eval[int](p, "history.length"), 2)
}

// shownOf are the numbers of a way's steps, its outcome included, in order.
func shownOf(g *flow.Flow, way []choice) string {
	var shown []int
	for _, c := range way {
		shown = append(shown, g.Number(c.step.ID))
	}
	shown = append(shown, g.Number(end(g, way).ID))
	slices.Sort(shown)
	return strings.Trim(strings.Join(strings.Fields(fmt.Sprint(slices.Compact(shown))), ","), "[]")
}

// TestOneLongPage: a browser with neither script nor :has() shows every step,
// and says as text where an answer leads. With script it works as ever.
func TestOneLongPage(t *testing.T) {
	b := need(t, bundled)
	g := graphOf(b)
	behave.noHas.Store(true)
	defer behave.noHas.Store(false)
	p := newTab(t)
	p.withoutScript()
	p.Open(ours + b.flowURL("solna", "sv"))
	equal(t, "steps shown", len(strings.Split(p.Text(shownSteps), ",")), len(g.Steps))
	equal(t, "radio buttons shown", Eval[int](p, "[...document.querySelectorAll('input')].filter(e => e.checkVisibility()).length"), 0)
	first := g.Steps[0].Answers[0]
	if then := p.Text("document.querySelector('.then').checkVisibility() ? document.querySelector('.then').textContent : ''"); !strings.Contains(then, g.Step(first.To).Title) {
		t.Errorf("after the answer %q it says %q", first.Text, then)
	}
	p = newTab(t)
	p.Open(ours + b.flowURL("solna", "sv"))
	p.answer(g, longest(t, g)...)
	equal(t, "steps shown", len(strings.Split(p.Text(shownSteps), ",")), 1)
}

// TestWithoutScript goes from the start to a service, and out, by links.
func TestWithoutScript(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	g := graphOf(b)
	p.withoutScript()
	p.Open(before)
	p.Open(ours + b.Plan.PageURL("", "sv"))
	p.Follow(b.flowURL("", "sv"))
	p.Until(fmt.Sprintf("location.pathname == %q && document.readyState == 'complete'", b.flowURL("", "sv")))
	p.Follow(b.flowURL("solna", "sv"))
	p.Until("document.querySelector('.flow')")
	way := longest(t, g)
	for _, c := range way {
		p.Click(fmt.Sprintf("label[for=a%d-%d]", g.Number(c.step.ID), c.answer))
	}
	p.ClickOn("[...document.querySelectorAll('.contacts .card h3 a')].find(a => a.checkVisibility())")
	p.Until("document.querySelector('.card.full')")
	if !strings.HasPrefix(p.Address(), ours+b.Plan.PageURL("services", "sv")) {
		t.Errorf("the outcome's first contact leads to %s", p.Address())
	}
	p.Click("#exit")
	p.Until("document.querySelector('#weather')")
	equal(t, "the referrer that the neutral page is told of", p.Text("document.querySelector('#weather').textContent"), "")
}

// TestLinks asks for everything that the pages link to, as a browser without
// script would.
func TestLinks(t *testing.T) {
	b := need(t, bundled)
	seen := map[string]string{}
	var pages, links int
	for _, o := range b.Plan.Outputs {
		page, err := os.ReadFile(filepath.Join(b.dir, o.File))
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, a := range elements(page, atom.A) {
			href, _ := url.Parse(attribute(a, "href"))
			if href == nil || href.Scheme != "" && href.Scheme+"://"+href.Host != ours {
				continue
			}
			links++
			address := (&url.URL{Path: "/"}).ResolveReference(&url.URL{Path: o.URL}).ResolveReference(&url.URL{Path: href.Path}).Path
			if seen[address] == "" {
				seen[address] = o.URL
			}
		}
	}
	for address, from := range seen {
		r := httptest.NewRequest(http.MethodGet, ours+address, nil)
		w := httptest.NewRecorder()
		hosted(w, r, bundled)
		if w.Code != http.StatusOK {
			t.Errorf("%s links to %s: %d", from, address, w.Code)
		}
	}
	t.Logf("%d links on %d pages lead to %d addresses", links, pages, len(seen))
}
