package corpus

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// speaker makes sentences of one language.
type speaker struct {
	vocabulary []string
	weights    []float64 // cumulative: common words are common
	pool       []string  // sentences
}

func newSpeaker(t tongue, seed uint64) speaker {
	h := fnv.New64a()
	_, _ = h.Write([]byte(t.tag))
	r := rand.New(rand.NewPCG(seed, h.Sum64()))
	var s speaker
	s.vocabulary = strings.Fields(t.real)
	syllables := strings.Fields(t.syllables)
	for len(s.vocabulary) < 900 {
		var word strings.Builder
		for range 2 + r.IntN(3) {
			word.WriteString(syllables[r.IntN(len(syllables))])
		}
		if !slices.Contains(s.vocabulary, word.String()) {
			s.vocabulary = append(s.vocabulary, word.String())
		}
	}
	sum := 0.0
	for i := range s.vocabulary {
		sum += 1 / float64(i+4)
		s.weights = append(s.weights, sum)
	}
	for range 4000 {
		s.pool = append(s.pool, capital(s.words(r, 6+r.IntN(12)))+".")
	}
	return s
}

func (s *speaker) words(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		at, _ := slices.BinarySearch(s.weights, r.Float64()*s.weights[len(s.weights)-1])
		words[i] = s.vocabulary[at]
	}
	return strings.Join(words, " ")
}

func (s *speaker) title(r *rand.Rand) string { return capital(s.words(r, 2+r.IntN(4))) }

func (s *speaker) sentences(r *rand.Rand, n int) string {
	var b []string
	for range n {
		b = append(b, s.pool[r.IntN(len(s.pool))])
	}
	return strings.Join(b, " ")
}

func capital(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:]
}

// paragraph is two to five sentences, with emphasis and a link here and there.
func (l *Language) paragraph(r *rand.Rand, guides int) string {
	var parts []string
	for range 2 + r.IntN(4) {
		parts = append(parts, l.pool[r.IntN(len(l.pool))])
	}
	switch x := r.Float64(); {
	case x < 0.35:
		parts[0] = mark(parts[0], "**")
	case x < 0.5:
		parts[len(parts)-1] = mark(parts[len(parts)-1], "*")
	}
	if r.Float64() < 0.6 {
		parts = slices.Insert(parts, 1, l.link(r, guides, 3)+".")
	}
	return strings.Join(parts, " ")
}

func mark(sentence, with string) string {
	words := strings.SplitN(sentence, " ", 3)
	words[1] = with + words[1] + with
	return strings.Join(words, " ")
}

func (l *Language) link(r *rand.Rand, guides, words int) string {
	return "[" + l.words(r, words) + "](" + markLink + guidePath(r.IntN(guides)) + markLink + ")"
}

// guide is a text of 300 to 600 words: paragraphs under headings with lists,
// tables, quotations and links, and two services' cards at its end.
func (l *Language) guide(r *rand.Rand, guides int) string {
	goal, got := 300+r.IntN(301), 0
	var out []string
	add := func(text string) {
		out = append(out, text)
		got += strings.Count(text, " ") + 1
	}
	add(l.paragraph(r, guides))
	for part := 0; got < goal; part++ {
		add("## " + l.title(r))
		add(l.paragraph(r, guides))
		switch part % 5 {
		case 0:
			var items []string
			for i := range 3 + r.IntN(4) {
				item := "- "
				if i == 1 {
					item += l.link(r, guides, 2) + " "
				}
				items = append(items, item+l.words(r, 4+r.IntN(7)))
			}
			add(strings.Join(items, "\n"))
		case 1:
			rows := []string{fmt.Sprintf("| %s | %s | %s |", l.title(r), l.title(r), l.words(r, 1)), "| --- | --- | --- |"}
			for range 3 + r.IntN(3) {
				rows = append(rows, fmt.Sprintf("| %s | %s | %s |", l.words(r, 2), l.words(r, 3), markNumber+services[r.IntN(len(services))].number+markNumber))
			}
			add(strings.Join(rows, "\n"))
		case 2:
			add("> " + l.pool[r.IntN(len(l.pool))])
			add("### " + l.title(r))
			add(l.paragraph(r, guides))
		case 3:
			var items []string
			for i := range 3 + r.IntN(3) {
				items = append(items, fmt.Sprintf("%d. %s", i+1, l.words(r, 5+r.IntN(7))))
			}
			add(strings.Join(items, "\n"))
		default:
			add(l.paragraph(r, guides))
		}
	}
	first := r.IntN(len(services))
	second := (first + 1 + r.IntN(len(services)-1)) % len(services)
	add("- " + markCard + services[first].id + markCard + "\n- " + markCard + services[second].id + markCard)
	return strings.Join(out, "\n\n") + "\n"
}
