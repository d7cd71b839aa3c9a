package route_test

import (
	"testing"
	"time"

	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/route"
	"vart/internal/site"
	"vart/internal/source"
)

// prove returns the proofs of the one outcome by area, or by area and reader.
func prove(s *site.Site, f *site.Flow) map[string]route.Proof {
	proofs := map[string]route.Proof{}
	for _, p := range route.Prove(s, f, start) {
		name := p.Area
		if p.Reader != "" {
			name += " " + p.Reader
		}
		proofs[name] = p
	}
	return proofs
}

// TestProveHole plants a hole of one hour on one holiday in one area, and
// nothing else.
func TestProveHole(t *testing.T) {
	services := []*site.Service{
		service(t, "jour-solna", "solna", "24/7; 2027 May 01 03:00-04:00 off"),
		service(t, "jour-sundbyberg", "sundbyberg", "24/7"),
		service(t, "jour", site.National, "24/7"),
	}
	for _, v := range services {
		v.Roles = at("socialjour")
	}
	proofs := prove(testSite(&flow.Step{}, services, "role:socialjour"))
	if len(proofs) != 3 {
		t.Fatalf("got %d proofs, want one for each area and one for none", len(proofs))
	}
	for area, p := range proofs {
		if area != "solna" && (p.Hole != nil || p.Closed != 0) {
			t.Errorf("%s: hole %v, want none", area, p.Hole)
		}
	}
	want := hours.Interval{From: local(2027, time.May, 1, 3, 0), To: local(2027, time.May, 1, 4, 0)}
	got := proofs["solna"]
	if got.Hole == nil || !got.Hole.From.Equal(want.From) || !got.Hole.To.Equal(want.To) || got.Closed != time.Hour {
		t.Errorf("solna: hole %v, closed %v, want %v", got.Hole, got.Closed, want)
	}
}

