package browsertest

import (
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"vart/internal/plan"
)

// axe is the text of axe-core.
func axe() (string, error) { return fromNPM("axe", "axe-core/axe.min.js") }

// look opens a page as a phone shows it, with everything unfolded.
func (p *Tab) look(address string) {
	p.t.Helper()
	p.Open(address)
	p.Run("for (const d of document.querySelectorAll('details')) d.open = true")
}

// violations are what breaks WCAG 2.2 at A or AA in the page that is shown.
const violations = `axe.run({preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}).then(r =>
	r.violations.map(v => v.id + ' (' + v.impact + ', ' + v.nodes.length + ' times): ' + v.nodes[0].html.slice(0, 160) + ' ' + v.nodes[0].failureSummary))`

func (p *Tab) accessible(what string) {
	p.t.Helper()
	for _, v := range Eval[[]string](p, violations) {
		p.t.Errorf("%s: %s", what, v)
	}
}

// TestAccessible runs axe-core: every page of the site once, and every kind of
// page in the dark, in every language, and from right to left.
func TestAccessible(t *testing.T) {
	Need(t)
	b, r := need(t, bundled), need(t, rightToLeft)
	rules, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	type look struct {
		address, scheme string
		flow            bool
	}
	looks := make(chan look)
	go func() {
		for _, o := range b.Plan.Outputs {
			if o.Go { // the same page under a short address
				continue
			}
			looks <- look{ours + o.URL, "light", o.Kind == plan.Flow}
		}
		for _, lang := range b.Site.Config.Tags() {
			for _, o := range b.kinds(lang) {
				if !o.Go {
					looks <- look{ours + o.URL, "dark", o.Kind == plan.Flow}
				}
			}
		}
		for _, o := range r.kinds("ar") {
			looks <- look{arabic + o.URL, "light", o.Kind == plan.Flow}
			looks <- look{arabic + o.URL, "dark", o.Kind == plan.Flow}
		}
		close(looks)
	}()
	var together sync.WaitGroup
	var pages sync.Map
	for range 2 {
		p := newTab(t)
		p.Do(chromedp.EmulateViewport(360, 740))
		command(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: rules})
		together.Go(func() {
			for l := range looks {
				pages.Store(l, true)
				p.media("", map[string]string{"prefers-color-scheme": l.scheme})
				p.look(l.address)
				p.accessible(l.address + " " + l.scheme)
				if l.flow { // and a step with answers given, and an outcome
					for range 6 {
						p.Run("document.querySelectorAll('.step.now .answer button')[1]?.click()")
					}
					p.accessible(l.address + " " + l.scheme + ", answered")
				}
			}
			p.missing()
		})
	}
	together.Wait()
	n := 0
	pages.Range(func(any, any) bool { n++; return true })
	t.Logf("%d looks at pages", n)
}

// missing forgets that the console told of the pages that say there is no such
// page: the server answers 404 with them.
func (p *Tab) missing() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = nil
}
