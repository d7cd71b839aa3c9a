package check

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text in lower case, and where it stood.
type word struct {
	text       string
	start, end int
	size       int // of text
	clause     int // words with the same number have no comma between them
}

// sentence is a run of words without a full stop between.
type sentence struct {
	words    []word
	question bool
}

// sentence cuts the sentence that begins at i, and says where the next one
// does. Markdown, YAML and HTML are read as they are written: a tag, a
// quotation mark, the start of a list item or an empty line ends a sentence,
// and emphasis in the middle of one does not. What was cut before is lost.
func (c *cutter) sentence(text []byte, i int) (s sentence, next int) {
	c.words, c.small = c.words[:0], c.small[:0]
	clause := 0
scan:
	for i < len(text) {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		switch {
		case inWord(r):
			i = c.word(text, i, clause)
			continue
		case stop(r) || r == '\n' && breaks(text[i+1:]):
			s.question = r == '?' || r == '؟'
			i += n
			break scan
		case strings.ContainsRune(",–—()،؛", r):
			clause++
		}
		i += n
	}
	small, at := string(c.small), 0
	for i := range c.words {
		w := &c.words[i]
		w.text, at = small[at:at+w.size], at+w.size
	}
	s.words = c.words
	return s, i
}

// word cuts the word that begins at i, and says where it ends.
func (c *cutter) word(text []byte, i, clause int) int {
	w, before := word{start: i, clause: clause}, len(c.small)
	for i < len(text) {
		r, n := utf8.DecodeRune(text[i:])
		if inWord(r) {
			c.small = utf8.AppendRune(c.small, unicode.ToLower(r))
		} else if joins(text, i, n) {
			c.small = append(c.small, '\'')
		} else {
			break
		}
		i += n
	}
	w.end, w.size = i, len(c.small)-before
	c.words = append(c.words, w)
	return i
}

// cutter is the memory that a sentence is cut in; it is used again.
type cutter struct {
	words []word
	small []byte // their letters, as small ones
}

// stop says whether a sentence ends with the character, whatever follows.
func stop(r rune) bool { return strings.ContainsRune(".!?:;|<>{}\"”“؟۔", r) }

// stretch is a sentence with the place in it, or more than one: where they
// begin and end can be told by characters of one byte.
func stretch(text []byte, from, at int) (start, end int) {
	ends := func(i int) bool { return stops[text[i]] || text[i] == '\n' && breaks(text[i+1:]) }
	for start = at; start > from && !ends(start-1); {
		start--
	}
	for end = at; end < len(text) && !ends(end); {
		end++
	}
	return start, min(end+1, len(text))
}

// stops are the stops of one byte.
var stops = func() (set [256]bool) {
	for r := range rune(utf8.RuneSelf) {
		set[r] = stop(r)
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
func joins(text []byte, i, n int) bool {
	r, _ := utf8.DecodeRune(text[i:])
	next, _ := utf8.DecodeRune(text[i+n:])
	return (r == '\'' || r == '’') && unicode.IsLetter(next)
}

// breaks says whether a line that begins so starts something new.
func breaks(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	if len(line) == 0 || strings.IndexByte("\n\r-*#>|", line[0]) >= 0 {
		return true
	}
	if i := bytes.IndexByte(line, ' '); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimRight(line, "\n")
	return bytes.HasSuffix(line, []byte(":")) || string(bytes.Trim(line, "0123456789")) == "."
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
