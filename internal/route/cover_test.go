package route_test

import (
	"testing"
	"time"

	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
)

func TestCoverage(t *testing.T) {
	week := 7 * 24 * time.Hour
	own := service(t, "jour-solna", "solna", "Mo-Fr 08:00-16:00")
	county := service(t, "jour-lan", "lan", "")
	own.Roles, county.Roles = at("socialjour"), at("socialjour")
	team := via(service(t, "team", "solna"), "jour-solna")
	team.Roles = at("relationsvald")
	s, _ := testSite(&flow.Step{}, []*site.Service{own, county, team}, "role:socialjour")
	s.Config.Roles = at("socialjour")

	want := []struct {
		role, area, level, service string
		silent                     time.Duration
	}{
		{"socialjour", "solna", "solna", "jour-solna", week - 40*time.Hour},
		{"socialjour", "sundbyberg", "lan", "jour-lan", week},
		{"socialjour", site.National, "", "", week},
		{"relationsvald", "solna", "solna", "team", week - 40*time.Hour},
		{"relationsvald", "sundbyberg", "", "", week},
		{"relationsvald", site.National, "", "", week},
	}
	got := route.Coverage(s, start)
	if len(got) != len(want) {
		t.Fatalf("got %d, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		name := ""
		if len(g.Services) > 0 {
			name = g.Services[0].ID
		}
		if g.Role != w.role || g.Area != w.area || g.Level != w.level || name != w.service || g.Silent != w.silent {
			t.Errorf("%d: got %s in %s: %q at %q, silent %v; want %+v", i, g.Role, g.Area, name, g.Level, g.Silent, w)
		}
	}
	if got := route.Local(s, "solna", start); got != week-40*time.Hour {
		t.Errorf("nobody local in Solna for %v", got)
	}
	if got := route.Local(s, "sundbyberg", start); got != week {
		t.Errorf("nobody local in Sundbyberg for %v: a county line without hours is known to answer never", got)
	}
}
