package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// side is a site whose exit is compared.
type side struct {
	origin string
	exit   string // the button
	bar    string // what stays in view with it
	ready  string // its script has run
	// shows is true once the page of that number in a visit is shown.
	shows func(b *built, lang string, number int) string
}

var sides = []*side{
	{ours, "#exit", ".top", "document.querySelector('html.js') && history.state", func(b *built, lang string, number int) string {
		return fmt.Sprintf("history.state?.d === %d", number)
	}},
	{theirs, ".govuk-exit-this-page__button", ".govuk-exit-this-page", "document.querySelector('html.ready')", func(b *built, lang string, number int) string {
		return fmt.Sprintf("location.pathname == %q && document.querySelector('html.ready')", compared(b, lang)[number])
	}},
}

// visit comes to a site, and goes on to so many of its other pages.
func (s *side) visit(p *Tab, b *built, lang string, on int) {
	p.t.Helper()
	pages := compared(b, lang)
	p.Open(before)
	p.Open(s.origin + pages[0])
	p.Until(s.ready)
	for i := range on {
		p.Follow(pages[i+1])
		p.Until(s.shows(b, lang, i+1))
	}
}

// gone waits for the neutral page.
func (p *Page) gone() { p.t.Helper(); p.Until("document.querySelector('#weather')") }

// point is something that an exit can do well.
type point struct {
	name string
	want string // what ours does
	// measure says what a side does.
	measure func(p *Tab, s *side, b *built) string
}

// seen says whether what the page is about can be seen.
const seen = `(e => {
	const r = e.getBoundingClientRect()
	return e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && !!document.elementFromPoint(r.x + 9, r.y + r.height / 2)?.closest('h1')
})(document.querySelector('h1'))`

// announced is what a screen reader is told of.
const announced = "[...document.querySelectorAll('[role=status]')].filter(e => e.checkVisibility()).map(e => e.textContent).join('')"

func yes(ok bool) string {
	if ok {
		return "yes"
	}
	return "no"
}

