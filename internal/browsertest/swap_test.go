package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"vart/internal/plan"
)

// TestSwap goes from page to page: the address stays, and Back finds the place
// that was left.
func TestSwap(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	start, help, area := b.Plan.PageURL("", "sv"), b.Plan.PageURL("hjalp", "sv"), b.Plan.AreaURL("solna", "sv")
	titles := map[string]string{start: b.title(start), help: b.title(help), area: b.title(area)}
	discreet := b.Site.Config.DiscreetTitle["sv"].Value

	p.Open(ours + start)
	equal(t, "title", p.Text("document.title"), discreet)
	p.Follow(help)
	p.heading(titles[help])
	p.focused("h1")
	p.says(titles[help])
	equal(t, "address", p.Address(), ours+start)
	equal(t, "title", p.Text("document.title"), discreet)
	equal(t, "history.state", p.Text("JSON.stringify(history.state)"), `{"d":1}`)
	equal(t, "scripts and styles", p.Text("document.querySelectorAll('script:not([type])').length + ' ' + document.querySelectorAll('style').length"), "1 1")

	// A link far down, then Back: same place, same focus.
	p.Run(fmt.Sprintf(`document.querySelector('.foot').insertAdjacentHTML('beforebegin', '<p style="margin-top:200vh"><a id="deep" href="%s#polis">x</a>')`, area))
	p.Problems() // the policy stops the style attribute, which is as it should be
	p.Run(`document.querySelector('#deep').parentNode.style.marginTop = '200vh'; document.querySelector('#deep').scrollIntoView()`)
	at := Eval[int](p, "scrollY")
	if at < 500 {
		t.Fatalf("the page is not long: %d", at)
	}
	p.Run("document.querySelector('#deep').click()")
	p.heading(titles[area])
	p.focused("#polis")
	if p.Is("document.querySelector('#polis').getBoundingClientRect().top < document.querySelector('.top').getBoundingClientRect().bottom - 1") {
		t.Error("the place the link leads to is under the top row")
	}
	equal(t, "address", p.Address(), ours+start)
	p.Back()
	p.heading(titles[help])
	p.focused("#deep")
	p.Until(fmt.Sprintf("Math.abs(scrollY - %d) < 3", at))
	p.Click("#back")
	p.heading(titles[start])
	p.Until("document.querySelector('#back').hidden")
	p.Forward()
	p.heading(titles[help])
	equal(t, "address", p.Address(), ours+start)
}

// title is the heading of the page at an address.
func (b *built) title(address string) string {
	w, _ := b.Plan.At(address).Words(&b.Site.Config)
	return w.Title.Value
}

// TestDirection swaps in a page that reads from the other side, and back.
func TestDirection(t *testing.T) {
	p := newTab(t)
	b := need(t, rightToLeft)
	p.Open(sorani + b.Plan.PageURL("", "sv"))
	p.Follow(b.Plan.PageURL("", "ckb"))
	p.Until("document.documentElement.dir == 'rtl' && document.documentElement.lang == 'ckb'")
	p.heading(b.title(b.Plan.PageURL("", "ckb")))
	if left := Eval[float64](p, "document.querySelector('#exit').getBoundingClientRect().x"); left > 200 {
		t.Errorf("the exit is at x=%v in a page that reads from the right", left)
	}
	p.Press("ShiftLeft")
	said, err := b.Catalog.For([]string{"ckb"}).T("exit.shift.2")
	if err != nil {
		t.Fatal(err)
	}
	p.says(said) // in the language of the page that is shown
	// A page that nobody has translated is shown in Swedish, and says so.
	p.Follow(b.Plan.PageURL("hjalp", "ckb"))
	p.heading(b.title(b.Plan.PageURL("hjalp", "sv")))
	equal(t, "frame and text", p.Text("document.documentElement.dir + document.querySelector('h1').dir + document.querySelector('h1').lang"), "rtlltrsv")
	p.Back()
	p.Back()
	p.Until("document.documentElement.dir == 'ltr' && document.documentElement.lang == 'sv'")
	equal(t, "address", p.Address(), sorani+b.Plan.PageURL("", "sv"))
}

