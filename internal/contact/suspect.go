package contact

import (
	"encoding/binary"
	"strings"
)

// Regular expressions over a whole page are slow, and few pages tell of a
// place. suspect finds in one pass which forms are worth looking for: it may
// say yes where there is nothing, and never no where Places would find
// something. Each form has a byte that it cannot do without.

// forms says which forms of places a text may have.
type forms struct {
	street, postcode, mapLink, what3words, degrees, minutes, sweref, plusCode bool
}

// Suspicious says whether Places may find something in a text. What it goes by
// are single characters and what stands around them: beside spaces and digits,
// no more than the longest ending of a street's name or name of a map.
func Suspicious(text string) bool { return suspect(text) != forms{} }

func suspect(text string) forms {
	var f forms
	for i := next(text, 0); i < len(text); i = next(text, i+1) {
		switch c := text[i]; c {
		case 0xC5, 0xE2:
			// Letters outside ASCII that are s and k where case does not matter.
			if rest := text[i:]; strings.HasPrefix(rest, "ſ") || strings.HasPrefix(rest, "\u212a") {
				return forms{true, true, true, true, true, true, true, true}
			}
		case 0xC2:
			f.minutes = f.minutes || strings.HasPrefix(text[i:], "°")
		case '+':
			f.plusCode = f.plusCode || i > 0 && i+1 < len(text) && codeLetter(text[i-1]) && codeLetter(text[i+1])
		case '/':
			f.what3words = f.what3words || strings.HasPrefix(text[i:], "///")
		case ':':
			f.mapLink = f.mapLink || endsIn(text[:i], "geo")
		case '.', ',':
			f.mapLink = f.mapLink || c == '.' && mapHost(text, i)
			f.degrees = f.degrees || swedish(text[:i]) && digits(text[i+1:]) >= 3
		case '0':
			i += digits(text[i:]) - 1
		default: // 1 to 9
			n := digits(text[i:])
			f.street = f.street || afterStreet(text[:i])
			f.postcode = f.postcode || postcodeLike(text[i:], n)
			f.sweref = f.sweref || c == '6' && n == 7
			i += n - 1
		}
	}
	return f
}

// next is where the next byte stands that suspect looks closer at, from i on.
func next(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		if !tells(binary.LittleEndian.Uint64([]byte(text[i : i+8]))) {
			continue
		}
		for k := range 8 {
			if telling[text[i+k]] {
				return i + k
			}
		}
	}
	for i < len(text) && !telling[text[i]] {
		i++
	}
	return i
}

// tells says whether one of eight bytes may be telling; it is never wrong when
// it says no.
func tells(eight uint64) bool {
	const each = 0x0101010101010101
	ascii := eight & (0x7F * each) // so that no sum goes over into the next byte
	if (ascii+(0x80-'+')*each)&^(ascii+(0x80-':'-1)*each)&^eight&(0x80*each) != 0 {
		return true // one is from + to :
	}
	if eight&(0x80*each) == 0 {
		return false
	}
	for _, lead := range [3]uint64{0xC2, 0xC5, 0xE2} {
		if rest := eight ^ lead*each; (rest-each)&^rest&(0x80*each) != 0 {
			return true // one is zero without the lead
		}
	}
	return false
}

// telling are the bytes at which suspect looks closer.
var telling = func() (set [256]bool) {
	for _, c := range []byte("+,./:0123456789\xC2\xC5\xE2") {
		set[c] = true
	}
	return set
}()

// digits counts the digits that a text begins with.
func digits(text string) int {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n
}

// codeLetter says whether a plus code may have the character.
func codeLetter(c byte) bool { return strings.IndexByte("23456789CFGHJMPQRVWX", c) >= 0 }

// swedish says whether a text ends in two digits that are a latitude or a
// longitude in Sweden.
func swedish(before string) bool {
	n := len(before)
	if n < 2 || !isDigit(before[n-1]) || !isDigit(before[n-2]) || n > 2 && isDigit(before[n-3]) {
		return false
	}
	d := 10*(before[n-2]-'0') + before[n-1] - '0'
	return d >= 54 && d <= 69 || d >= 10 && d <= 25
}

// mapHosts are the beginnings of maps' addresses, cut at a full stop.
var mapHosts = [][2]string{
	{"google", ""}, {"maps", "google."}, {"maps", "app."}, {"maps", "apple."}, {"goo", "gl/"}, {"openstreetmap", "org/"}, {"osm", "org/"}, {"bing", "com/"}, {"hitta", "se/"}, {"eniro", "se/"},
	{"waze", "com/"}, {"what3words", "com/"}, {"w3w", "co/"}, {"plus", "codes/"}, {"here", "com"}, {"lantmateriet", "se"},
}

// mapHost says whether a map's address has a full stop at i.
func mapHost(text string, i int) bool {
	if i+1 == len(text) || text[i+1] != '.' && (text[i+1]|0x20 < 'a' || text[i+1]|0x20 > 'z') {
		return false // the end of a sentence
	}
	last := text[max(i-1, 0)] | 0x20
	for _, h := range mapHosts {
		if h[0][len(h[0])-1] == last && endsIn(text[:i], h[0]) && len(text) > i+len(h[1]) && strings.EqualFold(text[i+1:i+1+len(h[1])], h[1]) {
			return true
		}
	}
	return false
}

// endings are what the names of streets end in.
var endings = []string{
	"gatan", "vägen", "gränden", "gränd", "stigen", "torget", "backen", "allén", "leden", "kajen", "stranden", "esplanaden", "platsen", "slingan", "svängen", "höjden", "parken", "dalen",
	"torg", "plan", "väg", "gata", "allé", "strand", "backe", "stig",
}

// afterStreet says whether a text ends in the name of a street and space.
func afterStreet(before string) bool {
	if before == "" {
		return false
	}
	switch before[len(before)-1] {
	case ' ', '\n', '\t', 0xA0, 0xAF: // the ends of what space stands for
	default:
		return false
	}
	name := before
	for trimmed := true; trimmed; {
		name, trimmed = cutSpace(name)
	}
	if len(name) == len(before) || name == "" {
		return false
	}
	last := name[len(name)-1] | 0x20 // of é in either case, 0xA9
	for _, e := range endings {
		if e[len(e)-1] == last && endsIn(name, e) {
			return true
		}
	}
	return false
}

// cutSpace takes what the constant space stands for off a text's end.
func cutSpace(text string) (string, bool) {
	if n := len(text); n > 0 && text[n-1] > ' ' && text[n-1] < 0x80 {
		return text, false
	}
	for _, s := range []string{" ", "\n", "\t", "\u00a0", "\u202f"} {
		if t, ok := strings.CutSuffix(text, s); ok {
			return t, true
		}
	}
	return text, false
}

// endsIn is strings.HasSuffix whatever the case, for letters that have two.
func endsIn(text, end string) bool {
	return len(text) >= len(end) && strings.EqualFold(text[len(text)-len(end):], end)
}

// postcodeLike says whether a text that begins with n digits may begin with a
// postcode: 172 22, or 17222 and the name of a place.
func postcodeLike(text string, n int) bool {
	if n != 5 && n != 3 {
		return false
	}
	rest, spaced := cutSpaceBefore(text[n:])
	return spaced && (n == 5 || n == 3 && digits(rest) == 2)
}

func cutSpaceBefore(text string) (string, bool) {
	if text != "" && text[0] > ' ' && text[0] < 0x80 {
		return text, false
	}
	for _, s := range []string{" ", "\n", "\t", "\u00a0", "\u202f"} {
		if t, ok := strings.CutPrefix(text, s); ok {
			return t, true
		}
	}
	return text, false
}
