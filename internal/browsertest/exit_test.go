package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"vart/internal/plan"
)

// visited opens the page before ours, then our start page, and goes on to a
// step of the flow in the given number of steps.
func visited(p *Tab, b *built, steps int) {
	p.t.Helper()
	p.Open(before)
	p.Open(ours + b.Plan.PageURL("", "sv"))
	p.Until("JSON.stringify(history.state) == '{\"d\":0}'")
	if steps > 0 {
		g := graphOf(b)
		p.Follow(b.flowURL("", "sv"))
		p.Until("!document.querySelector('a.main')")
		p.Follow(b.flowURL("solna", "sv"))
		p.shows(g.Steps[0])
		p.answer(g, longest(p.t, g)[:steps-2]...)
	}
}

// left waits until the tab has left: for the neutral page, which is not told
// from where, with nothing of ours ahead and one entry behind.
func (p *Tab) left() {
	p.t.Helper()
	p.Until("document.querySelector('#weather')")
	equal(p.t, "the referrer that the neutral page is told of", p.Text("document.querySelector('#weather').textContent + document.referrer"), "")
	entries, at := p.Entries()
	equal(p.t, "entries ahead", len(entries)-1-at, 0)
	behind := 0
	for _, address := range entries {
		if strings.HasPrefix(address, ours) {
			behind++
		}
	}
	equal(p.t, "entries of ours behind", behind, 1)
}

// backAfter presses Back as somebody does who wants to see where one was: the
// neutral page again, then what was visited before ours.
func (p *Tab) backAfter() {
	p.t.Helper()
	p.Back()
	p.Until("document.querySelector('#weather') && location.host == 'weather.test'")
	equal(p.t, "where Back led", p.Address(), neutral+"/")
	p.Back()
	p.Until("document.querySelector('#before')")
}

func TestExit(t *testing.T) {
	b := need(t, bundled)
	ways := []struct {
		name  string
		steps int
		leave func(p *Tab)
	}{
		{"click on the first page", 0, func(p *Tab) { p.Click("#exit") }},
		{"click deep in a visit", 5, func(p *Tab) { p.Click("#exit") }},
		{"keyboard", 3, func(p *Tab) { p.Run("document.querySelector('#exit').focus()"); p.Press("Enter") }},
		{"Shift three times, left and right", 4, func(p *Tab) { p.Press("ShiftLeft", "ShiftRight", "ShiftLeft") }},
		{"Shift three times on the first page", 0, func(p *Tab) { p.Press("ShiftRight", "ShiftRight", "ShiftLeft") }},
		{"popstate that never comes", 3, func(p *Tab) { p.Run("history.go = () => {}"); p.Click("#exit") }},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			p := newTab(t)
			visited(p, b, way.steps)
			way.leave(p)
			if way.name == "popstate that never comes" {
				p.Until("document.querySelector('#weather')") // from where it stood: entries stay behind, but it leaves
				return
			}
			p.left()
			p.backAfter()
		})
	}
	t.Run("click with a key held opens no window", func(t *testing.T) {
		p := newTab(t)
		visited(p, b, 0)
		n := p.tabs()
		p.ClickWith(chromedp.ButtonModifiers(kb.ModifierShift), "document.querySelector('#exit')")
		p.left()
		equal(t, "tabs", p.tabs(), n)
	})
	t.Run("while the page is still coming", func(t *testing.T) {
		p := newTab(t)
		p.Open(before)
		behave.late.Store(true)
		defer behave.late.Store(false)
		p.Run(fmt.Sprintf("location.href = %q", ours+b.Plan.PageURL("", "sv")))
		p.Until("document.querySelector('#exit')")
		equal(t, "state of the document", p.Text("document.readyState"), "loading")
		equal(t, "title", p.Text("document.title"), b.Site.Config.DiscreetTitle["sv"].Value)
		p.Click("#exit")
		p.left()
	})
}

