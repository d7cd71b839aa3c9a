package hours

import (
	"slices"
	"time"
)

// Feast is a day on which ordinary hours may not hold.
type Feast struct {
	Date time.Time // midnight UTC
	Name string    // "julafton"; in words it is the string hours.day.<name>
	// Free says that offices are closed: every holiday, and the eves that
	// count as days off.
	Free bool
}

// Holidays returns the 13 public holidays ("röda dagar") of a year, in order:
// those of lag (1989:253) om allmänna helgdagar, 1 and 2 §§, other than plain
// Sundays. They are also what opening_hours has as PH for Sweden.
func Holidays(year int) []Feast {
	easter := easterSunday(year)
	return inOrder([]Feast{
		{on(year, time.January, 1), "nyarsdagen", true},
		{on(year, time.January, 6), "trettondedag-jul", true},
		{easter.AddDate(0, 0, -2), "langfredagen", true},
		{easter, "paskdagen", true},
		{easter.AddDate(0, 0, 1), "annandag-pask", true},
		{on(year, time.May, 1), "forsta-maj", true},
		{easter.AddDate(0, 0, 39), "kristi-himmelsfardsdag", true},
		{easter.AddDate(0, 0, 49), "pingstdagen", true},
		{on(year, time.June, 6), "nationaldagen", true},
		{saturdayFrom(year, time.June, 20), "midsommardagen", true},
		{saturdayFrom(year, time.October, 31), "alla-helgons-dag", true},
		{on(year, time.December, 25), "juldagen", true},
		{on(year, time.December, 26), "annandag-jul", true},
	})
}

// Eves returns the days before the holidays of a year that are not holidays
// themselves, in order. Which they are is no law but custom. Swedish
// municipalities tell two kinds apart (for instance Nacka,
// https://nacka.se/medarbetare/din-anstallning/arbetstid-anstallningsformer-och-bisyssla/arbetstid/helger-och-dag-fore-rod-dag):
// påskafton, pingstafton, midsommarafton, julafton and nyårsafton are days off
// like the holidays (semesterlagen (1977:480) puts the last three on a level
// with Sundays); a "dag före röd dag", skärtorsdagen among them, is a working
// day that often ends early. Only the first kind is Free.
func Eves(year int) []Feast {
	easter := easterSunday(year)
	eves := []Feast{
		{on(year, time.January, 5), "trettondagsafton", false},
		{easter.AddDate(0, 0, -3), "skartorsdagen", false},
		{easter.AddDate(0, 0, -1), "paskafton", true},
		{on(year, time.April, 30), "valborgsmassoafton", false},
		{easter.AddDate(0, 0, 38), "dagen-fore-kristi-himmelsfardsdag", false},
		{easter.AddDate(0, 0, 48), "pingstafton", true},
		{on(year, time.June, 5), "dagen-fore-nationaldagen", false},
		{saturdayFrom(year, time.June, 20).AddDate(0, 0, -1), "midsommarafton", true},
		{saturdayFrom(year, time.October, 31).AddDate(0, 0, -1), "dagen-fore-alla-helgons-dag", false},
		{on(year, time.December, 24), "julafton", true},
		{on(year, time.December, 31), "nyarsafton", true},
	}
	// In some years one falls on a holiday (5 June 2022 was pingstdagen), or
	// two on the same day.
	red := Holidays(year)
	eves = slices.DeleteFunc(eves, func(e Feast) bool {
		return slices.ContainsFunc(red, func(h Feast) bool { return h.Date.Equal(e.Date) })
	})
	return slices.CompactFunc(inOrder(eves), func(a, b Feast) bool { return a.Date.Equal(b.Date) })
}

// easterSunday is the Gregorian computus without exceptions that was sent
// anonymously to Nature (20 April 1876); Jean Meeus, Astronomical Algorithms,
// chapter 8.
func easterSunday(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return on(year, time.Month(month), day)
}

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// saturdayFrom is the first Saturday on or after a date.
func saturdayFrom(year int, month time.Month, day int) time.Time {
	d := on(year, month, day)
	return d.AddDate(0, 0, int(time.Saturday-d.Weekday()))
}

// inOrder sorts by date; of two on one day, the one that is a day off first.
func inOrder(days []Feast) []Feast {
	slices.SortStableFunc(days, func(a, b Feast) int {
		if c := a.Date.Compare(b.Date); c != 0 || a.Free == b.Free {
			return c
		}
		if a.Free {
			return -1
		}
		return 1
	})
	return days
}
