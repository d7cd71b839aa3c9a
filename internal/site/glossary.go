package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vart/internal/source"
)

// Term is a word that readers must recognise from one page to the next, and
// what it is called in each language: an entry of content/glossary.yaml.
type Term struct {
	Name  source.At[string] // as the source language has it
	Forms map[string][]source.At[string]
}

// In says whether a text in a language has one of the term's forms. The text
// is in small letters.
func (t *Term) In(lang, text string) bool {
	return slices.ContainsFunc(t.Forms[lang], func(f source.At[string]) bool { return contains(text, strings.ToLower(f.Value)) })
}

// contains says whether text has form as whole words. A * at either end of the
// form stands for any beginning or ending of the word.
func contains(text, form string) bool {
	form, ending := strings.CutSuffix(form, "*")
	form, beginning := strings.CutPrefix(form, "*")
	for from := 0; form != ""; {
		i := strings.Index(text[from:], form)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(form)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if (beginning || !letter(before)) && (ending || !letter(after)) {
			return true
		}
		from = end
	}
	return false
}

// letter says whether r is part of a word: a letter, or a mark on one, such as
// the vowels of Arabic.
func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
