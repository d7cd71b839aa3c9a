package hours

import (
	"math/bits"
	"time"
)

// EvePolicy says what is known of a service's hours on the eves of holidays,
// which PH does not include.
type EvePolicy string

// EvesOpen, also the zero value's meaning, takes eves for ordinary days.
// EvesClosed closes those that count as days off. EvesUnknown takes every eve
// for uncertain: nothing is known to be open that begins on one. None of them
// touches a rule that names the date, nor EvesUnknown one that is around the
// clock every day.
const (
	EvesOpen    EvePolicy = "open"
	EvesClosed  EvePolicy = "closed"
	EvesUnknown EvePolicy = "unknown"
)

// day is one day of the calendar with all that a rule can ask of it.
type day struct {
	date
	nth     int      // of the year, from 1
	weekday weekdays // its one bit
	red     bool
	eve     eve
}

// eve tells the two kinds of eves apart; see Eves.
type eve uint8

const (
	noEve eve = iota
	shortEve
	freeEve
)

// calendar knows the days of one year at a time, and how to go on to the next;
// days are asked for nearly in order, so that is enough.
type calendar struct {
	ph, eve bool // what the rules ask of it
	n       int64
	last    day // the day with number n, once year is set
	year    int
	red     [367]bool
	eves    [367]eve
}

// calendar returns one that knows what the rules ask of it.
func (h *Hours) calendar() calendar {
	c := calendar{eve: h.eves == EvesClosed || h.eves == EvesUnknown}
	for i := range h.rules {
		c.ph = c.ph || h.rules[i].days&publicDays != 0
	}
	return c
}

// at returns the day with this number, counted from 1970-01-01.
func (c *calendar) at(n int64) day {
	if c.year != 0 && n == c.n+1 && c.last.day < 28 {
		c.last.day++
		c.last.nth++
		c.last.weekday = c.last.weekday.next()
	} else {
		t := time.Unix(n*daySeconds, 0).UTC()
		y, m, d := t.Date()
		c.last = day{date: date{y, m, d}, nth: t.YearDay(), weekday: 1 << ((t.Weekday() + 6) % 7)}
		if c.year != y {
			c.turn(y)
		}
	}
	c.n = n
	c.last.red, c.last.eve = c.red[c.last.nth], c.eves[c.last.nth]
	return c.last
}

// turn opens another year.
func (c *calendar) turn(year int) {
	*c = calendar{ph: c.ph, eve: c.eve, last: c.last, year: year}
	if c.ph {
		for _, f := range Holidays(year) {
			c.red[f.Date.YearDay()] = true
		}
	}
	if c.eve {
		for _, f := range Eves(year) {
			c.eves[f.Date.YearDay()] = shortEve
			if f.Free {
				c.eves[f.Date.YearDay()] = freeEve
			}
		}
	}
}

// on says whether the rule is about this day.
func (r *rule) on(d day) bool {
	return r.onDate(d.date) && (r.days == 0 || r.days&d.weekday != 0 || r.days&publicDays != 0 && d.red)
}

func (r *rule) onDate(d date) bool {
	for _, ds := range r.dates {
		if ds.has(d) {
			return true
		}
	}
	return len(r.dates) == 0
}

// has says whether the range has the day. Without a year it may run over New
// Year.
func (ds dates) has(d date) bool {
	if ds.from.year == 0 {
		d.year = 0
	}
	n, from, to := d.number(), ds.from.number(), ds.to.number()
	if from > to {
		return n >= from || n <= to
	}
	return from <= n && n <= to
}

// number orders dates.
func (d date) number() int { return (d.year*16+int(d.month))*32 + d.day }

// names says whether the rule is about this very day, and so holds whatever is
// known of eves: a date, or a range of at most a week such as Dec 24-26.
func (r *rule) names(d date) bool {
	for _, ds := range r.dates {
		if !ds.months && ds.has(d) && ds.length() <= 7 {
			return true
		}
	}
	return false
}

// length is the number of days in the range; a range without a year is counted
// in one without a leap day.
func (ds dates) length() int {
	from, to := ds.from, ds.to
	if from.year == 0 {
		from.year, to.year = 2001, 2001
		if from.number() > to.number() {
			to.year++
		}
	}
	return int(on(to.year, to.month, to.day).Sub(on(from.year, from.month, from.day)).Hours()/24) + 1
}

// doubtful says whether what the rule opens on this day is not to be counted
// on, given what is known of eves.
func (h *Hours) doubtful(r *rule, d day) bool {
	switch {
	case d.eve == noEve || r.names(d.date):
		return false
	case h.eves == EvesClosed:
		return d.eve == freeEve
	default:
		return h.eves == EvesUnknown && !r.always()
	}
}

// minutes has a bit for each minute of a day, set when it is open.
type minutes [(dayLength + 63) / 64]uint64

// open paints one day. Rules come in order, and for each its own spans before
// what spills over from the day before, as in the reference: a rule that
// replaces the day replaces the spill of the rules before it too, and a rule's
// spill stands even where the day it began on was replaced
// (https://github.com/opening-hours/opening_hours.js/issues/87 says why).
// Warnings tells authors of both.
func (h *Hours) open(today, before day) minutes {
	var m minutes
	for i := range h.rules {
		r := &h.rules[i]
		if r.on(today) {
			if !r.adds && !r.off || r.off && len(r.spans) == 0 {
				m = minutes{}
			}
			if r.off || !h.doubtful(r, today) {
				for _, s := range r.spans {
					m.paint(s.from, min(s.to, dayLength), !r.off)
				}
			}
		}
		if r.wraps() && r.on(before) && (r.off || !h.doubtful(r, before)) {
			for _, s := range r.spans {
				m.paint(0, s.to-dayLength, !r.off)
			}
		}
	}
	return m
}

// paint sets or clears the minutes from a to b, b not included.
func (m *minutes) paint(a, b int, open bool) {
	for a < b {
		end := min(b, a|63+1)
		mask := ^uint64(0) >> (64 - (end - a)) << (a % 64)
		if open {
			m[a/64] |= mask
		} else {
			m[a/64] &^= mask
		}
		a = end
	}
}

// has says whether the minute is open.
func (m *minutes) has(i int) bool { return m[i/64]>>(i%64)&1 != 0 }

// next returns the first minute from i on that is open, or that is not;
// dayLength if there is none.
func (m *minutes) next(i int, open bool) int {
	for ; i < dayLength; i = i | 63 + 1 {
		w := m[i/64]
		if !open {
			w = ^w
		}
		if w >>= i % 64; w != 0 {
			return min(i+bits.TrailingZeros64(w), dayLength)
		}
	}
	return dayLength
}