// points are those of the comparison, in the order of its table.
var points = []point{
	{"leaves in the same tab, also with Shift held down", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 1)
		n := p.tabs()
		p.ClickWith(chromedp.ButtonModifiers(kb.ModifierShift), fmt.Sprintf("document.querySelector(%q)", s.exit))
		p.gone()
		return yes(p.tabs() == n)
	}},
	{"hides the page at once, and keeps it hidden for a neutral page that takes 1.5 s", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 1)
		behave.slow.Store(1500)
		defer behave.slow.Store(0)
		behave.told.Clear()
		// The page itself tells: the protocol waits while a page is on its way.
		p.Run("const tell = () => fetch('/told/' + (" + seen + "), {keepalive: true})\ntell()\ndocument.querySelector('" + s.exit + "').click()\ntell()\nsetTimeout(tell, 300)\nsetTimeout(tell, 1000)")
		p.gone()
		if behave.times("/told/true") == 0 {
			p.t.Error("the page was not seen before, so nothing was proved")
		}
		return yes(behave.times("/told/true") == 1 && behave.times("/told/false") >= 2)
	}},
	{"the tab's title while it leaves", "Information", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 2)
		behave.slow.Store(500)
		defer behave.slow.Store(0)
		return p.Text("(document.querySelector('" + s.exit + "').click(), document.title)")
	}},
	{"what Back shows after it", "the neutral page", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 1)
		p.Click(s.exit)
		p.gone()
		back, _, _ := strings.Cut(p.backs(), ",")
		return back
	}},
	{"pages of the site behind, after three pages", "1", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 2)
		p.Click(s.exit)
		p.gone()
		entries, at := p.Entries()
		return fmt.Sprint(len(slices.DeleteFunc(entries[:at], func(address string) bool { return !strings.HasPrefix(address, s.origin) })))
	}},
	{"the site's other tabs leave too", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		other := p.Another()
		s.visit(other, b, "sv", 1)
		p.Click(s.exit)
		p.gone()
		left := yes(other.Soon("document.querySelector('#weather')", 3*time.Second))
		other.Problems()
		return left
	}},
	{"Shift three times, left and right mixed", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.Press("ShiftLeft", "ShiftRight", "ShiftLeft")
		return yes(p.Soon("document.querySelector('#weather')", 3*time.Second))
	}},
	{"Shift three times, the right one pressed before the left is let go", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.Press("ShiftLeft+ShiftRight", "ShiftLeft")
		return yes(p.Soon("document.querySelector('#weather')", 3*time.Second))
	}},
	{"stays for three capitals, each let go after Shift", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		for range 3 {
			for _, e := range []struct {
				down bool
				key  string
			}{{true, "ShiftLeft"}, {true, "b"}, {false, "ShiftLeft"}, {false, "b"}} {
				if err := p.key(e.down, e.key, nil); err != nil {
					p.t.Fatal(err)
				}
			}
		}
		return yes(!p.Soon("document.querySelector('#weather')", time.Second))
	}},
	{"stays for three selections made with Shift and the mouse", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		for range 3 {
			if err := p.key(true, "ShiftLeft", nil); err != nil {
				p.t.Fatal(err)
			}
			p.Do(chromedp.MouseClickXY(5, 300, chromedp.ButtonModifiers(kb.ModifierShift)))
			if err := p.key(false, "ShiftLeft", nil); err != nil {
				p.t.Fatal(err)
			}
		}
		return yes(!p.Soon("document.querySelector('#weather')", time.Second))
	}},
	{"what a screen reader is told after one Shift, on a Swedish page", "Skift, tryck två gånger till för att lämna sidan.", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.Press("ShiftLeft")
		p.Soon(announced, 2*time.Second)
		return p.Text(announced)
	}},
	{"what a seeing person is shown after one Shift", "nothing", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		was := p.picture()
		p.Press("ShiftLeft")
		p.Soon(announced, 2*time.Second)
		if bytes.Equal(was, p.picture()) {
			return "nothing"
		}
		return "something"
	}},
	{"name for voice control, beside what is seen (English page)", "Leave page / Leave page", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "en", 0)
		return p.named(s.exit) + " / " + p.Text("[...document.querySelector('"+s.exit+"').childNodes].filter(n => !n.classList?.contains('govuk-visually-hidden')).map(n => n.textContent).join('').trim()")
	}},
	{"Tab presses to an exit from the top of the page", "3", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		for n := range 9 {
			p.Press("Tab")
			if p.Is("document.activeElement.matches('" + s.exit + ", .govuk-js-exit-this-page-skiplink')") {
				return fmt.Sprint(n + 1)
			}
		}
		return "never"
	}},
	{"at 400 % zoom: in view wherever one has scrolled, nothing to scroll sideways", "yes", func(p *Tab, s *side, b *built) string {
		p.Do(chromedp.EmulateViewport(320, 256))
		s.visit(p, b, "sv", 2)
		ok := p.Is("document.documentElement.scrollWidth <= 320")
		for _, part := range []string{"0", ".5", "1"} {
			p.Run("scrollTo(0, document.documentElement.scrollHeight * " + part + ")")
			ok = ok && p.Is(strings.ReplaceAll(inView, "#exit", s.exit))
		}
		return yes(ok)
	}},
	{"places of the focus that it covers a part of there", "0", func(p *Tab, s *side, b *built) string {
		p.Do(chromedp.EmulateViewport(320, 256))
		s.visit(p, b, "sv", 2)
		p.Run("for (const d of document.querySelectorAll('details')) d.open = true")
		hidden := map[string]bool{}
		for _, key := range []string{"Tab", "ShiftLeft+Tab"} {
			for range 35 {
				p.Press(key)
				if what := p.Text(fmt.Sprintf(`(() => {
					const e = document.activeElement, bar = document.querySelector('%[1]s'), r = e.getBoundingClientRect(), b = bar.getBoundingClientRect()
					const over = e != document.body && !bar.contains(e) && !e.matches('.skip, .govuk-skip-link') &&
						r.top < b.bottom - 1 && r.bottom > b.top + 1 && r.left < b.right - 1 && r.right > b.left + 1 && r.height < innerHeight - b.height
					return over ? e.outerHTML : ''
				})()`, s.bar)); what != "" {
					hidden[what] = true
				}
			}
		}
		return fmt.Sprint(len(hidden))
	}},
	{"a border with forced colours", "yes", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.media("", map[string]string{"forced-colors": "active"})
		return yes(p.Is("(s => s.borderTopStyle != 'none' && parseFloat(s.borderTopWidth) > 0 && s.borderTopColor != getComputedStyle(document.body).backgroundColor && s.borderTopColor != 'rgba(0, 0, 0, 0)')(getComputedStyle(document.querySelector('" + s.exit + "')))"))
	}},
	{"moves, for those who ask for less of that", "no", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.media("", map[string]string{"prefers-reduced-motion": "reduce"})
		p.Press("ShiftLeft")
		return yes(p.Is("document.getAnimations().length || [...document.querySelectorAll('" + s.bar + ", " + s.bar + " *')].some(e => (s => s.animationName != 'none' || parseFloat(s.transitionDuration))(getComputedStyle(e)))"))
	}},
	{"on paper", "no", func(p *Tab, s *side, b *built) string {
		s.visit(p, b, "sv", 0)
		p.media("print", nil)
		return yes(p.Is("document.querySelector('" + s.exit + "').checkVisibility()"))
	}},
	{"without script: leaves by click", "yes", func(p *Tab, s *side, b *built) string {
		p.withoutScript()
		p.Open(s.origin + compared(b, "sv")[0])
		p.Click(s.exit)
		return yes(p.Soon("document.querySelector('#weather')", 3*time.Second))
	}},
	{"without script: what Back shows", ourPage, func(p *Tab, s *side, b *built) string {
		p.withoutScript()
		p.Open(before)
		p.Open(s.origin + compared(b, "sv")[0])
		p.Click(s.exit)
		p.gone()
		return p.backs()
	}},
}

