package corpus

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// writer writes one text in one language. What the text consists of and points
// to is drawn from shape, which is the same in every language, as it is of
// translations; what it says is drawn from words.
type writer struct {
	*speaker
	shape, words *rand.Rand
}

// writer of the text with a name. It does not depend on what was written before.
func (s *Site) writer(l *Language, name string) writer {
	return writer{&l.speaker, random(s.Seed, name), random(s.Seed, l.tag+"/"+name)}
}

func random(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func (w writer) phrase(least, most int) string {
	return w.say(w.words, least+w.shape.IntN(most-least+1))
}

func (w writer) title() string { return capital(w.phrase(2, 5)) }

func (w writer) sentence() string { return w.sentences[w.shape.IntN(len(w.sentences))] }

func (w writer) some(n int) string {
	var list []string
	for range n {
		list = append(list, w.sentence())
	}
	return strings.Join(list, " ")
}

// paragraph is two to five sentences, with emphasis and a link here and there.
func (w writer) paragraph(guides int) string {
	var parts []string
	for range 2 + w.shape.IntN(4) {
		parts = append(parts, w.sentence())
	}
	switch x := w.shape.Float64(); {
	case x < 0.35:
		parts[0] = mark(parts[0], "**")
	case x < 0.5:
		parts[len(parts)-1] = mark(parts[len(parts)-1], "*")
	}
	if w.shape.Float64() < 0.6 {
		parts = slices.Insert(parts, 1, w.link(guides, 3)+".")
	}
	return strings.Join(parts, " ")
}

// mark emphasises a sentence's second word.
func mark(sentence, with string) string {
	words := strings.SplitN(sentence, " ", 3)
	words[1] = with + words[1] + with
	return strings.Join(words, " ")
}

func (w writer) link(guides, words int) string {
	return "[" + w.say(w.words, words) + "](" + markLink + Guide(w.shape.IntN(guides)) + markLink + ")"
}

// guide is a text of 300 to 600 words: paragraphs under headings with lists,
// tables, quotations and links, and two services' cards at its end.
func (w writer) guide(guides int) string {
	goal, got := 300+w.shape.IntN(301), 0
	var out []string
	add := func(text string) {
		out = append(out, text)
		got += strings.Count(text, " ") + 1
	}
	add(w.paragraph(guides))
	for part := 0; got < goal; part++ {
		add("## " + w.title())
		add(w.paragraph(guides))
		switch part % 5 {
		case 0:
			var items []string
			for i := range 3 + w.shape.IntN(4) {
				item := "- "
				if i == 1 {
					item += w.link(guides, 2) + " "
				}
				items = append(items, item+w.phrase(4, 10))
			}
			add(strings.Join(items, "\n"))
		case 1:
			rows := []string{fmt.Sprintf("| %s | %s | %s |", w.title(), w.title(), w.phrase(1, 1)), "| --- | --- | --- |"}
			for range 3 + w.shape.IntN(3) {
				rows = append(rows, fmt.Sprintf("| %s | %s | %s |", w.phrase(2, 2), w.phrase(3, 3), markNumber+services[w.shape.IntN(len(services))].number+markNumber))
			}
			add(strings.Join(rows, "\n"))
		case 2:
			add("> " + w.sentence())
			add("### " + w.title())
			add(w.paragraph(guides))
		case 3:
			var items []string
			for i := range 3 + w.shape.IntN(3) {
				items = append(items, fmt.Sprintf("%d. %s", i+1, w.phrase(5, 11)))
			}
			add(strings.Join(items, "\n"))
		default:
			add(w.paragraph(guides))
		}
	}
	first := w.shape.IntN(len(services))
	second := (first + 1 + w.shape.IntN(len(services)-1)) % len(services)
	add("- " + markCard + services[first].id + markCard + "\n- " + markCard + services[second].id + markCard)
	return sober.Replace(strings.Join(out, "\n\n") + "\n")
}

// sober has other words for what a hundred thousand texts of random words say
// now and then, and vart refuses: that somebody is safe, and what looks like a
// street with a number.
var sober = strings.NewReplacer("safe to call", "call to speak", "Safe to call", "Call to speak", "شما امن است", "شما تنها است", "plan | "+markNumber, "plans | "+markNumber)
