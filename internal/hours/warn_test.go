package hours

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // code: what it is about, what is lost, what to write
	}{
		{"Mo-Fr 09:00-16:00; PH off", nil},
		{"Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", nil},
		{"Mo-Fr 16:30-24:00; Sa 14:00-02:00", nil},
		{"Mo-Fr 16:30-02:00; Sa 00:00-24:00", nil},
		{"Su-Th 16:30-02:00; Sa 14:00-18:00", nil},
		{"Mo-Su 16:30-02:00; Dec 24 16:30-02:00 off", nil},
		{"Mo-Su 16:30-02:00; PH 16:30-02:00 off, PH 14:00-22:00", nil},
		{"Mo-Fr 16:30-02:00; Sa 14:00-02:00", []string{"spill-cut: Sa 14:00-02:00 | 00:00-02:00 | , Sa 14:00-02:00"}},
		{"Sa 14:00-02:00; Mo-Fr 16:30-02:00", nil}, // no span runs into a day of the other rule
		{"Sa,Su 14:00-02:00; Mo-Fr 16:30-02:00", []string{"spill-cut: Mo-Fr 16:30-02:00 | 00:00-02:00 | , Mo-Fr 16:30-02:00"}},
		{"Mo-Su 16:30-02:00; Dec 24 off", []string{
			"spill-cut: Dec 24 off | 00:00-02:00 | ; Dec 24 16:30-02:00 off",
			"spill-left: Dec 24 off | 00:00-02:00 | ; Dec 24 16:30-02:00 off",
		}},
		{"Mo-Su 16:30-02:00; PH 14:00-22:00", []string{
			"spill-cut: PH 14:00-22:00 | 00:00-02:00 | ; PH 16:30-02:00 off, PH 14:00-22:00",
			"spill-left: PH 14:00-22:00 | 00:00-02:00 | ; PH 16:30-02:00 off, PH 14:00-22:00",
		}},
		{"Mo-Su 16:30-02:00; PH 14:00-02:00", []string{"spill-cut: PH 14:00-02:00 | 00:00-02:00 | , PH 14:00-02:00"}},
		{"Mo-Fr 16:30-02:00, Sa,Su 14:00-02:00; Dec 24 off", []string{
			"spill-cut: Dec 24 off | 00:00-02:00 | ; Dec 24 14:00-02:00 off",
			"spill-left: Dec 24 off | 00:00-02:00 | ; Dec 24 14:00-02:00 off",
		}},
		{"Mo-Su 02:00-10:00,10:00-02:00; Dec 24 off", []string{
			"spill-cut: Dec 24 off | 00:00-02:00 | ; Dec 24 02:00-10:00,10:00-02:00 off",
			"spill-left: Dec 24 off | 00:00-02:00 | ; Dec 24 02:00-10:00,10:00-02:00 off",
		}},
		{"2040 Dec 23 16:30-02:00; 2040 Dec 24 10:00-12:00", []string{"spill-cut: 2040 Dec 24 10:00-12:00 | 00:00-02:00 | , 2040 Dec 24 10:00-12:00"}},
		{"Mo 09:00-13:00,12:00-16:00", []string{"overlap: Mo 09:00-13:00,12:00-16:00 | 12:00-13:00 | "}},
		{"Mo 09:00-18:00,10:00-11:00,17:00-19:00", []string{"overlap: Mo 09:00-18:00,10:00-11:00,17:00-19:00 | 10:00-11:00 | "}},
		{"Mo 09:00-12:00,12:00-16:00", nil},
		{"Mo,Tu 08:00-10:00,20:00-09:00", []string{"overlap: Mo,Tu 08:00-10:00,20:00-09:00 | 08:00-09:00 | "}},
		{"Mo,We 08:00-10:00,20:00-09:00", nil},
		{"Mo 09:00-13:00,12:00-16:00; Tu 20:00-02:00; We 10:00-12:00", []string{
			"overlap: Mo 09:00-13:00,12:00-16:00 | 12:00-13:00 | ",
			"spill-cut: We 10:00-12:00 | 00:00-02:00 | , We 10:00-12:00",
		}},
	} {
		h := parse(t, c.text)
		var got []string
		for _, w := range h.Warnings() {
			got = append(got, fmt.Sprintf("%s: %s | %s | %s", w.Code, w.Got, w.Lost, w.Fix))
			spoken(t, w)
			fixed(t, h, w)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// fixed checks that what a warning says to write ends the warning, and says
// what was meant: every span belongs to the day it begins on.
func fixed(t *testing.T, h *Hours, w Issue) {
	t.Helper()
	if w.Fix == "" {
		return
	}
	before := strings.TrimRight(strings.TrimRight(h.text[:w.Offset], " "), ";")
	now := parse(t, before+w.Fix+h.text[w.Offset+w.Len:])
	for _, again := range now.Warnings() {
		if again.Offset >= w.Offset {
			t.Errorf("%s, put right as %s, warns of %s still", h, now, again.Code)
		}
	}
	for d, before := range h.sample() {
		if now.open(d, before) != h.meant(d, before) {
			t.Errorf("%s, put right as %s, says something else on %v", h, now, d.date)
			return
		}
	}
}

func TestWarningText(t *testing.T) {
	w := parse(t, "Mo-Fr 16:30-02:00; Sa 14:00-02:00").Warnings()[0]
	if got, want := w.Text("sv"), "”Sa 14:00-02:00” ersätter hela dygn: passet från kvällen före bryts vid midnatt, och 00:00-02:00 visas som stängt"; got != want {
		t.Errorf("%s", got)
	}
	if got, want := w.Hint("en"), "write `, Sa 14:00-02:00`"; got != want {
		t.Errorf("%s", got)
	}
}
