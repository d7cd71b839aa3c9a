package letters_test

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"vart/internal/letters"
)

var (
	swedish = []string{"Ring socialtjänsten och säg att du inte kan vara hemma. Den som svarar frågar var du är och vad som har hänt. Du behöver inte säga vem du är."}
	english = []string{"Call social services and say that you cannot be at home. Whoever answers asks where you are and what has happened. You do not have to say who you are."}
	persian = []string{"با خدمات اجتماعی تماس بگیرید و بگویید که نمی\u200cتوانید در خانه باشید."}
)

func TestFit(t *testing.T) {
	l := letters.Learn(swedish, english)
	for want, text := range []string{"Du kan också ringa när du är orolig för någon annan.", "You can also call when you are worried about someone else."} {
		if fit := l.Fit(text); fit[want] <= fit[1-want] {
			t.Errorf("%q: %.2f", text, fit)
		}
		if ahead, n := l.Own(want, []int{1 - want}).Ahead(text); ahead > 0 || n < 30 {
			t.Errorf("%q: the other language is %.2f ahead in %d runs", text, ahead, n)
		}
		if ahead, _ := l.Own(1-want, []int{want}).Ahead(text); ahead <= 0 {
			t.Errorf("%q: its own language is %.2f ahead", text, ahead)
		}
	}
	if ahead, n := l.Own(0, []int{1}).Ahead("116 016"); n != 0 || ahead != 0 {
		t.Errorf("a number has %d runs, %.2f", n, ahead)
	}
}

func TestRuns(t *testing.T) {
	for text, want := range map[string]int{
		"":                     0,
		"112":                  0,
		"du":                   2, // " du", "du "
		"du, är":               5, // and "u ä", " är", "är "
		"Du är\n":              5,
		"\u200cا\u200c":        1,
		"a\xc3b":               3, // what is no character is an edge
		"𐐷𐐷 " + "\xf0\x90":     2,
		strings.Repeat("a", 9): 9,
	} {
		if n := letters.Runs(text); n != want {
			t.Errorf("%q has %d runs, not %d", text, n, want)
		}
	}
}

// FuzzAhead holds the quick answer against the whole: no other language fits a
// text better than Ahead says.
func FuzzAhead(f *testing.F) {
	l := letters.Learn(swedish, english, persian, nil)
	for _, text := range []string{swedish[0], english[0], persian[0], "Call socialtjänsten", "ÅÄÖ İstanbul", "x", "", "\xff\xc3"} {
		f.Add(text)
	}
	langs := []int{0, 1, 2, 3}
	var others [][]int
	var owns []*letters.Own
	for own := range langs {
		others = append(others, slices.Delete(slices.Clone(langs), own, own+1))
		owns = append(owns, l.Own(own, others[own]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		fit := l.Fit(text)
		for own, o := range owns {
			best := math.Inf(-1)
			for _, lang := range others[own] {
				best = max(best, fit[lang]-fit[own])
			}
			ahead, n := o.Ahead(text)
			if n != letters.Runs(text) {
				t.Errorf("%q has %d runs, not %d", text, letters.Runs(text), n)
			}
			if n > 0 && ahead < best-1e-9 {
				t.Errorf("%q: language %d is at most %g behind, and really %g", text, own, ahead, best)
			}
		}
	})
}

func BenchmarkAhead(b *testing.B) {
	var learnt [][]string
	for _, lang := range []string{"sv", "ar", "en", "fa", "fi", "so"} {
		text, err := os.ReadFile("../../translations/active." + lang + ".yaml")
		if err != nil {
			b.Fatal(err)
		}
		learnt = append(learnt, []string{string(text)})
	}
	l := letters.Learn(learnt...)
	for own, lang := range []string{"sv", "ar"} {
		b.Run(lang, func(b *testing.B) {
			o := l.Own(own, []int{2, 3, 4, 5})
			b.SetBytes(int64(len(learnt[own][0])))
			b.ReportAllocs()
			for b.Loop() {
				o.Ahead(learnt[own][0])
			}
		})
	}
}
