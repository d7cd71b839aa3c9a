package browsertest

import (
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write what was measured into docs")

// engine is a kind of browser whose profile is read.
type engine struct {
	name string
	// start starts it with a fresh profile. open opens a tab; end closes the
	// browser and returns the profile's folder.
	start func(t *testing.T, v *trace) (open func() *Page, end func() string)
	// addresses are those of a host in its history.
	addresses func(t *testing.T, profile, host string) []string
	// cache is where it keeps the pages that may be kept.
	cache string
	// named are the files that may tell the host's name after any visit.
	named []string
}

var engines = []*engine{
	{
		name: "Chromium",
		start: func(t *testing.T, v *trace) (func() *Page, func() string) {
			b := Launch(t, flags())
			tab := b.Keeping
			if v.private {
				tab = b.Tab
			}
			open := func() *Page {
				p := tab(t)
				if v.scriptless {
					p.withoutScript()
				}
				return &p.Page
			}
			return open, func() string { b.Close(); return b.Profile }
		},
		addresses: func(t *testing.T, profile, host string) []string {
			return addresses(t, filepath.Join(profile, "Default", "History"), "urls", host)
		},
		cache: "Cache",
		// What was opened, its tabs, suggestions for the address bar, and what it
		// notes of how sites are used (segmentation_platform, and DIPS at times).
		named: []string{"DIPS", "History", "Preferences", "Sessions", "segmentation_platform"},
	},
	{
		name: "Firefox",
		start: func(t *testing.T, v *trace) (func() *Page, func() string) {
			f := launchFirefox(t, map[string]any{"javascript.enabled": !v.scriptless, "browser.privatebrowsing.autostart": v.private})
			return func() *Page { return f.tab(t) }, func() string { f.Close(); return f.profile }
		},
		addresses: func(t *testing.T, profile, host string) []string {
			return addresses(t, filepath.Join(profile, "places.sqlite"), "moz_places", host)
		},
		cache: "cache2",
		// What was opened, its tabs, and that somebody clicked there
		// (permissions, bounce-tracking-protection).
		named: []string{"bounce-tracking-protection.sqlite", "permissions.sqlite", "places.sqlite", "sessionstore.jsonlz4"},
	},
}

// trace is a visit and what it may leave.
type trace struct {
	name string
	host string
	// visit ends on the neutral page, in the tab it returns.
	visit func(open func() *Page, s *built) *Page
	// addresses is how many of ours may stand in the history.
	addresses int
	// places says that pages visited may be told of; answers, that answers may.
	places, answers bool
	// landing is the path that a visit begins at, which is in the history.
	landing string
	// scriptless is a browser where script is turned off; private, a window
	// that is to remember nothing; closed, one that is closed on the neutral
	// page, where Back has not been pressed.
	scriptless, private, closed bool
}

// TestResidue visits the site in real profiles, closes the browser, and reads
// every file of the profile: docs/privacy.md says what was found.
func TestResidue(t *testing.T) {
	Need(t)
	needFirefox(t)
	s := need(t, bundled)
	if n := len(longest(t, graphOf(s))); n != 5 {
		t.Fatalf("the visits answer %d questions, not five", n)
	}
	start, topic, short := s.Plan.PageURL("", "sv"), s.Plan.PageURL("hjalp/heder", "sv"), s.short(t)
	leave := func(p *Page) *Page { p.Click("#exit"); p.Until("document.querySelector('#weather')"); return p }
	traces := []trace{
		{name: "start, five questions, a service, exit by click", host: ours, addresses: 1, visit: func(open func() *Page, s *built) *Page {
			return leave(journey(open(), s, start))
		}},
		{name: "the same, and the browser closed at once", host: ours, addresses: 1, closed: true, visit: func(open func() *Page, s *built) *Page {
			return leave(journey(open(), s, start))
		}},
		{name: "the same in a private window", host: ours, private: true, visit: func(open func() *Page, s *built) *Page {
			return leave(journey(open(), s, start))
		}},
		{name: "the same, exit by Shift three times", host: ours, addresses: 1, visit: func(open func() *Page, s *built) *Page {
			p := journey(open(), s, start)
			p.Press("ShiftLeft", "ShiftRight", "ShiftLeft")
			p.Until("document.querySelector('#weather')")
			return p
		}},
		{name: "from a search to a topic page, then the same", host: ours, addresses: 1, landing: topic, visit: func(open func() *Page, s *built) *Page {
			return leave(journey(open(), s, topic))
		}},
		{name: "from a search to a topic page, exit at once", host: ours, addresses: 1, landing: topic, visit: func(open func() *Page, s *built) *Page {
			return leave(land(open(), topic))
		}},
		{name: "by a short link, then the same", host: ours, addresses: 1, visit: func(open func() *Page, s *built) *Page {
			return leave(journey(open(), s, short))
		}},
		{name: "two tabs, exit in one", host: ours, addresses: 1, visit: func(open func() *Page, s *built) *Page {
			p := journey(open(), s, start)
			other := journey(open(), s, start)
			leave(p)
			other.Until("document.querySelector('#weather')")
			return other
		}},
		{name: "without script: start, flow, five answers, a service, exit", host: ours, addresses: 4, places: true, scriptless: true, visit: func(open func() *Page, s *built) *Page {
			return leave(plainJourney(open(), s))
		}},
		{name: "control: ordinary pages and links that may be cached", host: plain, addresses: 9, places: true, answers: true, visit: func(open func() *Page, s *built) *Page {
			return leave(control(open(), s))
		}},
	}
	var table strings.Builder
	table.WriteString("| visit | browser | our addresses in the history | entries of ours behind / ahead | pages found in | answers found in | Back shows |\n|---|---|---|---|---|---|---|\n")
	for _, v := range traces {
		rows := make([]string, len(engines))
		t.Run(v.name, func(t *testing.T) {
			for i, e := range engines {
				t.Run(e.name, func(t *testing.T) {
					t.Parallel()
					rows[i] = e.measure(t, &v, s)
				})
			}
		})
		table.WriteString(strings.Join(rows, ""))
	}
	if t.Failed() || strings.Count(table.String(), "\n") < 2+len(traces)*len(engines) { // -run may have left some out
		return
	}
	table.WriteByte('\n')
	for _, e := range engines {
		fmt.Fprintf(&table, "In %s the name of the host alone may be in %s, and is in no other file.\n", e.name, strings.Join(e.named, ", "))
	}
	agree(t, "privacy.md", "TestResidue", table.String())
}

// measure makes a visit, asserts what it may leave, and returns its row of the
// table.
func (e *engine) measure(t *testing.T, v *trace, s *built) string {
	open, end := e.start(t, v)
	p := v.visit(open, s)
	entries, at := p.Entries()
	behind, ahead := 0, len(entries)-1-at
	for _, address := range entries[:at] {
		if strings.HasPrefix(address, v.host) {
			behind++
		}
	}
	back := "not pressed"
	if !v.closed {
		back = p.backs()
	}
	time.Sleep(300 * time.Millisecond)
	dir := end()

	kept := readProfile(t, dir)
	rows := e.addresses(t, dir, v.host)
	if len(rows) != v.addresses {
		t.Errorf("the history has %d addresses of ours, not %d: %v", len(rows), v.addresses, rows)
	}
	places, answers := s.words(t)
	inPlaces := v.look(t, kept, places, v.places)
	inAnswers := v.look(t, kept, answers, v.answers)
	if !v.places && (behind != 1 || ahead != 0 || back == ourPage) {
		t.Errorf("%d entries behind, %d ahead, Back shows %s", behind, ahead, back)
	}
	if v.answers && !slices.Contains(inAnswers, e.cache) {
		t.Error("the answers were not found in the cache, so what is packed there is not read")
	}
	found := func(in []string) string {
		if len(in) == 0 {
			return "nothing"
		}
		return strings.Join(in, ", ")
	}
	for _, file := range kept.holds(strings.TrimPrefix(v.host, "https://")) {
		if v.private || !slices.Contains(e.named, file) && !v.answers {
			t.Errorf("our name is in %s", file)
		}
	}
	return fmt.Sprintf("| %s | %s | %d | %d / %d | %s | %s | %s |\n", v.name, e.name, len(rows), behind, ahead, found(inPlaces), found(inAnswers), back)
}

const ourPage = "our page"

// backs presses Back until the page before ours, and returns what it showed.
func (p *Page) backs() string {
	p.t.Helper()
	p.Run("document.title = 'left'") // so that it is not taken for the one that comes
	p.Back()
	if !p.Soon("document.querySelector('#weather') && document.title != 'left' && document.readyState == 'complete'", 4*time.Second) {
		return ourPage
	}
	p.Back()
	p.Until("document.querySelector('#before')")
	return "the neutral page, then the page before ours"
}

// look returns the files that have any of the words: none of them if they may
// not be there, and each of them somewhere if they must.
func (v *trace) look(t *testing.T, kept profile, words []string, must bool) []string {
	t.Helper()
	files := map[string]bool{}
	for _, w := range words {
		if strings.Contains(v.landing, w) {
			continue // the address that the visit began with
		}
		in := kept.holds(w)
		switch {
		case !must && len(in) > 0:
			t.Errorf("%q is in %v", w, in)
		case must && len(in) == 0 && v.answers:
			t.Errorf("%q was not found: the test does not see what is there", w)
		}
		for _, name := range in {
			files[name] = true
		}
	}
	return slices.Sorted(maps.Keys(files))
}
