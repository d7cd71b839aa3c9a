package contact_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vart/internal/contact"
)

// registry is a few numbers of the site, by key.
var registry = map[string]bool{
	"112": true, "1177": true, "11414": true, "116016": true, "113": true, "118100": true,
	"+46846500400": true, "+46850840000": true, "+46104440500": true, "+4620505050": true, "+468508": true,
}

func numbers(words ...string) contact.Numbers {
	return contact.Numbers{Known: func(key string) bool { return registry[key] }, CallWords: words}
}

func TestFind(t *testing.T) {
	n := numbers("ring", "ringa", "call", "nummer", "شماره", "اتصل")
	for _, c := range []struct {
		text string
		want string // what is found; "?" before what is not known; "|" between
	}{
		// A word of the Arabic script, its marks and endings, and one that is
		// written together with the number.
		{"شمارهٔ 4711", "?4711"},
		{"شماره\u200cی 4711", "?4711"},
		{"اتّصل 4711", "?4711"},
		{"سنة 2025 و2026", ""},
		{"اتصل بـ112 و1177", "112|1177"},
		// What is no number.
		{"Lagen kom 2025.", ""},
		{"Åren 2015-2025 och 2015–2025.", ""},
		{"Socialtjänstlagen (2025:400) gäller.", ""},
		{"lagen 1990:52 och SFS 2001:453", ""},
		{"den 2025-08-01", ""},
		{"2025-08-01 och 2026-11-21", ""},
		{"1 juli 2025", ""},
		{"01.05.2024 och 01/05/2024", ""},
		{"1,5 meter, 3.14 och 0,5", ""},
		{"Det kostar 12 500 kr.", ""},
		{"1 000 000 kronor", ""},
		{"kl. 16-19", ""},
		{"kl. 16.30-02.00", ""},
		{"kl. 08.00–17.00", ""},
		{"vardagar 9-16, lördagar 10-14", ""},
		{"7-13 år", ""},
		{"15-17-åringar", ""},
		{"från 16 till 25 år", ""},
		{"100 %, 50%", ""},
		{"7 § och 14 kap. 1 §", ""},
		{"A4, B12 och H2O", ""},
		{"3 av 10 och 10 000 personer", ""},
		{"100–200 meter", ""},
		{"116 sidor", ""},
		{"171 22 Solna", ""},
		{"Svarar på 112 språk? Nej.", "112"}, // it is what somebody would dial

		// What the registry has.
		{"Ring 112.", "112"},
		{"Ring 112!", "112"},
		{"(112)", "112"},
		{"112", "112"},
		{"112, 114 14 eller 1177", "112|114 14|1177"},
		{"112 114 14", "112|114 14"},
		{"Vid fara 112", "112"},
		{"Ring 114 14, polisen", "114 14"},
		{"Ring 116 016\u00a0nu", "116 016"},
		{"Ring 116\u00a0016", "116\u00a0016"},
		{"08-465 004 00", "08-465 004 00"},
		{"08-465\u00a0004\u00a000.", "08-465\u00a0004\u00a000"},
		{"08\u2011465\u00a0004\u00a000", "08\u2011465\u00a0004\u00a000"},
		{"08 - 465 004 00", "08 - 465 004 00"},
		{"08-465  004 00", "08-465  004 00"},
		{"0846500400", "0846500400"},
		{"+46 8 465 004 00", "+46 8 465 004 00"},
		{"+46846500400", "+46846500400"},
		{"Ring +46 8 465 004 00, dygnet runt.", "+46 8 465 004 00"},
		{"008-465 004 00", "?008-465 004 00"},
		{"Ring 010-444 05 00, måndag 9-16", "010-444 05 00"},
		{"Ring 020-50 50 50 24 timmar", "020-50 50 50"},

		// What looks like a number and is none of ours. The look-alikes are those
		// of the traps in the site's facts: a digit off sends somebody elsewhere.
		{"Ring 08-508 40 000", "08-508 40 000"},
		{"Ring 08-508 04 000", "?08-508 04 000"},
		{"Ring 08-508 03 310", "?08-508 03 310"},
		{"Ring 08-508 40 00", "?08-508 40 00"},
		{"Ring 010-444 05 80", "?010-444 05 80"},
		{"Ring 08-410 200 40", "?08-410 200 40"},
		{"Ring 08-444 05 00", "?08-444 05 00"},
		{"Ring 010-444 05 00 1", "010-444 05 00"},
		{"Ring 0771-22 00 60", "?0771-22 00 60"},
		{"nummer 0200-21 20 19", "?0200-21 20 19"},
		{"116 111", "?116 111"},
		{"116111", ""},
		{"Ring 116111", "?116111"},
		{"Ring 911", "?911"},
		{"call 999", "?999"},
		{"ring **90 000**", "?90 000"},
		{"Ring: 118 118", "?118 118"},
		{"+45 70 20 30 82", "?+45 70 20 30 82"},
		{"08/465 004 00", "?08/465 004 00"},
		{"(08) 465 004 00", "?08) 465 004 00"},
		{"08.465.004.00", "?08.465.004.00"},
		{"08-465 004 00/01", "?08-465 004 00/01"},
		{"112-11414", ""},
		{"Ring 1121", "?1121"},
	} {
		var got []string
		for _, m := range n.Find(c.text, 0) {
			s := c.text[m.Start:m.End]
			if !m.Known {
				s = "?" + s
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, g, c.want)
		}
	}
}

// The word before the part of the text that is read decides too.
func TestFindFrom(t *testing.T) {
	text := "Ring *90 000*"
	if m := numbers("ring").Find(text, len("Ring *")); len(m) != 1 || m[0].Known {
		t.Errorf("got %v", m)
	}
	if m := numbers().Find(text, len("Ring *")); len(m) != 0 {
		t.Errorf("got %v", m)
	}
}

// Whatever is found lies in the text, in order, is a number, and no known
// number that stands by itself is missed.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"Ring 112", "2025:400", "08-465 004 00/01", "+46 8", "08\u00a0465", "(08) 1", "kl. 16-19", "112 114 14", "0.0.0"} {
		f.Add(s)
	}
	n := numbers("ring")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, m := range n.Find(text, 0) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: %v after %d", text, m, last)
			}
			last = m.End
			if s := text[m.Start:m.End]; m.Known {
				if p, err := contact.ParsePhone(s); err != nil || p.Key != m.Key || !registry[m.Key] {
					t.Errorf("%q: %q is known as %q, but reads as %q, %v", text, s, m.Key, p.Key, err)
				}
			}
		}
		if !utf8.ValidString(text) {
			return
		}
		whole := text + " Ring 112 nu"
		found := n.Find(whole, 0)
		if len(found) == 0 || whole[found[len(found)-1].Start:found[len(found)-1].End] == "" || !strings.HasSuffix(whole[:found[len(found)-1].End], "112") {
			t.Errorf("%q: 112 at the end is missed: %v", whole, found)
		}
	})
}
