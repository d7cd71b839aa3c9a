package check

import (
	"unicode"

	"vart/internal/diag"
	"vart/internal/site"
)

// leastDigits is how many digits make a number that somebody may dial.
const leastDigits = 3

// digits reports numbers in the digits of another script than 0-9. Such a
// number is neither looked up in the registry nor made a link, and the keys of a
// phone in Sweden show other digits.
func (p *pass) digits(w *site.Words) {
	text := string(w.File.Text)
	start, n := 0, 0
	for i, r := range text + " " {
		if r > unicode.MaxASCII && unicode.IsDigit(r) {
			if n == 0 {
				start = i
			}
			n++
			continue
		}
		if n >= leastDigits {
			p.found.Add(w.File.Pos(start, i-start), diag.NumberFormat, diag.T("siffrorna ”%s” går inte att kontrollera eller ringa", "the digits “%s” cannot be checked or dialled", text[start:i]),
				diag.T("skriv med 0–9, också i text som läses från höger", "write with 0–9, also in a text that is read from the right"))
		}
		n = 0
	}
}
