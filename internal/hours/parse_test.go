package hours

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, canonical string }{
		{"24/7", "24/7"},
		{" 24/7 ; Dec 24 off ", "24/7; Dec 24 off"},
		{"24/7;PH off", "24/7; PH off"},
		{"off", "off"},
		{"closed; Dec 24 10:00-12:00", "off; Dec 24 10:00-12:00"},
		{"08:00-17:00", "08:00-17:00"},
		{"08:00-17:00 off; Mo 09:00-10:00", "08:00-17:00 off; Mo 09:00-10:00"},
		{"Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00"},
		{"Mo-Fr 16:30-02:00,Sa,Su,PH 14:00-02:00", "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00"},
		{"Mo - Fr  10:00 - 12:00 ,  13:00-14:00", "Mo-Fr 10:00-12:00,13:00-14:00"},
		{"Mo-Fr\n10:00-12:00;\u00a0PH off", "Mo-Fr 10:00-12:00; PH off"},
		{"Mo 13:00-14:00,10:00-12:00", "Mo 10:00-12:00,13:00-14:00"},
		{"PH,Sa 10:00-12:00", "Sa,PH 10:00-12:00"},
		{"Sa-Su,PH 10:00-12:00", "Sa,Su,PH 10:00-12:00"},
		{"Sa-Mo 10:00-12:00", "Sa-Mo 10:00-12:00"},
		{"Mo,Sa,Su 10:00-12:00", "Sa-Mo 10:00-12:00"},
		{"Mo,Su 10:00-12:00", "Su,Mo 10:00-12:00"},
		{"Fr-Th 10:00-12:00", "Mo-Su 10:00-12:00"},
		{"Mo,We,Fr-Sa 10:00-12:00", "Mo,We,Fr,Sa 10:00-12:00"},
		{"Mo-We,Th 10:00-12:00", "Mo-Th 10:00-12:00"},
		{"Mo 16:00-00:00", "Mo 16:00-24:00"},
		{"Mo 00:00-24:00", "Mo 00:00-24:00"},
		{"2027 May 01 03:00-04:00 off", "2027 May 01 03:00-04:00 off"},
		{"Jun-Aug 10:00-14:00", "Jun-Aug 10:00-14:00"},
		{"Dec 10:00-14:00", "Dec 10:00-14:00"},
		{"Nov-Feb Mo 10:00-14:00", "Nov-Feb Mo 10:00-14:00"},
		{"Jun,Aug Mo 10:00-14:00", "Jun,Aug Mo 10:00-14:00"},
		{"2027 Jun-Aug Mo off", "2027 Jun-Aug Mo off"},
		{"2027 Dec off", "2027 Dec off"},
		{"Dec 24 10:00-12:00", "Dec 24 10:00-12:00"},
		{"Dec 1-6 10:00-12:00", "Dec 01-06 10:00-12:00"},
		{"Dec 24-Dec 26 off", "Dec 24-26 off"},
		{"Dec 24-Jan 02 off", "Dec 24-Jan 02 off"},
		{"Dec 24-Dec 20 off", "Dec 24-Dec 20 off"},
		{"Feb 20-Feb 28 off", "Feb 20-Feb 28 off"},
		{"Feb 20-27 off", "Feb 20-27 off"},
		{"2028 Feb 29 off", "2028 Feb 29 off"},
		{"2027 Dec 24-2027 Dec 26 off", "2027 Dec 24-26 off"},
		{"2027 Dec 24-2028 Jan 02 off", "2027 Dec 24-2028 Jan 02 off"},
		{"2027 Dec 24,2028 Dec 31 off", "2027 Dec 24,2028 Dec 31 off"},
		{"Dec 24,Dec 31 PH,Mo off", "Dec 24,Dec 31 Mo,PH off"},
		{"Mo 10:00-12:00; PH off, Dec 24 13:00-14:00", "Mo 10:00-12:00; PH off, Dec 24 13:00-14:00"},
		{"Mo 10:00-12:00, 2027 Dec 24 13:00-14:00", "Mo 10:00-12:00, 2027 Dec 24 13:00-14:00"},
	} {
		h, err := Parse(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := h.String(); got != c.canonical {
			t.Errorf("%q is %q, want %q", c.text, got, c.canonical)
		}
		same(t, h)
	}
}

// same checks that what a rule prints as is the same rule.
func same(t *testing.T, h *Hours) {
	t.Helper()
	again, err := Parse(h.String())
	if err != nil {
		t.Errorf("%q prints as %q: %v", h.text, h, err)
		return
	}
	if again.String() != h.String() {
		t.Errorf("%q prints as %q and then as %q", h.text, h, again)
	}
	bare := func(h *Hours) []rule {
		rules := append([]rule(nil), h.rules...)
		for i := range rules {
			rules[i].at, rules[i].end = 0, 0
		}
		return rules
	}
	if !reflect.DeepEqual(bare(h), bare(again)) {
		t.Errorf("%q reads otherwise as %q", h.text, h)
	}
}

