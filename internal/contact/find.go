package contact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Match is a number found in running text.
type Match struct {
	Start, End int // byte offsets into the text
	Key        string
	// Known says that the registry has the number. One that is not known looks
	// so much like a number that a reader would dial it.
	Known bool
}

// Numbers says which numbers exist and how to tell one from a year.
type Numbers struct {
	// Known says whether a service has the number with this key.
	Known func(key string) bool
	// CallWords are words, in lower case, after which three to six digits are a
	// number to call: "ring", "call".
	CallWords []string
}

// Find returns the numbers in text[from:]. What stands before from is read
// only for the word before a number. A number is what the registry has; or 7
// to 13 digits that begin with 0 or +; or 116 and three digits; or three to
// six digits after a word for calling. Years, dates and law numbers are not.
func (n Numbers) Find(text string, from int) []Match {
	var found []Match
	var room [8]int // more than a number has groups, mostly
	for i := from; i < len(text); {
		c := text[i]
		if !isDigit(c) && !(c == '+' && i+1 < len(text) && isDigit(text[i+1])) {
			i++
			continue
		}
		ends := groups(room[:0], text, i)
		last := ends[len(ends)-1]
		bound := bounded(text, i, last)
		m, ok := Match{}, false
		if bound {
			m, ok = n.match(text, i, ends)
		}
		if !ok {
			m, ok = odd(text, i)
		}
		switch {
		case ok:
			found = append(found, m)
			i = m.End
		case bound:
			i = ends[0]
		default:
			i = last
		}
	}
	return found
}

// odd finds a number that is written in a way vart does not read: "08/706 88
// 00", "(08) 706 88 00", "08.706.88.00", "08-706 88 00/01". It is never known,
// so that it is reported and not printed unchecked.
func odd(text string, start int) (Match, bool) {
	if text[start] != '0' && text[start] != '+' || start > 0 && isDigit(text[start-1]) {
		return Match{}, false
	}
	digits, end, sign, strange := 0, start, false, false
scan:
	for i, r := range text[start:] {
		switch {
		case r >= '0' && r <= '9':
			if digits, end, strange = digits+1, start+i+1, strange || sign; digits > longest {
				return Match{}, false
			}
		case strings.ContainsRune("/.()", r) && start+i-end < 2:
			sign = true
		case isSeparator(r), r == '+' && i == 0:
		default:
			break scan
		}
	}
	return Match{Start: start, End: end}, strange && digits >= 9
}

// longest is how many digits a number has at most.
const longest = 13

// widest is how many separators may stand between two groups: "08 - 706 88 00".
const widest = 3

// groups adds to ends the end of each run of digits that continues the one at i
// with at most a few separators between: "08-706 88 00" has four. More digits
// than a number can have are a table or a list, and are not read to the end.
func groups(ends []int, text string, i int) []int {
	if text[i] == '+' {
		i++
	}
	for start := i; ; {
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		ends = append(ends, i)
		next := i
		for range widest {
			if r, n := utf8.DecodeRuneInString(text[next:]); isSeparator(r) {
				next += n
			}
		}
		if next == i || next == len(text) || !isDigit(text[next]) || i-start > 2*longest {
			return ends
		}
		i = next
	}
}

// match finds the longest run of groups that is a known number, and else asks
// whether the digits look like one.
func (n Numbers) match(text string, start int, ends []int) (Match, bool) {
	for k := len(ends) - 1; k >= 0; k-- {
		p, err := ParsePhone(text[start:ends[k]])
		if err == nil && n.Known(p.Key) && (k == len(ends)-1 || spaced(text, ends[k])) {
			return Match{start, ends[k], p.Key, true}, true
		}
	}
	end := ends[len(ends)-1]
	whole := text[start:end]
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, whole)
	looks := len(digits) >= 7 && len(digits) <= longest && (whole[0] == '0' || whole[0] == '+') ||
		len(digits) == 6 && strings.HasPrefix(digits, "116") && len(ends) == 2 && ends[0]-start == 3 ||
		len(digits) >= 3 && len(digits) <= 6 && n.called(text[:start])
	return Match{Start: start, End: end, Key: digits}, looks
}

// called says whether the text ends in a word for calling.
func (n Numbers) called(before string) bool {
	before = strings.TrimRightFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("*_:(.", r) })
	word := before
	if i := strings.LastIndexFunc(before, func(r rune) bool { return !inWord(r) }); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		word = before[i+size:]
	}
	// An ending may follow the word: "شماره‌ی" is "شماره", as is "شمارهٔ".
	word, _, _ = strings.Cut(word, nonJoiner)
	word = strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
	return slices.Contains(n.CallWords, word)
}

// nonJoiner stands within words of the Arabic script, before endings.
const nonJoiner = "\u200c"

// joins says whether a word that ends in r may be written together with a
// number: in the Arabic script, also with the stroke that lengthens a line.
func joins(r rune) bool {
	const tatweel = 'ـ'
	return unicode.Is(unicode.Arabic, r) || r == tatweel
}

// inWord says whether r is part of a word: a letter, a mark on one, or what
// keeps an ending apart.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || string(r) == nonJoiner }

// bounded says whether the digits stand by themselves: not a part of a word, a
// date, a law number (2025:400), a decimal, a percentage or a paragraph. In the
// Arabic script a short word is written together with what it belongs to:
// "و1177" is "and 1177".
func bounded(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, size := utf8.DecodeRuneInString(text[end:])
	if start > 0 && (unicode.IsLetter(before) && !joins(before) || unicode.IsDigit(before) || strings.ContainsRune(":.,/§–-", before) && start > 1 && isDigit(text[start-2])) {
		return false
	}
	if end == len(text) {
		return true
	}
	if unicode.IsLetter(after) || strings.ContainsRune("%§", after) {
		return false
	}
	next := text[end+size:]
	return !(strings.ContainsRune(":.,/", after) && next != "" && isDigit(next[0]))
}

// spaced says whether a space, and not a hyphen, follows: "112 114 14" is two
// numbers, "112-11414" is none of them.
func spaced(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsSpace(r)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
