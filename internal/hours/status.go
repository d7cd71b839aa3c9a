package hours

import (
	"strings"
	"time"
)

// Status says whether it is open at t and until when, as a reader would want
// it: "Öppet nu, till 19", "Stängt. Öppnar måndag 9". On an eve about which
// nothing is known it says that.
func (h *Hours) Status(t time.Time, lex Lexicon) string {
	s := speaker{lex: lex}
	if h.Always() {
		return lex.Text("hours.open-always", nil)
	}
	next, changes := h.NextChange(t)
	switch open := h.IsOpen(t); {
	case open && !changes:
		return lex.Text("hours.open-now", nil)
	case open:
		return lex.Text("hours.open-until", args{"When": s.until(t, next)})
	case h.eves == EvesUnknown && h.WithEves(EvesOpen).IsOpen(t):
		return lex.Text("hours.eve-today", args{"Eve": s.eve(t)})
	case !changes:
		return lex.Text("hours.closed-now", nil)
	}
	return lex.Text("hours.closed-opens", args{"When": s.when(t, next)})
}

// until is when, except that midnight and the night that follows belong to
// the evening: "till 24", "till 02".
func (s *speaker) until(t, next time.Time) string {
	next = next.In(t.Location())
	minutes := next.Hour()*60 + next.Minute()
	if daysBetween(t, next) == 1 && minutes < 6*60 {
		if minutes == 0 {
			minutes = dayLength
		}
		return s.clock(minutes)
	}
	return s.when(t, next)
}

// when says a moment to come as briefly as it can be understood: the time
// alone today, else with "i morgon", a weekday within six days, or the date.
func (s *speaker) when(t, next time.Time) string {
	next = next.In(t.Location())
	words := args{"Time": s.clock(next.Hour()*60 + next.Minute())}
	switch n := daysBetween(t, next); {
	case n == 0:
		return s.lex.Text("hours.when-today", words)
	case n == 1:
		return s.lex.Text("hours.when-tomorrow", words)
	case n <= 6:
		words["Weekday"] = s.weekday(int(next.Weekday()+6) % 7)
		return s.lex.Text("hours.when-weekday", words)
	}
	d := date{0, next.Month(), next.Day()}
	if next.Year() > t.Year() && next.Sub(t) > 300*24*time.Hour {
		d.year = next.Year()
	}
	words["Date"] = s.date(d)
	return s.lex.Text("hours.when-date", words)
}

// eve is the name of the eve that t falls on, or that the night before it does.
func (s *speaker) eve(t time.Time) string {
	for _, d := range []time.Time{t, t.AddDate(0, 0, -1)} {
		for _, e := range Eves(d.Year()) {
			if e.Date.YearDay() == d.YearDay() {
				return s.lex.Text("hours.day."+e.Name, nil)
			}
		}
	}
	return ""
}

// daysBetween counts midnights from a to b, by the clock of their location.
func daysBetween(a, b time.Time) int {
	day := func(t time.Time) time.Time { return on(t.Year(), t.Month(), t.Day()) }
	return int(day(b).Sub(day(a)).Hours() / 24)
}

// Keys returns the keys of every string that this package, or a script that
// says the same in a page, asks a Lexicon for.
func Keys() []string {
	keys := strings.Fields(`
		hours.always hours.open hours.closed hours.closed-days hours.closed-times hours.closed-holidays
		hours.in-dates hours.every-day hours.holidays hours.but hours.also hours.join hours.join-long hours.list hours.list-last
		hours.range hours.date hours.days-of-month hours.with-year
		hours.times hours.time.hour hours.time.minutes hours.time.night-hour hours.time.night-minutes hours.time.midnight
		hours.open-now hours.open-until hours.open-always hours.closed-now hours.closed-opens
		hours.when-today hours.when-tomorrow hours.when-weekday hours.when-date hours.unknown
		hours.eves-open hours.eves-closed hours.eves-unknown hours.eve-today`)
	for _, d := range weekdayText {
		keys = append(keys, "hours.weekday."+strings.ToLower(d))
	}
	for m := time.January; m <= time.December; m++ {
		keys = append(keys, "hours.month."+strings.ToLower(monthName(m)))
	}
	for _, e := range Eves(2026) {
		keys = append(keys, "hours.day."+e.Name)
	}
	return keys
}
