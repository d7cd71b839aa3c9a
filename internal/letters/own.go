package letters

import "math"

// Own is a language that texts are held to be in, among others.
type Own struct {
	// slots are those of Languages, small enough to stay at hand: a run, and in
	// the last 16 bits how much likelier it is in that of the other languages
	// where it is likeliest, negative where it is less likely in all of them.
	slots []uint64
	shift int
	none  int16 // of a run that no language has
}

// units is how many of a slot's units make one, and most what fits in a slot.
const (
	units = 1024
	most  = math.MaxInt16
)

// Own compares a language with others.
func (l *Languages) Own(own int, others []int) *Own {
	o := &Own{slots: make([]uint64, len(l.slots)), shift: l.shift, none: l.ahead(slot{}, own, others)}
	for i, s := range l.slots {
		if s.run != 0 {
			o.slots[i] = uint64(s.run)<<16 | uint64(uint16(l.ahead(s, own, others)))
		}
	}
	return o
}

// ahead is at least how much likelier a run is in one of the others.
func (l *Languages) ahead(run slot, own int, others []int) int16 {
	likely := append([]float64(nil), l.none...)
	for _, s := range l.seen[run.first:run.last] {
		likely[s.lang] += float64(s.more)
	}
	ahead := float64(-most)
	for _, lang := range others {
		ahead = max(ahead, math.Ceil(units*(likely[lang]-likely[own])))
	}
	return int16(ahead)
}

// Ahead is at least how much better a text fits any other language: it takes
// for each run the language that has most of it, so that for most texts there
// is no need to ask Fit. n is how many runs the text has; of a short one the
// fit means little.
func (o *Own) Ahead(text string) (ahead float64, n int) {
	var room [64]run
	t, sum := begin(text), 0
	for runs := t.read(room[:]); len(runs) > 0; runs = t.read(room[:]) {
		for _, r := range runs {
			sum += int(o.of(r))
		}
		n += len(runs)
	}
	return float64(sum) / units / float64(max(n, 1)), n
}

func (o *Own) of(r run) int16 {
	for i := uint64(r) * spread >> o.shift; ; i++ {
		switch s := o.slots[i&uint64(len(o.slots)-1)]; {
		case run(s>>16) == r:
			return int16(s)
		case s == 0:
			return o.none
		}
	}
}
