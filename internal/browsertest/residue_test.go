package browsertest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"vart/internal/flow"
	"vart/internal/plan"
	"vart/internal/route"
)

var update = flag.Bool("update", false, "write what was measured into docs/privacy.md")

// privacy is where the measured table stands, between two marks.
const (
	privacy    = root + "/docs/privacy.md"
	tableBegin = "<!-- measured by internal/browsertest; go test ./internal/browsertest -run TestResidue -update -->\n"
	tableEnd   = "<!-- end of what was measured -->"
)

// named are the files that may tell the host's name after any visit: what was
// opened, its tabs, suggestions for the address bar, and what the browser
// notes of how sites are used (segmentation_platform, and DIPS at times).
var named = []string{"DIPS", "History", "Preferences", "Sessions", "segmentation_platform"}

// trace is a visit and what it may leave.
type trace struct {
	name string
	host string
	// visit ends on the neutral page, in the tab it returns.
	visit func(t *testing.T, b *Browser, s *built) *Tab
	// addresses is how many of ours may stand in History.
	addresses int
	// places says that pages visited may be told of; answers, that answers may.
	places, answers bool
	// landing is the path that a visit begins at, which is in History.
	landing string
}

// service is where the visits read about a service: the first that the way's
// end lists in Solna.
func (b *built) service(g *flow.Flow, way []choice) string {
	contacts, _ := route.Contacts(b.Site, end(g, way), "solna")
	return contacts[0].Service.ID
}

// TestResidue visits the site in real profiles, closes the browser, and reads
// every file of the profile: docs/privacy.md says what was found.
func TestResidue(t *testing.T) {
	Need(t)
	s := need(t, bundled)
	if n := len(longest(t, graphOf(s))); n != 5 {
		t.Fatalf("the visits answer %d questions, not five", n)
	}
	start, topic := s.Plan.PageURL("", "sv"), s.Plan.PageURL("hjalp/heder", "sv")
	leave := func(p *Tab) *Tab { p.Click("#exit"); p.Until("document.querySelector('#weather')"); return p }
	shift := func(p *Tab) *Tab {
		p.Press("ShiftLeft", "ShiftRight", "ShiftLeft")
		p.Until("document.querySelector('#weather')")
		return p
	}
	traces := []trace{
		{name: "start, five questions, a service, exit by click", host: ours, addresses: 1, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return leave(journey(t, b, s, start))
		}},
		{name: "the same, exit by Shift three times", host: ours, addresses: 1, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return shift(journey(t, b, s, start))
		}},
		{name: "from a search to a topic page, then the same", host: ours, addresses: 1, landing: topic, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return leave(journey(t, b, s, topic))
		}},
		{name: "from a search to a topic page, exit at once", host: ours, addresses: 1, landing: topic, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return leave(land(t, b, topic))
		}},
		{name: "by a short link, then the same", host: ours, addresses: 1, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			for _, o := range s.Plan.Outputs {
				if o.Go && o.Lang == "sv" {
					return leave(journey(t, b, s, o.URL))
				}
			}
			t.Fatal("no short link")
			return nil
		}},
		{name: "two tabs, exit in one", host: ours, addresses: 1, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			p := journey(t, b, s, start)
			other := journey(t, b, s, start)
			leave(p)
			other.Until("document.querySelector('#weather')")
			return other
		}},
		{name: "without script: start, flow, five answers, a service, exit", host: ours, addresses: 4, places: true, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return leave(plainJourney(t, b, s))
		}},
		{name: "control: ordinary pages and links that may be cached", host: plain, addresses: 9, places: true, answers: true, visit: func(t *testing.T, b *Browser, s *built) *Tab {
			return leave(control(t, b, s))
		}},
	}
	var table strings.Builder
	table.WriteString("| visit | our addresses in History | entries of ours behind / ahead | pages found in | answers found in | Back shows |\n|---|---|---|---|---|---|\n")
	for _, v := range traces {
		t.Run(v.name, func(t *testing.T) { table.WriteString(v.measure(t, s)) })
	}
	if t.Failed() {
		return
	}
	agree(t, table.String()+"\nThe name of the host alone may be in "+strings.Join(named, ", ")+", and is in no other file.\n")
}

