package check

import "strings"

// clues are words of which every promise has one, so that a sentence without
// any need not be held against each pattern. The bits of a clue say which
// claims have it.
type clues struct {
	whole            map[string]uint64
	starting, ending []clue
	// first and last are the bytes that starting and ending words begin or end
	// with.
	first, last [256]bool
}

type clue struct {
	form   string
	claims uint64
}

// newClues takes from each phrase the step whose shortest word is longest: it
// is the rarest.
func newClues(claims []claim) *clues {
	c := &clues{whole: map[string]uint64{}}
	for i := range claims {
		for _, p := range claims[i].phrases {
			for _, form := range p.rarest() {
				c.add(form, 1<<i)
			}
		}
	}
	return c
}

func (p phrase) rarest() []string {
	var best []string
	most := -1
	for _, step := range p {
		if step == nil {
			continue
		}
		shortest := len(step[0])
		for _, form := range step {
			shortest = min(shortest, len(strings.Trim(form, "*")))
		}
		if shortest > most {
			best, most = step, shortest
		}
	}
	return best
}

func (c *clues) add(form string, claims uint64) {
	if stem, ok := strings.CutSuffix(form, "*"); ok && stem != "" {
		c.starting = append(c.starting, clue{stem, claims})
		c.first[stem[0]] = true
	} else if stem, ok := strings.CutPrefix(form, "*"); ok && stem != "" {
		c.ending = append(c.ending, clue{stem, claims})
		c.last[stem[len(stem)-1]] = true
	} else {
		c.whole[form] |= claims
	}
}

// of returns which claims a sentence may make.
func (c *clues) of(words []word) uint64 {
	var claims uint64
	for i := range words {
		text := words[i].text
		claims |= c.whole[text]
		if c.first[text[0]] {
			for _, s := range c.starting {
				if strings.HasPrefix(text, s.form) {
					claims |= s.claims
				}
			}
		}
		if c.last[text[len(text)-1]] {
			for _, s := range c.ending {
				if strings.HasSuffix(text, s.form) {
					claims |= s.claims
				}
			}
		}
	}
	return claims
}
