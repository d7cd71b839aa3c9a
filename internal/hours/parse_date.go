package hours

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Years that a rule may be about.
const firstYear, lastYear = 2000, 2099

// dates reads a list of months, dates and ranges of them.
func (p *parser) dates() ([]dates, *ParseError) {
	var all []dates
	start := p.at
	for {
		if !p.yearAhead() && monthNames[p.word()] == 0 {
			if len(all) == 0 {
				return nil, nil // no dates in this rule
			}
			return nil, p.wanted("want-month")
		}
		ds, err := p.dateRange()
		if err != nil {
			return nil, err
		}
		all = append(all, ds)
		end := p.at
		if p.space(); !p.take(",") {
			p.at = end
			break
		}
		p.space()
	}
	// The reference reads `2027 Dec 24,Dec 31` as Dec 31 of every year, years
	// before lists of months in yet another way, and `Dec 24,Jun,Dec 31` as no
	// day at all.
	for _, ds := range all[1:] {
		if ds.months != all[0].months {
			return nil, p.fail(start, p.at, "mixed-list")
		}
		if (ds.from.year == 0) != (all[0].from.year == 0) || ds.from.year != 0 && (ds.months || all[0].months) {
			return nil, p.fail(start, p.at, "year-list")
		}
	}
	return all, nil
}

// dateRange reads one of `Dec`, `Jun-Aug`, `Dec 24`, `Dec 24-26` and
// `Dec 24-Jan 02`, each with or without years.
func (p *parser) dateRange() (dates, *ParseError) {
	start := p.at
	from, hasDay, err := p.date()
	if err != nil {
		return dates{}, err
	}
	ds := dates{from, from, !hasDay}
	if ds.months {
		ds.from.day, ds.to.day = 1, 31
	}
	end := p.at
	if p.space(); !p.take("-") {
		p.at = end
		return ds, nil
	}
	p.space()
	if hasDay && p.dayAhead() {
		if ds.to.day, err = p.dayOf(ds.to); err != nil {
			return dates{}, err
		}
		if ds.to.month == time.February && ds.to.day >= 28 && ds.from.day < ds.to.day {
			// The reference finds no such day in other years than leap years,
			// or in leap years.
			return dates{}, p.fail(start, p.at, "february-end", ds.String())
		}
	} else {
		to, toDay, err := p.date()
		switch {
		case err != nil:
			return dates{}, err
		case hasDay != toDay:
			return dates{}, p.fail(start, p.at, "want-date")
		case !hasDay && from.year != 0 && from.year == to.year:
			ds.to.month = to.month
			return dates{}, p.fail(start, p.at, "spelling", ds.String())
		case !hasDay && to.year != 0:
			return dates{}, p.fail(start, p.at, "year-months")
		case hasDay && (from.year == 0) != (to.year == 0):
			return dates{}, p.fail(start, p.at, "year-both")
		}
		ds.to.month = to.month
		if hasDay {
			ds.to = to
		}
	}
	return ds, p.checkRange(ds, start)
}

// checkRange refuses a range that does not go forward.
func (p *parser) checkRange(ds dates, start int) *ParseError {
	from, to := ds.from.number(), ds.to.number()
	switch {
	case ds.months && ds.from.year != 0 && from > to:
		return p.fail(start, p.at, "year-months")
	case ds.from.year != 0 && from > to, !ds.months && ds.from.month == ds.to.month && from > to && !p.monthTwice(start):
		return p.fail(start, p.at, "backwards")
	case ds.from.year == 0 && from > to && ds.length() >= 365 && !ds.months:
		return p.fail(start, p.at, "whole-year") // the reference takes it for no day at all
	}
	return nil
}

// monthTwice says whether the range was written with a month at both ends, so
// that it may run over New Year.
func (p *parser) monthTwice(start int) bool {
	_, after, _ := strings.Cut(p.text[start:p.at], "-")
	after = strings.TrimLeft(after, blanks)
	return after != "" && (after[0] < '0' || after[0] > '9')
}

// date reads a month with or without year and day.
func (p *parser) date() (d date, hasDay bool, err *ParseError) {
	if p.yearAhead() {
		n := p.digits()
		d.year, _ = strconv.Atoi(n)
		if d.year < firstYear || d.year > lastYear {
			return d, false, p.failHere("year-value")
		}
		p.at += len(n)
		p.space()
	}
	var ok bool
	if d.month, ok = p.month(); !ok {
		return d, false, p.wanted("want-month")
	}
	end := p.at
	if p.space(); p.dayAhead() {
		d.day, err = p.dayOf(d)
		return d, true, err
	}
	p.at = end
	return d, false, nil
}

// dayAhead says whether a day of the month stands next, and not a time.
func (p *parser) dayAhead() bool {
	n := len(p.digits())
	return (n == 1 || n == 2) && !strings.HasPrefix(p.after(n), ":")
}

// dayOf reads the day of a month that is known.
func (p *parser) dayOf(d date) (int, *ParseError) {
	n := p.digits()
	d.day, _ = strconv.Atoi(n)
	year := d.year
	if year == 0 {
		year = 2000 // a leap year, so that Feb 29 gets its own message
	}
	if t := on(year, d.month, d.day); d.day == 0 || t.Month() != d.month {
		e := p.failHere("no-such-date")
		e.Got = fmt.Sprintf("%s %s", monthName(d.month), n)
		return 0, e
	}
	if d.year == 0 && d.month == time.February && d.day == 29 {
		return 0, p.failHere("leap-day")
	}
	p.at += len(n)
	return d.day, nil
}
