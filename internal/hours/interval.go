package hours

import (
	"iter"
	"time"
)

// IsOpen says whether the hours are open at t, by the clock of t's location.
func (h *Hours) IsOpen(t time.Time) bool {
	_, offset := t.Zone()
	local := t.Unix() + int64(offset)
	n := floor(local, daySeconds)
	c := h.calendar()
	today, before := c.at(n), c.at(n-1)
	m := h.open(today, before)
	return m.has(int(local-n*daySeconds) / 60)
}

// NextChange returns when the hours open, if they are closed at t, or close if
// they are open. It is false when they do neither in all the years ahead that
// can differ from each other; see horizon.
func (h *Hours) NextChange(t time.Time) (time.Time, bool) {
	if h.Always() {
		return time.Time{}, false
	}
	open, until := false, t
	limit := h.horizon(t)
	for iv := range h.walk(t, limit) {
		if iv.From.After(until) {
			if open {
				return until, true
			}
			return iv.From, true
		}
		open, until = true, iv.To
	}
	if open && until.Before(limit) {
		return until, true
	}
	return time.Time{}, false
}

// horizon is when to give up looking for a change: soon if every week is like
// the last, else when every date has fallen on every weekday (a date waits at
// most 12 years for one, in 2096-2108) and the years that rules name are over.
func (h *Hours) horizon(t time.Time) time.Time {
	c := h.calendar()
	weekly, last := !c.ph && !c.eve, t.Year()+12
	for i := range h.rules {
		for _, ds := range h.rules[i].dates {
			weekly, last = false, max(last, ds.to.year+1)
		}
	}
	if weekly {
		return t.AddDate(0, 0, 15)
	}
	return t.AddDate(last-t.Year(), 0, 0)
}

// Intervals returns the open stretches between two moments, in order, merged,
// in the location of from. With EvesUnknown they are those known to be open.
func (h *Hours) Intervals(from, to time.Time) []Interval {
	var all []Interval
	for iv := range h.walk(from, to) {
		if n := len(all); n > 0 && all[n-1].To.Equal(iv.From) {
			all[n-1].To = iv.To
		} else {
			all = append(all, iv)
		}
	}
	return all
}

// Uncertain returns the stretches between two moments that would be open on an
// ordinary day but lie on an eve, when nobody knows what holds on eves.
func (h *Hours) Uncertain(from, to time.Time) []Interval {
	if h.eves != EvesUnknown {
		return nil
	}
	return subtract(h.WithEves(EvesOpen).Intervals(from, to), h.Intervals(from, to))
}

// subtract returns what is in a and not in b; both are in order and merged.
func subtract(a, b []Interval) []Interval {
	var rest []Interval
	for _, iv := range a {
		for ; len(b) > 0 && !b[0].To.After(iv.From); b = b[1:] {
		}
		for _, cut := range b {
			if !cut.From.Before(iv.To) {
				break
			}
			if cut.From.After(iv.From) {
				rest = append(rest, Interval{iv.From, cut.From})
			}
			iv.From = cut.To
		}
		if iv.From.Before(iv.To) {
			rest = append(rest, iv)
		}
	}
	return rest
}

const daySeconds = 24 * 60 * 60

// walk yields the open stretches between two moments, broken at midnight and
// where the clocks change. Between two changes the clock on the wall is the
// moment plus a fixed offset, so that every local minute there is maps to one
// moment, and the ones that are skipped to none.
func (h *Hours) walk(from, to time.Time) iter.Seq[Interval] {
	return func(yield func(Interval) bool) {
		c := h.calendar()
		for from.Before(to) {
			_, offset := from.Zone()
			end := offsetEnd(from)
			if end.IsZero() || end.After(to) {
				end = to
			}
			first, last := from.Unix()+int64(offset), end.Unix()+int64(offset)
			if end.Nanosecond() > 0 {
				last++
			}
			at := func(local int64) time.Time { return time.Unix(local-int64(offset), 0).In(from.Location()) }
			n := floor(first, daySeconds)
			for today, before := c.at(n), c.at(n-1); n*daySeconds < last; n++ {
				m := h.open(today, before)
				for a := m.next(0, true); a < dayLength; {
					b := m.next(a, false)
					iv := Interval{at(n*daySeconds + int64(a)*60), at(n*daySeconds + int64(b)*60)}
					if iv.From.Before(from) {
						iv.From = from
					}
					if iv.To.After(end) {
						iv.To = end.In(from.Location())
					}
					if iv.From.Before(iv.To) && !yield(iv) {
						return
					}
					a = m.next(b, true)
				}
				today, before = c.at(n+1), today
			}
			from = end.In(from.Location())
		}
	}
}

// offsetEnd returns until when the clock's offset is surely that of t; zero if
// it never changes. Past the end of the zone's table ZoneBounds takes every
// year for one of 365 days (Go 1.26: on 31 December 2040 it says that the
// offset of Stockholm has ended that day); then one goes by the hour.
func offsetEnd(t time.Time) time.Time {
	_, end := t.ZoneBounds()
	if !end.IsZero() && !end.After(t) {
		return t.Add(time.Hour)
	}
	return end
}

// floor divides, rounding down also before 1970.
func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
