package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

type contexts struct {
	Contexts []struct{ Context string }
}

// call sends a command and waits for its answer.
func (f *firefox) call(method string, params, result any) error {
	return f.wait(method, params, result, 30*time.Second)
}

func (f *firefox) wait(method string, params, result any, patience time.Duration) error {
	f.turn.Lock()
	defer f.turn.Unlock()
	f.last++
	if err := f.socket.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if err := websocket.JSON.Send(f.socket, map[string]any{"id": f.last, "method": method, "params": params}); err != nil {
		return err
	}
	for {
		var answer struct {
			ID             int
			Result         json.RawMessage
			Error, Message string
		}
		if err := websocket.JSON.Receive(f.socket, &answer); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		switch {
		case answer.ID != f.last: // an event, or the answer to a command given up
		case answer.Error != "":
			return fmt.Errorf("%s: %s: %s", method, answer.Error, answer.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(answer.Result, result)
		}
	}
}

// evaluate evaluates an expression in a page or in the window.
func (f *firefox) evaluate(context, js string, patience time.Duration) ([]byte, error) {
	var answer struct {
		Type   string
		Result struct {
			Value json.RawMessage
		}
		ExceptionDetails struct{ Text string }
	}
	// Not a promise: a page without script would never keep it.
	err := f.wait("script.evaluate", map[string]any{
		"expression": "JSON.stringify(" + js + ")", "target": map[string]any{"context": context}, "awaitPromise": false,
	}, &answer, patience)
	if err != nil {
		return nil, err
	}
	if answer.Type != "success" {
		return nil, errors.New(answer.ExceptionDetails.Text)
	}
	var text string
	if answer.Result.Value == nil {
		return []byte("null"), nil
	}
	err = json.Unmarshal(answer.Result.Value, &text)
	return []byte(text), err
}

// firefoxTab is a tab of Firefox.
type firefoxTab struct {
	*firefox
	context string
}

// tab opens a tab in the browser's profile.
func (f *firefox) tab(t testing.TB) *Page {
	t.Helper()
	var made struct{ Context string }
	if err := f.call("browsingContext.create", map[string]any{"type": "tab"}, &made); err != nil {
		t.Fatal(err)
	}
	return &Page{t, &firefoxTab{f, made.Context}}
}

func (p *firefoxTab) open(address string) error {
	for end := time.Now().Add(Patience); ; {
		err := p.call("browsingContext.navigate", map[string]any{"context": p.context, "url": address, "wait": "complete"}, nil)
		if err == nil || !strings.Contains(err.Error(), "UNKNOWN_ISSUER") || time.Now().After(end) {
			return err
		}
		// Right after it has started it may not know whom to trust yet, or forget
		// it when it has read whom it trusts itself.
		if err := p.trust(); err != nil {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (p *firefoxTab) eval(js string, patience time.Duration) ([]byte, error) {
	return p.evaluate(p.context, js, patience)
}

func (p *firefoxTab) perform(source, kind string, actions ...map[string]any) error {
	return p.call("input.performActions", map[string]any{"context": p.context, "actions": []any{
		map[string]any{"type": kind, "id": source, "actions": actions},
	}}, nil)
}

func (p *firefoxTab) click(x, y float64) error {
	return p.perform("mouse", "pointer",
		map[string]any{"type": "pointerMove", "x": int(x), "y": int(y)},
		map[string]any{"type": "pointerDown", "button": 0},
		map[string]any{"type": "pointerUp", "button": 0})
}

func (p *firefoxTab) key(down bool, key string, _ []string) error {
	kind := "keyUp"
	if down {
		kind = "keyDown"
	}
	// https://www.w3.org/TR/webdriver2/#keyboard-actions
	if code := map[string]string{"Tab": "\ue004", "Enter": "\ue007", "ShiftLeft": "\ue008", "ShiftRight": "\ue050"}[key]; code != "" {
		key = code
	}
	return p.perform("keyboard", "key", map[string]any{"type": kind, "value": key})
}

// shown is the tab's history as the window keeps it; the tab is brought
// forward first, as a person would to press its Back.
func (p *firefoxTab) shown(js string) ([]byte, error) {
	if err := p.call("browsingContext.activate", map[string]any{"context": p.context}, nil); err != nil {
		return nil, err
	}
	return p.evaluate(p.window, js, 30*time.Second)
}

func (p *firefoxTab) entries() (addresses []string, at int, err error) {
	text, err := p.shown(`(h => ({at: h.index, all: Array.from({length: h.count}, (_, i) => h.getEntryAtIndex(i).URI.spec)}))(gBrowser.selectedBrowser.browsingContext.sessionHistory)`)
	if err != nil {
		return nil, 0, err
	}
	var h struct {
		At  int
		All []string
	}
	err = json.Unmarshal(text, &h)
	return h.All, h.At, err
}

func (p *firefoxTab) step(by int) error {
	button := "gBrowser.goForward()"
	if by < 0 {
		button = "gBrowser.goBack()"
	}
	_, err := p.shown(button)
	return err
}
