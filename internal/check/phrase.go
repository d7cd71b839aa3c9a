package check

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text in lower case, and where it stood.
type word struct {
	text       string
	start, end int
	clause     int // words with the same number have no comma between them
}

// sentence is a run of words without a full stop between.
type sentence struct {
	words    []word
	question bool
}

// sentences cuts a text into sentences. Markdown, YAML and HTML are read as
// they are written: a tag, a quotation mark, the start of a list item or an
// empty line ends a sentence, and emphasis in the middle of one does not.
func (c *cutter) sentences(text string) []sentence {
	all, words, first := c.all[:0], c.words[:0], 0 // all sentences, their words, and where this one's begin
	defer func() { c.all, c.words = all, words }()
	clause := 0
	end := func(question bool) {
		if len(words) > first {
			all = append(all, sentence{words[first:len(words):len(words)], question})
		}
		first = len(words)
		clause++
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == ' ':
		case inWord(r):
			start, plain := i, true
			for i < len(text) {
				if c := text[i]; c|0x20 >= 'a' && c|0x20 <= 'z' && plain {
					plain = c >= 'a'
					i++
					continue
				}
				r, n = utf8.DecodeRuneInString(text[i:])
				if !inWord(r) && !joins(text, i, n) {
					break
				}
				plain = false
				i += n
			}
			form := text[start:i]
			if !plain {
				form = strings.ToLower(strings.ReplaceAll(form, "’", "'"))
			}
			words = append(words, word{form, start, i, clause})
			continue
		case r < utf8.RuneSelf && !ends[r]:
		case r == '?' || r == '؟':
			end(true)
		case strings.ContainsRune(".!:;|<>{}\"”“۔", r), r == '\n' && breaks(text[i+1:]):
			end(false)
		case strings.ContainsRune(",–—()،؛", r):
			clause++
		}
		i += n
	}
	end(false)
	return all
}

// cutter is the memory that sentences are cut in; it is used again.
type cutter struct {
	words []word
	all   []sentence
}

var cutters = sync.Pool{New: func() any { return new(cutter) }}

// ends are the ASCII characters that may end a sentence or a part of one.
var ends = func() (set [utf8.RuneSelf]bool) {
	for _, c := range ".!?:;|<>{}\"\n,()" {
		set[c] = true
	}
	return set
}()

// inWord says whether a character is part of a word: letters, digits, marks,
// and the joiners that Persian writes inside words.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u200c'
}

// joins says whether the character at i is an apostrophe inside a word.
func joins(text string, i, n int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	next, _ := utf8.DecodeRuneInString(text[i+n:])
	return (r == '\'' || r == '’') && unicode.IsLetter(next)
}

// breaks says whether a line that begins so starts something new.
func breaks(line string) bool {
	line = strings.TrimLeft(line, " \t")
	if line == "" || strings.ContainsRune("\n\r-*#>|", rune(line[0])) {
		return true
	}
	first, _, _ := strings.Cut(line, " ")
	first = strings.TrimRight(first, "\n")
	return strings.HasSuffix(first, ":") || strings.Trim(first, "0123456789") == "."
}

// phrase is a pattern: each step is the words it may be; nil is a gap.
type phrase [][]string

// gap is how many words … stands for at most.
const gap = 6

func parsePhrase(pattern string) phrase {
	var p phrase
	for step := range strings.FieldsSeq(strings.ToLower(pattern)) {
		if step == "…" {
			p = append(p, nil)
		} else {
			p = append(p, strings.Split(step, "|"))
		}
	}
	return p
}

// match returns the numbers of the words that the phrase is made of when it
// begins at words[i], nil if it does not begin there.
func (p phrase) match(words []word, i int) []int {
	switch {
	case len(p) == 0:
		return []int{}
	case p[0] == nil:
		for skip := 0; skip <= gap && i+skip <= len(words); skip++ {
			if rest := p[1:].match(words, i+skip); rest != nil {
				return rest
			}
		}
		return nil
	case i >= len(words) || !slices.ContainsFunc(p[0], func(form string) bool { return like(words[i].text, form) }):
		return nil
	}
	rest := p[1:].match(words, i+1)
	if rest == nil {
		return nil
	}
	return append([]int{i}, rest...)
}

// like compares a word with a form that may begin or end in *.
func like(word, form string) bool {
	if stem, ok := strings.CutSuffix(form, "*"); ok {
		return strings.HasPrefix(word, stem)
	}
	if stem, ok := strings.CutPrefix(form, "*"); ok {
		return strings.HasSuffix(word, stem)
	}
	return word == form
}
