package contact

import (
	"slices"
	"strings"
	"testing"
)

// FuzzPlaces holds the quick look against the whole: it never misses a place
// that the regular expressions find.
func FuzzPlaces(f *testing.F) {
	for _, text := range []string{
		"Storgatan 1", "vi finns på storgatan 12 B.", "Norra VÄGEN 3", "Sturegatan\u00a010", "Stora Allé 4", "Rissne torg 1", "S-172 22", "SE-172 22 x", "17222 Sundbyberg", "114 14 Stockholm",
		"08-465 004 01", "0123 45", "https://www.google.com/maps/place/x", "goo.gl/maps/x", "GEO:-5", "///filled.count.soap", "59.3612, 17.9723", "x17,9723 59,3612", "59° 21′",
		"N 6581234, E 668123", "9FFW9X6C+3V", "\u017ftorgatan 1", "Par\u212aen 2", "é1 allé 2 alle\u0301 3", "1 a+b ¥°", "12345  Åre", "plus.codes/x", "wego.here.com", "MINKARTA.lantmateriet.se",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		quick, whole := Places(text), places(text, forms{true, true, true, true, true, true, true, true})
		if !slices.Equal(quick, whole) {
			t.Errorf("%q: %v, and all the expressions find %v", text, quick, whole)
		}
	})
}

func BenchmarkPlaces(b *testing.B) {
	page := strings.Repeat(`<p>Ring <a href="tel:+4684650040">08-465 004 00</a>, måndag till fredag 9-16, eller läs på <a href="https://www.example.org/a/b.html">example.org</a>. Den som svarar frågar vad som har hänt.</p>`+"\n", 60)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		Places(page)
	}
}
