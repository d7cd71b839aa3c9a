package contact_test

import (
	"testing"

	"vart/internal/contact"
)

func TestPlaces(t *testing.T) {
	for _, text := range []string{
		"Storgatan 1", "Vi finns på storgatan 12 B.", "Norra vägen 3", "Sturegatan\n10", "Sturegatan 10", "Bergsgränd 7", "Järnvägsgatan 108", "Solna torg 3", "Rissne torg 1", "Lilla allén 4",
		"172 22 Sundbyberg", "17222 Sundbyberg", "SE-172 22", "S-172 22 Sundbyberg", "postnummer 172 22", "(172 22)", "114 14 Stockholm",
		"https://www.google.com/maps/place/x", "https://maps.app.goo.gl/abc", "http://maps.google.se/?q=x", "https://www.openstreetmap.org/#map=18/59.3/17.9", "https://osm.org/go/0b", "geo:59.36,17.97", "https://www.hitta.se/jour/abc", "https://w3w.co/filled.count.soap", "///filled.count.soap",
		"59.3612, 17.9723", "59,3612 N 17,9723 Ö", "17.9723 59.3612", `data-lat="59.3612" data-lon="17.9723"`, "59° 21′ 40″ N", "N 6581234, E 668123", "9FFW9X6C+3V", "9X6C+3V Sundbyberg",
	} {
		if len(contact.Places(text)) == 0 {
			t.Errorf("%q: no place was found", text)
		}
	}
	for _, text := range []string{
		"Ring 08-465 004 00 eller 116 016.", "020-50 50 50", "+46 8 465 004 00", "114 14", "112", "0771-11 41 41",
		"Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "2025:400", "2026-11-21", "den 12 maj 2026", "för dig mellan 13 och 26 år", "på väg 3 dagar", "vägen dit", "Gå ut på gatan och ring 112",
		"https://www.origogruppen.se/", "Vi har plats för 12 kvinnor.", "90 000 kronor", "enligt planen 2026-2027",
	} {
		if found := contact.Places(text); len(found) > 0 {
			t.Errorf("%q: %q was taken for a place", text, text[found[0].Start:found[0].End])
		}
	}
}
