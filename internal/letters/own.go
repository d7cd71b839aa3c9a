package letters

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"unicode/utf8"
)

// Own is a language that texts are held to be in, among others.
type Own struct {
	// class is a letter's: one that the language has has its own, as far as there
	// are classes, and all others share one.
	class [1 << letter]uint8
	near  [len(small)]uint8 // class of the characters that take one byte or two
	// ahead is by the classes of a run at least how much likelier it is in that
	// of the other languages where it is likeliest, negative where it is less
	// likely in all of them. Runs that begin with the same letters are side by
	// side: the few that a text has fit in the nearest memory.
	ahead [1 << (3 * classBits)]int8
}

const (
	classBits = 5
	classes   = 1 << classBits
	between   = 0 // the class of an edge
	strange   = 1 // that of letters without one of their own
)

// units is how many of ahead make one, and most what it can say: that a run is
// e^15 times likelier, for which no language has enough interface strings.
const (
	units = 8
	most  = math.MaxInt8
)

// Own compares a language with others.
func (l *Languages) Own(own int, others []int) *Own {
	o := &Own{}
	for c := range o.class {
		o.class[c] = strange
	}
	o.class[edge] = between
	for i, c := range l.letters(own) {
		o.class[c] = uint8(strange + 1 + i)
	}
	for c := range o.near {
		o.near[c] = o.class[small[c]]
	}
	more := make([]float64, len(l.none))
	none := l.ahead(slot{}, own, others, more)
	for i := classes; i < len(o.ahead); i++ { // the first letter alone is no run
		o.ahead[i] = none
	}
	for _, s := range l.slots {
		if s.run == 0 {
			continue
		}
		at, shared := 0, false
		for _, c := range s.run.letters() {
			at, shared = at<<classBits|int(o.class[c]), shared || o.class[c] == strange
		}
		if ahead := l.ahead(s, own, others, more); !shared || ahead > o.ahead[at] {
			o.ahead[at] = ahead
		}
	}
	return o
}

// letters are those that most runs of a language have, as many as can have a
// class of their own.
func (l *Languages) letters(own int) []uint16 {
	runs := map[uint16]int{}
	for _, s := range l.slots {
		for _, seen := range l.seen[s.first:s.last] {
			if int(seen.lang) == own {
				for _, c := range s.run.letters() {
					runs[c]++
				}
			}
		}
	}
	delete(runs, uint16(edge))
	all := slices.SortedFunc(maps.Keys(runs), func(a, b uint16) int {
		return cmp.Or(cmp.Compare(runs[b], runs[a]), cmp.Compare(a, b))
	})
	return all[:min(len(all), classes-strange-1)]
}

// ahead is at least how much likelier a run is in one of the others. more is room
// for a value of each language.
func (l *Languages) ahead(run slot, own int, others []int, more []float64) int8 {
	clear(more)
	for _, s := range l.seen[run.first:run.last] {
		more[s.lang] = float64(s.more)
	}
	ahead := float64(-most)
	for _, lang := range others {
		ahead = max(ahead, math.Ceil(units*(l.none[lang]+more[lang]-l.none[own]-more[own])))
	}
	return int8(min(ahead, most))
}

// Ahead is at least how much better a text fits any other language: it takes
// for each run the language that has most of it, so that for most texts there
// is no need to ask Fit. n is how many runs the text has; of a short one the
// fit means little.
func (o *Own) Ahead(text string) (ahead float64, n int) {
	r, sum := uint(0), 0 // edges
	for at := 0; at < len(text); {
		var c uint8
		if b := text[at]; b < utf8.RuneSelf {
			c = o.near[b]
			at++
		} else if next := at + 1; b >= 0xC2 && b < 0xE0 && next < len(text) && text[next]&0xC0 == 0x80 {
			c = o.near[int(b&0x1F)<<6|int(text[next]&0x3F)]
			at += 2
		} else {
			r, size := utf8.DecodeRuneInString(text[at:])
			c = o.class[shrunk(r)]
			at += size
		}
		if c == between && r%classes == between {
			continue
		}
		r = (r<<classBits | uint(c)) % uint(len(o.ahead))
		sum += int(o.ahead[r])
		n++
	}
	if r%classes != between { // the end of the text is the edge of a word
		sum += int(o.ahead[r<<classBits%uint(len(o.ahead))])
		n++
	}
	n = max(n-1, 0) // the first letter alone is no run
	return float64(sum) / units / float64(max(n, 1)), n
}