func TestProve(t *testing.T) {
	none := time.Time{}
	tests := []struct {
		name     string
		step     flow.Step
		services []*site.Service
		contacts []string
		hole     time.Time // its beginning in "national"; zero for none
		closed   time.Duration
	}{{
		name:     "nobody at all",
		contacts: nil,
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "unknown hours are no answer",
		services: []*site.Service{service(t, "a", site.National, "")},
		contacts: []string{"service:a"},
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "two that take turns",
		services: []*site.Service{service(t, "day", site.National, "08:00-20:00"), service(t, "night", site.National, "20:00-08:00")},
		contacts: []string{"service:day", "service:night"},
		hole:     none,
	}, {
		name:     "the minute between two that take turns",
		services: []*site.Service{service(t, "day", site.National, "08:00-20:00"), service(t, "night", site.National, "20:01-08:00")},
		contacts: []string{"service:day", "service:night"},
		hole:     local(2026, time.November, 21, 20, 0), closed: 365 * time.Minute,
	}, {
		// The hour that is skipped on 28 March 2027 is nobody's to miss.
		name:     "closed only in the hour that does not exist",
		services: []*site.Service{service(t, "a", site.National, "24/7; 2027 Mar 28 02:00-03:00 off")},
		contacts: []string{"service:a"},
		hole:     none,
	}, {
		// 02:00-03:00 comes twice on 31 October 2027, and both are closed.
		name:     "closed in the hour that comes twice",
		services: []*site.Service{service(t, "a", site.National, "24/7; 2027 Oct 31 02:00-03:00 off")},
		contacts: []string{"service:a"},
		hole:     local(2027, time.October, 31, 1, 0).Add(time.Hour), closed: 2 * time.Hour,
	}, {
		name:     "open in the hour that comes twice",
		services: []*site.Service{service(t, "a", site.National, "24/7; 2027 Oct 31 off, 2027 Oct 31 00:00-24:00")},
		contacts: []string{"service:a"},
		hole:     none,
	}, {
		// Eves nobody has asked about: what begins on one is not known to be open.
		name:     "eves unknown",
		services: []*site.Service{eves(service(t, "a", site.National, "Mo-Su 00:00-24:00; PH 00:00-24:00, Apr 30 00:00-24:00"), hours.EvesUnknown)},
		contacts: []string{"service:a"},
		hole:     none, // 24/7 in other words
	}, {
		name:     "eves unknown, with office hours by day",
		services: []*site.Service{eves(service(t, "day", site.National, "08:00-20:00"), hours.EvesUnknown), service(t, "night", site.National, "20:00-08:00")},
		contacts: []string{"service:day", "service:night"},
		hole:     local(2026, time.December, 24, 8, 0), closed: 11 * 12 * time.Hour,
	}, {
		name:     "eves open, with office hours by day",
		services: []*site.Service{eves(service(t, "day", site.National, "08:00-20:00"), hours.EvesOpen), service(t, "night", site.National, "20:00-08:00")},
		contacts: []string{"service:day", "service:night"},
		hole:     none,
	}, {
		name:     "reached via another",
		services: []*site.Service{via(service(t, "team", site.National), "vaxel"), service(t, "vaxel", site.National, "24/7")},
		contacts: []string{"service:team"},
		hole:     none,
	}, {
		name:     "reached via one that has closed",
		services: []*site.Service{via(service(t, "team", site.National), "vaxel"), closed(service(t, "vaxel", site.National, "24/7"))},
		contacts: []string{"service:team"},
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "a service that has closed",
		services: []*site.Service{closed(service(t, "a", site.National, "24/7"))},
		contacts: []string{"service:a"},
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "a chat answers",
		services: []*site.Service{{ID: "a", Status: site.Active, AreaIDs: at(site.National), For: at("child"), Chats: []site.Channel{{Hours: parse(t, "24/7")}}}},
		contacts: []string{"service:a"},
		hole:     none,
	}, {
		name:     "a number to text does not",
		services: []*site.Service{{ID: "a", Status: site.Active, AreaIDs: at(site.National), For: at("child"), SMS: []site.Phone{{Hours: parse(t, "24/7")}}}},
		contacts: []string{"service:a"},
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "too old for the line, whoever reads",
		step:     flow.Step{Age: 15},
		services: []*site.Service{ages(service(t, "a", site.National, "24/7"), 18, 0)},
		contacts: []string{"service:a"},
		hole:     start, closed: 365 * 24 * time.Hour,
	}, {
		name:     "112 counts when it is listed",
		services: []*site.Service{emergency(t)},
		contacts: []string{"service:sos-112"},
		hole:     none,
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := prove(testSite(&test.step, test.services, test.contacts...))[site.National]
			if test.hole.IsZero() != (p.Hole == nil) || p.Hole != nil && !p.Hole.From.Equal(test.hole) {
				t.Errorf("hole %v, want from %v", p.Hole, test.hole)
			}
			if p.Closed != test.closed {
				t.Errorf("closed %v, want %v", p.Closed, test.closed)
			}
		})
	}
}

func eves(v *site.Service, policy hours.EvePolicy) *site.Service {
	for i := range v.Phones {
		v.Phones[i].Hours = v.Phones[i].Hours.WithEves(policy)
	}
	return v
}

func via(v *site.Service, through string) *site.Service {
	v.Via = source.At[string]{Value: through}
	return v
}

func closed(v *site.Service) *site.Service {
	v.Status = site.Closed
	return v
}

func ages(v *site.Service, from, to int) *site.Service {
	v.From, v.To = from, to
	return v
}

