package contact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Place is something in a text that tells where a house is.
type Place struct {
	Start, End int // byte offsets into the text
}

// space is what may stand between the parts of an address.
const space = `[ \t\n\x{00a0}\x{202f}]`

// The forms that an address takes. Swedish street names mostly end in a word
// for street; a number after one makes an address. A postcode is 123 45
// (https://www.postnord.se, "postnummer"). Coordinates are decimal degrees
// within Sweden in either order, degrees and minutes, SWEREF 99 TM or a plus
// code (https://github.com/google/open-location-code).
var (
	street = regexp.MustCompile(`(?i)\pL*(?:gatan|vägen|gränden|gränd|stigen|torget|backen|allén|leden|kajen|stranden|esplanaden|platsen|slingan|svängen|höjden|parken|dalen|` +
		`(?-i:\p{Lu})\pL+` + space + `(?:torg|plan|väg|gata|allé|strand|backe)|\pLgata|\pL\pLväg|\pL\pLplan|\pLtorg|\pL\pLallé|\pLstig|\pLbacke|\pLstrand)` + space + `+[1-9]\d{0,3}(?:` + space + `?[A-Za-z])?`)
	postcode = regexp.MustCompile(`(?:(?:S|SE)-)?[1-9]\d{2}` + space + `\d{2}|[1-9]\d{4}` + space + `+\p{Lu}\pL+`)
	mapLink  = regexp.MustCompile(`(?i)(?:google\.[a-z.]+/maps|maps\.google\.|maps\.app\.goo\.gl|goo\.gl/maps|maps\.apple\.com|openstreetmap\.org/|\bosm\.org/|bing\.com/maps|\bhitta\.se/|\beniro\.se/|` +
		`\bwaze\.com/|what3words\.com/|\bw3w\.co/|plus\.codes/|wego\.here\.com|share\.here\.com|minkarta\.lantmateriet\.se|\bgeo:-?\d)[^\s"'<>)\]]*`)
	what3words = regexp.MustCompile(`///\pL+\.\pL+\.\pL+`)
	degrees    = regexp.MustCompile(`(?:5[4-9]|6\d)[.,]\d{3,}\D{1,12}(?:1\d|2[0-5])[.,]\d{3,}|(?:1\d|2[0-5])[.,]\d{3,}\D{1,12}(?:5[4-9]|6\d)[.,]\d{3,}`)
	minutes    = regexp.MustCompile(`\d{1,3}` + space + `?°` + space + `?\d{1,2}(?:[.,]\d+)?` + space + `?[′'’]`)
	sweref     = regexp.MustCompile(`\b6[1-7]\d{5}\b\D{1,12}\b[2-9]\d{5}\b`)
	plusCode   = regexp.MustCompile(`\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b`)
)

// police is the police's number, which looks like a postcode.
const police = "114 14"

// Places returns what tells where a house is: a street with a number, a
// postcode, a link to a map, coordinates. It is for texts in which there may be
// none, so it rather finds too much.
func Places(text string) []Place {
	return places(text, suspect(text))
}

func places(text string, f forms) []Place {
	var found []Place
	for _, form := range []struct {
		pattern *regexp.Regexp
		wanted  bool
	}{{street, f.street}, {postcode, f.postcode}, {mapLink, f.mapLink}, {what3words, f.what3words}, {degrees, f.degrees}, {minutes, f.minutes}, {sweref, f.sweref}, {plusCode, f.plusCode}} {
		if !form.wanted {
			continue
		}
		for _, at := range form.pattern.FindAllStringIndex(text, -1) {
			if form.pattern == mapLink || form.pattern == what3words || apart(text, at[0], at[1], form.pattern == postcode) {
				found = append(found, Place{at[0], at[1]})
			}
		}
	}
	return found
}

// apart says whether a match is not the middle of a longer word or number. A
// postcode is not part of a phone number either, whose groups of digits have
// spaces and hyphens between.
func apart(text string, start, end int, grouped bool) bool {
	before, n := utf8.DecodeLastRuneInString(text[:start])
	after, m := utf8.DecodeRuneInString(text[end:])
	if wordy(before) || wordy(after) {
		return false
	}
	if !grouped {
		return true
	}
	digit := func(r, rest rune) bool {
		return (unicode.IsSpace(r) || strings.ContainsRune("-–/.", r)) && unicode.IsDigit(rest)
	}
	earlier, _ := utf8.DecodeLastRuneInString(text[:start-n])
	later, _ := utf8.DecodeRuneInString(text[end+m:])
	if text[start:end] == police && !unicode.IsUpper(later) {
		return false
	}
	return !digit(before, earlier) && !digit(after, later) && before != '+'
}

func wordy(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
