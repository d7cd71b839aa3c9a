package lix

import (
	"math"
	"slices"
	"strings"
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
		{"two sentences", []string{"Ring 112. Säg var du är."}, Score{Words: 5, Sentences: 2}, 2.5},
		{"long words", []string{"Socialtjänsten svarar på vardagar."}, Score{Words: 4, Long: 2, Sentences: 1}, 54},
		{"points inside words", []string{"Läs på bris.se klockan 16.30 idag"}, Score{Words: 6, Long: 1, Sentences: 1}, 6 + 100.0/6},
		{"each text ends a sentence", []string{"Hej", "du"}, Score{Words: 2, Sentences: 2}, 1},
	} {
		got := Of(tc.texts...)
		if got != tc.want || math.Abs(got.Value()-tc.value) > 1e-9 {
			t.Errorf("%s: %+v (%v), want %+v (%v)", tc.name, got, got.Value(), tc.want, tc.value)
		}
	}
}

// A sentence knows its longest word, and words are cut where they stand.
func TestSentences(t *testing.T) {
	want := []Sentence{
		{Text: "Ring 112!", Words: 1, Word: "Ring"},
		{Text: "Don’t wait:", Words: 2, Word: "Don’t"},
		{Text: "läs på bris.se klockan 16.30", Words: 5, Long: 1, Word: "klockan"},
		{Text: "Обращайтесь в социально-правовую службу", Words: 4, Long: 2, Word: "социально-правовую"},
	}
	var got []Sentence
	for s := range Sentences("Ring 112! Don’t wait: läs på bris.se klockan 16.30\n- 1.\n\nОбращайтесь в социально-правовую службу") {
		s.letters = 0
		got = append(got, s)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func BenchmarkOf(b *testing.B) {
	text := strings.Repeat("Ring socialtjänsten på 08-465 004 00 och säg var du är. Den som svarar frågar vad som har hänt!\n", 40)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Of(text)
	}
}
