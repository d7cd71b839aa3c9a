package review

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"vart/internal/check"
	"vart/internal/route"
	"vart/internal/scenario"
)

// Scenario writes what became of a scenario: who and when, question by
// question what was answered, and who was listed, in order, with what each
// would say then.
func (in *Input) Scenario(w io.Writer, r scenario.Result) error {
	var b strings.Builder
	verdict := in.say("stämmer", "holds")
	if len(r.Found) > 0 {
		verdict = in.say("STÄMMER INTE", "DOES NOT HOLD")
	}
	fmt.Fprintf(&b, "%s: %s\n", verdict, r.Scenario.Name.Value)
	if !r.At.IsZero() {
		fmt.Fprintf(&b, "  %s, %s\n", in.area(r.Scenario.Area.Value), in.moment(r))
	}
	for _, a := range r.Path {
		fmt.Fprintf(&b, "  %s → %s\n", a.Question.Title, a.Answer.Text)
	}
	if r.Outcome != nil {
		fmt.Fprintf(&b, "  ⇒ %s (%s)\n", r.Outcome.Title, r.Outcome.ID)
	}
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for i, c := range r.Contacts {
		fmt.Fprintf(t, "    %d.\t%s\t%s\n", i+1, c.Service.ID, in.state(c, r.At))
	}
	_ = t.Flush() // a Builder takes everything
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// moment says when; in the hour that comes twice also which of the two.
func (in *Input) moment(r scenario.Result) string {
	text := check.Moment(r.At, in.Lang)
	if all := r.Scenario.At; len(all) > 1 {
		if r.At.Equal(all[0]) {
			text += in.say(" (första gången den timmen)", " (the first time that hour)")
		} else {
			text += in.say(" (andra gången den timmen)", " (the second time that hour)")
		}
	}
	return text
}

// state is what a contact would say at t: "Öppet nu, till 19".
func (in *Input) state(c route.Contact, t time.Time) string {
	return in.strings(in.Lang).state(c, t)
}

func (l lexicon) state(c route.Contact, t time.Time) string {
	state, _ := c.At(t)
	if state == route.Unknown {
		if h := c.Known(); len(h) > 0 { // on an eve, about which nobody knows
			return h[0].Status(t, l)
		}
		return l.say("hours.unknown", "")
	}
	best := ""
	for _, h := range c.Known() {
		if open := h.IsOpen(t); best == "" || open && state == route.Open {
			best = h.Status(t, l)
			if open {
				break
			}
		}
	}
	return best
}
