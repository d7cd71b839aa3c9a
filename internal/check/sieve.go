package check

import (
	"cmp"
	"slices"
)

// sieve finds where a stem may be, by which bytes stand at each place in it
// (Baeza-Yates and Gonnet, A New Approach to Text Searching, 1992). The stems
// are in heaps, each of which has one bit of every place; a stem may be where
// bytes follow each other that stems of one heap have in their places.
type sieve struct {
	not  [256]uint64 // by byte: where no stem has it, a byte of heaps for each place
	open uint64      // where a stem has not begun at a text's beginning
	// after is how far a stem may go on after its last place.
	after int
}

const (
	width = 8 // places: the first of a long stem, the last of them for a short one
	heaps = 8
	// last are the bits of the last place: below it some stem may be there.
	last uint64 = (1<<heaps - 1) << ((width - 1) * heaps)
)

// newSieve makes a sieve of folded stems, and of others unlike them.
func newSieve(stems, others []string) sieve {
	s := sieve{open: ^uint64(0)}
	for b := range s.not {
		s.not[b] = ^uint64(0)
	}
	// Stems that begin alike are in one heap, and those that are as short.
	slices.SortFunc(stems, func(a, b string) int {
		return cmp.Or(cmp.Compare(min(len(a), width), min(len(b), width)), cmp.Compare(a, b))
	})
	for i, stem := range stems {
		s.add(stem, i*(heaps-1)/len(stems))
	}
	for _, stem := range others {
		s.add(stem, heaps-1)
	}
	before := ^s.open // before a short stem any byte may stand
	for b := range s.not {
		s.not[b] = s.not[fold(byte(b))] &^ before
	}
	return s
}

func (s *sieve) add(stem string, heap int) {
	before := width - min(len(stem), width)
	for place := range width {
		bit := uint64(1) << (place*heaps + heap)
		if place >= before {
			s.not[stem[place-before]] &^= bit
			continue
		}
		s.open &^= bit
	}
	s.after = max(s.after, len(stem)-width)
}
