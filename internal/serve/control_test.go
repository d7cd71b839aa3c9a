package serve

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vart"
	"vart/internal/browsertest"
	"vart/internal/build"
	"vart/internal/plan"
	"vart/internal/route"
)

// inControl is an element of the control of the time.
func inControl(selector string) string {
	return fmt.Sprintf("document.querySelector('vart-preview').shadowRoot.querySelector(%q)", selector)
}

// bundled serves a copy of the repository's own site, without the tests of its
// flow, and returns it as it is loaded too.
func bundled(t *testing.T) (at string, site *build.Loaded) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile("../../vart.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "vart.yaml", string(config))
	if err := os.RemoveAll(filepath.Join(dir, "content/flows/vart/scenarios.yaml")); err != nil {
		t.Fatal(err)
	}
	in := build.Input{Site: os.DirFS(dir), Builtin: vart.Builtin, Now: moment, Folder: dir}
	site, found, err := build.Load(t.Context(), in)
	if err != nil || site == nil || found.Failed(false) {
		t.Fatal(found, err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- New(Options{Input: func() (build.Input, error) { return in, nil }, Addr: "127.0.0.1:0", Language: "sv"}).Run(ctx, l)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String(), site
}

// shownTo is the order in which an outcome lists its contacts for Solna at a
// moment, as addresses.
func shownTo(t *testing.T, s *build.Loaded, step string, at time.Time) string {
	t.Helper()
	f := s.Site.Flows[0].Graph(&s.Site.Config, "sv")
	outcome := f.Step(step)
	if outcome == nil {
		t.Fatalf("the flow has no step %s", step)
	}
	contacts, _ := route.Contacts(s.Site, outcome, "solna")
	route.Order(contacts, outcome.Urgent, at)
	var list []string
	for _, c := range contacts {
		list = append(list, s.Plan.ServiceURL(c.Service.ID, "sv"))
	}
	return strings.Join(list, ",")
}

// TestOrderFollowsTheMoment: whoever chooses a moment sees whom the page would
// show first then, where they are in the flow, and so do their other tabs.
func TestOrderFollowsTheMoment(t *testing.T) {
	at, site := bundled(t)
	var guide string
	for _, o := range site.Plan.Outputs {
		if o.Kind == plan.Flow && !o.Go && o.Lang == "sv" && o.Area != nil && o.Area.ID == "solna" {
			guide = o.URL
		}
	}
	p := browsertest.Launch(t, nil).Tab(t)
	p.Open(at + guide)
	p.Run(`window.kept = 1`)
	for _, answer := range []string{"Nej, inte just nu", "En annan vuxen", "Bråk eller skrik hos grannen", "Nej, det är lugnt nu"} {
		button := fmt.Sprintf(`[...document.querySelectorAll('.step.now button')].find(b => b.innerText.startsWith(%q))`, answer)
		p.Until(button)
		p.ClickOn(button)
	}
	here := `document.querySelector('.step.now').dataset.step == 'oro-granne' && window.kept`
	p.Until(here)
	listed := func(step string) string {
		return fmt.Sprintf(`[...document.querySelectorAll('[data-step=%q] .contacts .card h3 a')].map(a => a.getAttribute('href')).join()`, step)
	}
	other := p.Another()
	other.Open(at + guide)

	p.Run(inControl("#clock") + `.focus()`)
	p.Press("Enter")
	p.Until(inControl("#when") + `.open && ` + inControl("#to") + `.value`)
	p.Run(`scrollTo(0, 120)`)
	zone := site.Site.Config.Timezone
	orders := map[string]map[string]bool{"oro-granne": {}, "man": {}}
	for _, c := range []struct{ press, at string }{
		{"2026-11-25T10:20", "2026-11-25 10:20"},
		{"#saturday", "2026-11-21 23:00"},
		{"#christmas", "2026-12-24 22:10"},
		{"2026-12-24T11:00", "2026-12-24 11:00"},
		{"#midsummer", "2027-06-25 12:00"},
		{"2029-03-07T15:59", "2029-03-07 15:59"}, // beyond the known days
		{"2026-11-25T18:30", "2026-11-25 18:30"}, // and back
	} {
		when, err := time.ParseInLocation("2006-01-02 15:04", c.at, zone)
		if err != nil {
			t.Fatal(err)
		}
		if button, ok := strings.CutPrefix(c.press, "#"); ok {
			p.ClickOn(inControl("#" + button))
		} else {
			p.Run(inControl("#to") + `.value = '` + c.press + `'`)
			p.ClickOn(inControl("#show"))
		}
		// The server may have to read the site again first.
		for _, tab := range []*browsertest.Tab{p, other} {
			if !tab.Soon(fmt.Sprintf(`document.querySelector('#page').dataset.sum.endsWith('-%d')`, when.UnixMilli()), time.Minute) {
				t.Fatalf("%s is not shown", c.at)
			}
		}
		for _, step := range []string{"oro-granne", "man"} {
			want := shownTo(t, site, step, when)
			orders[step][want] = true
			for _, tab := range []*browsertest.Tab{p, other} {
				if !tab.Soon(listed(step)+` == '`+want+`'`, browsertest.Patience) {
					t.Errorf("%s, %s: listed\n     %s\nwant %s", c.at, step, tab.Text(listed(step)), want)
				}
			}
		}
		if !p.Is(here + ` && scrollY == 120 && ` + inControl("#when") + `.open`) {
			t.Errorf("%s: the step or the place is lost, at %s", c.at, p.Text(`document.querySelector('.step.now').dataset.step + ' ' + scrollY`))
		}
	}
	for step, all := range orders {
		t.Logf("%s: %d orders", step, len(all))
	}
	// What Solna has for a neighbour answers always, or nobody knows when.
	if len(orders["man"]) < 2 {
		t.Error("one order at all moments, which shows nothing")
	}

	// Refused in words; what is shown stays.
	p.Run(inControl("#to") + `.value = '2027-03-28T02:30'`)
	p.ClickOn(inControl("#show"))
	p.Until(inControl("#why") + `.innerText.includes('Klockan visar aldrig 02:30')`)
	p.Problems() // the browser notes the status, 422
	// A step keeps the focus on the button, for those who go on by keyboard.
	p.ClickOn(inControl("#next"))
	p.Until(inControl("#why") + `.innerText == '' && ` + inControl("#happens") + `.innerText.match(/(Öppnar|Stänger) då: /)`)
	if got := p.Text(`document.querySelector('vart-preview').shadowRoot.activeElement.id`); got != "next" {
		t.Errorf("the focus went to %q", got)
	}
	p.Press("Escape")
	p.Until(`!` + inControl("#when") + `.open && ` + inControl("#clock .chip") + `.checkVisibility()`)
	if got := p.Text(inControl("#clock .chip") + `.innerText`); !strings.HasPrefix(got, "onsdag 25 november 2026 kl. ") {
		t.Errorf("the chip says %q", got)
	}
}
