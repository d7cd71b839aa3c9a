// Package review writes what people who review a flow read: the proof that
// somebody always answers, who fills which role where, what became of the
// scenarios, and every question, outcome and path on paper.
//
// Reviewers read Swedish or English; the flow's own words may be in any
// language of the site.
package review

import (
	"time"

	"vart/internal/chart"
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/site"
)

// Input is what there is to review.
type Input struct {
	Site    *site.Site
	Catalog *i18n.Catalog
	At      time.Time // the moment contacts are ordered at, in the site's time
	Lang    string    // the reviewers' language: sv or en
}

// say is a text in the reviewers' language.
func (in *Input) say(sv, en string) string { return diag.Text{SV: sv, EN: en}.In(in.Lang) }

// words are the chart's, so that all documents number steps alike.
func (in *Input) words() chart.Words {
	if in.Lang == "sv" {
		return chart.Swedish
	}
	return chart.English
}

// title is what something is called in the reviewers' language, if it has
// words in it.
func (in *Input) title(l site.Languages, id string) string {
	if w, _ := l.In(&in.Site.Config, in.Lang); w != nil {
		return w.Title.Value
	}
	return id
}

// area is the name of an area, or of having chosen none.
func (in *Input) area(id string) string {
	a := in.Site.Area(id)
	if id == site.National || a == nil {
		return in.say("hela landet", "the whole country")
	}
	return in.title(a.Words, id)
}

// role is the name of a role: an interface string, or its id if there is none.
func (in *Input) role(id string) string {
	return in.strings(in.Lang).say("role."+id, id)
}

func (in *Input) strings(lang string) lexicon {
	return lexicon{in.Catalog.For(in.Site.Config.Fallbacks(lang))}
}

// lexicon are the interface strings of a language, and those it falls back on.
type lexicon struct{ *i18n.Strings }

// say is the string with the key; otherwise if there is none, which check
// reports.
func (l lexicon) say(key, otherwise string, args ...any) string {
	s, err := l.T(key, args...)
	if err != nil {
		return otherwise
	}
	return s
}
