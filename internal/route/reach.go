package route

import (
	"slices"
	"time"

	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/site"
)

// Proof is what can be said of one outcome for readers of one area: whether
// somebody answers at every moment of a year.
type Proof struct {
	Flow    *site.Flow
	Step    *flow.Step
	Area    string // site.National: the reader would not say
	Reader  string // the audience it was proved for; "" is anybody
	Missing []Missing

	// Hole is the first stretch in which nobody answers, not even 112 if it is
	// listed; nil if there is none. Closed is how long that is so in all.
	Hole   *hours.Interval
	Closed time.Duration
	// Emergency is how long in an ordinary week only 112 answers.
	Emergency time.Duration
	// Unverified is how many hours of the year rest on facts that nobody at
	// the site has verified; Total is the length of the year.
	Unverified, Total time.Duration
}

// Prove proves every outcome of a flow for every area a reader can choose, for
// each reader the outcome names, over the year from a moment. What counts is a
// contact listed in the outcome that answers by phone or chat in known hours
// and is for that reader and that age. On a live site facts that nobody
// verified lately do not count. All languages have the graph of the source
// language (flow.Compare says so), so that one proof holds for them all.
func Prove(s *site.Site, f *site.Flow, from time.Time) []Proof {
	g := f.Graphs[s.Config.Source]
	if g == nil {
		return nil
	}
	known := yearFrom(s, from)
	year := known.year
	var proofs []Proof
	for _, step := range g.Steps {
		if step.Question() {
			continue
		}
		for _, area := range Areas(s) {
			contacts, missing := Contacts(s, step, area)
			readers := step.For
			if len(readers) == 0 {
				readers = []string{""}
			}
			for _, reader := range readers {
				p := Proof{Flow: f, Step: step, Area: area, Reader: reader, Missing: missing, Total: year.To.Sub(year.From)}
				p.prove(s, contacts, known, year.From)
				proofs = append(proofs, p)
			}
		}
	}
	return proofs
}

// Areas are the ids of the areas a reader can choose, and last site.National:
// that of a reader who would not say.
func Areas(s *site.Site) []string {
	var ids []string
	for _, a := range s.Config.Areas {
		if s.Area(a.Value) != nil && a.Value != site.National {
			ids = append(ids, a.Value)
		}
	}
	return append(ids, site.National)
}

// timetable remembers when each rule is open over the year: outcomes share
// most of their contacts.
type timetable struct {
	year hours.Interval
	open map[*hours.Hours][]hours.Interval
}

// yearFrom is the timetable of the year from a moment, in the site's time.
func yearFrom(s *site.Site, from time.Time) *timetable {
	from = from.In(s.Config.Timezone)
	return &timetable{hours.Interval{From: from, To: from.AddDate(1, 0, 0)}, map[*hours.Hours][]hours.Interval{}}
}

func (t *timetable) of(h *hours.Hours) []hours.Interval {
	open, ok := t.open[h]
	if !ok {
		open = h.Intervals(t.year.From, t.year.To)
		t.open[h] = open
	}
	return open
}

func (p *Proof) prove(s *site.Site, contacts []Contact, known *timetable, now time.Time) {
	var anybody, others, verified []hours.Interval
	for _, c := range contacts {
		checked := c.verified(s.Config.ServiceAge, now)
		if !c.suits(p.Reader, p.Step.Age) || s.Config.Live && !checked {
			continue
		}
		for _, h := range c.Known() {
			open := known.of(h)
			anybody = append(anybody, open...)
			if !c.IsEmergency() || p.Step.Urgent {
				others = append(others, open...)
			}
			if checked {
				verified = append(verified, open...)
			}
		}
	}
	anybody, others, verified = merge(anybody), merge(others), merge(verified)
	if holes := gaps(known.year, anybody); len(holes) > 0 {
		p.Hole = &holes[0]
	}
	p.Closed = p.Total - length(anybody)
	p.Emergency = weekly(length(anybody)-length(others), p.Total)
	p.Unverified = length(anybody) - length(verified)
}

// suits says whether the contact is for a reader of that age; "" is anybody, 0
// any age.
func (c Contact) suits(reader string, age int) bool {
	if reader != "" {
		return c.Service.Suits(reader, age)
	}
	return slices.ContainsFunc(site.Audiences, func(a string) bool { return c.Service.Suits(a, age) })
}

// verified says whether somebody at the site has lately checked all that an
// answer rests on: whom the service is for and, where it is reached through
// another, that one's numbers and hours. A date to come is a slip of the pen.
func (c Contact) verified(limit time.Duration, now time.Time) bool {
	for _, v := range []*site.Service{c.Service, c.Through} {
		if age := now.Sub(v.VerifiedOn); v.VerifiedOn.IsZero() || age > limit || age < -24*time.Hour {
			return false
		}
	}
	return true
}

// weekly is a part of a longer time as hours in an average week, rounded; what
// is less than half an hour, and not nothing, counts as one.
func weekly(part, total time.Duration) time.Duration {
	week := time.Duration(float64(part) / float64(total) * float64(7*24*time.Hour)).Round(time.Hour)
	if part > 0 && week == 0 {
		return time.Hour
	}
	return week
}

// merge sorts intervals and joins those that touch.
func merge(all []hours.Interval) []hours.Interval {
	slices.SortFunc(all, func(a, b hours.Interval) int { return a.From.Compare(b.From) })
	var merged []hours.Interval
	for _, iv := range all {
		if n := len(merged); n > 0 && !iv.From.After(merged[n-1].To) {
			if iv.To.After(merged[n-1].To) {
				merged[n-1].To = iv.To
			}
			continue
		}
		merged = append(merged, iv)
	}
	return merged
}

// gaps are the stretches of year that merged intervals leave out.
func gaps(year hours.Interval, merged []hours.Interval) []hours.Interval {
	var out []hours.Interval
	at := year.From
	for _, iv := range merged {
		if iv.From.After(at) {
			out = append(out, hours.Interval{From: at, To: iv.From})
		}
		at = iv.To
	}
	if at.Before(year.To) {
		out = append(out, hours.Interval{From: at, To: year.To})
	}
	return out
}

func length(merged []hours.Interval) time.Duration {
	var sum time.Duration
	for _, iv := range merged {
		sum += iv.To.Sub(iv.From)
	}
	return sum
}
