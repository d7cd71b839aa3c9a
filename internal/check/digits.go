package check

import (
	"unicode"
	"unicode/utf8"

	"vart/internal/diag"
	"vart/internal/site"
)

// leastDigits is how many digits make a number that somebody may dial.
const leastDigits = 3

// digits reports numbers in the digits of another script than 0-9. Such a
// number is neither looked up in the registry nor made a link, and the keys of a
// phone in Sweden show other digits.
func (p *pass) digits(w *site.Words) {
	text := w.File.Text
	if !digitsBeyond(text) {
		return
	}
	for start := 0; start < len(text); {
		end, n := start, 0
		for r, size := utf8.DecodeRune(text[end:]); r > unicode.MaxASCII && unicode.IsDigit(r); r, size = utf8.DecodeRune(text[end:]) {
			end, n = end+size, n+1
		}
		if n >= leastDigits {
			p.found.Add(w.File.Pos(start, end-start), diag.NumberFormat, diag.T("siffrorna ”%s” går inte att kontrollera eller ringa", "the digits “%s” cannot be checked or dialled", text[start:end]),
				diag.T("skriv med 0–9, också i text som läses från höger", "write with 0–9, also in a text that is read from the right"))
		}
		start = max(end, start+1)
	}
}

// digitsBeyond says whether a text may have digits outside ASCII; it is never
// wrong when it says no. It goes through every text, and asks nothing of a byte
// that a processor would have to guess.
func digitsBeyond(text []byte) bool {
	var found, before uint8
	for _, b := range text {
		found |= before & digitSecond[b]
		before = digitFirst[b]
	}
	return found != 0
}

// digitFirst has a bit for each byte that digits outside ASCII begin with, and
// digitSecond those of the bytes that a second one may follow. Were there more
// than eight, they would share.
var digitFirst, digitSecond = func() (first, second [256]uint8) {
	known := 0
	add := func(r rune) {
		b := string(r)
		if len(b) == 1 {
			return
		}
		if first[b[0]] == 0 {
			first[b[0]] = 1 << (known % 8)
			known++
		}
		second[b[1]] |= first[b[0]]
	}
	for _, in := range unicode.Digit.R16 {
		for r := rune(in.Lo); r <= rune(in.Hi); r += rune(in.Stride) {
			add(r)
		}
	}
	for _, in := range unicode.Digit.R32 {
		for r := rune(in.Lo); r <= rune(in.Hi); r += rune(in.Stride) {
			add(r)
		}
	}
	return first, second
}()
