package lix

import (
	"math"
	"testing"
)

func TestOf(t *testing.T) {
	for _, tc := range []struct {
		name  string
		texts []string
		want  Score
		value float64
	}{
		{"empty", nil, Score{}, 0},
		{"only a number", []string{"08-465 004 00"}, Score{}, 0},
		{"two sentences", []string{"Ring 112. Säg var du är."}, Score{Words: 5, Sentences: 2, Longest: "Säg var du är."}, 2.5},
		{"long words", []string{"Socialtjänsten svarar på vardagar."}, Score{Words: 4, Long: 2, Sentences: 1, Longest: "Socialtjänsten svarar på vardagar."}, 54},
		{"points inside words", []string{"Läs på bris.se klockan 16.30 idag"}, Score{Words: 6, Long: 1, Sentences: 1, Longest: "Läs på bris.se klockan 16.30 idag"}, 6 + 100.0/6},
		{"each text ends a sentence", []string{"Hej", "du"}, Score{Words: 2, Sentences: 2, Longest: "Hej"}, 1},
	} {
		got := Of(tc.texts...)
		if got != tc.want || math.Abs(got.Value()-tc.value) > 1e-9 {
			t.Errorf("%s: %+v (%v), want %+v (%v)", tc.name, got, got.Value(), tc.want, tc.value)
		}
	}
}
