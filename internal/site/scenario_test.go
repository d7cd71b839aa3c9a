package site_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"vart/internal/site"
)

func TestMoments(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		wall string
		want []string // in UTC
	}{
		{"2026-12-24 22:10", []string{"2026-12-24 21:10"}},
		{"2026-07-01 00:00", []string{"2026-06-30 22:00"}},
		{"2027-03-28 01:59", []string{"2027-03-28 00:59"}},
		{"2027-03-28 02:00", nil},
		{"2027-03-28 02:59", nil},
		{"2027-03-28 03:00", []string{"2027-03-28 01:00"}},
		{"2026-10-25 01:59", []string{"2026-10-24 23:59"}},
		{"2026-10-25 02:00", []string{"2026-10-25 00:00", "2026-10-25 01:00"}},
		{"2026-10-25 02:59", []string{"2026-10-25 00:59", "2026-10-25 01:59"}},
		{"2026-10-25 03:00", []string{"2026-10-25 02:00"}},
	}
	const form = "2006-01-02 15:04"
	for _, test := range tests {
		wall, err := time.Parse(form, test.wall)
		if err != nil {
			t.Fatal(err)
		}
		got := site.Moments(wall, zone)
		if len(got) != len(test.want) {
			t.Errorf("%s: got %v, want %v", test.wall, got, test.want)
			continue
		}
		for i, m := range got {
			if m.UTC().Format(form) != test.want[i] {
				t.Errorf("%s: got %v, want %s UTC", test.wall, m, test.want[i])
			}
		}
	}
}
