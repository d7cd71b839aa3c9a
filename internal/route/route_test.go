package route_test

import (
	"strings"
	"testing"
	"time"

	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/route"
	"vart/internal/site"
)

// TestOrder lists the same contacts at four moments: 112 leads what is urgent;
// then open, unknown, opening next; the nearest area breaks ties.
func TestOrder(t *testing.T) {
	tests := []struct {
		name   string
		urgent bool
		at     time.Time
		want   string
	}{
		{"Monday noon", false, local(2027, time.February, 8, 12, 0), "local national sos-112 unknown night late"},
		{"Monday noon, urgent", true, local(2027, time.February, 8, 12, 0), "sos-112 local national unknown night late"},
		{"at night", false, local(2027, time.February, 8, 23, 0), "night sos-112 unknown local national late"},
		{"Christmas Eve, about which nobody knows", false, local(2026, time.December, 24, 12, 0), "national sos-112 local unknown night late"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			services := []*site.Service{
				service(t, "late", "solna", "Su 23:30-23:45"), service(t, "unknown", site.National, ""), service(t, "night", site.National, "22:00-06:00"),
				service(t, "national", site.National, "08:00-18:00"), emergency(t),
				eves(service(t, "local", "solna", "08:00-18:00"), hours.EvesUnknown),
			}
			step := &flow.Step{Urgent: test.urgent}
			var ids []string
			for _, v := range services {
				ids = append(ids, "service:"+v.ID)
			}
			s, _ := testSite(step, services, ids...)
			contacts, _ := route.Contacts(s, step, "solna")
			route.Order(contacts, step.Urgent, test.at)
			var got []string
			for _, c := range contacts {
				got = append(got, c.Service.ID)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %s, want %s", strings.Join(got, " "), test.want)
			}
		})
	}
}

// TestContacts: roles climb to the nearest level that has somebody, and nobody
// is listed twice.
func TestContacts(t *testing.T) {
	own, county, country := service(t, "own", "solna", "24/7"), service(t, "county", "lan", ""), service(t, "country", site.National, "24/7")
	for _, v := range []*site.Service{own, county, country} {
		v.Roles = at("socialjour")
	}
	step := &flow.Step{}
	s, _ := testSite(step, []*site.Service{own, county, country}, "service:country", "role:socialjour", "role:socialjour")
	for area, want := range map[string]string{"solna": "country@2 own@0", "sundbyberg": "country@2 county@1", site.National: "country@0"} {
		contacts, missing := route.Contacts(s, step, area)
		var got []string
		for _, c := range contacts {
			got = append(got, c.Service.ID+"@"+string(rune('0'+c.Distance)))
		}
		if strings.Join(got, " ") != want || len(missing) != 0 {
			t.Errorf("%s: got %v, missing %v; want %s", area, got, missing, want)
		}
	}
}
