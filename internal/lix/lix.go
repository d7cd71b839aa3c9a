// Package lix measures how hard a text is to read, as Björnsson's
// läsbarhetsindex does: the mean length of sentences plus the share of words of
// more than six letters. It is made for Swedish and serves for languages with
// words of like length. 25-30 is easy, 40 a newspaper, 55 an authority.
package lix

import (
	"iter"
	"strings"
	"unicode"
)

// Score is a text's measure and what it was made of.
type Score struct {
	Words, Long, Sentences int
	// Longest is the sentence with the most words.
	Longest string
}

// Value is the index; 0 of a text without words.
func (s Score) Value() float64 {
	if s.Words == 0 || s.Sentences == 0 {
		return 0
	}
	return float64(s.Words)/float64(s.Sentences) + 100*float64(s.Long)/float64(s.Words)
}

// Of measures texts, each of which ends a sentence: paragraphs, headings,
// items of a list.
func Of(texts ...string) Score {
	var total Score
	most := 0
	for _, text := range texts {
		for s := range Sentences(text) {
			total.Words += s.Words
			total.Long += s.Long
			total.Sentences++
			if s.Words > most {
				most, total.Longest = s.Words, s.Text
			}
		}
	}
	return total
}

// Sentence is a sentence, how many words it has, how many of them are long,
// and the longest of them.
type Sentence struct {
	Text        string
	Words, Long int
	Word        string
}

// Sentences ranges over the sentences of a text that have words.
func Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		for part := range sentences(text) {
			if s := count(strings.TrimSpace(part)); s.Words > 0 && !yield(s) {
				return
			}
		}
	}
}

// sentences cuts a text at the marks that end a main clause. A point between
// digits or letters (16.30, bris.se) ends nothing.
func sentences(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		runes := []rune(text)
		start := 0
		for i, r := range runes {
			if !strings.ContainsRune(".!?:\n", r) || i+1 < len(runes) && r != '\n' && !unicode.IsSpace(runes[i+1]) {
				continue
			}
			if !yield(string(runes[start : i+1])) {
				return
			}
			start = i + 1
		}
		if start < len(runes) {
			yield(string(runes[start:]))
		}
	}
}

// count counts words that have a letter; numbers are not read as words.
func count(sentence string) Sentence {
	s := Sentence{Text: sentence}
	most := 0
	for word := range strings.FieldsFuncSeq(sentence, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
		letters := 0
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters == 0 {
			continue
		}
		s.Words++
		if letters > 6 {
			s.Long++
		}
		if letters > most {
			most, s.Word = letters, word
		}
	}
	return s
}
