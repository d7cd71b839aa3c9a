package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"vart/internal/plan"
)

// disordered returns where a number is not shown with its digits from left to
// right on one line, or not in one piece: each glyph is measured. seen is how
// many numbers there were.
const disordered = `(numbers => {
	const wrong = []
	let seen = 0
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let n; n = walker.nextNode();) {
		if (!n.parentElement.checkVisibility() || n.parentElement.closest('.own')) continue // an address is not dialled, and may break
		const text = n.data.replace(/\u00a0/g, ' ')
		for (const number of numbers) for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
			if (/\d/.test(text[at - 1] || '') || /\d/.test(text[at + number.length] || '')) continue
			seen++
			const glyphs = [...number].map((c, i) => {
				const r = document.createRange()
				r.setStart(n, at + i)
				r.setEnd(n, at + i + 1)
				return r.getBoundingClientRect()
			}).filter(r => r.width > 0)
			if (glyphs.some((g, i) => i > 0 && (g.left < glyphs[i - 1].right - 1 || Math.abs(g.top - glyphs[i - 1].top) > 2)))
				wrong.push(number + ' in: ' + text.trim().slice(0, 80))
		}
	}
	return {wrong, seen}
})(%s)`

// TestNumbersRightToLeft measures on every page of every language that is
// written from right to left that a number one dials reads as it is dialled,
// that the way out is at the line's end, and that nothing hangs over the edge.
func TestNumbersRightToLeft(t *testing.T) {
	b := need(t, bundled)
	var numbers []string
	for _, v := range b.Site.Services {
		for _, p := range v.Phones {
			numbers = append(numbers, p.Display)
		}
	}
	for _, want := range []string{"116 016", "020-50 50 50", "114 14"} {
		if !slices.Contains(numbers, want) {
			t.Fatalf("%s is no number of the site", want)
		}
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		t.Fatal(err)
	}
	p := newTab(t)
	p.Do(chromedp.EmulateViewport(360, 740))
	for _, look := range []struct {
		b         *built
		host, tag string
	}{{b, ours, "ar"}, {b, ours, "fa"}, {need(t, rightToLeft), sorani, "ckb"}} {
		b, tag := look.b, look.tag
		if b.Catalog.Direction(tag) != "rtl" {
			t.Errorf("%s is not written from right to left", tag)
		}
		seen := 0
		for _, o := range b.Plan.Outputs {
			if o.Lang != tag || o.Go || o.Kind == plan.NotFound {
				continue
			}
			p.look(look.host + o.URL)
			got := Eval[struct {
				Wrong []string
				Seen  int
			}](p, fmt.Sprintf(disordered, list))
			seen += got.Seen
			for _, w := range got.Wrong {
				t.Errorf("%s: %s", o.URL, w)
			}
			if Eval[bool](p, "document.documentElement.scrollWidth > innerWidth") {
				t.Errorf("%s is wider than the screen", o.URL)
			}
			if !Eval[bool](p, "document.querySelector('#exit').getBoundingClientRect().left < document.querySelector('.danger').getBoundingClientRect().left") {
				t.Errorf("%s: the way out is not at the line's end", o.URL)
			}
		}
		if seen < 300 {
			t.Errorf("%s: only %d numbers were seen", tag, seen)
		}
		t.Logf("%s: %d numbers measured", tag, seen)
	}
}
