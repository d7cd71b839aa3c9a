// Package render turns planned pages into HTML with html/template layouts.
//
// What pages share is rendered once: the frame once per language, a service's
// cards once per language. A page is then its own few parts, joined with the
// pieces of the frame. docs/layouts.md is the contract with layouts.
package render

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"
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
	langs, lists := make([]*language, len(r.tags)), make([]diag.List, len(r.tags))
	var wg sync.WaitGroup
	for i, tag := range r.tags {
		wg.Go(func() { langs[i], lists[i] = r.language(tag) })
	}
	wg.Wait()
	for i, tag := range r.tags {
		found = append(found, lists[i]...)
		if langs[i] == nil {
			return nil, found
		}
		r.langs[tag] = langs[i]
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

// Parts are where in a page the parts stand that are its own, which fill the
// slots of its language's frame.
type Parts [3]struct{ Start, End int }

// Frame is the frame of a language: the pieces before, between and after a
// page's parts.
func (r *Renderer) Frame(lang string) []string { return r.langs[lang].frame[:] }

// Page renders a planned page.
func (r *Renderer) Page(o *plan.Output) ([]byte, diag.List) {
	html, _, found := r.Pages(r.site, false).Append(nil, o)
	return html, found
}

// Pages renders the addresses of one page, in all languages, and works out once
// what they share. It is not safe for concurrent use.
type Pages struct {
	r          *Renderer
	site       *site.Site
	alternates []Alternate
	body       []byte          // the text of the page that is being rendered
	long       map[string]long // by language, if the page has short links
}

// long is a page that a short link may stand for.
type long struct {
	html  string
	parts Parts
}

// Pages returns what renders the addresses of a page; short says that there are
// short links among them. What they show of other pages they ask s, which is the
// renderer's site or the same site noting what is asked.
func (r *Renderer) Pages(s *site.Site, short bool) *Pages {
	all := &Pages{r: r, site: s}
	if short {
		all.long = map[string]long{}
	}
	return all
}

// Append appends a page to html, and says where its own parts stand. A short link
// has those of the page it stands for, with another head; that page comes
// before it.
func (all *Pages) Append(html []byte, o *plan.Output) ([]byte, Parts, diag.List) {
	p := &page{language: all.r.langs[o.Lang], pages: all, site: all.site, out: o}
	start := len(html)
	var parts Parts
	of, known := all.long[o.Lang]
	for i := range parts {
		html = append(html, p.frame[i]...)
		parts[i].Start = len(html)
		switch {
		case i == 0:
			html = p.append(html, "head.html", p.head(), &p.found)
		case o.Go && known:
			html = append(html, of.html[of.parts[i].Start:of.parts[i].End]...)
		case i == 1:
			html = p.append(html, "langlinks.html", p.langLinks(), &p.found)
		default:
			html = p.append(html, all.r.LayoutOf(o), p.main(), &p.found)
		}
		parts[i].End = len(html)
	}
	html = append(html, p.frame[len(parts)]...)
	if all.long != nil && !o.Go && len(p.found) == 0 {
		whole := long{html: string(html[start:])}
		for i, part := range parts {
			whole.parts[i].Start, whole.parts[i].End = part.Start-start, part.End-start
		}
		all.long[o.Lang] = whole
	}
	return html, parts, p.found
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
