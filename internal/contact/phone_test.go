package contact_test

import (
	"errors"
	"testing"

	"vart/internal/contact"
)

func TestParsePhone(t *testing.T) {
	for _, c := range []struct {
		text, key string
		err       error
	}{
		{"112", "112", nil},
		{"1177", "1177", nil},
		{"114 14", "11414", nil},
		{"116 016", "116016", nil},
		{"08-465 004 00", "+46846500400", nil},
		{"08 465 004 00", "+46846500400", nil},
		{"0104440500", "+46104440500", nil},
		{"010-444 05 00", "+46104440500", nil},
		{"020-50 50 50", "+4620505050", nil},
		{"+46 8 465 004 00", "+46846500400", nil},
		{"+46 (0)8 465 004 00", "+46846500400", nil},
		{"(08) 465 004 00", "+46846500400", nil},
		{"0046 8 465 004 00", "+46846500400", nil},
		{"08\u00a0465\u202f004\u00a000", "+46846500400", nil},
		{"08\u2011465\u00a0004 00", "+46846500400", nil},
		{"08–465 004 00", "+46846500400", nil},
		{"  112 ", "112", nil},
		{"+354 533 5599", "+3545335599", nil},
		{"", "", contact.ErrTooShort},
		{"11", "", contact.ErrTooShort},
		{"+", "", contact.ErrTooShort},
		{"020 50", "", contact.ErrTooShort},
		{"465 004 00", "", contact.ErrTooLong}, // the area code is missing
		{"08-465 004 00 12", "", contact.ErrTooLong},
		{"+46 00 8 465 004 00", "", contact.ErrTooLong},
		{"+0 8 465 004 00", "", contact.ErrTooLong},
		{"08-465 004 O0", "", contact.ErrNotDigits},
		{"08/465 004 00", "", contact.ErrNotDigits},
		{"08-465 004 00, knappval 2", "", contact.ErrNotDigits},
		{"112+", "", contact.ErrNotDigits},
		{"tel:112", "", contact.ErrNotDigits},
	} {
		p, err := contact.ParsePhone(c.text)
		if !errors.Is(err, c.err) || p.Key != c.key {
			t.Errorf("%q: got %q, %v; want %q, %v", c.text, p.Key, err, c.key, c.err)
		}
		if err == nil && p.URI() != "tel:"+c.key {
			t.Errorf("%q dials %q", c.text, p.URI())
		}
	}
}

// The key of a number is a number with that key, is all that a phone needs,
// and tells numbers apart that differ in a digit.
func FuzzParsePhone(f *testing.F) {
	for _, s := range []string{"112", "08-465 004 00", "+46 (0)8 465 004 00", "0046 8 465 004 00", "116 016", "+460", "00+"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := contact.ParsePhone(text)
		if err != nil {
			if p != (contact.Phone{}) {
				t.Errorf("%q: %v, and %v", text, err, p)
			}
			return
		}
		for i, r := range p.Key {
			if !(r >= '0' && r <= '9' || r == '+' && i == 0) {
				t.Fatalf("%q: the key %q has a %q", text, p.Key, r)
			}
		}
		again, err := contact.ParsePhone(p.Key)
		if err != nil || again.Key != p.Key {
			t.Errorf("%q: the key %q reads as %q, %v", text, p.Key, again.Key, err)
		}
		again, err = contact.ParsePhone(p.Display)
		if err != nil || again != p {
			t.Errorf("%q: what is shown, %q, reads as %v, %v", text, p.Display, again, err)
		}
	})
}
