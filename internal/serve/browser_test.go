package serve

import (
	"strings"
	"testing"

	"vart/internal/browsertest"
)

const (
	sheetOpen = `document.querySelector('vart-preview').shadowRoot.querySelector('#sheet')?.open`
	noSheet   = `!document.querySelector('vart-preview').shadowRoot.querySelector('#sheet')?.open`
	inPanel   = `document.querySelector('vart-preview').shadowRoot.querySelector('#sheet .list').innerText`
)

// long makes a page that can be scrolled.
var long = strings.Repeat("Rad.\n\n", 120)

func TestEditsShow(t *testing.T) {
	at, dir := running(t, map[string]string{"content/hjalp/index.sv.md": small["content/hjalp/index.sv.md"] + long}, nil)
	p := browsertest.Launch(t, nil).Tab(t)
	page := func(text string) { write(t, dir, "content/hjalp/index.sv.md", small["content/hjalp/index.sv.md"]+text) }

	p.Open(at + "/sv/hjalp/")
	p.Run(`scrollTo(0, 700); window.kept = 1`)
	page("Andra raden.\n\n" + long)
	p.Until(`document.body.innerText.includes('Andra raden.') && scrollY == 700 && window.kept`)

	// Broken: the page stays, the panel says what and where.
	page("Läs [mer](finns-inte).\n\n" + long)
	p.Until(sheetOpen)
	p.Until(inPanel + `.includes('content/hjalp/index.sv.md:6:5')`)
	if !p.Is(`document.body.innerText.includes('Andra raden.') && window.kept`) {
		t.Error("the last good page is gone")
	}
	if got := p.Text(`document.querySelector('vart-preview').shadowRoot.querySelector('mark').textContent`); got != "[mer](finns-inte)" {
		t.Errorf("marked %q", got)
	}
	p.Press("Escape")
	p.Until(noSheet)

	// Broken in another way: it comes back. Loaded anew: it is there at once.
	page("Läs [mer](finns-inte-heller).\n\n" + long)
	p.Until(sheetOpen)
	p.Open(at + "/sv/hjalp/")
	p.Until(sheetOpen + ` && document.body.innerText.includes('Andra raden.')`)
	if got := p.Text(`getComputedStyle(document.querySelector('vart-preview').shadowRoot.querySelector('#sheet')).position`); got != "fixed" {
		t.Errorf("the panel's style is stopped: position %s", got)
	}

	page("Tredje raden.\n\n" + long)
	p.Until(noSheet + ` && document.body.innerText.includes('Tredje raden.')`)

	// What pages share loads the page again, at the same place.
	p.Run(`scrollTo(0, 500); window.kept = 1`)
	write(t, dir, "layouts/style.css", "html { font-size: 31px }")
	p.Until(`getComputedStyle(document.documentElement).fontSize == '31px' && !window.kept && scrollY == 500`)
}

// The site's script shows other pages without changing the address; what is
// shown is what follows the edits.
func TestEditsShowWhereTheReaderIs(t *testing.T) {
	at, dir := running(t, nil, nil)
	p := browsertest.Launch(t, nil).Tab(t)
	p.Open(at + "/sv/")
	p.Run(`window.kept = 1`)
	p.Follow("/sv/hjalp/")
	p.Until(`document.body.innerText.includes('Första raden.')`)
	write(t, dir, "content/hjalp/index.sv.md", small["content/hjalp/index.sv.md"]+"\nAndra raden.\n")
	p.Until(`document.body.innerText.includes('Andra raden.') && window.kept && location.pathname == '/sv/'`)
	// On the way back too, the page from before the edit is not shown again.
	write(t, dir, "content/index.sv.md", small["content/index.sv.md"]+"\nNytt här.\n")
	p.Back()
	p.Until(`document.body.innerText.includes('Nytt här.') && window.kept`)
}

func TestEditsKeepTheStep(t *testing.T) {
	at, dir := running(t, nil, nil)
	p := browsertest.Launch(t, nil).Tab(t)
	p.Open(at + "/sv/guide/vart/national/")
	p.Run(`window.kept = 1`)
	p.ClickOn(`[...document.querySelectorAll('.now button')].find(b => b.innerText == 'Nej')`)
	p.Until(`document.querySelector('.now h2').innerText == 'Vill du prata?'`)
	edit := func(old, new string) {
		for _, name := range []string{"content/flows/vart/index.sv.md"} {
			write(t, dir, name, strings.ReplaceAll(small[name], old, new))
		}
	}
	edit("Vill du prata?", "Vill du tala?")
	p.Until(`document.querySelector('.now h2').innerText == 'Vill du tala?' && window.kept`)
	// What was put in is alive: one can answer, and go back.
	p.ClickOn(`[...document.querySelectorAll('.now button')].find(b => b.innerText == 'Kanske')`)
	p.Until(`document.querySelector('.now h2').innerText == 'Ring'`)
	p.Back()
	p.Until(`document.querySelector('.now h2').innerText == 'Vill du tala?'`)
}

func TestBrokenFromTheStart(t *testing.T) {
	at, dir := running(t, map[string]string{"content/hjalp/index.sv.md": "---\ntitle: Hjälp\n---\nRing 08-000 00 00.\n"}, nil)
	p := browsertest.Launch(t, nil).Tab(t)
	p.Open(at + "/sv/hjalp/")
	p.Until(`document.querySelector('vart-preview').shadowRoot.querySelector('h1').innerText == 'Sidan går inte att visa än'`)
	p.Problems() // the browser notes the status, 503
	write(t, dir, "content/hjalp/index.sv.md", small["content/hjalp/index.sv.md"])
	p.Until(`document.body.innerText.includes('Första raden.')`)
}
