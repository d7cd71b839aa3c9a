// Package letters tells languages apart by how often they have each run of
// three letters (Cavnar and Trenkle, N-Gram-Based Text Categorization, 1994).
// It learns from texts it is given, so that a language needs no data of its
// own: a site's interface strings are enough for a paragraph.
package letters

import (
	"math"
	"unicode"
)

// Languages is how several languages look.
type Languages struct {
	fits map[run][]float64 // by language: how likely the run is, as a logarithm
	none []float64         // a run that was not learnt
}

// run is three letters of at most 21 bits each; a space is the edge of a word.
type run uint64

// kinds is about how many runs a language has: what has not been seen is as
// likely as one of that many.
const kinds = 10_000

// Learn makes profiles of languages, each from texts in it.
func Learn(texts ...[]string) *Languages {
	counts := map[run][]float64{}
	totals := make([]float64, len(texts))
	for lang := range texts {
		for _, text := range texts[lang] {
			each(text, func(r run) {
				if counts[r] == nil {
					counts[r] = make([]float64, len(texts))
				}
				counts[r][lang]++
				totals[lang]++
			})
		}
	}
	l := &Languages{fits: counts, none: make([]float64, len(texts))}
	likely := func(lang int, n float64) float64 { return math.Log((n + 0.5) / (totals[lang] + 0.5*kinds)) }
	for _, fits := range l.fits {
		for lang, n := range fits {
			fits[lang] = likely(lang, n)
		}
	}
	for lang := range l.none {
		l.none[lang] = likely(lang, 0)
	}
	return l
}

// Runs is how many runs texts have: of how much was learnt, or can be told.
func Runs(texts ...string) int {
	n := 0
	for _, text := range texts {
		each(text, func(run) { n++ })
	}
	return n
}

// Fit is how well a text looks like each language: the mean of the logarithms
// of how likely its runs are, higher is better. n is how many runs it has; of a
// short text the fit means little.
func (l *Languages) Fit(text string) (fit []float64, n int) {
	fit = make([]float64, len(l.none))
	each(text, func(r run) {
		likely := l.fits[r]
		if likely == nil {
			likely = l.none
		}
		for lang := range fit {
			fit[lang] += likely[lang]
		}
		n++
	})
	for lang := range fit {
		fit[lang] /= float64(max(n, 1))
	}
	return fit, n
}

func each(text string, yield func(run)) {
	const letter, edge = 21, run(' ')
	r := edge<<(2*letter) | edge<<letter | edge
	push := func(c run) {
		if last := r & (1<<letter - 1); last == edge && c == edge {
			return
		}
		r = (r<<letter | c) & (1<<(3*letter) - 1)
		if r>>letter != edge<<letter|edge { // the first letter alone is no run
			yield(r)
		}
	}
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsMark(c) {
			push(run(unicode.ToLower(c)))
		} else {
			push(edge)
		}
	}
	push(edge)
}
