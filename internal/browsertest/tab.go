package browsertest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Patience is how long a tab waits for what a test expects of it.
const Patience = 25 * time.Second

// Tab is a tab of a browser. What goes wrong in it fails the test.
type Tab struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	problems []string // what the console said
	requests []string // addresses that pages asked for
}

// Tab opens a tab that shares nothing with other tabs: a person's first. It is
// closed when the test ends, and the test fails if the console had an error.
func (b *Browser) Tab(t testing.TB) *Tab {
	t.Helper()
	return open(t, b.ctx, chromedp.WithNewBrowserContext())
}

// Keeping opens a tab in the browser's own profile, which remembers.
func (b *Browser) Keeping(t testing.TB) *Tab {
	t.Helper()
	return open(t, b.ctx)
}

// Another opens a second tab beside this one, as the same person would.
func (p *Tab) Another() *Tab {
	p.t.Helper()
	return open(p.t, p.ctx)
}

func open(t testing.TB, parent context.Context, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	p := &Tab{t: t}
	ctx, cancel := chromedp.NewContext(parent, append(options, chromedp.WithListener(p.listen))...)
	p.ctx = ctx
	// Not by p.Do: the tab ends with the context that first uses it.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	// A tab in the background would not be told of keys and focus.
	command(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	t.Cleanup(func() {
		for _, problem := range p.Problems() {
			t.Errorf("console: %s", problem)
		}
		cancel()
	})
	return p
}

func (p *Tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		p.problems = append(p.problems, fmt.Sprint(e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			p.problems = append(p.problems, fmt.Sprint(e.Args))
		}
	case *log.EventEntryAdded:
		// Violations of the policy come here as well.
		if e.Entry.Level == log.EntryLevelError {
			p.problems = append(p.problems, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

// Problems returns what the console complained about, and forgets it.
func (p *Tab) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.problems
	p.problems = nil
	return list
}

// Requests returns the addresses that pages have asked for.
func (p *Tab) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// Do runs an action of chromedp's.
func (p *Tab) Do(action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		p.t.Fatal(err)
	}
}

// command runs a command of the protocol.
func command[P, R any](p *Tab, c cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	result, err := chromedp.Call(ctx, c, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// Open goes to an address, as if it was typed, and waits for the page.
func (p *Tab) Open(address string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(address))
}

// Eval evaluates an expression in the page.
func Eval[T any](p *Tab, js string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// Text evaluates an expression that is a string.
func (p *Tab) Text(js string) string {
	p.t.Helper()
	return Eval[string](p, js)
}

// Run evaluates statements for what they do.
func (p *Tab) Run(js string) {
	p.t.Helper()
	Eval[bool](p, "(()=>{"+js+"\n;return true})()")
}

// Is says whether an expression is true of the page.
func (p *Tab) Is(js string) bool {
	p.t.Helper()
	return Eval[bool](p, "!!("+js+")")
}

// Until waits for an expression to be true; pages may come and go meanwhile.
func (p *Tab) Until(js string) {
	p.t.Helper()
	if !p.Soon(js, Patience) {
		p.t.Fatalf("%s is not so %v later; the tab is at %s", js, Patience, p.Address())
	}
}

// Soon says whether an expression becomes true in time.
func (p *Tab) Soon(js string, patience time.Duration) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		// Between two pages there is none to ask.
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		cancel()
		if err == nil && ok {
			return true
		}
	}
	return false
}

// Address is the address that the tab shows.
func (p *Tab) Address() string {
	p.t.Helper()
	h := p.History()
	return h.Entries[h.CurrentIndex].URL
}

// History is what the tab's Back and Forward lead through.
func (p *Tab) History() page.GetNavigationHistoryResult {
	p.t.Helper()
	for end := time.Now().Add(Patience); ; time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(p.ctx, Patience)
		h, err := chromedp.Run(ctx, chromedp.NavigationEntries())
		cancel()
		if err == nil {
			return h
		}
		if time.Now().After(end) { // between two pages there is nobody to ask
			p.t.Fatal(err)
		}
	}
}

// Back presses the browser's Back and waits until it has gone back, not until
// the page has come.
func (p *Tab) Back() { p.t.Helper(); p.step(-1) }

// Forward presses the browser's Forward.
func (p *Tab) Forward() { p.t.Helper(); p.step(1) }

func (p *Tab) step(by int64) {
	p.t.Helper()
	h := p.History()
	i := h.CurrentIndex + by
	if i < 0 || int(i) >= len(h.Entries) {
		p.t.Fatalf("nothing to go to: %d of %d", i, len(h.Entries))
	}
	command(p, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[i].ID})
	for end := time.Now().Add(Patience); time.Now().Before(end) && p.History().CurrentIndex == h.CurrentIndex; {
		time.Sleep(20 * time.Millisecond)
	}
}

// Click clicks with the mouse in the middle of the first element that a
// selector finds.
func (p *Tab) Click(selector string, options ...chromedp.MouseOption) {
	p.t.Helper()
	p.ClickOn(fmt.Sprintf("document.querySelector(%q)", selector), options...)
}

// ClickOn clicks with the mouse on the element that an expression gives.
func (p *Tab) ClickOn(js string, options ...chromedp.MouseOption) {
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
	p.Do(chromedp.MouseClickXY(at[0], at[1], options...))
}

// Follow clicks on the first link to an address.
func (p *Tab) Follow(href string) {
	p.t.Helper()
	p.ClickOn(fmt.Sprintf("[...document.querySelectorAll('#page a')].find(a => a.getAttribute('href') == %q)", href))
}

// Press presses and lets go of keys: names as in the DOM ("Tab", "Enter",
// "ShiftLeft", "a"), several to be held together joined with "+".
func (p *Tab) Press(keys ...string) {
	p.t.Helper()
	for _, together := range keys {
		held := strings.Split(together, "+")
		for _, key := range held {
			p.key(input.DispatchKeyEventTypeRawKeyDown, key, held)
		}
		for i := len(held) - 1; i >= 0; i-- {
			p.key(input.DispatchKeyEventTypeKeyUp, held[i], held[:i])
		}
	}
}

func (p *Tab) key(kind input.DispatchKeyEventType, key string, held []string) {
	p.t.Helper()
	e := input.DispatchKeyEventParams{Type: kind, Key: key, Code: key}
	codes := map[string]int64{"Tab": 9, "Enter": 13, "Shift": 16, "Control": 17, "Alt": 18, "Escape": 27, "ArrowDown": 40, " ": 32}
	for _, side := range []string{"Left", "Right"} {
		if name, ok := strings.CutSuffix(key, side); ok && codes[name] > 0 {
			e.Key = name
		}
	}
	e.WindowsVirtualKeyCode = codes[e.Key]
	if len(key) == 1 {
		e.Code, e.WindowsVirtualKeyCode = "Key"+strings.ToUpper(key), int64(strings.ToUpper(key)[0])
	}
	for _, name := range held {
		for prefix, bit := range map[string]int64{"Alt": 1, "Control": 2, "Shift": 8} {
			if strings.HasPrefix(name, prefix) {
				e.Modifiers |= bit
			}
		}
	}
	if kind == input.DispatchKeyEventTypeRawKeyDown && e.Key == "Enter" {
		e.Type, e.Text = input.DispatchKeyEventTypeKeyDown, "\r"
	}
	command(p, input.DispatchKeyEvent, e)
}
