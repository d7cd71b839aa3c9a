package render

import (
	"unicode"
	"unicode/utf8"

	"vart/internal/hours"
	"vart/internal/site"
)

// hours writes opening hours in words; "" when they are unknown.
func (l *language) hours(h *hours.Hours) string {
	if h == nil {
		return ""
	}
	words := h.Words(l.strings)
	first, n := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[n:]
}

// eves says what is known of the eves of holidays, "" where it does not matter.
func (l *language) eves(p site.Phone) string {
	if p.Hours == nil || p.Hours.Always() {
		return ""
	}
	return l.say("hours.eves-" + string(p.Eves))
}
