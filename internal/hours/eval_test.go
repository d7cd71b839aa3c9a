package hours

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

const stamp = "2006-01-02 15:04 MST"

// TestIntervals covers what the corpus is too random to show: each row is a
// rule, a stretch of time in Stockholm, and when it is open there.
func TestIntervals(t *testing.T) {
	for _, c := range []struct{ rule, from, to, want string }{
		{"24/7", "2026-11-21 10:00", "2026-11-23 00:00", "2026-11-21 10:00 CET – 2026-11-23 00:00 CET"},
		{"off", "2026-11-21 10:00", "2026-11-23 00:00", ""},
		{"Mo-Fr 09:00-12:00,13:00-16:00", "2026-11-20 10:00", "2026-11-23 10:00", "2026-11-20 10:00 CET – 2026-11-20 12:00 CET, 2026-11-20 13:00 CET – 2026-11-20 16:00 CET, 2026-11-23 09:00 CET – 2026-11-23 10:00 CET"},
		// Friday evening runs into Saturday, and into a Saturday that is open too.
		{"Mo-Fr 16:30-02:00, Sa 14:00-02:00", "2026-11-20 12:00", "2026-11-22 12:00", "2026-11-20 16:30 CET – 2026-11-21 02:00 CET, 2026-11-21 14:00 CET – 2026-11-22 02:00 CET"},
		{"Mo-Su 16:00-02:00, Sa 02:00-05:00", "2026-11-20 12:00", "2026-11-21 12:00", "2026-11-20 16:00 CET – 2026-11-21 05:00 CET"},
		// A later rule replaces the whole day, a spill into it included.
		{"Mo-Fr 16:30-02:00; Sa 14:00-02:00", "2026-11-20 12:00", "2026-11-22 12:00", "2026-11-20 16:30 CET – 2026-11-21 00:00 CET, 2026-11-21 14:00 CET – 2026-11-22 02:00 CET"},
		// off closes the day, but not the night that the day runs into.
		{"Mo-Su 16:30-02:00; Dec 24 off", "2026-12-23 12:00", "2026-12-25 12:00", "2026-12-23 16:30 CET – 2026-12-24 00:00 CET, 2026-12-25 00:00 CET – 2026-12-25 02:00 CET"},
		{"Mo-Su 16:30-02:00; Dec 24 16:30-02:00 off", "2026-12-23 12:00", "2026-12-25 12:00", "2026-12-23 16:30 CET – 2026-12-24 02:00 CET"},
		{"24/7; 2027 May 01 03:00-04:00 off", "2027-05-01 00:00", "2027-05-02 00:00", "2027-05-01 00:00 CEST – 2027-05-01 03:00 CEST, 2027-05-01 04:00 CEST – 2027-05-02 00:00 CEST"},
		{"Dec 31-Jan 01 10:00-11:00", "2026-12-30 00:00", "2027-01-03 00:00", "2026-12-31 10:00 CET – 2026-12-31 11:00 CET, 2027-01-01 10:00 CET – 2027-01-01 11:00 CET"},
		{"2026 Dec 31-2027 Jan 01 10:00-11:00", "2027-01-01 00:00", "2028-02-01 00:00", "2027-01-01 10:00 CET – 2027-01-01 11:00 CET"},
		{"Nov-Feb Sa 10:00-11:00", "2027-02-26 00:00", "2027-11-07 00:00", "2027-02-27 10:00 CET – 2027-02-27 11:00 CET, 2027-11-06 10:00 CET – 2027-11-06 11:00 CET"},
		{"PH 10:00-11:00", "2027-03-24 00:00", "2027-03-30 00:00", "2027-03-26 10:00 CET – 2027-03-26 11:00 CET, 2027-03-28 10:00 CEST – 2027-03-28 11:00 CEST, 2027-03-29 10:00 CEST – 2027-03-29 11:00 CEST"},
		// The hour from 02 to 03 is skipped in March and comes twice in October.
		{"Su 01:00-04:00", "2027-03-28 00:00", "2027-03-28 12:00", "2027-03-28 01:00 CET – 2027-03-28 04:00 CEST"},
		{"Su 02:00-03:00", "2027-03-28 00:00", "2027-03-28 12:00", ""},
		{"Su 02:30-04:00", "2027-03-28 00:00", "2027-03-28 12:00", "2027-03-28 03:00 CEST – 2027-03-28 04:00 CEST"},
		{"Su 01:00-04:00", "2027-10-31 00:00", "2027-10-31 12:00", "2027-10-31 01:00 CEST – 2027-10-31 04:00 CET"},
		{"Su 02:00-03:00", "2027-10-31 00:00", "2027-10-31 12:00", "2027-10-31 02:00 CEST – 2027-10-31 03:00 CET"},
		{"Sa 22:00-02:30", "2027-10-30 12:00", "2027-10-31 12:00", "2027-10-30 22:00 CEST – 2027-10-31 02:30 CEST, 2027-10-31 02:00 CET – 2027-10-31 02:30 CET"},
		// Where the zone's table has ended and its rule takes over; see offsetEnd.
		{"22:00-06:00", "2040-12-30 12:00", "2041-01-01 12:00", "2040-12-30 22:00 CET – 2040-12-31 06:00 CET, 2040-12-31 22:00 CET – 2041-01-01 06:00 CET"},
		{"Su 20:00-02:00", "2027-03-28 12:00", "2027-03-29 12:00", "2027-03-28 20:00 CEST – 2027-03-29 02:00 CEST"},
	} {
		var got []string
		for _, iv := range parse(t, c.rule).Intervals(local(t, c.from), local(t, c.to)) {
			got = append(got, iv.From.Format(stamp)+" – "+iv.To.Format(stamp))
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.rule, all, c.want)
		}
	}
}