// TestLinksLeftAlone: what a person does to open a link in another way works.
func TestLinksLeftAlone(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	help := b.Plan.PageURL("hjalp", "sv")
	p.Open(ours + b.Plan.PageURL("", "sv"))
	link := fmt.Sprintf("[...document.querySelectorAll('main a')].find(a => a.getAttribute('href') == %q)", help)
	for name, option := range map[string]chromedp.MouseOption{
		"with Control":      chromedp.ButtonModifiers(kb.ModifierCtrl),
		"the middle button": chromedp.ButtonType(input.MouseButtonMiddle),
		"with Shift":        chromedp.ButtonModifiers(kb.ModifierShift),
	} {
		n := p.tabs()
		p.ClickWith(option, link)
		for end := time.Now().Add(Patience); p.tabs() == n && time.Now().Before(end); {
			time.Sleep(20 * time.Millisecond)
		}
		equal(t, "tabs after a click with "+name, p.tabs(), n+1)
		equal(t, "this tab", p.Text("JSON.stringify(history.state) + document.querySelector('h1').textContent"), `{"d":0}`+b.title(b.Plan.PageURL("", "sv")))
	}
	command(p, page.BringToFront, struct{}{})
	// Pages to print, to embed and files are opened as they are.
	for _, href := range []string{"/sv/print/x/", "/embed/sv/", "/sitemap.xml"} {
		p.Open(ours + b.Plan.PageURL("", "sv"))
		p.Run(fmt.Sprintf(`document.querySelector('main').insertAdjacentHTML('afterbegin', '<a id="to" href="%s">x</a>')`, href))
		p.Click("#to")
		// Whole, or its load would be taken for that of the page opened next.
		p.Until(fmt.Sprintf("location.pathname == %q && document.readyState == 'complete'", href))
		p.Problems() // the server has no such page
	}
}

func (p *Tab) tabs() int {
	p.t.Helper()
	all, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	n := 0
	for _, info := range all {
		if info.Type == "page" && info.BrowserContextID == chromedp.FromContext(p.ctx).BrowserContextID {
			n++
		}
	}
	return n
}

// TestInside: links inside a page leave the address alone.
func TestInside(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	address := ours + b.Plan.PageURL("hjalp", "sv")
	p.Open(address)
	p.Press("Tab")
	p.focused(".skip")
	p.Press("Enter")
	p.focused("#main")
	equal(t, "address", p.Address(), address)
}

// TestFailedFetch: when a page does not come, one can try again; a page that
// does not exist says so.
func TestFailedFetch(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	start, help := b.Plan.PageURL("", "sv"), b.Plan.PageURL("hjalp", "sv")
	p.Open(ours + start)
	behave.fail.Store(true)
	defer behave.fail.Store(false)
	p.Follow(help)
	p.Until("!document.querySelector('#retry').hidden")
	p.focused("#again")
	if !p.Is("(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('#again').getBoundingClientRect())") {
		t.Error("the button to try again is out of view")
	}
	behave.fail.Store(false)
	p.Click("#again")
	p.heading(b.title(help))
	equal(t, "address", p.Address(), ours+start)
	p.Back()
	p.heading(b.title(start))
	p.Until("document.querySelector('#retry').hidden")
	p.Problems() // the console tells of the fetch that failed

	p.Run(`document.querySelector('main').insertAdjacentHTML('afterbegin', '<a id="gone" href="/sv/gone/">x</a>')`)
	p.Click("#gone")
	missing, err := os.ReadFile(filepath.Join(b.dir, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	p.heading(firstHeading(missing))
	p.Problems()
}

// TestSlowFetch: a page that is slow to come is told of, and the last link
// that was followed wins.
func TestSlowFetch(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	start, help, area := b.Plan.PageURL("", "sv"), b.Plan.PageURL("hjalp", "sv"), b.Plan.PageURL(plan.AreasFolder, "sv")
	p.Open(ours + start)
	behave.slowPage.Store(1500)
	defer behave.slowPage.Store(0)
	p.Follow(help)
	p.Until("!document.querySelector('#wait').hidden")
	behave.slowPage.Store(0)
	p.Follow(area)
	p.heading(b.title(area))
	time.Sleep(1500 * time.Millisecond) // the first answer has come by then
	equal(t, "heading", p.Text("document.querySelector('h1').textContent"), b.title(area))
	equal(t, "history.state", p.Text("JSON.stringify(history.state)"), `{"d":1}`)
	equal(t, "waiting", p.Is("document.querySelector('#wait').hidden"), true)
}
