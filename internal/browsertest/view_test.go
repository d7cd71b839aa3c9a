package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// media emulates media features and types: "print", "forced-colors: active".
func (p *Tab) media(kind string, features map[string]string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: kind}
	for name, value := range features {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	command(p, emulation.SetEmulatedMedia, params)
}

// inView says that the exit can be seen and hit.
const inView = `(() => {
	const r = document.querySelector('#exit').getBoundingClientRect()
	return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight &&
		document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest('#exit')
})()`

// covered is what has the focus if the top row hides a part of it or it is out
// of view.
const covered = `(() => {
	const e = document.activeElement
	if (e == document.body || e.closest('.top,.skip')) return ''
	const r = e.getBoundingClientRect(), bar = document.querySelector('.top').getBoundingClientRect()
	const hidden = r.top < bar.bottom - 1 && r.bottom > bar.top && r.height < innerHeight - bar.height || r.top >= innerHeight || r.bottom <= 0
	return hidden ? e.outerHTML.slice(0, 120) + ' ' + Math.round(r.top) + ' under ' + Math.round(bar.bottom) : ''
})()`

// TestView: on a small phone and at 400 % zoom the exit is in view wherever
// one has scrolled, it covers neither focus nor much of the text, and nothing
// has to be scrolled sideways (WCAG 1.4.10, 2.4.11).
func TestView(t *testing.T) {
	b := need(t, bundled)
	for _, size := range []struct {
		width, height int64
		bar           float64 // how high the top row may be
	}{{320, 640, 80}, {320, 256, 48}} {
		t.Run(fmt.Sprintf("%d×%d", size.width, size.height), func(t *testing.T) {
			p := newTab(t)
			p.Do(chromedp.EmulateViewport(size.width, size.height))
			for _, lang := range []string{"sv", "en"} {
				for _, o := range b.kinds(lang) {
					p.Open(ours + o.URL)
					if wide := Eval[int](p, "document.documentElement.scrollWidth"); int64(wide) > size.width {
						t.Errorf("%s is %d wide", o.URL, wide)
					}
					if high := Eval[float64](p, "document.querySelector('.top').getBoundingClientRect().height"); high > size.bar {
						t.Errorf("%s: the top row is %v high", o.URL, high)
					}
					for _, part := range []string{"0", ".5", "1"} {
						p.Run("scrollTo(0, document.documentElement.scrollHeight * " + part + ")")
						if !p.Is(inView) {
							t.Errorf("%s: the exit is out of view at %s", o.URL, part)
						}
					}
				}
			}
			p.Open(ours + b.Plan.PageURL("hjalp", "sv"))
			p.Run("for (const d of document.querySelectorAll('details')) d.open = true")
			for _, key := range []string{"Tab", "ShiftLeft+Tab"} {
				for range 35 {
					p.Press(key)
					if what := p.Text(covered); what != "" {
						t.Errorf("%s: the focus is hidden: %s", key, what)
					}
				}
			}
		})
	}
}

// TestMedia: with the system's own colours the exit still looks like a button,
// and paper has none.
func TestMedia(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	p.Open(ours + b.Plan.PageURL("hjalp", "sv"))
	p.media("", map[string]string{"forced-colors": "active"})
	border := "(s => s.borderTopStyle + ' ' + (parseFloat(s.borderTopWidth) > 0) + ' ' + (s.borderTopColor != getComputedStyle(document.querySelector('.top')).backgroundColor))(getComputedStyle(document.querySelector('#exit')))"
	equal(t, "the exit's border with forced colours", p.Text(border), "solid true true")
	p.media("print", nil)
	equal(t, "shown on paper", p.Text("['#exit', '.top', '#back', '.end', 'h1', 'main'].filter(s => document.querySelector(s).checkVisibility()).join()"), "h1,main")
	p.media("", nil)
	equal(t, "shown again", p.Is("document.querySelector('#exit').checkVisibility()"), true)
}

// TestVoice: what is said to a screen reader and by voice control is what is
// seen (WCAG 2.5.3): no hidden words around the exit's label.
func TestVoice(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	for _, lang := range b.Site.Config.Tags() {
		p.Open(ours + b.Plan.PageURL("", lang))
		label, err := b.Catalog.For([]string{lang}).T("exit")
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "the exit's name", p.Text("(e => [e.innerText, e.textContent, e.ariaLabel, e.getAttribute('aria-labelledby')].join('|'))(document.querySelector('#exit'))"), label+"|"+label+"||")
	}
}