// TestZones puts the same rule in zones whose clocks change at midnight, by
// half an hour, by a whole day, or never.
func TestZones(t *testing.T) {
	for _, c := range []struct{ zone, from, to, want string }{
		{"America/Santiago", "2024-09-07 12:00", "2024-09-08 12:00", "2024-09-07 22:00 -0400 – 2024-09-08 06:00 -0300"}, // 00:00 is skipped
		{"Australia/Lord_Howe", "2026-04-04 12:00", "2026-04-05 12:00", "2026-04-04 22:00 +1100 – 2026-04-05 06:00 +1030"},
		{"Pacific/Apia", "2011-12-29 12:00", "2011-12-31 12:00", "2011-12-29 22:00 -1000 – 2011-12-31 06:00 +1400"}, // 30 December is skipped
		{"UTC", "2026-04-04 12:00", "2026-04-05 12:00", "2026-04-04 22:00 +0000 – 2026-04-05 06:00 +0000"},
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		in := func(text string) time.Time {
			at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		var got []string
		for _, iv := range parse(t, "22:00-06:00").Intervals(in(c.from), in(c.to)) {
			got = append(got, iv.From.Format("2006-01-02 15:04 -0700")+" – "+iv.To.Format("2006-01-02 15:04 -0700"))
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.zone, all, c.want)
		}
	}
}

// TestAgreement checks on the rules of the corpus' kind that the three ways of
// asking answer alike.
func TestAgreement(t *testing.T) {
	loc := stockholm(t)
	r := rand.New(rand.NewPCG(4, 2026))
	for _, rule := range []string{
		"Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "Mo-Su 02:15-02:45", "24/7; PH 01:00-02:30 off; Dec 24 off", "Su 22:00-02:30; Oct-Nov 02:30-02:15",
	} {
		for _, eves := range []EvePolicy{EvesOpen, EvesClosed, EvesUnknown} {
			h := parse(t, rule).WithEves(eves)
			for range 20 {
				from := time.Date(2026, time.Month(r.IntN(60)), r.IntN(28), 0, 0, r.IntN(86400), r.IntN(1e9), loc)
				to := from.Add(time.Duration(r.Int64N(int64(90 * 24 * time.Hour))))
				all := h.Intervals(from, to)
				for range 200 {
					at := from.Add(time.Duration(r.Int64N(int64(to.Sub(from)) + 1)))
					i := slices.IndexFunc(all, func(iv Interval) bool { return iv.To.After(at) })
					in := i >= 0 && !all[i].From.After(at)
					if at.Equal(to) {
						continue
					}
					if in != h.IsOpen(at) {
						t.Fatalf("%s, eves %s, at %s: open is %t, but the intervals say %t", rule, eves, at, !in, in)
					}
					next, ok := h.NextChange(at)
					switch {
					case in && all[i].To.Before(to) && (!ok || !next.Equal(all[i].To)):
						t.Fatalf("%s, eves %s, at %s: closes %s, but the intervals say %s", rule, eves, at, next, all[i].To)
					case !in && i >= 0 && (!ok || !next.Equal(all[i].From)):
						t.Fatalf("%s, eves %s, at %s: opens %s, but the intervals say %s", rule, eves, at, next, all[i].From)
					}
				}
			}
		}
	}
}

