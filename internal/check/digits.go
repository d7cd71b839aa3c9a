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
