package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/plan"
	"vart/internal/route"
)

// moments are set times of the device's clock, on the site's clock.
var moments = []struct{ at, what string }{
	{"2026-11-25 10:20", "a weekday, in office hours"},
	{"2026-11-25 15:59", "just before many close"},
	{"2026-11-28 23:00", "Saturday evening"},
	{"2026-11-30 00:40", "past midnight"},
	{"2026-12-24 11:00", "Christmas Eve: nobody says what holds on eves"},
	{"2026-12-23 20:00", "the evening before it"},
	{"2027-03-28 03:10", "the night an hour is skipped"},
	{"2027-10-31 02:30", "the night an hour comes twice"},
	{"2027-06-26 12:00", "midsummer"},
	{"2027-06-15 09:20", "summer time: many have just opened"},
}

// clock sets the device's clock in every page the tab opens from now on.
type clock struct {
	p  *Tab
	id page.ScriptIdentifier
}

func (c *clock) set(at time.Time) {
	c.p.t.Helper()
	if c.id != "" {
		command(c.p, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: c.id})
	}
	script := fmt.Sprintf("Date.now = () => window.clock || %d", at.UnixMilli())
	c.id = command(c.p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}).Identifier
}

// listed are the addresses of the services that each step lists, in order.
const listed = "Object.fromEntries([...document.querySelectorAll('.step')].map(s => [s.dataset.step, [...s.querySelectorAll('.contacts .card h3 a')].map(a => a.getAttribute('href')).join()]))"

// said is what a page says of now beside each number and chat, by the way to
// reach it: "tel:112|Open now".
const said = "[...document.querySelectorAll('#page .hours')].map(h => h.previousElementSibling.querySelector('a').getAttribute('href') + '|' + (h.querySelector('.now').hidden ? '' : h.querySelector('.now').textContent))"

// TestOpenNow: what the page says of now, and the order of an outcome's
// contacts, are what Go says of the same moment, whatever the device's zone.
func TestOpenNow(t *testing.T) {
	b := need(t, bundled)
	zone := b.Site.Config.Timezone
	for _, device := range []string{"Europe/Stockholm", "America/Los_Angeles"} {
		t.Run(device, func(t *testing.T) {
			p := newTab(t)
			command(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: device})
			c := &clock{p: p}
			claims := 0
			for _, m := range moments {
				at, err := time.ParseInLocation("2006-01-02 15:04", m.at, zone)
				if err != nil {
					t.Fatal(err)
				}
				c.set(at)
				if eve := strings.Contains(m.what, "Eve:"); eve != b.doubtful(at) {
					t.Errorf("%s: hours that nobody knows: %v", m.at, !eve)
				}
				for _, o := range b.Plan.Outputs {
					if o.Lang == "sv" && !o.Go && (o.Kind == plan.Flow || o.Kind == plan.Services) {
						p.Open(ours + o.URL)
						claims += compare(t, p, b, o, at, m.at+" ("+m.what+"), "+o.URL)
					}
				}
			}
			if claims < 20*len(moments) {
				t.Errorf("only %d claims were made of now", claims)
			}
			t.Logf("%d claims of now compared", claims)
		})
	}
}

// compare holds a page against Go, and returns how much it claims.
func compare(t *testing.T, p *Tab, b *built, o *plan.Output, at time.Time, where string) int {
	t.Helper()
	want := map[string][]string{}
	for _, v := range b.Site.Services {
		for _, phone := range v.Phones {
			want[phone.URI()] = append(want[phone.URI()], b.claim(phone.Hours, at))
		}
		for _, chat := range v.Chats {
			want[chat.URL.Value] = append(want[chat.URL.Value], b.claim(chat.Hours, at))
		}
	}
	claims := 0
	for _, line := range Eval[[]string](p, said) {
		way, got, _ := strings.Cut(line, "|")
		if !slices.Contains(want[way], got) {
			t.Errorf("%s: %s: says %q, want %q", where, way, got, want[way])
		}
		if got != "" {
			claims++
		}
	}
	if o.Flow != nil {
		lists := Eval[map[string]string](p, listed)
		for _, step := range o.Flow.Graph(&b.Site.Config, o.Lang).Steps {
			if got, want := lists[step.ID], b.order(o, step, at); got != want {
				t.Errorf("%s: %q lists\n     %s\nwant %s", where, step.Title, got, want)
			}
		}
	}
	return claims
}

