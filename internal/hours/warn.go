package hours

import (
	"iter"
	"slices"
	"strings"
)

// Warnings returns what can be read but is hardly meant: spans in one rule
// that overlap, and rules that replace days on which a span past midnight
// begins or ends. opening_hours lets a span past midnight belong to two days:
// in `Mo-Fr 16:30-02:00; Sa 14:00-02:00` the night to Saturday is cut at
// midnight, and in `Mo-Su 16:30-02:00; Dec 24 off` the night to the 25th stays
// open. That is as specified and as the reference has it
// (https://github.com/opening-hours/opening_hours.js/issues/87 and 441), and
// few authors know.
func (h *Hours) Warnings() []Issue {
	var found []Issue
	for i := range h.rules {
		if lost, ok := h.overlap(&h.rules[i]); ok {
			found = append(found, h.issue(i, "overlap", "", lost))
		}
	}
	found = append(found, h.spills()...)
	slices.SortStableFunc(found, func(a, b Issue) int { return a.Offset - b.Offset })
	return found
}

func (h *Hours) issue(i int, code, fix string, lost span) Issue {
	r := &h.rules[i]
	return Issue{Offset: r.at, Len: r.end - r.at, Code: code, Got: h.text[r.at:r.end], Fix: fix, Lost: lost.String()}
}

// overlap returns the first minutes that a rule opens, or closes, twice.
func (h *Hours) overlap(r *rule) (span, bool) {
	for i := range r.spans {
		for _, next := range r.spans[i+1:] {
			if end := min(r.spans[i].to, next.to); next.from < end {
				return span{next.from, end}, true
			}
		}
	}
	if !r.wraps() {
		return span{}, false
	}
	night := 0
	for _, s := range r.spans {
		night = max(night, s.to-dayLength)
	}
	first := r.spans[0]
	if first.from >= night {
		return span{}, false
	}
	for d, before := range h.sample() {
		if r.on(d) && r.on(before) {
			return span{first.from, min(first.to, night)}, true
		}
	}
	return span{}, false
}

// spills compares, day by day, what the rules say with what they would say if
// a span belonged to the day it begins on.
func (h *Hours) spills() []Issue {
	wraps := slices.ContainsFunc(h.rules, func(r rule) bool { return r.wraps() })
	if !wraps || !slices.ContainsFunc(h.rules[1:], func(r rule) bool { return r.replaces() }) {
		return nil
	}
	var found []Issue
	report := func(d day, code string, from, without minutes) {
		diff := from.less(without)
		a, i := diff.next(0, true), h.replacedBy(d)
		reported := func(f Issue) bool { return f.Offset == h.rules[i].at && f.Code == code }
		if a < dayLength && i > 0 && !slices.ContainsFunc(found, reported) {
			found = append(found, h.issue(i, code, h.insteadOf(i), span{a, diff.next(a, false)}))
		}
	}
	for d, before := range h.sample() {
		said, meant := h.open(d, before), h.meant(d, before)
		report(d, "spill-cut", meant, said)
		report(before, "spill-left", said, meant)
	}
	return found
}

// replaces says whether the rule replaces the whole day.
func (r *rule) replaces() bool { return !r.adds && (!r.off || len(r.spans) == 0) }

// replacedBy returns the last rule that replaces the day; 0 if none does but
// perhaps the first, which has nothing to replace.
func (h *Hours) replacedBy(d day) int {
	for i := len(h.rules) - 1; i > 0; i-- {
		if h.rules[i].replaces() && h.rules[i].on(d) {
			return i
		}
	}
	return 0
}

// meant is open, but with every span belonging to the day it begins on.
func (h *Hours) meant(today, before day) minutes {
	var own, night minutes
	replaced := h.replacedBy(before)
	for i := range h.rules {
		r := &h.rules[i]
		if r.on(today) {
			if r.replaces() {
				own = minutes{}
			}
			for _, s := range r.spans {
				own.paint(s.from, min(s.to, dayLength), !r.off)
				if r.off {
					night.paint(s.from, min(s.to, dayLength), false)
				}
			}
		}
		if i >= replaced && r.on(before) {
			for _, s := range r.spans {
				night.paint(0, s.to-dayLength, !r.off)
				if r.off {
					own.paint(0, s.to-dayLength, false)
				}
			}
		}
	}
	for i := range own {
		own[i] |= night[i]
	}
	return own
}

// less returns the minutes of m that are not in n.
func (m minutes) less(n minutes) minutes {
	for i := range m {
		m[i] &^= n[i]
	}
	return m
}

// insteadOf returns what to write for a rule that replaces days, separator
// included, so that spans past midnight belong to the day they begin on:
// another rule that closes exactly what the earlier ones opened, unless adding
// is enough.
func (h *Hours) insteadOf(i int) string {
	r := &h.rules[i]
	var earlier []span
	for j := range h.rules[:i] {
		if e := &h.rules[j]; !e.off {
			earlier = append(earlier, e.spans...)
		}
	}
	earlier = merge(earlier)
	covered := !slices.ContainsFunc(earlier, func(e span) bool {
		return !slices.ContainsFunc(r.spans, func(s span) bool { return s.from <= e.from && e.to <= s.to })
	})
	if !r.off && (covered || !h.meetsEarlier(i, true)) {
		return ", " + r.String()
	}
	parts := []string{r.when(), spansText(earlier), "off"}
	closing := "; " + strings.Join(parts, " ")
	if r.off {
		return closing
	}
	return closing + ", " + r.String()
}

// merge joins spans that overlap or touch, unless the whole could not be
// written as one: 10:00-10:00 is refused.
func merge(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var merged []span
	for _, s := range spans {
		if n := len(merged); n > 0 && s.from <= merged[n-1].to {
			last := &merged[n-1]
			if to := max(last.to, s.to); to-last.from < dayLength || to == dayLength {
				last.to = to
				continue
			}
		}
		merged = append(merged, s)
	}
	return merged
}

// meetsEarlier says whether a rule is about days that an earlier one has opened;
// without holidays, whether both mean such a day by its weekday or date.
func (h *Hours) meetsEarlier(i int, holidays bool) bool {
	r := &h.rules[i]
	var earlier []*rule
	for j := range h.rules[:i] {
		e := &h.rules[j]
		shared := e.days.weekdays()&r.days.weekdays() != 0
		switch {
		case e.off || !shared && !holidays:
		case shared && len(e.dates) == 0 && len(r.dates) == 0:
			return true
		default:
			earlier = append(earlier, e)
		}
	}
	if len(earlier) == 0 {
		return false
	}
	for d := range h.sample() {
		d.red = d.red && holidays
		if r.on(d) && slices.ContainsFunc(earlier, func(e *rule) bool { return e.on(d) }) {
			return true
		}
	}
	return false
}

// sample yields days, each with the one before it, of as many years as are
// needed for every date to fall on every weekday, and of all years that the
// rules name.
func (h *Hours) sample() iter.Seq2[day, day] {
	first, last := 2024, 2035
	for i := range h.rules {
		for _, ds := range h.rules[i].dates {
			if ds.from.year != 0 {
				first, last = min(first, ds.from.year), max(last, ds.to.year)
			}
		}
	}
	return func(yield func(day, day) bool) {
		c := calendar{ph: true}
		n := on(first, 1, 1).Unix() / daySeconds
		for before := c.at(n - 1); before.year <= last; n++ {
			d := c.at(n)
			if !yield(d, before) {
				return
			}
			before = d
		}
	}
}
