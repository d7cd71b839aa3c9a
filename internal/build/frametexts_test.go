package build

import (
	"html"
	"strings"
	"testing"
)

// TestFrameTexts cuts addresses in two wherever that can be done, and puts the
// halves where a part of a page meets its frame: the page is always searched.
func TestFrameTexts(t *testing.T) {
	const long = "<p>En lång rad ord som inte säger var någonting är, och som därför inte behöver läsas en gång för varje sida som har den.</p>"
	addresses := []string{"Storgatan 12", "Stor<b>gatan</b> 12", "Sveavägen<br>   12", "172 22", "17222 Exempelstad", "https://maps.app.goo.gl/x", "///fin.lugn.plats", "59.3612, 17.9723", "59° 21′", "6580822 674032", "9FFW9X4F+2V",
		"<p title='Storgatan 12'></p>", "Storgatan" + strings.Repeat(" ", 2*edge) + "12", "Stora Torg 1&#50;", "Storgatan&nbsp;12"}
	s := &secrets{}
	for _, address := range addresses {
		for at := range len(address) + 1 {
			before, after := address[:at], address[at:]
			if strings.Count(before, "<") != strings.Count(before, ">") || strings.LastIndexByte(before, '&') > strings.LastIndexByte(before, ';') {
				continue // no part of a page is cut there
			}
			if at > 15 && at < len(address)-15 {
				continue // among the spaces
			}
			for slot := range 3 {
				for _, space := range []string{"", long + long, strings.Repeat(" ", 2*edge)} {
					pieces, parts := []string{space, space, space, space}, []string{"<p>x</p>", "<p></p>", "<p>x</p>"}
					pieces[slot], parts[slot] = pieces[slot]+before, after+parts[slot]
					hold(t, s, pieces, parts)
					pieces, parts = []string{space, space, space, space}, []string{"<p>x</p>", "<p></p>", "<p>x</p>"}
					pieces[slot+1], parts[slot] = after+pieces[slot+1], parts[slot]+before
					hold(t, s, pieces, parts)
				}
			}
		}
	}
	if newFrameTexts([]string{long, long, long, long}).suspicious(long, "<p>Ring 112.</p>", long) {
		t.Error("a page without any address is searched")
	}
}

func hold(t *testing.T, s *secrets, pieces, parts []string) {
	t.Helper()
	var page strings.Builder
	page.WriteString(pieces[0])
	for i, part := range parts {
		page.WriteString(part + pieces[i+1])
	}
	if place := s.place(page.String()); place != "" && !newFrameTexts(pieces).suspicious(parts...) {
		t.Errorf("%q would not be found in %q with %q", place, pieces, parts)
	}
}

// TestUnescape holds unescape to html.UnescapeString, whole entities or not.
func TestUnescape(t *testing.T) {
	bits := []string{"&", "#", "x", "amp", "lt", ";", "60", "notit", " ", "<", "å", "_", "CounterClockwiseContourIntegral", "&#43;", "&nbsp"}
	for _, a := range bits {
		for _, b := range bits {
			for _, c := range bits {
				for _, d := range bits {
					text := a + b + c + d + "&" + d + c + b
					if got := string(unescape(nil, text)); got != html.UnescapeString(text) {
						t.Fatalf("unescape(%q) = %q, want %q", text, got, html.UnescapeString(text))
					}
				}
			}
		}
	}
}
