package route_test

import (
	"testing"
	"time"

	"vart/internal/contact"
	"vart/internal/doc"
	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/site"
	"vart/internal/source"
)

// The site of these tests: two municipalities in a county, and a flow with the
// outcome "ring" that lists what a test puts there.

var stockholm, _ = time.LoadLocation("Europe/Stockholm") // package load embeds the zones

// start is the moment that proofs begin at.
var start = time.Date(2026, time.November, 21, 12, 0, 0, 0, stockholm)

func local(y int, m time.Month, d, hour, minute int) time.Time {
	return time.Date(y, m, d, hour, minute, 0, 0, stockholm)
}

func at(values ...string) []source.At[string] {
	var out []source.At[string]
	for _, v := range values {
		out = append(out, source.At[string]{Value: v})
	}
	return out
}

// service is active, for victims in an area, and has one phone for each rule;
// "" is a phone whose hours nobody knows.
func service(t *testing.T, id, area string, rules ...string) *site.Service {
	t.Helper()
	v := &site.Service{ID: id, Status: site.Active, AreaIDs: at(area), For: at("victim")}
	for i, rule := range rules {
		v.Phones = append(v.Phones, site.Phone{Phone: contact.Phone{Key: id + string(rune('a'+i))}, Hours: parse(t, rule)})
	}
	return v
}

func parse(t *testing.T, rule string) *hours.Hours {
	t.Helper()
	if rule == "" {
		return nil
	}
	h, err := hours.Parse(rule)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func emergency(t *testing.T) *site.Service {
	v := service(t, "sos-112", site.National, "24/7")
	v.Phones[0].Key = "112"
	v.For = at(site.Audiences...)
	return v
}

// testSite has the services and one flow whose outcome lists contacts: ids of
// services, or of roles as "role:id".
func testSite(step *flow.Step, services []*site.Service, contacts ...string) (*site.Site, *site.Flow) {
	step.ID, step.Title = "ring", "Ring"
	for _, c := range contacts {
		scheme, key := doc.Scheme(c)
		kind := doc.Service
		if scheme == "role" {
			kind = doc.Role
		}
		step.Contacts = append(step.Contacts, &doc.Ref{Kind: kind, Key: key})
	}
	area := func(id, parent string) *site.Area {
		return &site.Area{ID: id, Parent: source.At[string]{Value: parent}, Words: site.Languages{}}
	}
	s := &site.Site{
		Services: services,
		Areas:    []*site.Area{area(site.National, ""), area("lan", site.National), area("solna", "lan"), area("sundbyberg", "lan")},
	}
	s.Config = site.Config{Source: "sv", Areas: at("solna", "sundbyberg"), Timezone: stockholm, ServiceAge: 90 * 24 * time.Hour}
	question := &flow.Step{ID: "fara", Answers: []flow.Answer{{Text: "Ja", To: "ring"}}}
	f := &site.Flow{ID: "vart", Graphs: map[string]*flow.Flow{"sv": {Steps: []*flow.Step{question, step}}}}
	s.Flows = []*site.Flow{f}
	s.Index()
	return s, f
}