// measure makes a visit, asserts what it may leave, and returns its row of the
// table.
func (v *trace) measure(t *testing.T, s *built) string {
	b := Launch(t, flags())
	p := v.visit(t, b, s)
	h := p.History()
	behind, ahead := 0, len(h.Entries)-1-int(h.CurrentIndex)
	for _, e := range h.Entries[:h.CurrentIndex] {
		if strings.HasPrefix(e.URL, v.host) {
			behind++
		}
	}
	p.Back()
	back := "our page"
	if p.Soon("document.querySelector('#weather') && document.readyState == 'complete'", 2*time.Second) {
		back = "the neutral page"
		p.Back()
		p.Until("document.querySelector('#before')")
		back += ", then the page before ours"
	}
	time.Sleep(300 * time.Millisecond)
	b.Close()

	kept := readProfile(t, b.Profile)
	rows := addresses(t, b.Profile, v.host)
	if len(rows) != v.addresses {
		t.Errorf("History has %d addresses of ours, not %d: %v", len(rows), v.addresses, rows)
	}
	places, answers := s.words(t)
	inPlaces := v.look(t, kept, places, v.places)
	inAnswers := v.look(t, kept, answers, v.answers)
	if !v.places && (behind != 1 || ahead != 0 || back == "our page") {
		t.Errorf("%d entries behind, %d ahead, Back shows %s", behind, ahead, back)
	}
	if v.answers && !slices.Contains(inAnswers, "Cache") {
		t.Error("the answers were not found in the cache, so what is packed there is not read")
	}
	found := func(in []string) string {
		if len(in) == 0 {
			return "nothing"
		}
		return strings.Join(in, ", ")
	}
	for _, file := range kept.holds(strings.TrimPrefix(v.host, "https://")) {
		if !slices.Contains(named, file) && !v.answers {
			t.Errorf("our name is in %s", file)
		}
	}
	return fmt.Sprintf("| %s | %d | %d / %d | %s | %s | %s |\n", v.name, len(rows), behind, ahead, found(inPlaces), found(inAnswers), back)
}

// look returns the files that have any of the words: none of them if they may
// not be there, and each of them somewhere if they must.
func (v *trace) look(t *testing.T, kept profile, words []string, must bool) []string {
	t.Helper()
	files := map[string]bool{}
	for _, w := range words {
		if strings.Contains(v.landing, w) {
			continue // the address that the visit began with
		}
		in := kept.holds(w)
		switch {
		case !must && len(in) > 0:
			t.Errorf("%q is in %v", w, in)
		case must && len(in) == 0 && v.answers:
			t.Errorf("%q was not found: the test does not see what is there", w)
		}
		for _, name := range in {
			files[name] = true
		}
	}
	return slices.Sorted(maps.Keys(files))
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

// agree holds the table in the docs against what was measured, or writes it.
func agree(t *testing.T, table string) {
	t.Helper()
	text, err := os.ReadFile(privacy)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), tableBegin)
	old, tail, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table: %q … %q", privacy, tableBegin, tableEnd)
	}
	if *update {
		if err := os.WriteFile(privacy, []byte(head+tableBegin+table+tableEnd+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != table {
		t.Errorf("docs/privacy.md says something else than what was measured (-update writes it):\n%s", table)
	}
}

// land comes to an address by a link on the page before.
func land(t *testing.T, b *Browser, landing string) *Tab {
	t.Helper()
	p := b.Keeping(t)
	p.Open(before)
	p.Run(fmt.Sprintf("location.href = %q", ours+landing))
	p.Until("document.querySelector('html.js h1') && history.state?.d === 0")
	return p
}

// journey begins at an address as by a link on the page before, and goes by
// the menu to the flow, answers, and reads about a service.
func journey(t *testing.T, b *Browser, s *built, landing string) *Tab {
	t.Helper()
	g := graphOf(s)
	way := longest(t, g)
	p := land(t, b, landing)
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
func plainJourney(t *testing.T, b *Browser, s *built) *Tab {
	t.Helper()
	g := graphOf(s)
	way := longest(t, g)
	p := b.Keeping(t)
	p.withoutScript()
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
func control(t *testing.T, b *Browser, s *built) *Tab {
	t.Helper()
	g := graphOf(s)
	way := longest(t, g)
	p := b.Keeping(t)
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
