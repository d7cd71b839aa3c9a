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

// Tab is a tab of Chromium.
type Tab struct {
	Page
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
	p := &Tab{}
	p.Page = Page{t, p}
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
	if err := p.do(action); err != nil {
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

// ClickWith clicks on the element that an expression gives, in another way
// than with the left button alone.
func (p *Tab) ClickWith(option chromedp.MouseOption, js string) {
	p.t.Helper()
	x, y := p.place(js)
	p.Do(chromedp.MouseClickXY(x, y, option))
}

func (p *Tab) open(address string) error { return p.do(chromedp.Navigate(address)) }

func (p *Tab) click(x, y float64) error { return p.do(chromedp.MouseClickXY(x, y)) }

func (p *Tab) do(action chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	return chromedp.Do(ctx, action)
}

func (p *Tab) eval(js string, patience time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[[]byte](js, chromedp.EvalAwaitPromise))
}

func (p *Tab) history() (page.GetNavigationHistoryResult, error) {
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.NavigationEntries())
}

func (p *Tab) entries() (addresses []string, at int, err error) {
	h, err := p.history()
	for _, e := range h.Entries {
		addresses = append(addresses, e.URL)
	}
	return addresses, int(h.CurrentIndex), err
}

func (p *Tab) step(by int) error {
	h, err := p.history()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	_, err = chromedp.Call(ctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: h.Entries[int(h.CurrentIndex)+by].ID})
	return err
}

func (p *Tab) key(down bool, key string, held []string) error {
	e := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: key, Code: key}
	if down {
		e.Type = input.DispatchKeyEventTypeRawKeyDown
	}
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
	if down && e.Key == "Enter" {
		e.Type, e.Text = input.DispatchKeyEventTypeKeyDown, "\r"
	}
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	_, err := chromedp.Call(ctx, input.DispatchKeyEvent, e)
	return err
}
