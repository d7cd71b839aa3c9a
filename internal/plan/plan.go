// Package plan decides which files a site consists of and at which addresses
// they stand. It renders nothing.
package plan

import (
	"strings"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
)

// Kind says what a file shows, and so which layout makes it.
type Kind int

// The kinds of pages.
const (
	Languages Kind = iota // the choice of language at the root
	Start                 // a language's start page
	Page                  // a page or a folder's own page
	Service
	Services
	Area
	Areas
	Flow      // a flow's document, for an area or for none
	FlowAreas // the choice of area before a flow
	NotFound
)

// Output is one HTML file of the site.
type Output struct {
	Kind Kind
	Lang string
	URL  string // root-relative, with the base path: "/sv/hjalp/"
	File string // below the output folder: "sv/hjalp/index.html"

	Page    *site.Page
	Service *site.Service
	Area    *site.Area // of Flow: nil when the reader would not say
	Flow    *site.Flow

	// Go is true of a short link: the same page, with the discreet title.
	Go bool
}

// Words returns what the page says to readers of its language, and whether
// that is in their language; nil for pages that no Markdown file is behind.
func (o *Output) Words(c *site.Config) (w *site.Words, own bool) {
	return o.Languages().In(c, o.Lang)
}

// Languages is what the page says in each language.
func (o *Output) Languages() site.Languages {
	switch {
	case o.Kind == Flow || o.Kind == FlowAreas:
		return o.Flow.Words
	case o.Service != nil:
		return o.Service.Words
	case o.Area != nil:
		return o.Area.Words
	case o.Page != nil:
		return o.Page.Words
	}
	return nil
}

// Plan is every page of a site, in a fixed order.
type Plan struct {
	Site    *site.Site
	Outputs []*Output
	byURL   map[string]*Output
	base    string
	origin  string // the base URL's part before base
	langs   map[string]int
	// Addresses in each language, worked out once.
	pages, services, areas map[string][]string
	flows                  map[inArea][]string
}

// inArea is a flow in an area; area "" is the choice of area.
type inArea struct{ flow, area string }

// Folders whose pages vart makes from the registry.
const (
	ServicesFolder = "services"
	AreasFolder    = "areas"
	FlowsFolder    = "flows"
)

// Of plans a site. Pages that would share an address, and addresses that
// cannot be typed, are findings.
func Of(s *site.Site) (*Plan, diag.List) {
	p := &Plan{Site: s, byURL: map[string]*Output{}, base: s.Config.Base()}
	p.origin = strings.TrimSuffix(s.Config.BaseURL.Value, p.base)
	p.addresses()
	var found diag.List
	add := func(o *Output) { p.add(o, &found) }

	add(&Output{Kind: Languages, Lang: s.Config.Source, URL: p.base, File: "index.html"})
	for _, lang := range s.Config.Tags() {
		for _, page := range s.Pages {
			if page.Words.Withheld(&s.Config, lang) {
				continue
			}
			kind := Page
			switch {
			case page.Path == "":
				kind = Start
			case page.Folder && page.Path == ServicesFolder:
				kind = Services
			case page.Folder && page.Path == AreasFolder:
				kind = Areas
			}
			add(&Output{Kind: kind, Lang: lang, URL: p.PageURL(page.Path, lang), Page: page})
		}
		for _, v := range s.Services {
			if v.Published() && !v.Words.Withheld(&s.Config, lang) {
				add(&Output{Kind: Service, Lang: lang, URL: p.ServiceURL(v.ID, lang), Service: v})
			}
		}
		for _, a := range p.Areas() {
			if a.Words.Withheld(&s.Config, lang) {
				continue
			}
			add(&Output{Kind: Area, Lang: lang, URL: p.AreaURL(a.ID, lang), Area: a})
		}
		for _, f := range s.Flows {
			if f.Words.Withheld(&s.Config, lang) {
				continue
			}
			add(&Output{Kind: FlowAreas, Lang: lang, URL: p.FlowURL(f.ID, "", lang), Flow: f})
			for _, a := range p.Areas() {
				add(&Output{Kind: Flow, Lang: lang, URL: p.FlowURL(f.ID, a.ID, lang), Flow: f, Area: a})
			}
			add(&Output{Kind: Flow, Lang: lang, URL: p.FlowURL(f.ID, site.National, lang), Flow: f})
		}
	}
	p.short(&found)
	add(&Output{Kind: NotFound, Lang: s.Config.Source, URL: p.base + "404.html", File: "404.html"})
	// A host knows the reader's language by the address's first part only.
	for _, lang := range s.Config.Tags() {
		add(&Output{Kind: NotFound, Lang: lang, URL: p.base + lang + "/404.html", File: lang + "/404.html"})
	}
	return p, found
}

