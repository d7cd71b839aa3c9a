package render

import (
	"html/template"
	"strings"

	"vart/internal/contact"
	"vart/internal/site"
)

// The invisible characters that isolate a piece of text, so that what stands
// around it does not reorder it (Unicode Standard Annex 9): left to right,
// whichever way its first letter says, and the end of either.
const (
	leftToRight = "\u2066"
	firstStrong = "\u2068"
	endIsolate  = "\u2069"
	noBreak     = "\u00a0" // a space that no line ends at
)

// plain is a text without markup, such as a title, as readers of the language
// are shown it: in a right-to-left language each phone number is isolated,
// because "114 14" would be shown as "14 114", and kept on one line. In a text with markup a number
// has an element of its own.
func (l *language) plain(text string) string {
	if !l.rtl {
		return text
	}
	numbers := contact.Numbers{Known: func(key string) bool { return l.site.Number(key) != nil }}
	matches := numbers.Find(text, 0)
	if len(matches) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, m := range matches {
		b.WriteString(text[at:m.Start])
		b.WriteString(leftToRight + strings.ReplaceAll(text[m.Start:m.End], " ", noBreak) + endIsolate)
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// isolated is what is put into a sentence: a name, an address or a date that
// may run the other way than the sentence does.
func (l *language) isolated(value any) any {
	text, ok := value.(string)
	if !l.rtl || !ok || text == "" {
		return value
	}
	return firstStrong + text + endIsolate
}

// foreign returns the language and direction of words that are in another
// language than the page, for the reader's browser and screen reader (WCAG 2.2
// 3.1.2); both are empty of the page's own.
func (l *language) foreign(w *site.Words) (lang, dir string) {
	if w == nil || w.Lang == l.tag {
		return "", ""
	}
	return w.Lang, l.catalog.Direction(w.Lang)
}

// abroad wraps HTML that is in another language than what it stands in.
func (l *language) abroad(element, lang string, html template.HTML) template.HTML {
	if html == "" {
		return ""
	}
	return trusted("<" + element + ` lang="` + lang + `" dir="` + l.catalog.Direction(lang) + `">` + string(html) + "</" + element + ">")
}
