// Package lix measures how hard a text is to read, as Björnsson's
// läsbarhetsindex does: the mean length of sentences plus the share of words of
// more than six letters. It is made for Swedish and serves for languages with
// words of like length. 25-30 is easy, 40 a newspaper, 55 an authority.
package lix

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Score is a text's measure and what it was made of.
type Score struct {
	Words, Long, Sentences int
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
	var s Score
	s.Add(texts...)
	return s
}

// Add measures more texts together with those before.
func (s *Score) Add(texts ...string) {
	for _, text := range texts {
		for one := range Sentences(text) {
			s.Words += one.Words
			s.Long += one.Long
			s.Sentences++
		}
	}
}

// Sentence is a sentence, how many words it has, how many of them are long,
// and the longest of them.
type Sentence struct {
	Text        string
	Words, Long int
	Word        string
	letters     int // of Word
}

// Sentences ranges over the sentences of a text that have words.
func Sentences(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		for text != "" {
			var s Sentence
			if s, text = cut(text); s.Words > 0 && !yield(s) {
				return
			}
		}
	}
}

// cut cuts the first sentence from a text, at a mark that ends a main clause. A
// point between digits or letters (16.30, bris.se) ends nothing.
func cut(text string) (s Sentence, rest string) {
	at := 0
	for at < len(text) {
		kind, size := kindAt(text, at)
		if kind == letter || kind == joiner {
			at = s.word(text, at)
			continue
		}
		at += size
		if kind == line || kind == mark && spaced(text[at:]) {
			break
		}
	}
	s.Text = strings.TrimSpace(text[:at])
	return s, text[at:]
}

// word adds the word that begins at a place in a text, if it has a letter;
// numbers are not read as words. It returns where the word ends.
func (s *Sentence) word(text string, start int) int {
	end, letters := start, 0
	for end < len(text) {
		kind, size := kindAt(text, end)
		if kind == letter {
			letters++
		} else if kind != joiner {
			break
		}
		end += size
	}
	if letters > 0 {
		s.Words++
	}
	if letters > 6 {
		s.Long++
	}
	if letters > s.letters {
		s.letters, s.Word = letters, text[start:end]
	}
	return end
}

// kind is what a character does.
type kind uint8

const (
	other  kind = iota
	letter      // makes a word
	joiner      // keeps one together
	mark        // ends a sentence where space follows
	line        // ends one
	wide        // takes more than one byte
)

// kinds are the kinds of bytes.
var kinds = func() (set [256]kind) {
	for b := range set {
		switch {
		case b >= utf8.RuneSelf:
			set[b] = wide
		case unicode.IsLetter(rune(b)):
			set[b] = letter
		case b == '-' || b == '\'':
			set[b] = joiner
		case b == '\n':
			set[b] = line
		case strings.IndexByte(".!?:", byte(b)) >= 0:
			set[b] = mark
		}
	}
	return set
}()

// kindAt is the kind of the character at a place in a text, and its size.
func kindAt(text string, at int) (kind, int) {
	if k := kinds[text[at]]; k != wide {
		return k, 1
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case unicode.IsLetter(r):
		return letter, size
	case r == '’':
		return joiner, size
	}
	return other, size
}

// spaced says whether a text begins with space, or not at all.
func spaced(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return text == "" || unicode.IsSpace(r)
}
