package browsertest

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

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

// look is a page to be looked at, and in which colours.
type look struct {
	address, scheme string
	flow            bool
}

// parts are the places of a page's elements: names and classes from the root
// to each, and its attributes' names.
func parts(page []byte) map[string]bool {
	found := map[string]bool{}
	var walk func(n *html.Node, path string)
	walk = func(n *html.Node, path string) {
		if n.Type == html.ElementNode {
			path += ">" + n.Data + "." + attribute(n, "class")
			names := []string{path}
			for _, a := range n.Attr {
				names = append(names, a.Key)
			}
			found[strings.Join(names, " ")] = true
		}
		for c := range n.ChildNodes() {
			walk(c, path)
		}
	}
	if doc, err := html.Parse(bytes.NewReader(page)); err == nil {
		walk(doc, "")
	}
	return found
}

// looks are those that TestAccessible takes. The rules are about elements, and
// two pages of one layout differ in words: so in each language a page of each
// kind, and of the others each that has an element where no page before it had
// one. Colours differ by direction at most: the dark ones are looked at in the
// language of the source and from right to left.
func looks(t *testing.T, b, r *built) []look {
	t.Helper()
	var all []look
	add := func(origin, scheme string, o *plan.Output) {
		all = append(all, look{origin + o.URL, scheme, o.Kind == plan.Flow})
	}
	seen := map[string]bool{}
	for _, lang := range b.Site.Config.Tags() {
		kinds := b.kinds(lang)
		for _, o := range b.Plan.Outputs {
			if o.Lang != lang || o.Go { // /go/ is the same page under a short address
				continue
			}
			page, err := os.ReadFile(filepath.Join(b.dir, o.File))
			if err != nil {
				t.Fatal(err)
			}
			fresh := slices.Contains(kinds, o)
			for part := range parts(page) {
				fresh = fresh || !seen[part]
				seen[part] = true
			}
			if fresh {
				add(ours, "light", o)
			}
		}
	}
	for _, o := range b.kinds(b.Site.Config.Tags()[0]) {
		if !o.Go {
			add(ours, "dark", o)
		}
	}
	for _, o := range r.kinds("ckb") {
		if !o.Go {
			add(sorani, "light", o)
			add(sorani, "dark", o)
		}
	}
	return all
}

// TestAccessible runs axe-core on what looks chooses.
func TestAccessible(t *testing.T) {
	Need(t)
	b, r := need(t, bundled), need(t, rightToLeft)
	rules, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	all := looks(t, b, r)
	queue := make(chan look, len(all))
	for _, l := range all {
		queue <- l
	}
	close(queue)
	var together sync.WaitGroup
	for range 2 {
		p := newTab(t)
		p.Do(chromedp.EmulateViewport(360, 740))
		command(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: rules})
		together.Go(func() {
			for l := range queue {
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
	t.Logf("%d looks at %d pages", len(all), len(b.Plan.Outputs))
}

// missing forgets that the console told of the pages that say there is no such
// page: the server answers 404 with them.
func (p *Tab) missing() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = nil
}