// order are the services that Go lists in an outcome at a moment; the zero
// time is no clock.
func (b *built) order(o *plan.Output, step *flow.Step, at time.Time) string {
	area := "national"
	if o.Area != nil {
		area = o.Area.ID
	}
	contacts, _ := route.Contacts(b.Site, step, area)
	if at.IsZero() {
		slices.SortStableFunc(contacts, func(x, y route.Contact) int { return x.Rank(step.Urgent) - y.Rank(step.Urgent) })
	} else {
		route.Order(contacts, step.Urgent, at)
	}
	var addresses []string
	for _, c := range contacts {
		addresses = append(addresses, b.Plan.ServiceURL(c.Service.ID, o.Lang))
	}
	return strings.Join(addresses, ",")
}

// doubtful says whether nobody knows of some number if it answers.
func (b *built) doubtful(at time.Time) bool {
	for _, v := range b.Site.Services {
		for _, p := range v.Phones {
			if p.Hours != nil && len(p.Hours.Uncertain(at, at.Add(time.Minute))) > 0 {
				return true
			}
		}
	}
	return false
}

// claim is what may be said of hours at a moment in Swedish: what Go says, but
// nothing of what nobody knows, no time of opening if an eve comes before it,
// and no date.
func (b *built) claim(h *hours.Hours, at time.Time) string {
	if h == nil || h.Always() || len(h.Uncertain(at, at.Add(time.Minute))) > 0 {
		return ""
	}
	words := b.Catalog.For([]string{"sv"})
	next, changes := h.NextChange(at)
	far := !changes || !next.Before(midnight(at).AddDate(0, 0, 7))
	switch {
	case h.IsOpen(at) && far:
		return ""
	case !h.IsOpen(at) && (far || len(h.Uncertain(at, next)) > 0):
		return words.Text("hours.closed-now", nil)
	}
	return h.Status(at, words)
}

// midnight is when the day began.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// TestWrongClock: a device that takes it for 1970, or for long after the days
// that the build knew, is told nothing of now, and contacts stand as written.
func TestWrongClock(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	c := &clock{p: p}
	for _, at := range []time.Time{time.Unix(0, 0), builtAt.AddDate(0, 0, -3), builtAt.AddDate(2, 0, 0)} {
		c.set(at)
		for _, o := range b.Plan.Outputs {
			if o.Kind != plan.Flow || o.Lang != "sv" || o.Go {
				continue
			}
			p.Open(ours + o.URL)
			if got := p.Text(said + ".filter(s => !s.endsWith('|')).join()"); got != "" {
				t.Errorf("at %v it says %q", at, got)
			}
			lists := Eval[map[string]string](p, listed)
			for _, step := range o.Flow.Graph(&b.Site.Config, o.Lang).Steps {
				if got, want := lists[step.ID], b.order(o, step, time.Time{}); got != want {
					t.Errorf("at %v %q lists %s, want %s", at, step.Title, got, want)
				}
			}
		}
	}
}

// TestComesBack: who comes back to the page later is told of that moment, not
// of the one when it was opened.
func TestComesBack(t *testing.T) {
	p := newTab(t)
	b := need(t, bundled)
	day := time.Date(2026, time.November, 25, 10, 0, 0, 0, b.Site.Config.Timezone)
	night := day.Add(13 * time.Hour)
	(&clock{p: p}).set(day)
	o := b.Plan.At(b.flowURL("sundbyberg", "sv"))
	p.Open(ours + o.URL)
	compare(t, p, b, o, day, "at first")
	p.Run(fmt.Sprintf("window.clock = %d; document.dispatchEvent(new Event('visibilitychange'))", night.UnixMilli()))
	compare(t, p, b, o, night, "looked at again")
	p.Follow(b.Plan.PageURL("hjalp", "sv"))
	p.Until("!document.querySelector('.flow')")
	p.Run(fmt.Sprintf("window.clock = %d", day.UnixMilli()))
	p.Back()
	p.Until("document.querySelector('.flow')")
	compare(t, p, b, o, day, "after Back")
}
