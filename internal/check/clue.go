package check

import (
	"slices"
	"strings"
	"unicode"
)

// clues find the words without which there is no promise (Aho and Corasick,
// Efficient String Matching, 1975), so that few sentences need be held against
// the patterns. They may find more than there is, and never less.
type clues struct {
	class [256]uint8        // of bytes: 0 of those that clues do not have
	last  uint8             // the last class there is
	next  [][classes]uint16 // by state and the class of what is read in it
	signs []signs           // by state
	sieve sieve
}

// classes are enough for the letters of a script. Were there more, the last
// would share one.
const classes = 64

// signs are the patterns, a bit each, of which a word of the rarest step was
// read, and one of the second rarest; of a pattern with one step they are the
// same.
type signs struct{ rarest, second uint64 }

func (s *signs) add(t signs) {
	s.rarest |= t.rarest
	s.second |= t.second
}

func newClues(claims []claim) *clues {
	c := &clues{next: make([][classes]uint16, 1), signs: make([]signs, 1)}
	var rare, strange []string
	for i := range claims {
		for n, p := range claims[i].phrases {
			sign := claims[i].sign(n)
			rarest, second := p.rarest()
			for _, form := range rarest {
				stem, capitals := c.add(form, signs{rarest: sign})
				rare, strange = append(rare, stem), append(strange, capitals...)
			}
			for _, form := range second {
				_, capitals := c.add(form, signs{second: sign})
				strange = append(strange, capitals...)
			}
		}
	}
	c.join()
	c.sieve = newSieve(rare, strange)
	return c
}

// rarest returns the step whose shortest word is longest, it being the rarest,
// and the second.
func (p phrase) rarest() (rarest, second []string) {
	shortest := func(step []string) int {
		n := len(step[0])
		for _, form := range step {
			n = min(n, len(strings.Trim(form, "*")))
		}
		return n
	}
	steps := slices.DeleteFunc(slices.Clone(p), func(step []string) bool { return step == nil })
	slices.SortStableFunc(steps, func(a, b []string) int { return shortest(b) - shortest(a) })
	return steps[0], steps[min(1, len(steps)-1)]
}

// add has a form's letters be a sign, as far as an apostrophe, which may be
// another in a text. It returns what is spelled: the stem, and capitals that
// are a sign of anything.
func (c *clues) add(form string, sign signs) (stem string, strange []string) {
	stem, _, _ = strings.Cut(strings.Trim(form, "*"), "'")
	stem = folded(stem)
	c.spell(stem, sign)
	for _, small := range stem {
		for _, capital := range append(capitals(small), 'İ') {
			if folded(string(capital)) != folded(string(small)) {
				strange = append(strange, folded(string(capital)))
				c.spell(folded(string(capital)), signs{^uint64(0), ^uint64(0)})
			}
		}
	}
	return stem, strange
}

// capitals are the other letters that are the small one where case does not
// matter; İ is none of them, though its small letter is i.
func capitals(small rune) []rune {
	var all []rune
	for r := unicode.SimpleFold(small); r != small; r = unicode.SimpleFold(r) {
		all = append(all, r)
	}
	return all
}

// folded is a text in which the capitals of ASCII and of Latin-1 are as their
// small letters. Other letters may become the same too.
func folded(text string) string {
	b := []byte(text)
	for i := range b {
		b[i] = fold(b[i])
	}
	return string(b)
}

func fold(b byte) byte {
	if b >= 'A' && b <= 'Z' || b >= 0x80 && b <= 0x9F {
		return b | 0x20
	}
	return b
}

func (c *clues) spell(stem string, sign signs) {
	state := uint16(0)
	for _, b := range []byte(stem) {
		if c.class[b] == 0 {
			c.last = min(c.last+1, classes-1)
			c.class[b] = c.last
		}
		next := &c.next[state][c.class[b]]
		if state = *next; state == 0 {
			state = uint16(len(c.next))
			*next = state
			c.next, c.signs = append(c.next, [classes]uint16{}), append(c.signs, signs{})
		}
	}
	c.signs[state].add(sign)
}

// join has each state go on, where its stem does not, as the longest stem does
// that begins within it.
func (c *clues) join() {
	within := make([]uint16, len(c.next))
	for queue := []uint16{0}; len(queue) > 0; queue = queue[1:] {
		state := queue[0]
		for class, to := range c.next[state] {
			shorter := uint16(0)
			if state != 0 {
				shorter = c.next[within[state]][class]
			}
			if to == 0 {
				c.next[state][class] = shorter
				continue
			}
			within[to] = shorter
			c.signs[to].add(c.signs[shorter])
			queue = append(queue, to)
		}
	}
	for b := range c.class {
		c.class[b] = c.class[fold(byte(b))]
	}
}

// first is where the first clue in a text ends, -1 if there is none.
func (c *clues) first(text []byte) int {
	state, at := uint16(0), 0 // the clue is sought up to here
	may := c.sieve.open
	for i, b := range text {
		if may = may<<heaps | c.sieve.not[b]; may >= last {
			continue
		}
		if begin := i + 1 - width; begin > at {
			state, at = 0, begin
		}
		for end := min(i+1+c.sieve.after, len(text)); at < end; at++ {
			if state = c.next[state][c.class[text[at]]%classes]; c.signs[state].rarest != 0 {
				return at + 1
			}
		}
	}
	return -1
}

// all are the patterns that a text may have, by its clues.
func (c *clues) all(text []byte) uint64 {
	state, all := uint16(0), signs{}
	for _, b := range text {
		state = c.next[state][c.class[b]%classes]
		all.add(c.signs[state])
	}
	return all.rarest & all.second
}
