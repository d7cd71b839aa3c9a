package hours

import (
	"fmt"
	"strings"
	"time"
)

// Lexicon has the words of one language: the string with this key, its
// {{.Name}} placeholders filled. Keys lists the keys.
type Lexicon interface {
	Text(key string, args map[string]any) string
}

// Words says the rules in a sentence without a capital or a full stop:
// "måndag till fredag 9–16, stängt på helgdagar".
func (h *Hours) Words(lex Lexicon) string {
	s := speaker{lex, false}
	var parts []string
	for i := range h.rules {
		r := &h.rules[i]
		text := s.rule(r)
		// Holidays stand for themselves: "helgdagar 14–02" needs no "men".
		switch meets := h.meetsEarlier(i, false); {
		case meets && r.adds:
			text = lex.Text("hours.also", args{"Rule": text})
		case meets && !r.off:
			text = lex.Text("hours.but", args{"Rule": text})
		}
		parts = append(parts, text)
	}
	join := "hours.join"
	if s.long {
		join = "hours.join-long"
	}
	all := parts[0]
	for _, part := range parts[1:] {
		all = lex.Text(join, args{"Head": all, "Tail": part})
	}
	return all
}

type args = map[string]any

// speaker puts rules in words, and remembers whether any of them had commas or
// a colon of its own, so that a comma between rules would confuse.
type speaker struct {
	lex  Lexicon
	long bool
}

// rule says one rule. With both dates and days the dates come first and apart:
// "juni till augusti: måndag till fredag 10–14".
func (s *speaker) rule(r *rule) string {
	if len(r.dates) > 0 && r.days != 0 {
		s.long = true
		days := *r
		days.dates = nil
		return s.lex.Text("hours.in-dates", args{"Dates": s.dates(r.dates), "Rule": s.rule(&days)})
	}
	days := s.days(r)
	switch {
	case r.always():
		return s.lex.Text("hours.always", nil)
	case !r.off:
		return s.lex.Text("hours.open", args{"Days": days, "Times": s.times(r.spans)})
	case len(r.spans) > 0:
		return s.lex.Text("hours.closed-times", args{"Days": days, "Times": s.times(r.spans)})
	case len(r.dates) == 0 && r.days == publicDays:
		return s.lex.Text("hours.closed-holidays", nil)
	case len(r.dates) == 0 && r.days.weekdays() == everyWeekday:
		return s.lex.Text("hours.closed", nil)
	default:
		return s.lex.Text("hours.closed-days", args{"Days": days})
	}
}

// days says the dates of a rule, or else its days.
func (s *speaker) days(r *rule) string {
	if len(r.dates) > 0 {
		dates := s.dates(r.dates)
		for _, ds := range r.dates {
			// "men juni till augusti 10–14" could be of weekdays only.
			if !r.off && (ds.months || ds.length() > 7) {
				s.long = true
				return s.lex.Text("hours.in-dates", args{"Dates": dates, "Rule": s.lex.Text("hours.every-day", nil)})
			}
		}
		return dates
	}
	if r.days.weekdays() == everyWeekday {
		return s.lex.Text("hours.every-day", nil)
	}
	var parts []string
	for _, run := range r.days.runs() {
		if len(run) > 2 {
			parts = append(parts, s.span("hours.range", s.weekday(run[0]), s.weekday(run[len(run)-1])))
			continue
		}
		for _, d := range run {
			parts = append(parts, s.weekday(d))
		}
	}
	if r.days&publicDays != 0 {
		parts = append(parts, s.lex.Text("hours.holidays", nil))
	}
	return s.list(parts)
}

// weekday is the name of a weekday, Monday being 0.
func (s *speaker) weekday(d int) string {
	return s.lex.Text("hours.weekday."+strings.ToLower(weekdayText[d]), nil)
}

func (s *speaker) dates(all []dates) string {
	var parts []string
	for _, ds := range all {
		parts = append(parts, s.dateRange(ds))
	}
	return s.list(parts)
}

func (s *speaker) dateRange(ds dates) string {
	from, to := ds.from, ds.to
	switch {
	case ds.months && from.month == to.month:
		return s.year(s.month(from.month), from.year)
	case ds.months:
		return s.year(s.span("hours.range", s.month(from.month), s.month(to.month)), from.year)
	case from == to:
		return s.date(from)
	case from.year == to.year && from.month == to.month && from.day < to.day:
		days := s.lex.Text("hours.days-of-month", args{"From": from.day, "To": to.day, "Month": s.month(from.month)})
		return s.year(days, from.year)
	case from.year == to.year:
		// The year, if any, once: "24 juni till 6 juli 2027".
		year := from.year
		from.year, to.year = 0, 0
		return s.year(s.span("hours.range", s.date(from), s.date(to)), year)
	}
	return s.span("hours.range", s.date(from), s.date(to))
}

func (s *speaker) date(d date) string {
	return s.year(s.lex.Text("hours.date", args{"Day": d.day, "Month": s.month(d.month)}), d.year)
}

func (s *speaker) month(m time.Month) string {
	return s.lex.Text("hours.month."+strings.ToLower(monthName(m)), nil)
}

func (s *speaker) year(text string, year int) string {
	if year == 0 {
		return text
	}
	return s.lex.Text("hours.with-year", args{"Date": text, "Year": year})
}

func (s *speaker) times(spans []span) string {
	var parts []string
	for _, sp := range spans {
		if (sp == span{0, dayLength}) {
			parts = append(parts, s.lex.Text("hours.always", nil))
			continue
		}
		parts = append(parts, s.span("hours.times", s.clock(sp.from), s.clock(sp.to)))
	}
	s.long = s.long || len(parts) > 1
	return s.list(parts)
}

// clock says a time of day. Languages write full hours, the small hours of the
// night, and 24:00 in ways of their own: 9, 16.30, 02.
func (s *speaker) clock(minutes int) string {
	if minutes == dayLength {
		return s.lex.Text("hours.time.midnight", nil)
	}
	hour, minute := minutes/60%24, minutes%60
	key := "hours.time.hour"
	switch night := hour < 6; {
	case night && minute == 0:
		key = "hours.time.night-hour"
	case night:
		key = "hours.time.night-minutes"
	case minute != 0:
		key = "hours.time.minutes"
	}
	return s.lex.Text(key, args{"Hour": hour, "HH": fmt.Sprintf("%02d", hour), "Minutes": fmt.Sprintf("%02d", minute)})
}

func (s *speaker) span(key, from, to string) string {
	return s.lex.Text(key, args{"From": from, "To": to})
}

// list says "a", "a och b", "a, b och c".
func (s *speaker) list(parts []string) string {
	s.long = s.long || len(parts) > 2
	all := parts[0]
	for i, part := range parts[1:] {
		key := "hours.list"
		if i == len(parts)-2 {
			key = "hours.list-last"
		}
		all = s.lex.Text(key, args{"Head": all, "Tail": part})
	}
	return all
}
