package hours

import (
	"fmt"
	"strings"
	"time"
)

// String writes the rules in their canonical form: Parse(h.String()) equals h
// but for places in the text and what is known of eves.
func (h *Hours) String() string {
	var b strings.Builder
	for i := range h.rules {
		switch {
		case i == 0:
		case h.rules[i].adds:
			b.WriteString(", ")
		default:
			b.WriteString("; ")
		}
		b.WriteString(h.rules[i].String())
	}
	return b.String()
}

// String writes one rule.
func (r *rule) String() string {
	if r.round {
		return "24/7"
	}
	var parts []string
	if when := r.when(); when != "" {
		parts = append(parts, when)
	}
	if len(r.spans) > 0 {
		parts = append(parts, spansText(r.spans))
	}
	if r.off {
		parts = append(parts, "off")
	}
	return strings.Join(parts, " ")
}

// when writes the dates and days.
func (r *rule) when() string {
	var parts []string
	for i, ds := range r.dates {
		if i == 0 {
			parts = append(parts, ds.String())
		} else {
			parts[0] += "," + ds.String()
		}
	}
	if r.days != 0 {
		parts = append(parts, r.days.String())
	}
	return strings.Join(parts, " ")
}

// String writes the days as short as they can be, PH last.
func (days weekdays) String() string {
	var parts []string
	for _, run := range days.runs() {
		switch len(run) {
		case 1, 2: // Sa,Su is how people write it, not Sa-Su
			for _, d := range run {
				parts = append(parts, weekdayText[d])
			}
		default:
			parts = append(parts, weekdayText[run[0]]+"-"+weekdayText[run[len(run)-1]])
		}
	}
	if days&publicDays != 0 {
		parts = append(parts, "PH")
	}
	return strings.Join(parts, ",")
}

var weekdayText = []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

// runs groups the weekdays that follow on each other, Monday being 0. A run
// over the week's end comes last and whole: Sa-Mo.
func (days weekdays) runs() [][]int {
	has := func(d int) bool { return days>>(d%7)&1 != 0 }
	first := 0
	if days&everyWeekday != everyWeekday {
		for has(first) && has(first+6) {
			first++ // Monday continues a run that begins in the week before
		}
	}
	var runs [][]int
	for d := first; d < first+7; d++ {
		if !has(d) {
			continue
		}
		if d == first || !has(d-1) {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], d%7)
	}
	return runs
}

// String writes a range of dates. February is named at both ends where the
// short form would be refused.
func (ds dates) String() string {
	year := ""
	if ds.from.year != 0 {
		year = fmt.Sprintf("%d ", ds.from.year)
	}
	from, to := ds.from, ds.to
	switch {
	case ds.months && from.month == to.month:
		return year + monthName(from.month)
	case ds.months:
		return year + monthName(from.month) + "-" + monthName(to.month)
	case from == to:
		return from.String()
	case from.year == to.year && from.month == to.month && from.day < to.day && (to.month != time.February || to.day < 28):
		return fmt.Sprintf("%s-%02d", from, to.day)
	}
	return from.String() + "-" + to.String()
}

func (d date) String() string {
	s := fmt.Sprintf("%s %02d", monthName(d.month), d.day)
	if d.year != 0 {
		return fmt.Sprintf("%d %s", d.year, s)
	}
	return s
}

// monthName is the month as opening_hours writes it.
func monthName(m time.Month) string { return m.String()[:3] }

func spansText(spans []span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.String())
	}
	return strings.Join(parts, ",")
}

func (s span) String() string {
	to := s.to
	if to > dayLength {
		to -= dayLength
	}
	return clock(s.from) + "-" + clock(to)
}
