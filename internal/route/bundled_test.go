package route_test

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"vart/internal/load"
	"vart/internal/route"
	"vart/internal/site"
)

func bundled(t testing.TB) *site.Site {
	t.Helper()
	s, _, err := load.Site(context.Background(), os.DirFS("../.."), func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestProveAgainstClock checks the proof against the slow way: asking every
// contact at every quarter of a week that has midsummer and one that has the
// end of summer time.
func TestProveAgainstClock(t *testing.T) {
	s := bundled(t)
	day := parse(t, "Mo-Fr 09:00-16:00; PH off")
	for _, v := range s.Services {
		for i := range v.Phones {
			if v.ID != "sos-112" && v.Phones[i].Hours != nil && v.Phones[i].Hours.Always() {
				v.Phones[i].Hours = day // as if nobody answered at night
			}
		}
	}
	for _, from := range []time.Time{local(2027, time.June, 21, 0, 0), local(2027, time.October, 25, 0, 0)} {
		for _, f := range s.Flows {
			for _, p := range route.Prove(s, f, from) {
				slow := time.Time{}
				contacts, _ := route.Contacts(s, p.Step, p.Area)
				for at := from; slow.IsZero() && at.Before(from.AddDate(0, 0, 7)); at = at.Add(15 * time.Minute) {
					answers := slices.ContainsFunc(contacts, func(c route.Contact) bool {
						state, _ := c.At(at)
						return state == route.Open && (p.Reader == "" || c.Service.Suits(p.Reader, p.Step.Age))
					})
					if !answers {
						slow = at
					}
				}
				switch {
				case slow.IsZero() && p.Hole != nil && p.Hole.From.Before(from.AddDate(0, 0, 7)):
					t.Errorf("%s, %s, %q: hole at %v, but somebody answers", p.Step.ID, p.Area, p.Reader, p.Hole.From)
				case !slow.IsZero() && (p.Hole == nil || !p.Hole.From.Equal(slow)):
					t.Errorf("%s, %s, %q: hole %v, but nobody answers at %v", p.Step.ID, p.Area, p.Reader, p.Hole, slow)
				}
			}
		}
	}
}

// TestBundled: the site that comes with vart sends nobody to a closed door.
func TestBundled(t *testing.T) {
	s := bundled(t)
	for _, f := range s.Flows {
		for _, p := range route.Prove(s, f, start) {
			if p.Hole != nil || p.Emergency > 0 {
				t.Errorf("%s, %s, %q: hole %v, only 112 for %v a week", p.Step.ID, p.Area, p.Reader, p.Hole, p.Emergency)
			}
		}
	}
}

func BenchmarkProve(b *testing.B) {
	s := bundled(b)
	for b.Loop() {
		if len(route.Prove(s, s.Flows[0], start)) == 0 {
			b.Fatal("nothing was proved")
		}
	}
}
