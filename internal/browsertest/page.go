package browsertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Patience is how long a page waits for what a test expects of it.
const Patience = 25 * time.Second

// Page is what a tab of any browser shows, and what a person does with it.
// What goes wrong in it fails the test.
type Page struct {
	t  testing.TB
	in driver
}

// driver is what each browser does in its own way.
type driver interface {
	// open goes to an address, as if it was typed, and waits for the page.
	open(address string) error
	// eval evaluates an expression and returns its value as JSON.
	eval(js string, patience time.Duration) ([]byte, error)
	// click clicks with the mouse at a place in the window.
	click(x, y float64) error
	// key presses a key, or lets go of it, while others are held.
	key(down bool, key string, held []string) error
	// entries are the addresses that Back and Forward lead through, and which
	// of them is shown.
	entries() (addresses []string, at int, err error)
	// step goes so many entries forward, as the browser's buttons do.
	step(by int) error
}

// Open goes to an address, as if it was typed, and waits for the page.
func (p *Page) Open(address string) {
	p.t.Helper()
	// A page that is still coming in must not be taken for this one.
	p.Soon("document.readyState == 'complete'", 5*time.Second)
	if err := p.in.open(address); err != nil {
		p.t.Fatalf("%s: %v", address, err)
	}
}

func (p *Page) page() *Page { return p }

// Eval evaluates an expression in the page.
func Eval[T any](of interface{ page() *Page }, js string) T {
	p := of.page()
	p.t.Helper()
	var v T
	text, err := p.in.eval(js, 30*time.Second)
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		p.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// Text evaluates an expression that is a string.
func (p *Page) Text(js string) string {
	p.t.Helper()
	return Eval[string](p, js)
}

// Run evaluates statements for what they do.
func (p *Page) Run(js string) {
	p.t.Helper()
	Eval[bool](p, "(()=>{"+js+"\n;return true})()")
}

// Is says whether an expression is true of the page.
func (p *Page) Is(js string) bool {
	p.t.Helper()
	return Eval[bool](p, "!!("+js+")")
}

// Until waits for an expression to be true; pages may come and go meanwhile.
func (p *Page) Until(js string) {
	p.t.Helper()
	if !p.Soon(js, Patience) {
		p.t.Fatalf("%s is not so %v later; the tab is at %s", js, Patience, p.Address())
	}
}

// Soon says whether an expression becomes true in time.
func (p *Page) Soon(js string, patience time.Duration) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		// Between two pages there is none to ask, which is an error.
		if text, err := p.in.eval("!!("+js+")", patience); err == nil && string(text) == "true" {
			return true
		}
	}
	return false
}

// Entries are the addresses that the tab's Back and Forward lead through, and
// which of them is shown.
func (p *Page) Entries() (addresses []string, at int) {
	p.t.Helper()
	for end := time.Now().Add(Patience); ; time.Sleep(20 * time.Millisecond) {
		addresses, at, err := p.in.entries()
		if err == nil {
			return addresses, at
		}
		if time.Now().After(end) { // between two pages there is nobody to ask
			p.t.Fatal(err)
		}
	}
}

// Address is the address that the tab shows.
func (p *Page) Address() string {
	p.t.Helper()
	addresses, at := p.Entries()
	return addresses[at]
}

// Back presses the browser's Back and waits until it has gone back, not until
// the page has come.
func (p *Page) Back() { p.t.Helper(); p.walk(-1) }

// Forward presses the browser's Forward.
func (p *Page) Forward() { p.t.Helper(); p.walk(1) }

func (p *Page) walk(by int) {
	p.t.Helper()
	addresses, from := p.Entries()
	if to := from + by; to < 0 || to >= len(addresses) {
		p.t.Fatalf("nothing to go to: %d of %d", to, len(addresses))
	}
	if err := p.in.step(by); err != nil {
		p.t.Fatal(err)
	}
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, at := p.Entries(); at != from {
			return
		}
	}
}

// Click clicks with the mouse in the middle of the first element that a
// selector finds.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.ClickOn(fmt.Sprintf("document.querySelector(%q)", selector))
}

// ClickOn clicks with the mouse on the element that an expression gives.
func (p *Page) ClickOn(js string) {
	p.t.Helper()
	if err := p.in.click(p.place(js)); err != nil {
		p.t.Fatal(err)
	}
}

// place brings an element into view and returns where its middle is.
func (p *Page) place(js string) (x, y float64) {
	p.t.Helper()
	// The page may still be coming in.
	p.Soon("Boolean("+js+")", Patience)
	at := Eval[[]float64](p, `(e => {
		if (!e) return []
		for (let d = e; d = d.parentElement?.closest('details'); ) d.open = true
		e.scrollIntoView({block: 'center'})
		const r = e.getClientRects()[0]
		return r ? [r.x + r.width / 2, r.y + r.height / 2] : []
	})(`+js+`)`)
	if len(at) == 0 {
		p.t.Fatalf("%s is not there to be clicked at %s", js, p.Address())
	}
	return at[0], at[1]
}

// Follow clicks on the first link to an address.
func (p *Page) Follow(href string) {
	p.t.Helper()
	p.ClickOn(fmt.Sprintf("[...document.querySelectorAll('#page a')].find(a => a.getAttribute('href') == %q)", href))
}

// Press presses and lets go of keys: names as in the DOM ("Tab", "Enter",
// "ShiftLeft", "a"), several to be held together joined with "+".
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	key := func(down bool, key string, held []string) {
		if err := p.in.key(down, key, held); err != nil {
			p.t.Fatal(err)
		}
	}
	for _, together := range keys {
		held := strings.Split(together, "+")
		for _, name := range held {
			key(true, name, held)
		}
		for i, name := range slices.Backward(held) {
			key(false, name, held[:i])
		}
	}
}
