package browsertest

import (
	"strings"
	"testing"
	"time"

	"vart/internal/plan"
)

// TestNothingLeaves opens every kind of page, with script and without: nothing
// is asked of another origin, and the policy stops nothing of ours.
func TestNothingLeaves(t *testing.T) {
	b := need(t, bundled)
	for _, script := range []bool{true, false} {
		p := newTab(t)
		if !script {
			p.withoutScript()
		}
		for _, lang := range b.Site.Config.Tags() {
			for _, o := range b.kinds(lang) {
				p.Open(ours + o.URL)
				if o.Kind == plan.NotFound {
					p.Problems() // the answer is 404, which the console tells
				}
				for _, problem := range p.Problems() {
					t.Errorf("%s: console: %s", o.URL, problem)
				}
			}
		}
		requests := p.Requests()
		if len(requests) < 20 {
			t.Errorf("only %d requests were seen", len(requests))
		}
		for _, address := range requests {
			if !strings.HasPrefix(address, ours+"/") && !strings.HasPrefix(address, "data:") {
				t.Errorf("a page asked for %s", address)
			}
		}
	}

	// The net has no holes: what a page would load is stopped by the policy,
	// and is seen.
	p := newTab(t)
	p.Open(ours + b.Plan.PageURL("", "sv"))
	p.Run("new Image().src = 'https://tracker.test/x.gif'; fetch('https://tracker.test/x').catch(() => 0)")
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if found := strings.Join(p.Problems(), "\n"); strings.Contains(found, "Content Security Policy") {
			if _, asked := behave.asked.Load("https://tracker.test"); asked {
				t.Error("a request to another origin left the browser")
			}
			time.Sleep(100 * time.Millisecond)
			p.Problems()
			return
		}
	}
	t.Error("a request to another origin was not told of")
}
