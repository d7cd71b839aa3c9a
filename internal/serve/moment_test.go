package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// say asks for a moment as the control does, with headers.
func say(t *testing.T, s *Server, to string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "POST", "http://localhost:8080"+momentPath, strings.NewReader(url.Values{"to": {to}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// weekdays is the small site with a service that closes.
var weekdays = map[string]string{"content/services/kontor/facts.yaml": `roles: [vaxel]
area: national
status: active
for: [victim]
phones: [{number: "08-465 004 01", opening_hours: "Mo-Fr 09:00-16:00; PH off", eves: open}]
sources: [{url: "https://example.org/", seen: 2026-11-01}]
verified: {on: 2026-11-01, by: test}
`,
	"content/services/kontor/index.sv.md": "---\ntitle: Kontoret\ndescription: Svarar på dagen.\n---\n",
	"content/services/kontor/index.en.md": "---\ntitle: The office\ndescription: Answers by day.\n---\n",
}

// data is what a served page tells the site's script.
func data(t *testing.T, s *Server, address string) (d struct {
	At    int64
	Clock struct{ Days [2]int }
}) {
	t.Helper()
	block := regexp.MustCompile(`id="vart">(.*?)</script>`).FindStringSubmatch(get(t, s, address).Body.String())
	if block == nil {
		t.Fatalf("%s has no data", address)
	}
	if err := json.Unmarshal([]byte(block[1]), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestChoose(t *testing.T) {
	s, _ := built(t, weekdays)
	if s.found.Failed(false) {
		t.Fatal(s.found)
	}
	zone := s.now.Site.Config.Timezone
	// The clock of these tests shows Saturday 21 November 2026, 13:00.
	for _, c := range []struct{ to, want, words string }{
		{"2026-12-24T22:10", "2026-12-24T22:10:00+01:00", "torsdag 24 december 2026 kl. 22:10"},
		{"tonight", "2026-11-21T23:00:00+01:00", "lördag 21 november 2026 kl. 23:00"},
		{"saturday", "2026-11-21T23:00:00+01:00", "lördag 21 november 2026 kl. 23:00"},
		{"christmas", "2026-12-24T22:10:00+01:00", "torsdag 24 december 2026 kl. 22:10"},
		{"midsummer", "2027-06-25T12:00:00+02:00", "fredag 25 juni 2027 kl. 12:00"},
		{"shift", "2027-03-28T03:00:00+02:00", "söndag 28 mars 2027 kl. 03:00"},
		{"previous", "2027-03-25T16:00:00+01:00", "Stänger då: Kontoret."}, // the day after is långfredagen
		{"2027-10-31T02:30", "2027-10-31T02:30:00+02:00", "söndag 31 oktober 2027 kl. 02:30, sommartid"},
		{"2026-11-23T09:00", "2026-11-23T09:00:00+01:00", "Öppnar då: Kontoret."},
		{"next", "2026-11-23T16:00:00+01:00", "Stänger då: Kontoret."},
		{"next", "2026-11-24T09:00:00+01:00", "tisdag 24 november 2026 kl. 09:00"},
		{"previous", "2026-11-23T16:00:00+01:00", "måndag 23 november 2026 kl. 16:00"},
	} {
		if w := say(t, s, c.to); w.Code != http.StatusNoContent {
			t.Errorf("%s: %d %s", c.to, w.Code, w.Body)
			continue
		}
		want, err := time.Parse(time.RFC3339, c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := time.UnixMilli(data(t, s, "/sv/").At).In(zone); !got.Equal(want) {
			t.Errorf("%s: the page is told %s, want %s", c.to, got, c.want)
		}
		if st, _, _, _ := s.snapshot(); !strings.Contains(st.Moment, c.words) {
			t.Errorf("%s: %q is not in %s", c.to, c.words, st.Moment)
		}
	}
	if w := say(t, s, "now"); w.Code != http.StatusNoContent || strings.Contains(get(t, s, "/sv/").Body.String(), `"at":`) {
		t.Errorf("the clock's moment: %d, and pages are told another", w.Code)
	}
}

func TestRefusedMoments(t *testing.T) {
	s, _ := built(t, nil)
	first, _, _, _ := s.snapshot()
	for to, want := range map[string]string{
		"":                 "Fyll i både dag och klockslag.",
		"i morgon":         "Fyll i både dag och klockslag.",
		"2026-02-30T10:00": "Fyll i både dag och klockslag.",
		"2026-12-24T25:00": "Fyll i både dag och klockslag.",
		"1970-01-01T00:00": "Välj ett år mellan 2000 och 2099.",
		"2027-03-28T02:30": "Klockan visar aldrig 02:30 den dagen: den ställs fram då. Välj 01:59 eller 03:00.",
		"next":             "Inget öppnar eller stänger på ett år.",
		"previous":         "Inget öppnar eller stänger på ett år.",
	} {
		if w := say(t, s, to); w.Code != http.StatusUnprocessableEntity || w.Body.String() != want+"\n" {
			t.Errorf("%q: %d %q, want %q", to, w.Code, w.Body, want)
		}
	}
	if w := say(t, s, strings.Repeat("x", 2000)); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a long text: %d", w.Code)
	}
	if st, _, _, _ := s.snapshot(); st != first {
		t.Error("what was refused has changed something")
	}
}

// Only the preview's own pages may change what is shown.
func TestMomentsFromElsewhere(t *testing.T) {
	s, _ := built(t, nil)
	for _, c := range []struct {
		status  int
		headers []string
	}{
		{204, []string{"Sec-Fetch-Site", "same-origin"}},
		{204, []string{"Origin", "http://localhost:8080"}},
		{403, []string{"Sec-Fetch-Site", "cross-site"}},
		{403, []string{"Sec-Fetch-Site", "same-site"}},
		{403, []string{"Origin", "https://evil.example"}},
		{403, []string{"Origin", "http://localhost:8081"}},
		{403, []string{"Origin", "null"}},
	} {
		if w := say(t, s, "christmas", c.headers...); w.Code != c.status {
			t.Errorf("%v: %d %s, want %d", c.headers, w.Code, w.Body, c.status)
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), "POST", "http://evil.example"+momentPath, nil)
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != http.StatusMisdirectedRequest {
		t.Errorf("another host: %d", w.Code)
	}
	if w := get(t, s, momentPath); w.Code != http.StatusNotFound {
		t.Errorf("GET: %d", w.Code)
	}
}

// --at, and the way from it to the clock.
func TestAtFromTheStart(t *testing.T) {
	_, input := folder(t, weekdays)
	at := time.Date(2028, 5, 1, 12, 0, 0, 0, time.UTC)
	s := New(Options{Input: input, Addr: "127.0.0.1:8080", Language: "en", At: at})
	t.Cleanup(s.running.Wait)
	s.build(t.Context(), nil)
	d := data(t, s, "/sv/")
	if day := int(at.Unix() / 86400); d.At != at.UnixMilli() || d.Clock.Days[0] != day {
		t.Errorf("pages are told %+v, want %d and day %d", d, at.UnixMilli(), day)
	}
	if st, _, _, _ := s.snapshot(); !strings.Contains(st.Moment, "Monday 1 May 2028 at 14:00") {
		t.Errorf("the chip is not in words: %s", st.Moment)
	}
	// The clock's day is before those that are known: until the site is read
	// again, pages stay what they are.
	say(t, s, "now")
	if got := data(t, s, "/sv/"); got != d || len(s.stale) != 1 {
		t.Errorf("pages are told %+v before the site is read again", got)
	}
	s.build(t.Context(), nil)
	if got := data(t, s, "/sv/"); got.At != 0 || got.Clock.Days[0] != int(moment.Unix()/86400) {
		t.Errorf("back at the clock: %+v", got)
	}
}

// The days that a version is taken to know are among those that its pages do.
func TestKnownDays(t *testing.T) {
	s, _ := built(t, nil)
	days := data(t, s, "/sv/").Clock.Days
	for n := -2; n < 2*ahead; n++ {
		at := moment.AddDate(0, 0, n)
		if day := int(at.Unix() / 86400); s.now.knows(at) && (day < days[0] || day+14 > days[1]) {
			t.Fatalf("%s is day %d; the pages know %v", at, day, days)
		}
	}
	if !s.now.knows(moment) || !s.now.knows(moment.Add(-12*time.Hour)) || s.now.knows(moment.Add(-24*time.Hour)) || !s.now.knows(moment.AddDate(0, 11, 0)) || s.now.knows(moment.AddDate(2, 0, 0)) {
		t.Error("the known days are not a year from today")
	}
}

// A moment beyond the days that are known reads the site again, in the
// background, and open pages hear of it.
func TestFarMoment(t *testing.T) {
	at, _ := running(t, weekdays, nil)
	next := hear(t, at)
	first := next(anything)
	w, err := http.PostForm(at+momentPath, url.Values{"to": {"2029-12-24T22:10"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = w.Body.Close()
	st := next(func(st state) bool { return st.Version != first.Version })
	if w.StatusCode != http.StatusNoContent || st.Shell != first.Shell || !strings.Contains(st.Moment, "måndag 24 december 2029 kl. 22:10") {
		t.Errorf("%s: %+v", w.Status, st)
	}
	if _, text := fetch(t, at+"/sv/"); !strings.Contains(text, fmt.Sprintf(`"at":%d,`, time.Date(2029, 12, 24, 21, 10, 0, 0, time.UTC).UnixMilli())) {
		t.Error("the page is not told")
	}
}
