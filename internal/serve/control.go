package serve

import (
	_ "embed"
	"html/template"
	"slices"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/hours"
	"vart/internal/site"
)

//go:embed control.html
var controlText string

var controlLayout = template.Must(template.New("control").Parse(controlText))

// mostNames is how many services are named of those that open or close at the
// moment that is shown; the rest are counted.
const mostNames = 3

type (
	controlView struct {
		Lang               string
		Set                bool // a moment was chosen
		Chip, Title, Hide  string
		Lead               string
		Happens            []string
		Field, Value, Show string
		Offset             int // of the site's clock, in minutes
		Steps, Choices     string
		Previous, Next     string
		Quick              []choice
	}
	choice struct {
		Name, Label string
		Pressed     bool
	}
)

// control is the HTML of the control of the time when pages are shown at a
// moment; the zero moment is the clock's.
func (v *version) control(at, clock time.Time, lang string) string {
	say := func(sv, en string, args ...any) string { return diag.T(sv, en, args...).In(lang) }
	zone := v.Site.Config.Timezone
	clock = clock.In(zone)
	c := controlView{
		Lang: lang, Set: !at.IsZero(), Chip: say("Nu", "Now"), Title: say("Sajten vid en annan tid", "The site at another time"), Hide: say("Dölj", "Hide"),
		Lead:  say("Sidorna säger vem som har öppet nu. Välj en tid, så säger de vem som har öppet då.", "Pages say who is open now. Choose a time, and they say who is open then."),
		Field: say("Dag och klockslag (%s)", "Day and time (%s)", zone), Show: say("Visa", "Show"),
		Steps:    say("När något öppnar eller stänger", "When something opens or closes"),
		Previous: say("Förra gången", "Last time"), Next: say("Nästa gång", "Next time"),
		Choices: say("Tider att pröva", "Times to try"),
		Quick:   []choice{{"now", say("Nu", "Now"), at.IsZero()}},
	}
	_, offset := clock.Zone()
	c.Offset = offset / 60
	for _, q := range quick {
		if t := q.at(clock); !t.IsZero() {
			c.Quick = append(c.Quick, choice{q.name, q.label.In(lang), t.Equal(at)})
		}
	}
	if c.Set {
		at = at.In(zone)
		c.Chip = v.words(at, lang)
		c.Lead = say("Sidorna säger vem som har öppet %s.", "Pages say who is open on %s.", c.Chip)
		c.Value = at.Format("2006-01-02T15:04")
		opens, closes := v.happens(at, lang)
		if len(opens) > 0 {
			c.Happens = append(c.Happens, say("Öppnar då: %s.", "Opening then: %s.", some(opens, lang)))
		}
		if len(closes) > 0 {
			c.Happens = append(c.Happens, say("Stänger då: %s.", "Closing then: %s.", some(closes, lang)))
		}
	}
	var b strings.Builder
	if err := controlLayout.Execute(&b, c); err != nil {
		return "" // a strings.Builder does not fail, and the layout is tested
	}
	return b.String()
}

// words says a moment: "torsdag 24 december 2026 kl. 22:10". In the hour that
// comes twice they say which.
func (v *version) words(t time.Time, lang string) string {
	lex := v.Catalog.For([]string{lang, "sv", "en"})
	text := func(key string) string { return lex.Text("hours."+key, nil) }
	day := lex.Text("date.day", map[string]any{"Day": t.Day(), "Month": text("month." + strings.ToLower(t.Month().String()[:3])), "Year": t.Year()})
	words := diag.T("%s %s kl. %s", "%s %s at %s", text("weekday."+strings.ToLower(t.Weekday().String()[:2])), day, t.Format("15:04")).In(lang)
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	if len(site.Moments(wall, t.Location())) < 2 {
		return words
	}
	if t.IsDST() {
		return words + diag.T(", sommartid", ", summer time").In(lang)
	}
	return words + diag.T(", vintertid", ", winter time").In(lang)
}

// happens are the titles of the services that open, and that close, at t.
func (v *version) happens(t time.Time, lang string) (opens, closes []string) {
	before := t.Add(-time.Minute)
	for _, s := range v.Site.Services {
		open := func(t time.Time) bool {
			return slices.ContainsFunc(answering(s), func(h *hours.Hours) bool { return h.IsOpen(t) })
		}
		w, _ := s.Words.In(&v.Site.Config, lang)
		switch was, is := open(before), open(t); {
		case w == nil || was == is:
		case is:
			opens = append(opens, w.Title.Value)
		default:
			closes = append(closes, w.Title.Value)
		}
	}
	return opens, closes
}

// some names the first few, and counts the rest.
func some(names []string, lang string) string {
	text := strings.Join(names[:min(len(names), mostNames)], ", ")
	if n := len(names) - mostNames; n > 0 {
		text += diag.T(" och %d till", " and %d more", n).In(lang)
	}
	return text
}
