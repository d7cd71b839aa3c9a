package review

import (
	"encoding/json"
	"io"
	"time"

	"vart/internal/check"
)

type (
	reachJSON struct {
		Version int         `json:"version"`
		From    string      `json:"from"`
		To      string      `json:"to"`
		Proofs  []proofJSON `json:"proofs"`
		Summary struct {
			Outcomes        int     `json:"outcomes_by_area"`
			Proofs          int     `json:"proofs"`
			Holes           int     `json:"holes"`
			AnsweredHours   float64 `json:"answered_hours"`
			UnverifiedHours float64 `json:"unverified_hours"`
		} `json:"summary"`
	}
	proofJSON struct {
		Flow            string    `json:"flow"`
		Outcome         string    `json:"outcome"`
		Area            string    `json:"area"`
		Reader          string    `json:"reader,omitempty"`
		Answered        bool      `json:"answered"`
		Hole            *holeJSON `json:"hole,omitempty"`
		ClosedHours     float64   `json:"closed_hours"`
		EmergencyHours  float64   `json:"only_112_hours_a_week"`
		UnverifiedHours float64   `json:"unverified_hours"`
		Missing         []string  `json:"missing_roles,omitempty"`
	}
	holeJSON struct {
		From    string `json:"from"`
		To      string `json:"to"`
		Message string `json:"message"`
	}
)

// JSON writes the proof for machines: one entry for each outcome, area and
// reader. How long it took is not in it, so that the same site gives the same
// bytes.
func (r *Reach) JSON(w io.Writer) error {
	out := reachJSON{Version: 1, From: r.At.Format(time.RFC3339), To: r.At.AddDate(1, 0, 0).Format(time.RFC3339), Proofs: []proofJSON{}}
	for _, f := range r.Flows {
		for _, p := range f.Proofs {
			j := proofJSON{
				Flow: f.Flow.ID, Outcome: p.Step.ID, Area: p.Area, Reader: p.Reader, Answered: p.Hole == nil,
				ClosedHours: p.Closed.Hours(), EmergencyHours: p.Emergency.Hours(), UnverifiedHours: p.Unverified.Hours(),
			}
			if p.Hole != nil {
				zone := r.Site.Config.Timezone
				j.Hole = &holeJSON{p.Hole.From.In(zone).Format(time.RFC3339), p.Hole.To.In(zone).Format(time.RFC3339), check.Hole(r.Site, p).In(r.Lang)}
			}
			for _, m := range p.Missing {
				j.Missing = append(j.Missing, m.Role)
			}
			out.Proofs = append(out.Proofs, j)
		}
	}
	t := r.tally()
	out.Summary.Outcomes, out.Summary.Proofs, out.Summary.Holes = t.outcomes, t.proofs, t.holes
	out.Summary.AnsweredHours, out.Summary.UnverifiedHours = t.answered.Hours(), t.unverified.Hours()
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