// TestExitHides: the page is gone from the screen in the same moment, and stays
// so however long the neutral page takes.
func TestExitHides(t *testing.T) {
	b := need(t, bundled)
	behave.slow.Store(1500)
	defer behave.slow.Store(0)
	for name, leave := range map[string]string{
		"click": "document.querySelector('#exit').click()",
		"Shift": "for (let i = 0; i < 3; i++) for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, {key: 'Shift', bubbles: true}))",
	} {
		p := newTab(t)
		visited(p, b, 3)
		behave.told.Clear()
		// The page itself tells the server: the protocol waits while a page is
		// on its way.
		p.Run(leave + `
			const tell = () => fetch('/told/' + getComputedStyle(document.documentElement).display)
			tell()
			setTimeout(tell, 300)
			setTimeout(tell, 1000)`)
		p.left()
		hidden, shown := behave.times("/told/none"), behave.times("/told/block")
		if hidden < 3 || shown > 0 {
			t.Errorf("%s: hidden %d times, shown %d times while it left", name, hidden, shown)
		}
	}
}

// TestShift: only Shift alone, three times in a row, leaves.
func TestShift(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	visited(p, b, 0)
	words := Eval[[]string](p, "JSON.parse(document.querySelector('#vart').textContent).shift")
	p.Press("ShiftLeft")
	p.says(words[0])
	p.Press("ShiftRight")
	p.says(words[1])
	p.Press("a", "ShiftLeft", "ShiftLeft") // another key begins anew
	for range 4 {
		p.Press("ShiftLeft+b")                // a capital letter
		p.Press("AltLeft+ShiftLeft")          // a change of keyboard
		p.Press("ControlLeft+ShiftLeft", "b") // part of a shortcut
	}
	for range 4 { // a selection
		p.Do(chromedp.MouseClickXY(5, 300, chromedp.ButtonModifiers(kb.ModifierShift)))
		p.Press("ShiftLeft")
		p.Do(chromedp.MouseClickXY(5, 300))
	}
	p.Press("ShiftLeft", "ShiftLeft") // too slow
	p.says(words[1])
	time.Sleep(5 * time.Second)
	p.says(words[2])
	p.Press("ShiftLeft")
	p.says(words[0])
	equal(t, "address", p.Address(), ours+b.Plan.PageURL("", "sv"))
	p.Press("ShiftRight", "ShiftLeft")
	p.left()
	p.backAfter()
}

// TestExitTabs: every open tab of the site leaves, and says no more than the
// first.
func TestExitTabs(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	visited(p, b, 3)
	other := p.Another()
	other.Open(before)
	other.Open(ours + b.Plan.PageURL("hjalp", "en"))
	other.Follow(b.Plan.PageURL(plan.AreasFolder, "en"))
	other.heading(b.title(b.Plan.PageURL(plan.AreasFolder, "en")))
	p.Click("#exit")
	p.left()
	other.left()
	other.backAfter()
	p.backAfter()
}

// TestExitRestored: a page that the browser kept whole in its back/forward
// cache leaves again when it is shown.
func TestExitRestored(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	visited(p, b, 0)
	behave.told.Clear()
	p.Run("addEventListener('pageshow', e => e.persisted && fetch('/told/restored'))")
	p.Click("#exit")
	p.left()
	p.Back()
	p.Until("document.querySelector('#weather')")
	equal(t, "where Back led", p.Address(), neutral+"/")
	if behave.times("/told/restored") == 0 {
		t.Error("the browser did not keep the page, so nothing was proved")
	}
}

// TestOtherWaysOut: who leaves by another link and comes back finds the page.
func TestOtherWaysOut(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	p.Open(ours + b.Plan.ServiceURL("polisen-114-14", "sv"))
	p.ClickOn("document.querySelector('main a[rel=noreferrer]')")
	p.Until("location.host != 'vart.test'")
	p.Back()
	p.Until("location.host == 'vart.test' && document.querySelector('h1')?.checkVisibility()")
}
