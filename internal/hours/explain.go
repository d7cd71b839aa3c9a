package hours

import (
	"fmt"
	"strings"
	"time"
)

// Moment is what hours say about one time; it is what `vart hours --json`
// prints for each --at.
type Moment struct {
	At   time.Time  `json:"at"`
	Open bool       `json:"open"`
	Next *time.Time `json:"next"` // when that changes; null if it never does
}

// At answers for each of some times.
func (h *Hours) At(times ...time.Time) []Moment {
	moments := make([]Moment, len(times))
	for i, t := range times {
		moments[i] = Moment{At: t, Open: h.IsOpen(t)}
		if next, ok := h.NextChange(t); ok {
			moments[i].Next = &next
		}
	}
	return moments
}

// Explain says what hours mean, line by line, as `vart hours` prints them: the
// words, then each time with what holds then.
func (h *Hours) Explain(lex Lexicon, times ...time.Time) string {
	var b strings.Builder
	fmt.Fprintln(&b, h.Words(lex))
	for _, t := range times {
		fmt.Fprintf(&b, "%s  %s\n", t.Format("2006-01-02 15:04"), h.Status(t, lex))
	}
	return b.String()
}
