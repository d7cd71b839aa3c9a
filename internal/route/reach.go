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
	// listed; nil if there is none.
	Hole *hours.Interval
	// Emergency is how long in an ordinary week only 112 answers.
	Emergency time.Duration
	// Unverified is how many hours of the year rest on facts that nobody at
	// the site has verified; Total is the length of the year.
	Unverified, Total time.Duration
}

// Prove proves every outcome of a flow for every area a reader can choose, for
// each reader the outcome names, over the year from a moment. What counts is a
// contact listed in the outcome that answers by phone or chat in known hours
// and is for that reader. On a live site facts that nobody verified do not
// count; ages are in days of site.Config.
func Prove(s *site.Site, f *site.Flow, from time.Time) []Proof {
	g := f.Graphs[s.Config.Source]
	if g == nil {
		return nil
	}
	from = from.In(s.Config.Timezone)
	year := hours.Interval{From: from, To: from.AddDate(1, 0, 0)}
	known := &timetable{year: year, open: map[*hours.Hours][]hours.Interval{}}
	var proofs []Proof
	for _, step := range g.Steps {
		if step.Question() {
			continue
		}
		for _, area := range append(areas(s), site.National) {
			contacts, missing := Contacts(s, step, area)
			readers := step.For
			if len(readers) == 0 {
				readers = []string{""}
			}
			for _, reader := range readers {
				p := Proof{Flow: f, Step: step, Area: area, Reader: reader, Missing: missing, Total: year.To.Sub(year.From)}
				p.prove(s, contacts, known, from)
				proofs = append(proofs, p)
			}
		}
	}
	return proofs
}

func areas(s *site.Site) []string {
	var ids []string
	for _, a := range s.Config.Areas {
		if s.Area(a.Value) != nil {
			ids = append(ids, a.Value)
		}
	}
	return ids
}

// timetable remembers when each rule is open over the year: outcomes share
// most of their contacts.
type timetable struct {
	year hours.Interval
	open map[*hours.Hours][]hours.Interval
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
		if p.Reader != "" && !c.Service.Suits(p.Reader, p.Step.Age) {
			continue
		}
		checked := !c.Through.VerifiedOn.IsZero() && now.Sub(c.Through.VerifiedOn) <= s.Config.ServiceAge
		if s.Config.Live && !checked {
			continue
		}
		for _, h := range c.hours() {
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
	only := length(anybody) - length(others)
	p.Emergency = time.Duration(float64(only) * float64(7*24*time.Hour) / float64(p.Total)).Round(time.Hour)
	if only > 0 && p.Emergency == 0 {
		p.Emergency = time.Hour
	}
	p.Unverified = p.Total - length(verified) - (p.Total - length(anybody))
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
