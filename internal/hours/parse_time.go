package hours

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// spans reads the times of a day. A comma is theirs only when another time
// follows; else it begins the next rule.
func (p *parser) spans() ([]span, *ParseError) {
	var all []span
	for {
		s, err := p.span()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
		end := p.at
		if p.space(); p.take(",") {
			if p.space(); p.clockAhead() {
				continue
			}
		}
		p.at = end
		slices.SortStableFunc(all, func(a, b span) int { return cmp.Or(a.from-b.from, a.to-b.to) })
		return all, nil
	}
}

func (p *parser) span() (span, *ParseError) {
	start := p.at
	if fix, n := p.misspelt(); n > 0 {
		return span{}, p.fail(start, start+n, "time-format", fix)
	}
	from, err := p.clock()
	if err != nil {
		return span{}, err
	}
	if from >= dayLength {
		return span{}, p.fail(start, p.at, "starts-at-24")
	}
	if p.space(); !p.take("-") {
		if p.peek("+") {
			return span{}, p.failHere("open-end")
		}
		return span{}, p.wanted("want-time")
	}
	p.space()
	if p.digits() == "" {
		return span{}, p.wanted("want-time")
	}
	endAt := p.at
	to, err := p.clock()
	switch {
	case err != nil:
		return span{}, err
	case to > dayLength:
		return span{}, p.fail(endAt, p.at, "after-midnight", clock(to-dayLength))
	case to == from:
		return span{}, p.fail(start, p.at, "same-time")
	case p.peek("+"):
		return span{}, p.failHere("open-end")
	case to < from:
		to += dayLength
	}
	return span{from, to}, nil
}

// clock reads hh:mm as minutes. Hours up to 47 are read, as in the
// specification, so that the author of 26:00 can be told what to write.
func (p *parser) clock() (int, *ParseError) {
	start := p.at
	text := clockText(p.text[p.at:])
	hour, minute, ok := twoPairs(text)
	if !ok {
		if fix := spellClock(text); fix != "" {
			return 0, p.fail(start, start+len(text), "time-format", fix)
		}
		return 0, p.fail(start, start+len(text), "time-value")
	}
	if hour > 47 || minute > 59 {
		return 0, p.fail(start, start+len(text), "time-value")
	}
	p.at += len(text)
	return hour*60 + minute, nil
}

// twoPairs reads exactly hh:mm.
func twoPairs(s string) (hour, minute int, ok bool) {
	if len(s) != 5 || s[2] != ':' {
		return 0, 0, false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), int(s[3]-'0')*10 + int(s[4]-'0'), true
}

// clockText is what looks like a time at the beginning of s.
func clockText(s string) string {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || (s[n] == ':' || s[n] == '.') && n > 0) {
		n++
	}
	return s[:n]
}

// misspelt finds a span whose two times can be understood but are not written
// hh:mm-hh:mm, as "9-16" or "16.30–02", and returns it written so, and the
// length of what stands there. One fix for the whole is kinder than two.
func (p *parser) misspelt() (fix string, n int) {
	rest := p.text[p.at:]
	from := clockText(rest)
	tail := strings.TrimLeft(rest[len(from):], blanks)
	for _, dash := range []string{"-", "–", "—", "−"} {
		after, ok := strings.CutPrefix(tail, dash)
		if !ok {
			continue
		}
		after = strings.TrimLeft(after, blanks)
		to := clockText(after)
		fix = spellClock(from) + "-" + spellClock(to)
		n = len(rest) - len(after) + len(to)
		if len(fix) == len("hh:mm-hh:mm") && (dash != "-" || !isClock(from) || !isClock(to)) {
			return fix, n
		}
	}
	return "", 0
}

func isClock(s string) bool {
	_, _, ok := twoPairs(s)
	return ok
}

// spellClock writes a time that people write in another way ("9", "9.30",
// "0930") as hh:mm, and returns "" for what is no time.
func spellClock(s string) string {
	hour, minute, ok := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	switch {
	case !ok && (len(s) == 3 || len(s) == 4):
		hour, minute = s[:len(s)-2], s[len(s)-2:]
	case !ok:
		minute = "00"
	}
	if len(hour) == 1 {
		hour = "0" + hour
	}
	spelt := hour + ":" + minute
	if h, m, ok := twoPairs(spelt); !ok || m > 59 || h*60+m > dayLength {
		return ""
	}
	return spelt
}

// clock writes minutes as hh:mm.
func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
