package serve

import (
	"net/http"
	"slices"
	"time"

	"vart/internal/diag"
	"vart/internal/hours"
	"vart/internal/site"
)

// FirstYear and LastYear are between which the preview can be asked to show
// the site: the rules of holidays are those of our time.
const FirstYear, LastYear = 2000, 2099

// Far says whether a moment is too far away to be shown.
func Far(t time.Time) bool { return t.Year() < FirstYear || t.Year() > LastYear }

// ahead is how far after its own day a build is taken to know the hours. Pages
// know some days more (see render), so that what opens next is known on the
// last of these too.
const ahead = 365

// knows says whether the pages of a version can tell who is open at t.
func (v *version) knows(t time.Time) bool {
	first := midnight(v.in.Now.In(v.Site.Config.Timezone))
	return !t.Before(first) && t.Before(first.AddDate(0, 0, ahead))
}

// choose shows the site at a moment from now on; the zero moment is the
// clock's. One that the pages do not know is shown once the site is read as of
// then: until that, what they say stays true of the moment before.
func (s *Server) choose(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chosen = t
	s.turn()
}

// turn lets pages follow what is chosen, or asks for a version that can. It is
// called with s.mu held.
func (s *Server) turn() {
	t := s.chosen
	if t.IsZero() {
		t = s.clock()
	}
	if s.now != nil && !s.now.knows(t) {
		select {
		case s.stale <- struct{}{}:
		default: // asked for already
		}
		return
	}
	s.at = s.chosen
	s.publish()
}

// clock is the moment that it is where none was chosen.
func (s *Server) clock() time.Time {
	in, err := s.opt.Input()
	if err != nil {
		return time.Now()
	}
	return in.Now
}

// momentPath is where the preview's own control says what it wants.
const momentPath = "/.vart/at"

// chooseFrom is asked for a moment by the control in a page. Any page on the
// web can send a form here; only our own may change what is shown.
func (s *Server) chooseFrom(w http.ResponseWriter, r *http.Request) {
	if http.NewCrossOriginProtection().Check(r) != nil {
		s.refuse(w, http.StatusForbidden, diag.T("Bara förhandsvisningens egna sidor kan välja tid.", "Only the preview's own pages can choose a time."))
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
	s.mu.Lock()
	now, chosen := s.now, s.chosen
	s.mu.Unlock()
	if now == nil {
		s.refuse(w, http.StatusConflict, diag.T("Sajten går inte att visa än.", "The site cannot be shown yet."))
		return
	}
	zone := now.Site.Config.Timezone
	clock := s.clock().In(zone)
	if chosen.IsZero() {
		chosen = clock
	}
	t, why := now.moment(r.PostFormValue("to"), clock, chosen.In(zone))
	if !why.IsZero() {
		s.refuse(w, http.StatusUnprocessableEntity, why)
		return
	}
	s.choose(t)
	w.WriteHeader(http.StatusNoContent)
}

// moment is what is meant by what the control sent: the name of a choice, a
// way to go from the moment that is shown, or a time on the wall.
func (v *version) moment(to string, clock, shown time.Time) (time.Time, diag.Text) {
	switch to {
	case "now":
		return time.Time{}, diag.Text{}
	case "next", "previous":
		if t := v.change(shown, to == "next"); !t.IsZero() {
			return t, diag.Text{}
		}
		return time.Time{}, diag.T("Inget öppnar eller stänger på ett år.", "Nothing opens or closes for a year.")
	}
	for _, q := range quick {
		if q.name == to {
			if t := q.at(clock); !t.IsZero() {
				return t, diag.Text{}
			}
		}
	}
	wall, err := time.Parse("2006-01-02T15:04", to)
	if err != nil {
		return time.Time{}, diag.T("Fyll i både dag och klockslag.", "Fill in both a day and a time.")
	}
	if Far(wall) {
		return time.Time{}, diag.T("Välj ett år mellan %d och %d.", "Choose a year between %d and %d.", FirstYear, LastYear)
	}
	all := site.Moments(wall, v.Site.Config.Timezone)
	if len(all) == 0 {
		gap := shift(wall.Add(-24 * time.Hour).In(v.Site.Config.Timezone))
		return time.Time{}, diag.T("Klockan visar aldrig %s den dagen: den ställs fram då. Välj %s eller %s.", "The clock never shows %s that day: it is put forward then. Choose %s or %s.",
			wall.Format("15:04"), gap.Add(-time.Minute).Format("15:04"), gap.Format("15:04"))
	}
	return all[0], diag.Text{}
}

// change is when something next opens or closes, or last did; zero if nothing
// does. That nobody knows whether it is open begins and ends like hours do.
func (v *version) change(from time.Time, next bool) (nearest time.Time) {
	for _, days := range []int{2, 14, ahead} {
		a, b := from.AddDate(0, 0, -days), from
		if next {
			a, b = from, from.AddDate(0, 0, days)
		}
		for _, h := range v.hours() {
			for _, iv := range slices.Concat(h.Intervals(a, b), h.Uncertain(a, b)) {
				for _, t := range []time.Time{iv.From, iv.To} {
					if t.After(a) && t.Before(b) && (nearest.IsZero() || t.Before(nearest) == next) {
						nearest = t
					}
				}
			}
		}
		if !nearest.IsZero() {
			break
		}
	}
	return nearest
}

// hours are those of every way to be answered at once.
func (v *version) hours() (all []*hours.Hours) {
	for _, s := range v.Site.Services {
		all = append(all, answering(s)...)
	}
	return all
}

func answering(s *site.Service) (all []*hours.Hours) {
	if s.Status != site.Active {
		return nil
	}
	for _, p := range s.Phones {
		all = append(all, p.Hours)
	}
	for _, c := range s.Chats {
		all = append(all, c.Hours)
	}
	return slices.DeleteFunc(all, func(h *hours.Hours) bool { return h == nil })
}
