package hours

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (p *parser) done() bool { return p.at == len(p.text) }

// blanks separate what belongs together by nothing else; what is pasted from
// a web page has more of them than the space bar makes.
const blanks = " \t\r\n\u00a0"

func (p *parser) space() { p.at = len(p.text) - len(p.after(0)) }

func (p *parser) peek(s string) bool { return strings.HasPrefix(p.text[p.at:], s) }

func (p *parser) take(s string) bool {
	if !p.peek(s) {
		return false
	}
	p.at += len(s)
	return true
}

// word returns the letters that stand next, without taking them.
func (p *parser) word() string {
	rest := p.text[p.at:]
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return rest[:i]
	}
	return rest
}

func (p *parser) takeWord(word string) bool {
	if p.word() != word {
		return false
	}
	p.at += len(word)
	return true
}

// digits returns the digits that stand next, without taking them.
func (p *parser) digits() string {
	rest := p.text[p.at:]
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	return rest[:n]
}

// after returns the rest of the text n bytes on, from the next sign.
func (p *parser) after(n int) string { return strings.TrimLeft(p.text[p.at+n:], blanks) }

// yearAhead says whether a year stands next: four digits and then a word, or
// another number.
func (p *parser) yearAhead() bool {
	d := p.digits()
	r, _ := utf8.DecodeRuneInString(p.after(len(d)))
	return len(d) == 4 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// clockAhead says whether something that means a time stands next.
func (p *parser) clockAhead() bool { return p.digits() != "" && !p.yearAhead() }

// fail reports text[from:to]. What to write instead may follow the code.
func (p *parser) fail(from, to int, code string, fix ...string) *ParseError {
	e := &ParseError{Issue{Offset: from, Len: to - from, Code: code, Got: p.text[from:to]}}
	if len(fix) > 0 {
		e.Fix = fix[0]
	}
	return e
}

// failHere reports the word, number or sign that stands next.
func (p *parser) failHere(code string, fix ...string) *ParseError {
	return p.fail(p.at, p.at+p.token(), code, fix...)
}

// token is the length of what stands next, taken together as a reader would.
func (p *parser) token() int {
	if n := len(p.word()); n > 0 {
		return n
	}
	if n := len(clockText(p.text[p.at:])); n > 0 {
		return n
	}
	_, n := utf8.DecodeRuneInString(p.text[p.at:])
	return n
}

// wanted reports that something else belongs where the parser stands: what is
// misspelt as that, and else the thing that is missing.
func (p *parser) wanted(code string) *ParseError {
	if e := p.misplaced(); e.Code == "spelling" || e.Code == "unsupported" {
		return e
	}
	return p.failHere(code)
}

// misplaced reports whatever stands where it cannot.
func (p *parser) misplaced() *ParseError {
	word := p.word()
	lower := strings.ToLower(word)
	switch fix := spelling(lower); {
	case word == "":
	case unsupported[lower]:
		return p.failHere("unsupported")
	case fix != "" && fix != word:
		return p.failHere("spelling", fix)
	case fix == "":
		return p.failHere("word")
	}
	if slices.ContainsFunc([]string{"–", "—", "−", "‐", "‑"}, p.peek) {
		return p.failHere("spelling", "-")
	}
	for _, sign := range []string{`"`, "[", "||", "(", "/", "+"} {
		if p.peek(sign) {
			return p.fail(p.at, p.at+len(sign), "unsupported")
		}
	}
	return p.failHere("unexpected")
}

// unsupported are words of opening_hours outside the subset.
var unsupported = map[string]bool{
	"week": true, "easter": true, "sh": true, "open": true, "unknown": true, "öppet": true, "day": true, "days": true,
	"sunrise": true, "sunset": true, "dawn": true, "dusk": true,
}

// spelling returns how a word is written that people write in another way: in
// full, in Swedish, or in other letters. It returns "" for any other word.
func spelling(word string) string {
	for _, s := range spellings {
		for start := range strings.FieldsSeq(s.starts) {
			if strings.HasPrefix(word+"_", start) {
				return s.fix
			}
		}
	}
	return ""
}

// spellings holds how such words begin, "_" being the end of the word. They
// are tried in order: months, of three letters, before weekdays.
var spellings = []struct{ fix, starts string }{
	{"Jan", "jan"}, {"Feb", "feb"}, {"Mar", "mar"}, {"Apr", "apr"}, {"May", "may maj"}, {"Jun", "jun"},
	{"Jul", "jul"}, {"Aug", "aug"}, {"Sep", "sep"}, {"Oct", "oct okt"}, {"Nov", "nov"}, {"Dec", "dec"},
	{"off", "off closed stängt"}, {"PH", "ph helgdag röd public holiday"}, {"24/7", "dygnet always alltid"},
	{"Mo-Fr", "vardag weekday"},
	{"Mo", "mo må"}, {"Tu", "tu ti"}, {"We", "we on_ ons"}, {"Th", "th to_ tor"}, {"Fr", "fr"}, {"Sa", "sa lö"}, {"Su", "su sö"},
}
