package route

import (
	"slices"
	"time"

	"vart/internal/hours"
	"vart/internal/site"
)

// Cover is who fills a role for readers of one area.
type Cover struct {
	Role, Area string
	// Services fill it, all of them found at Level; both are empty where
	// nobody is known.
	Services []*site.Service
	Level    string
	// Silent is how long in an ordinary week none of them is known to answer;
	// a whole week where hours are unknown.
	Silent time.Duration
}

// Coverage lists who fills each role in each area a reader can choose, role by
// role: those of vart.yaml in its order, then the others by id. Hours are those
// of the year from a moment.
func Coverage(s *site.Site, from time.Time) []Cover {
	known := yearFrom(s, from)
	var covers []Cover
	for _, role := range roles(s) {
		for _, area := range Areas(s) {
			services, level := s.Fill(role, area)
			covers = append(covers, Cover{role, area, services, level, known.silent(s, services)})
		}
	}
	return covers
}

// Local is how long in an ordinary week no service is known to answer that is
// for the area itself, or for one above it that is not the whole country.
func Local(s *site.Site, area string, from time.Time) time.Duration {
	var local []*site.Service
	for _, v := range s.Services {
		if v.Status == site.Active && slices.ContainsFunc(s.Chain(area), func(level string) bool { return level != site.National && v.In(level) }) {
			local = append(local, v)
		}
	}
	return yearFrom(s, from).silent(s, local)
}

// silent is how long in an ordinary week none of the services answers in known
// hours.
func (t *timetable) silent(s *site.Site, services []*site.Service) time.Duration {
	var open []hours.Interval
	for _, v := range services {
		for _, h := range (Contact{Service: v, Through: Through(s, v)}).Known() {
			open = append(open, t.of(h)...)
		}
	}
	year := t.year.To.Sub(t.year.From)
	return weekly(year-length(merge(open)), year)
}

func roles(s *site.Site) []string {
	var ids []string
	for _, r := range s.Config.Roles {
		if s.HasRole(r.Value) && !slices.Contains(ids, r.Value) {
			ids = append(ids, r.Value)
		}
	}
	for _, r := range s.Roles() {
		if !slices.Contains(ids, r) {
			ids = append(ids, r)
		}
	}
	return ids
}
