package build_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"vart/internal/hours"
)

// rules are opening hours of every form there are words for.
var rules = []string{
	"24/7", "24/7; Dec 24 off", "Mo-Fr 09:00-16:00; PH off", "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00", "Mo-Su 09:00-21:00",
	"Mo-Fr 00:00-08:00,16:30-24:00; Sa,Su 00:00-24:00", "Mo-Th 08:00-16:30; Fr 08:00-15:00; PH off", "Mo-Fr 09:00-16:00; We 10:00-18:00",
	"Mo-Fr 09:00-16:00, We 18:00-20:00", "Mo,We,Fr 13:00-15:00", "Sa-Mo 12:00-18:00", "Tu 18:00-20:00; Jun-Aug off",
	"Mo-Fr 09:00-16:00; Jun-Aug Mo-Fr 10:00-14:00", "Mo-Fr 09:00-16:00; Jul 10:00-14:00", "Mo-Fr 09:00-16:00; Dec 24-26 off; Dec 31 09:00-12:00",
	"24/7; 2027 May 01 03:00-04:00 off", "Mo-Fr 09:00-16:00; 2026 Dec 21-2027 Jan 06 off", "Mo-Fr 09:00-16:00; 2027 Jun 21-2027 Aug 15 Mo,Fr off",
	"Mo-Fr 09:00-12:00,13:00-16:00; Dec 24,Dec 31 off", "Dec 24-Jan 02 10:00-02:30", "Su-Th 19:00-22:00", "off",
}

// TestHoursInWords writes opening hours in every language of the site, for
// somebody who knows it to read.
func TestHoursInWords(t *testing.T) {
	l := bundled(t)
	for _, tag := range l.Site.Config.Tags() {
		var b bytes.Buffer
		for _, rule := range rules {
			h, issues := hours.Parse(rule)
			if h == nil {
				t.Fatal(rule, issues)
			}
			fmt.Fprintf(&b, "%s\n\t%s\n", rule, h.Words(l.Catalog.For(l.Site.Config.Fallbacks(tag))))
		}
		name := "testdata/hours/" + tag + ".golden"
		if *update {
			if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil || !bytes.Equal(want, b.Bytes()) {
			t.Errorf("%s is not what it was (%v); read it, then: go test ./internal/build -run Hours -update", name, err)
		}
	}
}