// TestProveReaders: an outcome for two kinds of readers is proved for each.
func TestProveReaders(t *testing.T) {
	adults := ages(service(t, "adults", site.National, "24/7"), 18, 0)
	adults.For = at("victim", "youth")
	s, f := testSite(&flow.Step{For: []string{"victim", "youth"}, Age: 15}, []*site.Service{adults}, "service:adults")
	proofs := prove(s, f)
	if len(proofs) != 6 {
		t.Fatalf("got %d proofs, want three areas × two readers", len(proofs))
	}
	for name, p := range proofs {
		if p.Hole == nil {
			t.Errorf("%s: a reader of 15 is sent to a line for adults", name)
		}
	}
	young := ages(service(t, "young", site.National, "24/7"), 0, 25)
	young.For = at("youth")
	proofs = prove(testSite(&flow.Step{For: []string{"victim", "youth"}, Age: 15}, []*site.Service{adults, young}, "service:adults", "service:young"))
	if proofs["solna youth"].Hole != nil || proofs["solna victim"].Hole == nil {
		t.Errorf("youth: %v, victim: %v; want a hole for the victim alone", proofs["solna youth"].Hole, proofs["solna victim"].Hole)
	}
}

// TestProveEmergency: an outcome where only 112 answers at night is no closed
// door, but is said with its hours a week; an urgent one is meant to be so.
func TestProveEmergency(t *testing.T) {
	for _, urgent := range []bool{false, true} {
		services := []*site.Service{emergency(t), service(t, "day", site.National, "07:00-23:00")}
		p := prove(testSite(&flow.Step{Urgent: urgent}, services, "service:day", "service:sos-112"))["solna"]
		want := 8 * 7 * time.Hour
		if urgent {
			want = 0
		}
		if p.Hole != nil || p.Emergency != want {
			t.Errorf("urgent %v: hole %v, only 112 for %v a week, want %v", urgent, p.Hole, p.Emergency, want)
		}
	}
}

// TestProveLive: while it is a demo unverified facts count and are counted; on
// a live site they do not.
func TestProveLive(t *testing.T) {
	year := 365 * 24 * time.Hour
	tests := []struct {
		name          string
		team, through time.Time
		verified      bool
	}{
		{"nobody has verified", time.Time{}, time.Time{}, false},
		{"verified", start.AddDate(0, 0, -10), start.AddDate(0, 0, -10), true},
		{"verified on the last day", start.Add(-90 * 24 * time.Hour), start.Add(-90 * 24 * time.Hour), true},
		{"verified too long ago", start.AddDate(0, 0, -91), start, false},
		{"only the switchboard is verified", time.Time{}, start, false},
		{"only the team is verified", start, time.Time{}, false},
		{"the year is mistyped", start.AddDate(1, 0, 0), start, false},
	}
	for _, test := range tests {
		for _, live := range []bool{false, true} {
			team := via(service(t, "team", site.National), "vaxel")
			vaxel := service(t, "vaxel", site.National, "24/7")
			team.VerifiedOn, vaxel.VerifiedOn = test.team, test.through
			s, f := testSite(&flow.Step{}, []*site.Service{team, vaxel}, "service:team")
			s.Config.Live = live
			p := prove(s, f)["solna"]
			if holed := p.Hole != nil; holed != (live && !test.verified) {
				t.Errorf("%s, live %v: hole %v", test.name, live, p.Hole)
			}
			unverified := year
			if live || test.verified {
				unverified = 0
			}
			if p.Unverified != unverified || p.Total != year {
				t.Errorf("%s, live %v: %v of %v rest on unverified facts, want %v", test.name, live, p.Unverified, p.Total, unverified)
			}
		}
	}
}

// TestProveMissing: a role that nobody fills is named, and is no answer.
func TestProveMissing(t *testing.T) {
	jour := service(t, "jour", "sundbyberg", "24/7")
	jour.Roles = at("socialjour")
	proofs := prove(testSite(&flow.Step{}, []*site.Service{jour}, "role:socialjour"))
	if p := proofs["solna"]; len(p.Missing) != 1 || p.Missing[0].Role != "socialjour" || p.Hole == nil {
		t.Errorf("solna: missing %v, hole %v", p.Missing, p.Hole)
	}
	if p := proofs["sundbyberg"]; len(p.Missing) != 0 || p.Hole != nil {
		t.Errorf("sundbyberg: missing %v, hole %v", p.Missing, p.Hole)
	}
}
