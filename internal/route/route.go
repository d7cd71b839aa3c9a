// Package route owns how readers are sent on: whom an outcome's list stands
// for in an area, who of them answers at a moment, in which order they are
// shown, and the proof that somebody always does.
package route

import (
	"cmp"
	"slices"
	"time"

	"vart/internal/doc"
	"vart/internal/flow"
	"vart/internal/hours"
	"vart/internal/site"
	"vart/internal/source"
)

// Emergency is the number that leads every urgent outcome.
const Emergency = "112"

// Contact is somebody an outcome sends its readers to.
type Contact struct {
	Service *site.Service
	// Through is the service whose numbers are called: Service itself, or the
	// one it is reached via.
	Through *site.Service
	// Distance is how many levels above the reader's area it was found; 0 is
	// the area itself.
	Distance int
	// Role is the role it fills, "" if the outcome names the service.
	Role string
}

// Missing is a role that an outcome asks for and nobody fills in the area.
type Missing struct {
	Role string
	Pos  source.Pos // where the outcome asks for it
}

// Contacts resolves an outcome's list for an area; site.National is a reader
// who would not say. Nobody is listed twice.
func Contacts(s *site.Site, step *flow.Step, area string) (contacts []Contact, missing []Missing) {
	seen := map[*site.Service]bool{}
	chain := s.Chain(area)
	add := func(v *site.Service, role string) {
		if v == nil || v.Status != site.Active || seen[v] {
			return
		}
		seen[v] = true
		contacts = append(contacts, Contact{Service: v, Through: Through(s, v), Distance: distance(v, chain), Role: role})
	}
	for _, ref := range step.Contacts {
		if ref.Kind == doc.Service {
			add(s.Service(ref.Key), "")
			continue
		}
		services, level := s.Fill(ref.Key, area)
		if level == "" {
			missing = append(missing, Missing{ref.Key, ref.Pos})
		}
		for _, v := range services {
			add(v, ref.Key)
		}
	}
	return contacts, missing
}

// Through is the service whose numbers reach v: v itself, or that of its via. A
// via that has closed reaches nobody.
func Through(s *site.Site, v *site.Service) *site.Service {
	if via := s.Service(v.Via.Value); via != nil && via.Status == site.Active && len(v.Phones)+len(v.Chats) == 0 {
		return via
	}
	return v
}

func distance(v *site.Service, chain []string) int {
	for i, area := range chain {
		if v.In(area) {
			return i
		}
	}
	return len(chain)
}

// IsEmergency says whether the contact is 112, by phone or by text: a reader
// who is deaf needs it as high on the page.
func (c Contact) IsEmergency() bool {
	emergency := func(p site.Phone) bool { return p.Key == Emergency }
	return slices.ContainsFunc(c.Through.Phones, emergency) || slices.ContainsFunc(c.Service.SMS, emergency)
}

// Known are the hours of every way to be answered at once: phones and chats
// whose hours are known. A site, an e-mail or unknown hours are no answer.
func (c Contact) Known() []*hours.Hours {
	var all []*hours.Hours
	for _, p := range c.Through.Phones {
		if p.Hours != nil {
			all = append(all, p.Hours)
		}
	}
	for _, chat := range c.Through.Chats {
		if chat.Hours != nil {
			all = append(all, chat.Hours)
		}
	}
	return all
}

// Always says whether the contact answers round the clock.
func (c Contact) Always() bool {
	return slices.ContainsFunc(c.Known(), (*hours.Hours).Always)
}

// State is whether a contact answers at a moment.
type State int

// The states in the order they are shown.
const (
	Open State = iota
	Unknown
	Closed
)

// At returns whether the contact answers at t, and when that changes: closes,
// or opens next. The change is zero when it is not known or does not come.
func (c Contact) At(t time.Time) (State, time.Time) {
	all := c.Known()
	var closes, opens time.Time
	// A number whose hours nobody knows may answer while another is closed.
	open, doubtful := false, len(all) < len(c.Through.Phones)+len(c.Through.Chats) || len(all) == 0
	for _, h := range all {
		next, ok := h.NextChange(t)
		switch {
		case h.IsOpen(t):
			open = true
			if ok && next.After(closes) {
				closes = next
			}
		case len(h.Uncertain(t, t.Add(time.Minute))) > 0:
			doubtful = true
		case ok && (opens.IsZero() || next.Before(opens)):
			opens = next
		}
	}
	switch {
	case open:
		return Open, closes
	case doubtful:
		return Unknown, time.Time{}
	}
	return Closed, opens
}

// Order sorts contacts as a page shows them at t: in an urgent outcome 112
// first; then those that are open, those whose hours nobody knows, those that
// open next. The nearest area breaks ties, then the order they are written in.
// The page's script follows the same rule.
func Order(contacts []Contact, urgent bool, t time.Time) {
	type key struct {
		emergency, state int
		opens            int64
	}
	keys := map[*site.Service]key{}
	for _, c := range contacts {
		state, change := c.At(t)
		k := key{emergency: 1, state: int(state)}
		if urgent && c.IsEmergency() {
			k.emergency = 0
		}
		if state == Closed && !change.IsZero() {
			k.opens = change.Unix()
		}
		keys[c.Service] = k
	}
	slices.SortStableFunc(contacts, func(a, b Contact) int {
		x, y := keys[a.Service], keys[b.Service]
		return cmp.Or(cmp.Compare(x.emergency, y.emergency), cmp.Compare(x.state, y.state), cmp.Compare(x.opens, y.opens), cmp.Compare(a.Distance, b.Distance))
	})
}

// Rank is a contact's place without a clock: 112 in an urgent outcome, then
// what answers round the clock, then as written.
func (c Contact) Rank(urgent bool) int {
	switch {
	case urgent && c.IsEmergency():
		return 0
	case c.Always():
		return 1
	}
	return 2
}
