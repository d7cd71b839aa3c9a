package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
)

// reach reports every outcome that sends somebody to a closed door at some
// moment of the coming year, and those where only 112 would answer.
func (p *pass) reach(f *site.Flow) {
	type key struct {
		step  *flow.Step
		check *diag.Check
	}
	said := map[key]bool{}
	for _, proof := range route.Prove(p.Site, f, p.Now) {
		if len(proof.Step.Contacts) == 0 {
			continue // a dead end, reported as such
		}
		if k := (key{proof.Step, diag.Reach}); proof.Hole != nil && !said[k] {
			said[k] = true // one counter-example an outcome is enough to mend it
			p.found.Add(proof.Step.Pos, diag.Reach, Hole(p.Site, proof),
				diag.T("lägg till en kontakt som svarar då, till exempel en som har öppet dygnet runt", "add a contact that answers then, for example one that is open round the clock"))
		}
		if k := (key{proof.Step, diag.ReachEmergency}); proof.Emergency > 0 && proof.Hole == nil && !said[k] {
			said[k] = true
			p.found.Add(proof.Step.Pos, diag.ReachEmergency,
				diag.T("i ”%s” svarar bara 112 under %d timmar i veckan (%s)", "in “%s” only 112 answers during %d hours a week (%s)", proof.Step.Title, int(proof.Emergency.Hours()), p.areaName(proof.Area)),
				diag.T("lägg till någon som svarar dygnet runt: 114 14 eller en stödlinje", "add somebody who answers round the clock: 114 14 or a help line"))
		}
	}
}

// Hole is the counter-example of a proof that failed: the moment, the area and
// the outcome, in the words of design.md.
func Hole(s *site.Site, proof route.Proof) diag.Text {
	t := proof.Hole.From.In(s.Config.Timezone)
	text := func(lang string) string {
		area, reader, nobody := "hela landet", "för", "ingen svarar"
		if lang == "en" {
			area, reader, nobody = "the whole country", "for", "nobody answers"
		}
		if a := s.Area(proof.Area); a != nil && proof.Area != site.National {
			area = name(a.Words, lang, a.ID)
		}
		out := fmt.Sprintf("%s, %s, ’%s’: %s", Moment(t, lang), area, proof.Step.Title, nobody)
		if proof.Reader != "" {
			out += " (" + reader + " " + flow.ReaderName(proof.Reader).In(lang) + ")"
		}
		return out
	}
	return diag.Text{SV: text("sv"), EN: text("en")}
}

func name(l site.Languages, lang, id string) string {
	for _, tag := range []string{lang, "sv"} {
		if w := l[tag]; w != nil {
			return w.Title.Value
		}
	}
	return id
}

func (p *pass) areaName(id string) string {
	if a := p.Site.Area(id); a != nil && id != site.National {
		return name(a.Words, p.c.Source, id)
	}
	return id
}

var (
	weekdays = map[string][]string{
		"sv": {"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
		"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
	months = []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}
)

// Moment writes a moment for authors: "lördag 1 maj 2027 kl. 03:00".
func Moment(t time.Time, lang string) string {
	if lang != "sv" {
		return fmt.Sprintf("%s %d %s %d at %s", weekdays["en"][t.Weekday()], t.Day(), t.Month(), t.Year(), t.Format("15:04"))
	}
	return fmt.Sprintf("%s %d %s %d kl. %s", weekdays["sv"][t.Weekday()], t.Day(), months[t.Month()-1], t.Year(), t.Format("15:04"))
}

// kind reports what makes a flow hard on the people who use it: questions that
// cannot be left open, outcomes with one contact only, contacts for others.
func (p *pass) kind(f *site.Flow) {
	g := f.Graphs[p.c.Source]
	if g == nil {
		return
	}
	unsure, _ := p.Catalog.For(p.c.Fallbacks(p.c.Source)).T("flow.unsure.words")
	for _, s := range g.Steps {
		if s.Question() {
			if !slices.ContainsFunc(s.Answers, func(a flow.Answer) bool { return mentions(a.Text, unsure) }) {
				p.found.Add(s.Pos, diag.FlowUnsure, diag.T("frågan ”%s” har inget svar för den som inte vet", "the question “%s” has no answer for somebody who does not know", s.Title),
					diag.T("lägg till - [Jag vet inte](#steg)", "add - [I don't know](#step)"))
			}
			continue
		}
		p.few(s)
		p.readers(s)
	}
}

func mentions(text, words string) bool {
	text = strings.ToLower(text)
	for w := range strings.SplitSeq(words, ",") {
		if w = strings.TrimSpace(w); w != "" && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func (p *pass) few(s *flow.Step) {
	for _, area := range append([]string{site.National}, areaIDs(p.c)...) {
		if p.Site.Area(area) == nil {
			continue
		}
		if contacts, _ := route.Contacts(p.Site, s, area); len(contacts) == 1 {
			p.found.Add(s.Pos, diag.FlowFewContacts, diag.T("”%s” har en enda kontakt (%s); många får vänta i kö eller lägger på", "“%s” has a single contact (%s); many wait in a queue or hang up", s.Title, p.areaName(area)),
				diag.T("lägg till en till", "add another"))
			return
		}
	}
}

func areaIDs(c *site.Config) []string {
	var ids []string
	for _, a := range c.Areas {
		ids = append(ids, a.Value)
	}
	return ids
}

func (p *pass) readers(s *flow.Step) {
	if len(s.For) == 0 {
		return
	}
	for _, ref := range s.Contacts {
		v := p.Site.Service(ref.Key)
		if ref.Kind != doc.Service || v == nil {
			continue
		}
		if !slices.ContainsFunc(s.For, func(reader string) bool { return v.Suits(reader, s.Age) }) {
			p.found.Add(ref.Pos, diag.FlowContactFor, diag.T("”%s” är inte till för dem som läser ”%s”", "“%s” is not for those who read “%s”", v.ID, s.Title),
				diag.T("byt kontakt, eller ändra for i tjänstens facts.yaml om källan säger något annat", "choose another contact, or change for in the service's facts.yaml if its source says so"))
		}
	}
}