func TestEvePolicy(t *testing.T) {
	// 2026: julafton is a Thursday, nyårsafton too; 2027: trettondagsafton a
	// Tuesday, skärtorsdagen 25 March.
	office, night := "Mo-Fr 09:00-16:00; PH off", "Mo-Su 16:30-02:00"
	for _, c := range []struct {
		rule, at      string
		eves          EvePolicy
		open, certain bool
	}{
		{office, "2026-12-24 10:00", EvesOpen, true, true},
		{office, "2026-12-24 10:00", EvesClosed, false, true},
		{office, "2026-12-24 10:00", EvesUnknown, false, false},
		{office, "2026-12-24 08:00", EvesUnknown, false, true}, // closed whatever the day
		{office, "2026-12-23 10:00", EvesUnknown, true, true},
		{office, "2026-12-25 10:00", EvesUnknown, false, true},
		{office, "2027-01-05 10:00", EvesClosed, true, true}, // not a day off
		{office, "2027-01-05 10:00", EvesUnknown, false, false},
		{office, "2027-03-25 10:00", EvesUnknown, false, false},
		// A span belongs to the day it begins on.
		{night, "2026-12-24 01:00", EvesClosed, true, true},
		{night, "2026-12-24 17:00", EvesClosed, false, true},
		{night, "2026-12-25 01:00", EvesClosed, false, true},
		{night, "2026-12-25 01:00", EvesUnknown, false, false},
		{night, "2026-12-25 17:00", EvesClosed, true, true},
		// A rule that names the date is not in doubt, nor one that is always open.
		{office + "; Dec 24 10:00-12:00", "2026-12-24 11:00", EvesUnknown, true, true},
		{office + "; Dec 24-26 10:00-12:00", "2026-12-24 11:00", EvesClosed, true, true},
		{office + "; Dec 10-Jan 10 10:00-12:00", "2026-12-24 11:00", EvesUnknown, false, false},
		{office + "; Dec 10:00-12:00", "2026-12-24 11:00", EvesUnknown, false, false},
		{"24/7", "2026-12-24 11:00", EvesUnknown, true, true},
		{"24/7; Dec 31 off", "2026-12-24 11:00", EvesUnknown, true, true},
		{"24/7; Dec 31 off", "2026-12-31 11:00", EvesUnknown, false, true},
		{"24/7", "2026-12-24 11:00", EvesClosed, false, true},
	} {
		h, at := parse(t, c.rule).WithEves(c.eves), local(t, c.at)
		if got := h.IsOpen(at); got != c.open {
			t.Errorf("%s at %s, eves %s: open is %t", c.rule, c.at, c.eves, got)
		}
		if got := len(h.Uncertain(at, at.Add(time.Minute))) == 0; got != c.certain {
			t.Errorf("%s at %s, eves %s: certain is %t", c.rule, c.at, c.eves, got)
		}
	}
}

func TestUncertain(t *testing.T) {
	h := parse(t, "Mo-Fr 09:00-16:00; PH off").WithEves(EvesUnknown)
	var got []string
	for _, iv := range h.Uncertain(local(t, "2026-12-01 00:00"), local(t, "2027-02-01 00:00")) {
		got = append(got, iv.From.Format("01-02 15:04")+"–"+iv.To.Format("15:04"))
	}
	if want := []string{"12-24 09:00–16:00", "12-31 09:00–16:00", "01-05 09:00–16:00"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSubtract(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 1, 1, hour, 0, 0, 0, time.UTC) }
	iv := func(from, to int) Interval { return Interval{at(from), at(to)} }
	for _, c := range []struct{ a, b, want []Interval }{
		{nil, nil, nil},
		{[]Interval{iv(1, 5)}, nil, []Interval{iv(1, 5)}},
		{[]Interval{iv(1, 5)}, []Interval{iv(1, 5)}, nil},
		{[]Interval{iv(1, 5)}, []Interval{iv(2, 3)}, []Interval{iv(1, 2), iv(3, 5)}},
		{[]Interval{iv(1, 9)}, []Interval{iv(1, 2), iv(4, 5), iv(8, 9)}, []Interval{iv(2, 4), iv(5, 8)}},
		{[]Interval{iv(1, 3), iv(4, 6), iv(7, 9)}, []Interval{iv(4, 6)}, []Interval{iv(1, 3), iv(7, 9)}},
		{[]Interval{iv(1, 3), iv(4, 6)}, []Interval{iv(2, 3), iv(5, 6)}, []Interval{iv(1, 2), iv(4, 5)}},
	} {
		if got := subtract(c.a, c.b); !slices.Equal(got, c.want) {
			t.Errorf("%v less %v is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestAlways(t *testing.T) {
	for rule, want := range map[string]bool{
		"24/7": true, "Mo-Su 00:00-24:00": true, "00:00-24:00": true, "Mo-Su,PH 00:00-24:00": true,
		"24/7; PH off": false, "Mo-Fr 00:00-24:00": false, "Mo-Su 00:00-23:59": false, "off": false, "Jan-Dec 00:00-24:00": false,
	} {
		if got := parse(t, rule).Always(); got != want {
			t.Errorf("%s: always is %t", rule, got)
		}
	}
	if parse(t, "24/7").WithEves(EvesClosed).Always() {
		t.Error("24/7 with closed eves is not always")
	}
}

func TestMoments(t *testing.T) {
	at := local(t, "2026-11-21 23:00")
	got, err := json.Marshal(append(parse(t, "Mo-Fr 09:00-16:00").At(at), parse(t, "24/7").At(at)...))
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"at":"2026-11-21T23:00:00+01:00","open":false,"next":"2026-11-23T09:00:00+01:00"},{"at":"2026-11-21T23:00:00+01:00","open":true,"next":null}]`
	if string(got) != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

func BenchmarkIntervals(b *testing.B) {
	h := parse(b, "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00")
	from := local(b, "2026-11-21 12:00")
	to := from.AddDate(0, 0, 400)
	b.ReportAllocs()
	for b.Loop() {
		h.Intervals(from, to)
	}
}
