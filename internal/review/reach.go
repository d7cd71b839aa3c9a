package review

import (
	"fmt"
	"io"
	"strings"
	"time"

	"vart/internal/check"
	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
)

// Reach is the proof of every flow of a site.
type Reach struct {
	Input
	Flows []Proved
	Took  time.Duration // the proof alone, not the reading of the site
}

// Proved is a flow and what can be said of each of its outcomes, for each area
// and reader.
type Proved struct {
	Flow   *site.Flow
	Proofs []route.Proof
}

// Prove proves the flows over the year from in.At.
func Prove(in Input) *Reach {
	r := &Reach{Input: in}
	began := time.Now()
	for _, f := range in.Site.Flows {
		r.Flows = append(r.Flows, Proved{f, route.Prove(in.Site, f, in.At)})
	}
	r.Took = time.Since(began)
	return r
}

// tally is a proof in figures.
type tally struct {
	outcomes, proofs, holes int
	answered, unverified    time.Duration
}

func (r *Reach) tally() tally {
	var t tally
	type place struct {
		step *flow.Step
		area string
	}
	seen := map[place]bool{}
	for _, f := range r.Flows {
		for _, p := range f.Proofs {
			if key := (place{p.Step, p.Area}); !seen[key] {
				seen[key] = true
				t.outcomes++
			}
			t.proofs++
			t.answered += p.Total - p.Closed
			t.unverified += p.Unverified
			if p.Hole != nil {
				t.holes++
			}
		}
	}
	return t
}

// Failed says whether somebody is sent to a closed door.
func (r *Reach) Failed() bool { return r.tally().holes > 0 }

// Text writes the proof for people.
func (r *Reach) Text(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.Flows {
		r.flow(&b, f)
	}
	t := r.tally()
	share := 0.0
	if t.answered > 0 {
		share = 100 * t.unverified.Hours() / t.answered.Hours()
	}
	if t.holes == 0 {
		fmt.Fprintf(&b, r.say("Bevisat: %d slut × områden (%d med slag av läsare), %s till %s. Någon svarar alltid.\n",
			"Proved: %d outcomes × areas (%d with kinds of readers), %s to %s. Somebody always answers.\n"), t.outcomes, t.proofs, r.At.Format(time.DateOnly), r.At.AddDate(1, 0, 0).Format(time.DateOnly))
	} else {
		fmt.Fprintf(&b, r.say("Inte bevisat: i %d av %d fall (%d slut × områden), %s till %s, finns en stund då ingen svarar.\n",
			"Not proved: in %d of %d cases (%d outcomes × areas), %s to %s, there is a time when nobody answers.\n"), t.holes, t.proofs, t.outcomes, r.At.Format(time.DateOnly), r.At.AddDate(1, 0, 0).Format(time.DateOnly))
	}
	if r.Site.Config.Live {
		fmt.Fprint(&b, r.say("Bara kontrollerade uppgifter har räknats.", "Only verified facts were counted."))
	} else {
		fmt.Fprintf(&b, r.say("%.0f av %.0f besvarade timmar (%.0f %%) vilar på uppgifter som ingen på sajten har kontrollerat.",
			"%.0f of %.0f answered hours (%.0f %%) rest on facts that nobody at the site has verified."), t.unverified.Hours(), t.answered.Hours(), share)
	}
	fmt.Fprintf(&b, r.say(" Beviset tog %s.\n", " The proof took %s.\n"), r.Took.Round(time.Millisecond))
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Reach) flow(b *strings.Builder, f Proved) {
	g := f.Flow.Graphs[r.Site.Config.Source]
	if g == nil {
		return
	}
	numbers := r.words().Numbers(g)
	fmt.Fprintf(b, "%s (flows/%s)\n\n", r.title(f.Flow.Words, f.Flow.ID), f.Flow.ID)
	for i := 0; i < len(f.Proofs); {
		step := f.Proofs[i].Step
		first := i
		for i < len(f.Proofs) && f.Proofs[i].Step == step {
			i++
		}
		r.outcome(b, numbers[step], step, f.Proofs[first:i])
	}
	b.WriteString("\n")
}

// outcome writes the proofs of one outcome: a line where all is well, else one
// for each area and reader where it is not.
func (r *Reach) outcome(b *strings.Builder, number string, step *flow.Step, proofs []route.Proof) {
	fmt.Fprintf(b, "%-4s %s", number, step.Title)
	if note := r.words().Note(step); note != "" {
		fmt.Fprintf(b, " (%s)", note)
	}
	b.WriteString("\n")
	var well, silent []string
	for _, p := range proofs {
		place := r.area(p.Area)
		if p.Reader != "" && len(step.For) > 1 {
			place += r.say(" för ", " for ") + flow.ReaderName(p.Reader).In(r.Lang)
		}
		switch {
		case p.Hole != nil:
			fmt.Fprintf(b, "     %s %s\n", r.say("FEL:", "FAILS:"), check.Hole(r.Site, p).In(r.Lang))
			fmt.Fprintf(b, r.say("          luckan är %s lång; under året svarar ingen i sammanlagt %s\n", "          the hole lasts %s; in the year nobody answers for %s in all\n"),
				r.hours(p.Hole.To.Sub(p.Hole.From)), r.hours(p.Closed))
		case p.Emergency > 0:
			fmt.Fprintf(b, r.say("     %s: bara 112 svarar %.0f timmar i veckan\n", "     %s: only 112 answers for %.0f hours a week\n"), place, p.Emergency.Hours())
		default:
			well = append(well, place)
		}
		for _, m := range p.Missing {
			if text := r.role(m.Role) + r.say(" i ", " in ") + r.area(p.Area); p.Area != site.National && (len(silent) == 0 || silent[len(silent)-1] != text) {
				silent = append(silent, text)
			}
		}
	}
	switch {
	case len(well) == len(proofs):
		fmt.Fprintf(b, "     %s\n", r.say("alltid någon som svarar, i alla områden", "always somebody who answers, in all areas"))
	case len(well) > 0:
		fmt.Fprintf(b, r.say("     alltid någon som svarar: %s\n", "     always somebody who answers: %s\n"), strings.Join(well, ", "))
	}
	if len(silent) > 0 {
		fmt.Fprintf(b, r.say("     vi vet ingen: %s\n", "     we know nobody: %s\n"), strings.Join(silent, ", "))
	}
}

func (r *Reach) hours(d time.Duration) string {
	if d < time.Hour {
		return fmt.Sprintf(r.say("%.0f minuter", "%.0f minutes"), d.Minutes())
	}
	if d.Round(time.Hour) == time.Hour {
		return r.say("1 timme", "1 hour")
	}
	return fmt.Sprintf(r.say("%.0f timmar", "%.0f hours"), d.Hours())
}
