// Package render turns planned pages into HTML with html/template layouts.
//
// What pages share is rendered once: the frame once per language, a service's
// cards once per language. A page is then its own few parts, joined with the
// pieces of the frame. docs/layouts.md is the contract with layouts.
package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/plan"
	"vart/internal/site"
)

// Renderer renders the pages of one plan. It is safe for concurrent use.
type Renderer struct {
	plan     *plan.Plan
	site     *site.Site
	catalog  *i18n.Catalog
	layouts  *layouts
	calendar *calendar
	policy   string
	langs    map[string]*language
	tags     []string                // the languages, in order
	names    map[string]LangLink     // each language's name and direction
	reveals  map[string]template.CSS // the rules of each flow's document
}

// Input is what a renderer needs.
type Input struct {
	Plan    *plan.Plan
	Catalog *i18n.Catalog
	Layouts Layouts
	// Scripts are the texts of the scripts the site adds, in order.
	Scripts []string
	Now     time.Time
}

// New parses the layouts and renders what pages share. What is wrong with a
// layout is a finding; the renderer is nil when nothing can be rendered.
func New(in Input) (*Renderer, diag.List) {
	parsed, found := parse(in.Layouts, in.Scripts)
	if parsed == nil {
		return nil, found
	}
	r := &Renderer{plan: in.Plan, site: in.Plan.Site, catalog: in.Catalog, calendar: newCalendar(in.Now, in.Plan.Site.Config.Timezone), layouts: parsed, langs: map[string]*language{}, names: map[string]LangLink{}, reveals: map[string]template.CSS{}}
	r.tags = r.site.Config.Tags()
	for _, f := range r.site.Flows {
		if g := f.Graphs[r.site.Config.Source]; g != nil {
			r.reveals[f.ID] = reveal(g)
		}
	}
	for _, tag := range r.tags {
		r.names[tag] = LangLink{Tag: tag, Dir: r.catalog.Direction(tag), Name: r.ownName(tag)}
	}
	r.policy = r.makePolicy()
	for _, tag := range r.tags {
		l, f := r.language(tag)
		found = append(found, f...)
		if l == nil {
			return nil, found
		}
		r.langs[tag] = l
	}
	return r, found
}

// Policy is the Content-Security-Policy of every page.
func (r *Renderer) Policy() string { return r.policy }

// Script is the one script of every page.
func (r *Renderer) Script() string { return string(r.layouts.script) }

// makePolicy allows the site's one style and one script by their hashes, and
// the reveal rules of flow documents; everything else is refused
// (Content Security Policy Level 3). One policy fits all pages, because script
// swaps the body of one page into another.
func (r *Renderer) makePolicy() string {
	styles := []string{Hash(string(r.layouts.style))}
	for _, f := range r.site.Flows {
		if rules := r.reveals[f.ID]; rules != "" {
			styles = append(styles, Hash(string(rules)))
		}
	}
	return "default-src 'none'; style-src " + strings.Join(styles, " ") + "; script-src " + Hash(string(r.layouts.script)) +
		"; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'"
}

// Hash is the source expression that allows an inline style or script.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// The markers that stand in a rendered frame where a page's parts go; no text
// can have a NUL.
var slots = []string{"head", "languages", "main"}

func marker(name string) string { return "\x00" + name + "\x00" }

// Parts are the parts of a page that are its own. They stand in the slots of
// its language's frame.
type Parts struct{ Head, Languages, Main template.HTML }

// Frame is the frame of a language: the pieces before, between and after a
// page's parts.
func (r *Renderer) Frame(lang string) []string { return r.langs[lang].frame[:] }

// Page renders a planned page.
func (r *Renderer) Page(o *plan.Output) ([]byte, diag.List) {
	parts, found := r.Parts(r.site, o)
	if len(found) > 0 {
		return nil, found
	}
	var b bytes.Buffer
	r.Join(&b, o, parts)
	return b.Bytes(), nil
}

// Parts renders a planned page's own parts. What it shows of other pages it
// asks s, which is the renderer's site or the same site noting what is asked.
func (r *Renderer) Parts(s *site.Site, o *plan.Output) (Parts, diag.List) {
	p := &page{language: r.langs[o.Lang], site: s, out: o}
	parts := Parts{p.exec("head.html", p.head()), p.exec("langlinks.html", p.langLinks()), p.main()}
	return parts, p.found
}

// Short renders a short link's own parts: those of the page it stands for, with
// another head.
func (r *Renderer) Short(s *site.Site, o *plan.Output, of Parts) (Parts, diag.List) {
	p := &page{language: r.langs[o.Lang], site: s, out: o}
	of.Head = p.exec("head.html", p.head())
	return of, p.found
}

// Join writes a page: its parts in the frame.
func (r *Renderer) Join(b *bytes.Buffer, o *plan.Output, parts Parts) {
	frame := &r.langs[o.Lang].frame
	b.Grow(len(frame[0]) + len(frame[1]) + len(frame[2]) + len(frame[3]) + len(parts.Head) + len(parts.Languages) + len(parts.Main))
	b.WriteString(frame[0])
	b.WriteString(string(parts.Head))
	b.WriteString(frame[1])
	b.WriteString(string(parts.Languages))
	b.WriteString(frame[2])
	b.WriteString(string(parts.Main))
	b.WriteString(frame[3])
}

// cut splits a rendered frame at its slots.
func cut(frame string) ([4]string, error) {
	var pieces [4]string
	for i, name := range slots {
		before, after, ok := strings.Cut(frame, marker(name))
		if !ok {
			return pieces, fmt.Errorf(`{{slot %q}} is missing, or stands after a later slot`, name)
		}
		pieces[i], frame = before, after
	}
	pieces[3] = frame
	return pieces, nil
}

// trusted says that HTML made by this package's own code needs no escaping.
// It is the only place outside a template where that is said.
func trusted(html string) template.HTML { return template.HTML(html) }

// LayoutOf is the main layout that a page is made with.
func (r *Renderer) LayoutOf(o *plan.Output) string {
	return [...]string{
		plan.Languages: "languages.html", plan.Start: "start.html", plan.Page: "page.html", plan.Service: "service.html",
		plan.Services: "services.html", plan.Area: "area.html", plan.Areas: "areas.html", plan.Flow: "flow.html",
		plan.FlowAreas: "flow-areas.html", plan.NotFound: "notfound.html",
	}[o.Kind]
}
