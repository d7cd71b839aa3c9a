// Package hours owns opening hours: a subset of OpenStreetMap's opening_hours,
// read, written, evaluated, and said in words.
//
// The subset: 24/7; weekdays, PH and lists of them; months, dates and ranges
// of them, with or without a year; one or more spans a day, also past midnight;
// off (or closed), with or without times; ";" before a rule that replaces the
// days it is about, and ", " before one that adds to them. What is outside is
// refused with its place in the text and never guessed at: a wrong guess sends
// somebody to a closed door.
//
// The grammar is https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
// Where that leaves room, the reference is npm's opening_hours; see
// testdata/corpus for the proof, and for what the subset leaves out because
// the reference itself is wrong there.
//
// Rules are about clocks on walls: a moment is open when the local date and
// minute are, so the hour that comes twice in October is open twice and the
// one that is skipped in March is never waited for. The time zone is that of
// the times handed in.
//
// The package knows no clock, no file and no language but those of its own
// messages to authors.
package hours

import "time"

// Hours is a set of opening hours. It does not change after Parse.
type Hours struct {
	text  string
	rules []rule
	eves  EvePolicy
}

// rule is one part of the text: on these days, these times.
type rule struct {
	at, end int  // where it stands in the text
	adds    bool // it came after ", " and adds to the rules before it
	round   bool // it was written 24/7
	off     bool
	dates   []dates  // none: every date
	days    weekdays // none: every day
	spans   []span   // in order; none, with off: the whole day
}

// dates is a range of the calendar, both ends included. A range of whole
// months ends on the 31st, whatever the month's length.
type dates struct {
	from, to date
	months   bool
}

// date is a day; year 0 is every year.
type date struct {
	year  int
	month time.Month
	day   int
}

// weekdays has a bit for each weekday, Monday the lowest, and one for PH.
type weekdays uint8

const (
	everyWeekday weekdays = 1<<7 - 1
	publicDays   weekdays = 1 << 7
)

// next returns the day after a single weekday.
func (days weekdays) next() weekdays { return days<<1&everyWeekday | days>>6 }

// weekdays returns the days without PH; every day if none is said.
func (days weekdays) weekdays() weekdays {
	if days == 0 {
		return everyWeekday
	}
	return days & everyWeekday
}

// span is open from one minute of the day to another; past midnight the end is
// over dayLength.
type span struct{ from, to int }

const dayLength = 24 * 60

// Interval is a stretch of time, its end not included.
type Interval struct{ From, To time.Time }

// WithEves returns the same hours under what is known of the eves of holidays.
// A parsed rule takes eves for ordinary days, as opening_hours does.
func (h *Hours) WithEves(e EvePolicy) *Hours {
	with := *h
	with.eves = e
	return &with
}

// Always says whether the hours are around the clock, every day of the year.
func (h *Hours) Always() bool {
	return len(h.rules) == 1 && h.rules[0].always() && h.eves != EvesClosed
}

// always says whether the rule by itself leaves no minute out.
func (r *rule) always() bool {
	return !r.off && len(r.dates) == 0 && r.days.weekdays() == everyWeekday &&
		len(r.spans) == 1 && r.spans[0] == span{0, dayLength}
}

// wraps says whether the rule has a span past midnight.
func (r *rule) wraps() bool {
	for _, s := range r.spans {
		if s.to > dayLength {
			return true
		}
	}
	return false
}
