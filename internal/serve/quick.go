package serve

import (
	"time"

	"vart/internal/diag"
	"vart/internal/hours"
)

// quick are moments worth looking at, as seen from a clock on the site's wall.
// They are counted when they are chosen: a preview may stand for days. The zero
// moment never comes.
var quick = []struct {
	name  string
	label diag.Text
	at    func(clock time.Time) time.Time
}{
	{"tonight", diag.T("I kväll 23:00", "Tonight 23:00"), func(clock time.Time) time.Time { return on(clock, 0, 23) }},
	{"saturday", diag.T("Lördag 23:00", "Saturday 23:00"), saturday},
	{"christmas", diag.T("Julafton 22:10", "Christmas Eve 22:10"), func(clock time.Time) time.Time {
		return eve(clock, "julafton", 22*time.Hour+10*time.Minute)
	}},
	{"midsummer", diag.T("Midsommarafton 12:00", "Midsummer Eve 12:00"), func(clock time.Time) time.Time {
		return eve(clock, "midsommarafton", 12*time.Hour)
	}},
	{"shift", diag.T("När klockan ställs om", "When the clocks change"), shift},
}

func midnight(t time.Time) time.Time { return on(t, 0, 0) }

// on is a full hour some days after that of t.
func on(t time.Time, days, hour int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d+days, hour, 0, 0, 0, t.Location())
}

func saturday(clock time.Time) time.Time {
	days := int(time.Saturday - clock.Weekday())
	if t := on(clock, days, 23); t.After(clock) {
		return t
	}
	return on(clock, days+7, 23)
}

// eve is the next time that an eve has come so far.
func eve(clock time.Time, name string, into time.Duration) time.Time {
	for year := clock.Year(); year <= clock.Year()+1; year++ {
		for _, e := range hours.Eves(year) {
			y, m, d := e.Date.Date()
			t := time.Date(y, m, d, 0, 0, 0, 0, clock.Location()).Add(into)
			if e.Name == name && t.After(clock) {
				return t
			}
		}
	}
	return time.Time{}
}

// shift is the moment when the clock is next put forward or back.
func shift(clock time.Time) time.Time {
	_, end := clock.ZoneBounds()
	return end
}
