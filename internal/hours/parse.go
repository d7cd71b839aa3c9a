package hours

import (
	"strings"
	"time"
)

// maxText bounds a rule, so that nothing an author pastes can stall a build.
const maxText = 1000

// Parse reads opening hours. The error is always a *ParseError.
func Parse(text string) (*Hours, error) {
	p := &parser{text: text}
	h := &Hours{text: text}
	if err := p.rules(h); err != nil {
		return nil, err
	}
	return h, nil
}

// parser reads a text from left to right; at is the byte it has come to.
type parser struct {
	text string
	at   int
}

func (p *parser) rules(h *Hours) *ParseError {
	if len(p.text) > maxText {
		return p.fail(maxText, len(p.text), "too-long")
	}
	if p.space(); p.done() {
		return p.fail(0, 0, "empty")
	}
	adds := false
	for {
		p.space()
		start := p.at
		r, err := p.rule(len(h.rules) == 0)
		if err != nil {
			return err
		}
		r.at, r.end, r.adds = start, p.at, adds
		if adds && r.off {
			return p.fail(start, p.at, "adds-off", p.text[start:p.at])
		}
		h.rules = append(h.rules, r)
		switch p.space(); {
		case p.done():
			return nil
		case p.take(";"):
			adds = false
		case r.round:
			return p.failHere("always-first")
		case p.take(","):
			adds = true
		case p.yearAhead(), weekdayNames[p.word()] != 0, monthNames[p.word()] != 0:
			return p.failHere("separator")
		default:
			return p.misplaced()
		}
	}
}

// rule reads one rule: dates, days, times, off, of which the first rule may
// leave out the dates and days. Later ones may not: the specification takes
// them for every day, the reference adds them to the days before.
func (p *parser) rule(first bool) (rule, *ParseError) {
	var r rule
	start := p.at
	if p.done() || p.peek(";") || p.peek(",") {
		return r, p.fail(p.at, p.at, "empty-rule")
	}
	if p.take("24/7") {
		if !first {
			return r, p.fail(start, p.at, "always-first")
		}
		r.round, r.spans = true, []span{{0, dayLength}}
		if p.space(); !p.done() && !p.peek(";") {
			return r, p.failHere("always-first")
		}
		return r, nil
	}
	var err *ParseError
	if r.dates, err = p.dates(); err != nil {
		return r, err
	}
	p.space()
	if r.days, err = p.days(); err != nil {
		return r, err
	}
	when := strings.TrimRight(p.text[start:p.at], blanks)
	p.space()
	if p.clockAhead() {
		if r.spans, err = p.spans(); err != nil {
			return r, err
		}
	}
	timesEnd := p.at
	if p.space(); p.takeWord("off") || p.takeWord("closed") {
		r.off = true
	} else {
		p.at = timesEnd
	}
	switch {
	case !r.off && len(r.spans) == 0:
		if p.space(); p.done() || p.peek(";") || p.peek(",") {
			return r, p.fail(start, start+len(when), "no-times")
		}
		return r, p.misplaced()
	case when == "" && !first:
		return r, p.fail(start, p.at, "no-days", "Mo-Su "+p.text[start:p.at])
	case len(r.dates) == 1 && r.days == 0 && len(r.spans) > 0 && r.dates[0].oneMonthOfAYear():
		// The reference cannot read `2027 Dec 10:00-12:00`.
		return r, p.fail(start, start+len(when), "year-month-days", when+" Mo-Su")
	}
	return r, nil
}

// oneMonthOfAYear says whether the range is a single month with its year.
func (ds dates) oneMonthOfAYear() bool {
	return ds.months && ds.from.year != 0 && ds.from.month == ds.to.month
}

// days reads weekdays and PH, in lists and ranges.
func (p *parser) days() (weekdays, *ParseError) {
	var all weekdays
	start := p.at
	for {
		from, ok := p.weekday()
		if !ok {
			if all == 0 {
				return 0, nil // no days in this rule
			}
			return 0, p.wanted("want-day")
		}
		end := p.at
		if p.space(); from != publicDays && p.take("-") {
			if p.space(); p.word() == "PH" {
				return 0, p.failHere("want-day")
			}
			to, ok := p.weekday()
			if !ok {
				return 0, p.wanted("want-day")
			}
			for ; from != to; from = from.next() {
				all |= from
			}
			end = p.at
		}
		all |= from
		if p.space(); !p.take(",") {
			p.at = end
			break
		}
		p.space()
	}
	end := p.at
	p.space()
	switch word := p.word(); {
	case p.peek("["):
		return 0, p.failHere("unsupported")
	case weekdayNames[word] != 0:
		return 0, p.fail(start, p.at+len(word), "comma-days", p.text[start:end]+","+word)
	}
	p.at = end
	return all, nil
}

var weekdayNames = map[string]weekdays{
	"Mo": 1 << 0, "Tu": 1 << 1, "We": 1 << 2, "Th": 1 << 3, "Fr": 1 << 4, "Sa": 1 << 5, "Su": 1 << 6, "PH": publicDays,
}

func (p *parser) weekday() (weekdays, bool) {
	word := p.word()
	d, ok := weekdayNames[word]
	if ok {
		p.at += len(word)
	}
	return d, ok
}

var monthNames = map[string]time.Month{
	"Jan": time.January, "Feb": time.February, "Mar": time.March, "Apr": time.April, "May": time.May, "Jun": time.June,
	"Jul": time.July, "Aug": time.August, "Sep": time.September, "Oct": time.October, "Nov": time.November, "Dec": time.December,
}

func (p *parser) month() (time.Month, bool) {
	word := p.word()
	m, ok := monthNames[word]
	if ok {
		p.at += len(word)
	}
	return m, ok
}
