package corpus

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vart/internal/contact"
)

// speaker makes sentences of one language.
type speaker struct {
	vocabulary []string
	weights    []float64 // cumulative: common words are common
	// sentences are what texts are made of. The one at an index has as many words
	// in every language, as if each were the others' translation.
	sentences []string
}

func newSpeaker(t tongue, r *rand.Rand) speaker {
	s := speaker{vocabulary: strings.Fields(t.real)}
	next := pairs(s.vocabulary)
	for len(s.vocabulary) < 600 {
		// No word may by chance make an address of the number after it.
		if word := madeUp(next, r); !slices.Contains(s.vocabulary, word) && len(contact.Places(word+" 112")) == 0 {
			s.vocabulary = append(s.vocabulary, word)
		}
	}
	sum := 0.0
	for i := range s.vocabulary {
		sum += 1 / float64(i+4)
		s.weights = append(s.weights, sum)
	}
	for i := range 4000 {
		s.sentences = append(s.sentences, capital(s.say(r, 6+i%12))+".")
	}
	return s
}

// pairs are the letters that follow each two letters in some words; a space is
// the edge of a word.
func pairs(words []string) map[string][]rune {
	next := map[string][]rune{}
	for _, w := range words {
		before := [2]rune{' ', ' '}
		for _, c := range w + " " {
			next[string(before[:])] = append(next[string(before[:])], c)
			before[0], before[1] = before[1], c
		}
	}
	return next
}

// madeUp makes a word of three to twelve letters in which any three in a row are
// from some real word.
func madeUp(next map[string][]rune, r *rand.Rand) string {
	for {
		var word []rune
		before := [2]rune{' ', ' '}
		for len(word) < 13 {
			follow := next[string(before[:])]
			c := follow[r.IntN(len(follow))]
			if c == ' ' {
				break
			}
			word = append(word, c)
			before[0], before[1] = before[1], c
		}
		if len(word) >= 4 && len(word) < 13 {
			return string(word)
		}
	}
}

// say says a number of words.
func (s *speaker) say(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		at, _ := slices.BinarySearch(s.weights, r.Float64()*s.weights[len(s.weights)-1])
		words[i] = s.vocabulary[at]
	}
	return strings.Join(words, " ")
}

var (
	value = regexp.MustCompile(`(?m)^[a-z][\w.-]*: "(.*)"$`)
	word  = regexp.MustCompile(`\{\{.*?\}\}|[\pL’'-]+`)
)

// interfaceStrings are the English ones with other words, so that what is
// learnt from them is how this language looks.
func (s *speaker) interfaceStrings(r *rand.Rand, english string) string {
	var b strings.Builder
	at := 0
	for _, m := range value.FindAllStringSubmatchIndex(english, -1) {
		b.WriteString(english[at:m[2]])
		b.WriteString(word.ReplaceAllStringFunc(english[m[2]:m[3]], func(w string) string {
			if strings.HasPrefix(w, "{{") {
				return w
			}
			return s.say(r, 1)
		}))
		at = m[3]
	}
	return b.String() + english[at:]
}

func capital(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}