// TestParseError marks with ‹ › what each error points at; where something is
// missing there is nothing between them.
func TestParseError(t *testing.T) {
	for _, c := range []struct{ marked, code, fix string }{
		{"‹›", "empty", ""},
		{"‹›   ", "empty", ""},
		{strings.Repeat(" ", maxText) + "‹x›", "too-long", ""},
		{"Mo 10:00-12:00;‹›", "empty-rule", ""},
		{"Mo 10:00-12:00;‹›; Tu off", "empty-rule", ""},
		{"‹›; Tu off", "empty-rule", ""},
		{"Mo 10:00-12:00, ‹›", "empty-rule", ""},
		{"‹Xy› 10:00-12:00", "word", ""},
		{"‹mo›-fr 10:00-12:00", "spelling", "Mo"},
		{"Mo-‹fre› 10:00-12:00", "spelling", "Fr"},
		{"‹To› 10:00-12:00", "spelling", "Th"},
		{"‹On› 10:00-12:00", "spelling", "We"},
		{"‹Lördag› 10:00-12:00", "spelling", "Sa"},
		{"‹maj› 10:00-12:00", "spelling", "May"},
		{"‹Helgdagar› stängt", "spelling", "PH"},
		{"PH ‹stängt›", "spelling", "off"},
		{"PH ‹OFF›", "spelling", "off"},
		{"‹Vardagar› 9-16", "spelling", "Mo-Fr"},
		{"‹dygnet› runt", "spelling", "24/7"},
		{"Mo‹–›Fr 10:00-12:00", "spelling", "-"},
		{"‹2027 Jun-2027 Aug› Mo 10:00-12:00", "spelling", "2027 Jun-Aug"},
		{"‹week› 10 Mo 10:00-12:00", "unsupported", ""},
		{"Mo ‹sunrise›-12:00", "unsupported", ""},
		{"Mo 10:00-12:00 ‹open›", "unsupported", ""},
		{`Mo 10:00-12:00 ‹"›ring först"`, "unsupported", ""},
		{"Mo 10:00-12:00 ‹||› off", "unsupported", ""},
		{"Mo‹[›1] 10:00-12:00", "unsupported", ""},
		{"‹SH› off", "unsupported", ""},
		{"Mo off ‹10:00›-12:00", "unexpected", ""},
		{"‹›, Mo off", "empty-rule", ""},
		{"Mo 10:00-12:00 ‹Tu› 10:00-12:00", "separator", ""},
		{"Mo 10:00-12:00 ‹2027› May 01 off", "separator", ""},
		{"Mo-‹PH› 10:00-12:00", "want-day", ""},
		{"Mo, ‹10:00›-12:00", "want-day", ""},
		{"‹Mo PH› 10:00-12:00", "comma-days", "Mo,PH"},
		{"‹PH Mo› 10:00-12:00", "comma-days", "PH,Mo"},
		{"Dec 24,‹Sa› 10:00-12:00", "want-month", ""},
		{"2027 ‹10:00›-12:00", "want-month", ""},
		{"2027 ‹Mo› 10:00-12:00", "want-month", ""},
		{"‹Jun-Aug 15› 10:00-12:00", "want-date", ""},
		{"‹Dec 24-Jan› off", "want-date", ""},
		{"Mo 09:00‹›", "want-time", ""},
		{"Mo 09:00-‹›", "want-time", ""},
		{"Mo 09:00 ‹16:00›", "want-time", ""},
		{"Mo ‹9-16›", "time-format", "09:00-16:00"},
		{"Mo ‹9.30 – 16›", "time-format", "09:30-16:00"},
		{"Mo ‹0900-1600›", "time-format", "09:00-16:00"},
		{"Mo ‹09:00–16:00›", "time-format", "09:00-16:00"},
		{"Mo 10:00-12:00, ‹13-14›", "time-format", "13:00-14:00"},
		{"Mo ‹9:00› ", "time-format", "09:00"},
		{"Mo 10:00-‹25:70›", "time-value", ""},
		{"Mo ‹48:00›-12:00", "time-value", ""},
		{"Mo 16:00-‹26:00›", "after-midnight", "02:00"},
		{"Mo ‹24:00›-02:00", "starts-at-24", ""},
		{"Mo ‹10:00-10:00›", "same-time", ""},
		{"Mo 17:00‹+›", "open-end", ""},
		{"Mo 17:00-22:00‹+›", "open-end", ""},
		{"‹Mo-Fr›", "no-times", ""},
		{"‹Dec 24 Mo›; PH off", "no-times", ""},
		{"Mo 09:00-12:00; ‹13:00-16:00›", "no-days", "Mo-Su 13:00-16:00"},
		{"Mo 09:00-12:00; ‹off›", "no-days", "Mo-Su off"},
		{"Apr ‹31› off", "no-such-date", ""},
		{"2027 Feb ‹29› off", "no-such-date", ""},
		{"Dec ‹0› off", "no-such-date", ""},
		{"Feb ‹29› off", "leap-day", ""},
		{"‹Feb 20-28› off", "february-end", "Feb 20-Feb 28"},
		{"‹2028 Feb 20-29› off", "february-end", "2028 Feb 20-2028 Feb 29"},
		{"‹Dec 26-24› off", "backwards", ""},
		{"‹2027 Dec 26-2027 Dec 24› off", "backwards", ""},
		{"‹Mar 01-Feb 28› off", "whole-year", ""},
		{"‹1999› Dec 24 off", "year-value", ""},
		{"‹2027 Dec 24-Jan 02› off", "year-both", ""},
		{"‹Dec 24-2028 Jan 02› off", "year-both", ""},
		{"‹2027 Dec 24,Dec 31› off", "year-list", ""},
		{"‹2027 Jun,2027 Aug› off", "year-list", ""},
		{"‹2027 Nov-Feb› off", "year-months", ""},
		{"‹2027 Nov-2028 Feb› off", "year-months", ""},
		{"‹Dec 24,Jun› off", "mixed-list", ""},
		{"‹2027 Dec› 10:00-12:00", "year-month-days", "2027 Dec Mo-Su"},
		{"Mo 10:00-12:00, ‹PH off›", "adds-off", "PH off"},
		{"Mo off; ‹24/7›", "always-first", ""},
		{"24/7‹,› Sa off", "always-first", ""},
		{"24/7 ‹off›", "always-first", ""},
	} {
		start := strings.Index(c.marked, "‹")
		length := strings.Index(c.marked, "›") - start - len("‹")
		text := strings.NewReplacer("‹", "", "›", "").Replace(c.marked)
		_, err := Parse(text)
		e, ok := errors.AsType[*ParseError](err)
		if !ok {
			t.Errorf("%q: %v, want %s", text, err, c.code)
			continue
		}
		if e.Code != c.code || e.Offset != start || e.Len != length || e.Fix != c.fix {
			t.Errorf("%q: %s at %d+%d, fix %q; want %s at %d+%d, fix %q", text, e.Code, e.Offset, e.Len, e.Fix, c.code, start, length, c.fix)
		}
		spoken(t, e.Issue)
	}
}

