package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A time is by the clock on the wall of the site, and one that the clock never
// shows is refused.
func TestMoment(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "vart.yaml"), []byte("title: {en: Somewhere}\ntimezone: Atlantic/Azores\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ site, at, want string }{
		{"../..", "2026-12-24 22:10", "2026-12-24T22:10:00+01:00"},
		{"../..", "2026-12-24", "2026-12-24T00:00:00+01:00"},
		{"../..", "2026-12-24T22:10:00Z", "2026-12-24T23:10:00+01:00"},
		{"../..", "2027-10-31 02:30", "2027-10-31T02:30:00+02:00"}, // the first of two
		{"../..", "2027-10-31T02:30:00+01:00", "2027-10-31T02:30:00+01:00"},
		{"../..", "2027-03-28 03:00", "2027-03-28T03:00:00+02:00"},
		{"../..", "2027-03-28 02:30", `the clock never shows "2027-03-28 02:30" in Europe/Stockholm`},
		{"../..", "2026-02-30", "is no time"},
		{dir, "2026-07-01 12:00", "2026-07-01T12:00:00Z"},
		{dir, "2027-03-28 00:30", `the clock never shows "2027-03-28 00:30" in Atlantic/Azores`},
		{t.TempDir(), "2026-12-24 22:10", "2026-12-24T22:10:00+01:00"}, // no site says where
	} {
		o := &options{site: c.site, at: c.at, messages: "en"}
		got, err := o.now()
		if err != nil && !strings.Contains(err.Error(), c.want) || err == nil && got.Format(time.RFC3339) != c.want {
			t.Errorf("%s: %v %v, want %s", c.at, got, err, c.want)
		}
	}
	// A rule is tried where no site is: by Swedish clocks.
	o := &options{site: dir, messages: "en"}
	if got, err := o.moment("2026-07-01 12:00"); err != nil || got.Format(time.RFC3339) != "2026-07-01T12:00:00+02:00" {
		t.Errorf("without a site: %v %v", got, err)
	}
}
