package site

import (
	"slices"
	"strings"
	"time"

	"vart/internal/doc"
	"vart/internal/source"
)

// Words is what one Markdown file says: a page, service, area or flow in one
// language.
type Words struct {
	File        *source.File
	Lang        string
	Title       source.At[string]
	Description source.At[string]
	Slug        source.At[string]
	Weight      int
	Go          source.At[string]
	Audience    []source.At[string]
	Sources     []Source
	ReviewOwner source.At[string]
	ReviewedOn  time.Time
	// NoFallback are the languages whose readers are not shown this text while
	// it is not translated for them; see Languages.Withheld. Only the source
	// language's file says so.
	NoFallback []source.At[string]
	// Translated is false of a file in the source language.
	Translated   bool
	TranslatedOn time.Time // when somebody reviewed the translation; zero: nobody has
	TranslatedBy string
	// Fingerprint is which source text a translation was made from, part by part
	// with space between; Age is what that says of it now.
	Fingerprint source.At[string]
	Age         Age
	Body        *doc.Doc
}

// Reviewed says whether the words may be shown without a notice that nobody
// has read the translation.
func (w *Words) Reviewed() bool { return !w.Translated || !w.TranslatedOn.IsZero() }

// Fingerprints are the parts of Fingerprint.
func (w *Words) Fingerprints() []string { return strings.Fields(w.Fingerprint.Value) }

// FileIn is the name of the file that has, or would have, the words in another
// language.
func (w *Words) FileIn(lang string) string {
	return strings.TrimSuffix(w.File.Name, w.Lang+".md") + lang + ".md"
}

// Source is what a claim rests on.
type Source struct {
	URL  source.At[string]
	Name string
	// Dated is the source's own date as far as it is known: "2024", "2024-06",
	// "2024-06-03" or "".
	Dated string
	Seen  time.Time
}

// Languages is what something says in each language.
type Languages map[string]*Words

// In returns the words to show to readers of a language, and whether they are
// in that language. A live site does not show a translation nobody reviewed.
func (l Languages) In(c *Config, lang string) (w *Words, own bool) {
	for i, tag := range c.chain(lang) {
		if w := l[tag]; w != nil && (!c.Live || w.Reviewed()) {
			return w, i == 0
		}
	}
	// Not even the source language has it: any language is better than none.
	for _, tag := range c.Tags() {
		if w := l[tag]; w != nil {
			return w, tag == lang
		}
	}
	return nil, false
}

// All stands for every language in Words.NoFallback.
const All = "all"

// Withheld says whether readers of a language are told that there is no text
// for them, instead of being shown another language's.
func (l Languages) Withheld(c *Config, lang string) bool {
	from := l[c.Source]
	if from == nil || len(from.NoFallback) == 0 || lang == c.Source {
		return false
	}
	if _, own := l.In(c, lang); own {
		return false
	}
	return slices.ContainsFunc(from.NoFallback, func(t source.At[string]) bool { return t.Value == All || t.Value == lang })
}

// inherit gives translations what the source language's file says for all
// languages: a date or a source that is written once cannot differ. What a
// translation says itself wins.
func (l Languages) inherit(c *Config) {
	from := l[c.Source]
	if from == nil {
		return
	}
	for _, w := range l {
		if w.Weight == 0 {
			w.Weight = from.Weight
		}
		if w.Go.Value == "" {
			w.Go = from.Go
		}
		if w.Audience == nil {
			w.Audience = from.Audience
		}
		if w.Sources == nil {
			w.Sources = from.Sources
		}
		if w.ReviewOwner.Value == "" && w.ReviewedOn.IsZero() {
			w.ReviewOwner, w.ReviewedOn = from.ReviewOwner, from.ReviewedOn
		}
	}
}