// spoken checks that an issue has all of its texts, with nothing left to fill.
func spoken(t *testing.T, e Issue) {
	t.Helper()
	for _, lang := range []string{"sv", "en"} {
		for _, text := range []string{e.Text(lang), e.Hint(lang)} {
			if text == "" || strings.ContainsAny(text, "{}") || strings.Contains(text, "``") {
				t.Errorf("%s in %s: %q", e.Code, lang, text)
			}
		}
	}
}

func TestFixesAreRight(t *testing.T) {
	for _, c := range []struct{ text, fixed string }{
		{"Mo 9-16", "Mo 09:00-16:00"},
		{"Feb 20-28 off", "Feb 20-Feb 28 off"},
		{"2027 Dec 10:00-12:00", "2027 Dec Mo-Su 10:00-12:00"},
		{"Mo 09:00-12:00; 13:00-16:00", "Mo 09:00-12:00; Mo-Su 13:00-16:00"},
		{"PH Mo 10:00-12:00", "PH,Mo 10:00-12:00"},
		{"Mo 16:00-26:00", "Mo 16:00-02:00"},
	} {
		_, err := Parse(c.text)
		e, ok := errors.AsType[*ParseError](err)
		if !ok {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := c.text[:e.Offset] + e.Fix + c.text[e.Offset+e.Len:]; got != c.fixed {
			t.Errorf("%q is fixed to %q, want %q", c.text, got, c.fixed)
		}
		parse(t, c.fixed)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"24/7; PH off", "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "2027 May 01 03:00-04:00 off", "Jun-Aug Mo,We 9-16",
		"Dec 24-Jan 02 PH,Sa-Mo 00:00-24:00 off", "2027 Dec 24-2028 Jan 02 closed", "Feb 20-28", "må–fr 9.00\u00a0– 16", "\xff,;-",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := Parse(text)
		if err != nil {
			e, ok := errors.AsType[*ParseError](err)
			if !ok || e.Offset < 0 || e.Len < 0 || e.Offset+e.Len > len(text) {
				t.Fatalf("%q: %#v", text, err)
			}
			spoken(t, Issue{Code: e.Code, Got: "x", Fix: "x", Lost: "x"})
			return
		}
		same(t, h)
		for _, w := range h.Warnings() {
			if w.Offset < 0 || w.Offset+w.Len > len(text) {
				t.Fatalf("%q: %#v", text, w)
			}
			spoken(t, w)
		}
	})
}