// picture is what the window shows.
func (p *Tab) picture() []byte {
	p.t.Helper()
	return command(p, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data
}

// named is the name that the browser gives an element.
func (p *Tab) named(selector string) string {
	p.t.Helper()
	element, err := chromedp.Run(p.ctx, chromedp.Evaluate[*runtime.RemoteObject](fmt.Sprintf("document.querySelector(%q)", selector)))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, n := range command(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: element.ObjectID}).Nodes {
		var name string
		if n.Name != nil && json.Unmarshal(n.Name.Value, &name) == nil && name != "" {
			return strings.Join(strings.Fields(name), " ")
		}
	}
	return ""
}

// TestExitCompared holds our exit and GOV.UK's to the same points, in the same
// browser: docs/exit.md says what was found.
func TestExitCompared(t *testing.T) {
	b := need(t, bundled)
	var table strings.Builder
	table.WriteString("| | ours | GOV.UK's |\n|---|---|---|\n")
	measured := 0
	for _, point := range points {
		t.Run(point.name, func(t *testing.T) {
			var found []string
			for _, s := range sides {
				p := newTab(t)
				found = append(found, point.measure(p, s, b))
				p.Problems() // of their fonts, which are not there
			}
			equal(t, "ours", found[0], point.want)
			fmt.Fprintf(&table, "| %s | %s |\n", point.name, strings.Join(found, " | "))
			measured++
		})
	}
	weigh(t, &table)
	if !t.Failed() && measured == len(points) { // -run may have left some out
		agree(t, "exit.md", "TestExitCompared", table.String())
	}
}
