// Package letters tells languages apart by how often they have each run of
// three letters (Cavnar and Trenkle, N-Gram-Based Text Categorization, 1994).
// It learns from texts it is given, so that a language needs no data of its
// own: a site's interface strings are enough for a paragraph.
package letters

import (
	"math"
	"math/bits"
)

// Languages is how several languages look.
type Languages struct {
	// none is by language how likely a run is that it has not, as a logarithm.
	none []float64
	// slots are the runs that some language has, each at its home or in the
	// first free slot after it.
	slots []slot
	shift int // what of a product is no home
	seen  []seen
}

// slot is a run and where those that have it begin and end in seen.
type slot struct {
	run         run
	first, last uint32
}

// seen is that a language has a run.
type seen struct {
	lang int32
	more float32 // how much likelier than one that it has not
}

const (
	// kinds is about how many runs a language has: what has not been seen is as
	// likely as one of that many.
	kinds = 10_000
	// unseen is how many times a run that was not seen is held to have been.
	unseen = 0.5
)

// Learn makes profiles of languages, each from texts in it.
func Learn(texts ...[]string) *Languages {
	counts := map[run][]float64{}
	l := &Languages{none: make([]float64, len(texts))}
	for lang := range texts {
		total := 0.0
		for r := range all(texts[lang]) {
			if counts[r] == nil {
				counts[r] = make([]float64, len(texts))
			}
			counts[r][lang]++
			total++
		}
		l.none[lang] = math.Log(unseen / (total + unseen*kinds))
	}
	size := bits.Len(uint(2 * len(counts))) // half of the slots are free, or more
	l.slots, l.shift = make([]slot, 1<<size), 64-size
	for r, times := range counts {
		s := slot{run: r, first: uint32(len(l.seen))}
		for lang, n := range times {
			if n > 0 {
				l.seen = append(l.seen, seen{int32(lang), float32(math.Log((n + unseen) / unseen))})
			}
		}
		s.last = uint32(len(l.seen))
		*l.slot(r) = s
	}
	return l
}

// spread spreads runs over slots: near 2^64 through the golden ratio.
const spread = 0x9E3779B97F4A7C15

// slot is a run's own slot, or the free one that it would have.
func (l *Languages) slot(r run) *slot {
	for i := uint64(r) * spread >> l.shift; ; i++ {
		if s := &l.slots[i&uint64(len(l.slots)-1)]; s.run == r || s.run == 0 {
			return s
		}
	}
}

// Runs is how many runs texts have: of how much was learnt, or can be told.
func Runs(texts ...string) int {
	n := 0
	for range all(texts) {
		n++
	}
	return n
}

// Fit is how well a text looks like each language: the mean of the logarithms
// of how likely its runs are, higher is better.
func (l *Languages) Fit(text string) []float64 {
	fit, n := make([]float64, len(l.none)), 0
	var room [64]run
	t := begin(text)
	for runs := t.read(room[:]); len(runs) > 0; runs = t.read(room[:]) {
		for _, r := range runs {
			slot := l.slot(r)
			for _, s := range l.seen[slot.first:slot.last] {
				fit[s.lang] += float64(s.more)
			}
		}
		n += len(runs)
	}
	for lang, none := range l.none {
		fit[lang] = none + fit[lang]/float64(max(n, 1))
	}
	return fit
}
