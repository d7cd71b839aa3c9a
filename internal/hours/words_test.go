package hours

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"time"
)

// lexicon is a test's Lexicon: flat keys from a file, placeholders filled as
// go-i18n does.
type lexicon struct {
	t       *testing.T
	strings map[string]string
	keys    []string
}

// Text fails the test for a key or a placeholder that does not exist.
func (l *lexicon) Text(key string, args map[string]any) string {
	l.t.Helper()
	text, ok := l.strings[key]
	if !ok {
		l.t.Fatalf("no string %q", key)
	}
	tmpl, err := template.New(key).Option("missingkey=error").Parse(text)
	if err != nil {
		l.t.Fatal(err)
	}
	var b strings.Builder
	if err := tmpl.Execute(&b, args); err != nil {
		l.t.Fatal(err)
	}
	return b.String()
}

// readLexicon reads lines of `key: "text"`.
func readLexicon(t *testing.T, lang string) *lexicon {
	t.Helper()
	text, err := os.ReadFile("testdata/words." + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	l := &lexicon{t: t, strings: map[string]string{}}
	for line := range strings.Lines(string(text)) {
		key, quoted, _ := strings.Cut(strings.TrimSpace(line), ": ")
		value, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		l.strings[key] = value
		l.keys = append(l.keys, key)
	}
	return l
}

func TestKeys(t *testing.T) {
	want := Keys()
	slices.Sort(want)
	for _, lang := range []string{"sv", "en"} {
		got := readLexicon(t, lang).keys
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("words.%s.yaml has the keys\n%q, want\n%q", lang, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	sv, en := readLexicon(t, "sv"), readLexicon(t, "en")
	for _, c := range []struct{ rule, sv, en string }{
		{"24/7", "dygnet runt", "round the clock"},
		{"Mo-Su,PH 00:00-24:00", "dygnet runt", "round the clock"},
		{"24/7; Dec 24 off", "dygnet runt, stängt 24 december", "round the clock, closed 24 December"},
		{"Mo-Fr 09:00-16:00; PH off", "måndag till fredag 9–16, stängt på helgdagar", "Monday to Friday 9:00–16:00, closed on public holidays"},
		{"Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "måndag till fredag 16.30–02; lördag, söndag och helgdagar 14–02", "Monday to Friday 16:30–02:00; Saturday, Sunday and public holidays 14:00–02:00"},
		{"Mo-Su 09:00-21:00", "alla dagar 9–21", "every day 9:00–21:00"},
		{"08:30-17:00", "alla dagar 8.30–17", "every day 8:30–17:00"},
		{"Mo-Fr 00:00-08:00,16:30-24:00; Sa,Su 00:00-24:00", "måndag till fredag 00–8 och 16.30–24; lördag och söndag dygnet runt", "Monday to Friday 00:00–8:00 and 16:30–midnight; Saturday and Sunday round the clock"},
		{"Mo-Th 08:00-16:30; Fr 08:00-15:00; PH off", "måndag till torsdag 8–16.30, fredag 8–15, stängt på helgdagar", "Monday to Thursday 8:00–16:30, Friday 8:00–15:00, closed on public holidays"},
		{"Mo-Fr 09:00-16:00; We 10:00-18:00", "måndag till fredag 9–16, men onsdag 10–18", "Monday to Friday 9:00–16:00, but Wednesday 10:00–18:00"},
		{"Mo-Fr 09:00-16:00, We 18:00-20:00", "måndag till fredag 9–16, även onsdag 18–20", "Monday to Friday 9:00–16:00, also Wednesday 18:00–20:00"},
		{"Mo,We,Fr 13:00-15:00", "måndag, onsdag och fredag 13–15", "Monday, Wednesday and Friday 13:00–15:00"},
		{"Sa-Mo 12:00-18:00", "lördag till måndag 12–18", "Saturday to Monday 12:00–18:00"},
		{"Tu 18:00-20:00; Jun-Aug off", "tisdag 18–20, stängt juni till augusti", "Tuesday 18:00–20:00, closed June to August"},
		{"Mo-Fr 09:00-16:00; Jun-Aug Mo-Fr 10:00-14:00", "måndag till fredag 9–16; men juni till augusti: måndag till fredag 10–14", "Monday to Friday 9:00–16:00; but June to August: Monday to Friday 10:00–14:00"},
		{"Mo-Fr 09:00-16:00; Jul 10:00-14:00", "måndag till fredag 9–16; men juli: alla dagar 10–14", "Monday to Friday 9:00–16:00; but July: every day 10:00–14:00"},
		{"Mo-Fr 09:00-16:00; Dec 24-26 off; Dec 31 09:00-12:00", "måndag till fredag 9–16, stängt 24–26 december, men 31 december 9–12", "Monday to Friday 9:00–16:00, closed 24–26 December, but 31 December 9:00–12:00"},
		{"24/7; 2027 May 01 03:00-04:00 off", "dygnet runt, stängt 1 maj 2027 03–04", "round the clock, closed 1 May 2027 03:00–04:00"},
		{"Mo-Fr 09:00-16:00; 2026 Dec 21-2027 Jan 06 off", "måndag till fredag 9–16, stängt 21 december 2026 till 6 januari 2027", "Monday to Friday 9:00–16:00, closed 21 December 2026 to 6 January 2027"},
		{"Mo-Fr 09:00-16:00; 2027 Jun 21-2027 Aug 15 Mo,Fr off", "måndag till fredag 9–16; 21 juni till 15 augusti 2027: stängt måndag och fredag", "Monday to Friday 9:00–16:00; 21 June to 15 August 2027: closed Monday and Friday"},
		{"Mo-Fr 09:00-12:00,13:00-16:00; Dec 24,Dec 31 off", "måndag till fredag 9–12 och 13–16; stängt 24 december och 31 december", "Monday to Friday 9:00–12:00 and 13:00–16:00; closed 24 December and 31 December"},
		{"Dec 24-Jan 02 10:00-02:30", "24 december till 2 januari: alla dagar 10–02.30", "24 December to 2 January: every day 10:00–02:30"},
		{"Su-Th 19:00-22:00", "söndag till torsdag 19–22", "Sunday to Thursday 19:00–22:00"},
		{"off", "stängt", "closed"},
	} {
		h := parse(t, c.rule)
		if got := h.Words(sv); got != c.sv {
			t.Errorf("%s in Swedish:\n got %s\nwant %s", c.rule, got, c.sv)
		}
		if got := h.Words(en); got != c.en {
			t.Errorf("%s in English:\n got %s\nwant %s", c.rule, got, c.en)
		}
	}
}

func TestStatus(t *testing.T) {
	sv, en := readLexicon(t, "sv"), readLexicon(t, "en")
	office, evening := "Mo-Fr 09:00-16:00; PH off", "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00"
	for _, c := range []struct {
		rule, at string
		eves     EvePolicy
		sv, en   string
	}{
		{office, "2026-11-23 10:00", "", "Öppet nu, till 16", "Open now, until 16:00"},
		{office, "2026-11-23 08:59", "", "Stängt. Öppnar 9", "Closed. Opens 9:00"},
		{office, "2026-11-23 16:00", "", "Stängt. Öppnar i morgon 9", "Closed. Opens tomorrow 9:00"},
		{office, "2026-11-21 23:00", "", "Stängt. Öppnar måndag 9", "Closed. Opens Monday 9:00"},
		{"Dec 24 10:00-12:30", "2026-11-21 23:00", "", "Stängt. Öppnar 24 december 10", "Closed. Opens 24 December 10:00"},
		{"Dec 24 10:00-12:30", "2026-12-24 12:30", "", "Stängt. Öppnar 24 december 2027 10", "Closed. Opens 24 December 2027 10:00"},
		{evening, "2026-11-20 23:00", "", "Öppet nu, till 02", "Open now, until 02:00"},
		{evening, "2026-11-21 01:00", "", "Öppet nu, till 02", "Open now, until 02:00"},
		{evening, "2026-11-21 02:00", "", "Stängt. Öppnar 14", "Closed. Opens 14:00"},
		{"Mo-Su 09:00-24:00", "2026-11-21 12:00", "", "Öppet nu, till 24", "Open now, until midnight"},
		{"Sa,Su 00:00-24:00; Mo 00:00-08:00", "2026-11-21 12:00", "", "Öppet nu, till måndag 8", "Open now, until Monday 8:00"},
		{"Sa 00:00-24:00; Su 00:00-08:00", "2026-11-21 12:00", "", "Öppet nu, till i morgon 8", "Open now, until tomorrow 8:00"},
		{"24/7", "2026-12-24 12:00", EvesUnknown, "Öppet dygnet runt", "Open round the clock"},
		{"24/7; 2020 Dec 24 off", "2026-12-24 12:00", "", "Öppet nu", "Open now"},
		{"off", "2026-12-24 12:00", "", "Stängt", "Closed"},
		{office, "2026-12-24 10:00", "", "Öppet nu, till 16", "Open now, until 16:00"},
		{office, "2026-12-24 10:00", EvesUnknown, "Vi vet inte om det är öppet på julafton", "We do not know whether it is open on Christmas Eve"},
		{office, "2026-12-24 10:00", EvesClosed, "Stängt. Öppnar måndag 9", "Closed. Opens Monday 9:00"},
		{evening, "2026-12-25 01:00", EvesUnknown, "Vi vet inte om det är öppet på julafton", "We do not know whether it is open on Christmas Eve"},
	} {
		h := parse(t, c.rule).WithEves(c.eves)
		at := local(t, c.at)
		if got := h.Status(at, sv); got != c.sv {
			t.Errorf("%s at %s, eves %s: %q, want %q", c.rule, c.at, c.eves, got, c.sv)
		}
		if got := h.Status(at, en); got != c.en {
			t.Errorf("%s at %s, eves %s: %q, want %q", c.rule, c.at, c.eves, got, c.en)
		}
	}
}

func TestExplain(t *testing.T) {
	h := parse(t, "Mo-Fr 09:00-16:00; PH off")
	got := h.Explain(readLexicon(t, "sv"), local(t, "2026-12-24 15:10"), local(t, "2026-12-25 10:00"))
	want := "måndag till fredag 9–16, stängt på helgdagar\n" +
		"2026-12-24 15:10  Öppet nu, till 16\n" +
		"2026-12-25 10:00  Stängt. Öppnar måndag 9\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func parse(t testing.TB, rule string) *Hours {
	t.Helper()
	h, err := Parse(rule)
	if err != nil {
		t.Fatalf("%q: %v", rule, err)
	}
	return h
}

// local reads a time in Stockholm.
func local(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, stockholm(t))
	if err != nil {
		t.Fatal(err)
	}
	return at
}
