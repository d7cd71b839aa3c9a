package check

import (
	"encoding/binary"
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
	for start := strange(text, 0); start >= 0; start = strange(text, start) {
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

// strange is where, from i on, a digit outside ASCII may begin, -1 if nowhere.
func strange(text []byte, i int) int {
	for ; i+8 < len(text); i += 8 {
		if binary.LittleEndian.Uint64(text[i:])&0x8080808080808080 == 0 {
			continue // eight characters of ASCII
		}
		for k, b := range text[i : i+8] {
			if digitFirst[b] && digitBytes[b&0x3F][text[i+k+1]&0x3F] {
				return i + k
			}
		}
	}
	for ; i+1 < len(text); i++ {
		if b := text[i]; digitFirst[b] && digitBytes[b&0x3F][text[i+1]&0x3F] {
			return i
		}
	}
	return -1
}

// digitBytes are the first two bytes of the digits outside ASCII, the last six
// bits of each: the first of them is 0xC0 at least, and in digitFirst.
var digitBytes, digitFirst = func() (set [0x40][0x40]bool, first [256]bool) {
	add := func(r rune) {
		if b := string(r); len(b) > 1 {
			first[b[0]] = true
			set[b[0]&0x3F][b[1]&0x3F] = true
		}
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
	return set, first
}()