// Areas returns the areas a reader can choose, in the order of vart.yaml.
func (p *Plan) Areas() []*site.Area {
	var areas []*site.Area
	for _, t := range p.Site.Config.Areas {
		if a := p.Site.Area(t.Value); a != nil {
			areas = append(areas, a)
		}
	}
	return areas
}

// At returns the page at a root-relative address, nil if there is none.
func (p *Plan) At(url string) *Output { return p.byURL[url] }

// Absolute returns the whole address of a root-relative one.
func (p *Plan) Absolute(url string) string {
	return p.origin + url
}

func (p *Plan) add(o *Output, found *diag.List) {
	if o.File == "" {
		o.File = File(o.URL, p.base)
	}
	if other := p.byURL[o.URL]; other != nil {
		pos, first := p.where(o), p.where(other)
		if pos.Offset == 0 && first.Offset > 0 {
			pos, first = first, pos // a slug is easier to change than a file's name
		}
		found.Add(pos, diag.AddressTaken, diag.T("adressen %s är redan upptagen av %s", "the address %s is taken by %s", o.URL, first.Name()),
			diag.T("ge den här sidan en annan slug, eller ett annat filnamn", "give this page another slug, or another file name"))
		return
	}
	p.byURL[o.URL] = o
	p.Outputs = append(p.Outputs, o)
}

// where is the place that an author would mend to change a page's address.
func (p *Plan) where(o *Output) source.Pos {
	w, _ := o.Words(&p.Site.Config)
	switch {
	case w == nil:
		return p.Site.Config.File.Start()
	case o.Go:
		return w.Go.Pos
	case w.Slug.Value != "":
		return w.Slug.Pos
	}
	return w.File.Start()
}

// short plans /go/<key>/ and /go/<key>/<lang>/ for every page with a key.
func (p *Plan) short(found *diag.List) {
	for _, o := range p.Outputs {
		w, own := o.Words(&p.Site.Config)
		if w == nil || !own || w.Go.Value == "" || o.Kind == Flow {
			continue
		}
		key := w.Go.Value
		if !typable(key) {
			found.Add(w.Go.Pos, diag.SlugFormat, diag.T("kortlänken ”%s” går inte att skriva för hand", "the short link “%s” cannot be typed by hand", key),
				diag.T("använd små bokstäver a-z, siffror och bindestreck", "use small letters a-z, digits and hyphens"))
			continue
		}
		g := *o
		g.Go, g.File = true, ""
		g.URL = p.base + "go/" + key + "/" + o.Lang + "/"
		p.add(&g, found)
		if o.Lang == p.Site.Config.Source {
			g := g
			g.URL, g.File = p.base+"go/"+key+"/", ""
			p.add(&g, found)
		}
	}
}

// typable says whether somebody can read an address out over the phone.
func typable(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') {
			return false
		}
	}
	return s != ""
}

// Slugs reports slugs that would not survive in an address.
func (p *Plan) Slugs() diag.List {
	var found diag.List
	seen := map[*site.Words]bool{}
	for _, o := range p.Outputs {
		w, _ := o.Words(&p.Site.Config)
		if w == nil || seen[w] || w.Slug.Value == "" {
			continue
		}
		seen[w] = true
		if strings.ContainsAny(w.Slug.Value, "/?#%&\\ .") || w.Slug.Value != strings.ToLower(w.Slug.Value) {
			found.Add(w.Slug.Pos, diag.SlugFormat, diag.T("”%s” blir ingen bra adress", "“%s” makes no good address", w.Slug.Value),
				diag.T("använd små bokstäver, siffror och bindestreck: skyddat-boende", "use small letters, digits and hyphens: sheltered-housing"))
		}
	}
	return found
}
