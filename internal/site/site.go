// Package site is a help site as typed values: pages, services, areas, flows
// and the settings they share. It reads nothing and writes nothing; package
// load makes these values from a folder.
package site

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"vart/internal/doc"
	"vart/internal/flow"
	"vart/internal/source"
)

// Site is everything a folder holds.
type Site struct {
	Config   Config
	Pages    []*Page    // by path
	Services []*Service // by id
	Areas    []*Area    // by id, National first
	Flows    []*Flow    // by id
	// Static are the files copied as they are, by path relative to static/.
	Static []string

	pages    map[string]*Page
	children map[string][]*Page
	services map[string]*Service
	areas    map[string]*Area
	roles    map[string][]*Service
	numbers  map[string]*Service
}

// Texts is a text in several languages, by language tag.
type Texts map[string]source.At[string]

// Config is vart.yaml.
type Config struct {
	File          *source.File
	Title         Texts
	DiscreetTitle Texts
	BaseURL       source.At[string] // absolute, ends in a slash
	Live          bool
	Publisher     Publisher
	Source        string // the source language's tag
	Languages     []source.At[string]
	Names         Texts // own names of languages, where the tag does not give it
	Areas         []source.At[string]
	Exit          source.At[string]
	ExitBy        Texts
	Timezone      *time.Location
	// ServiceAge and PageAge are how old a verification or review may be.
	ServiceAge, PageAge time.Duration
	// Scripts are scripts a site adds to every page, by path under static/;
	// they are inlined and allowed by hash.
	Scripts []source.At[string]
	// LIX is the highest readability index a text may have, by language; one
	// for professionals only may have ten more.
	LIX map[string]int
	// Menu and Footer are paths of pages, in the order they are shown; Danger
	// is the page for somebody in danger now.
	Menu, Footer []source.At[string]
	Danger       source.At[string]
	// Roles is the order roles are listed in on an area's page; roles it does
	// not name come after, by id.
	Roles []source.At[string]
}

// Publisher is who answers for the site.
type Publisher struct {
	Name, Email, Phone source.At[string]
}

// Base is the path part of the site's address: "/" or "/help/".
func (c *Config) Base() string {
	_, rest, _ := strings.Cut(c.BaseURL.Value, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}

// Tags returns the tags of the site's languages in the order of vart.yaml.
func (c *Config) Tags() []string {
	tags := make([]string, len(c.Languages))
	for i, l := range c.Languages {
		tags[i] = l.Value
	}
	return tags
}

// Fallbacks returns the languages to look for a text in: the language itself,
// a simple form's full form (sv-simple → sv), the source language.
func (c *Config) Fallbacks(lang string) []string {
	chain := []string{lang}
	if base, _, ok := strings.Cut(lang, "-"); ok && slices.Contains(c.Tags(), base) {
		chain = append(chain, base)
	}
	if !slices.Contains(chain, c.Source) {
		chain = append(chain, c.Source)
	}
	return chain
}

// ExitFor is the neutral page the quick exit leads to from a language.
func (c *Config) ExitFor(lang string) string {
	if u, ok := c.ExitBy[lang]; ok && u.Value != "" {
		return u.Value
	}
	return c.Exit.Value
}

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
	// Translated is false of a file in the source language.
	Translated   bool
	TranslatedOn time.Time // when somebody reviewed the translation; zero: nobody has
	TranslatedBy string
	// Fingerprint is which source text a translation was made from; Age is what
	// that says of it now.
	Fingerprint []source.At[string]
	Age         Age
	Body        *doc.Doc
}

// Reviewed says whether the words may be shown without a notice that nobody
// has read the translation.
func (w *Words) Reviewed() bool { return !w.Translated || !w.TranslatedOn.IsZero() }

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
	for i, tag := range c.Fallbacks(lang) {
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

// Page is a topic: one address in every language.
type Page struct {
	Path   string // below content/, without language and ending: "hjalp/heder"; a folder's own page is the folder's path, "" the start page
	Folder bool   // a folder's own page
	Words  Languages
}

// Parent is the path of the folder above; ok is false for the start page.
func (p *Page) Parent() (path string, ok bool) {
	if p.Path == "" {
		return "", false
	}
	if i := strings.LastIndexByte(p.Path, '/'); i >= 0 {
		return p.Path[:i], true
	}
	return "", true
}

// weight is the page's place among its siblings: the source language's weight,
// so that the order is the same in every language. Pages without one come last.
func (p *Page) weight(c *Config) int {
	if w, _ := p.Words.In(c, c.Source); w != nil && w.Weight > 0 {
		return w.Weight
	}
	return math.MaxInt
}

// Flow is a guided decision: its graph in the source language, and its words.
type Flow struct {
	ID     string
	Words  Languages
	Graphs map[string]*flow.Flow // by language
	// Scenarios are the flow's tests, in the order they are written.
	Scenarios []*Scenario
}

// Graph returns the graph in the language whose words are shown to readers of
// lang.
func (f *Flow) Graph(c *Config, lang string) *flow.Flow {
	if w, _ := f.Words.In(c, lang); w != nil {
		return f.Graphs[w.Lang]
	}
	return nil
}

// Index makes the look-ups work; call it once the lists are complete.
func (s *Site) Index() {
	s.services, s.areas = map[string]*Service{}, map[string]*Area{}
	s.roles, s.numbers = map[string][]*Service{}, map[string]*Service{}
	s.pages, s.children = map[string]*Page{}, map[string][]*Page{}
	for _, p := range s.Pages {
		if s.pages[p.Path] == nil || p.Folder {
			s.pages[p.Path] = p
		}
		if parent, ok := p.Parent(); ok {
			s.children[parent] = append(s.children[parent], p)
		}
	}
	for _, children := range s.children {
		slices.SortStableFunc(children, func(a, b *Page) int {
			return cmp.Or(cmp.Compare(a.weight(&s.Config), b.weight(&s.Config)), strings.Compare(a.Path, b.Path))
		})
	}
	for _, a := range s.Areas {
		s.areas[a.ID] = a
	}
	for _, v := range s.Services {
		s.services[v.ID] = v
		for _, r := range v.Roles {
			s.roles[r.Value] = append(s.roles[r.Value], v)
		}
		for _, p := range v.Phones {
			if _, taken := s.numbers[p.Phone.Key]; !taken && v.Status != Draft {
				s.numbers[p.Phone.Key] = v
			}
		}
	}
}

// Service returns a service by id, nil if there is none.
func (s *Site) Service(id string) *Service { return s.services[id] }

// Area returns an area by id, nil if there is none.
func (s *Site) Area(id string) *Area { return s.areas[id] }

// HasRole says whether some service has the role.
func (s *Site) HasRole(id string) bool { return len(s.roles[id]) > 0 }

// Roles returns the ids of all roles, sorted.
func (s *Site) Roles() []string {
	var ids []string
	for id := range s.roles {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Number returns the service that has the number with this key, nil if none.
func (s *Site) Number(key string) *Service { return s.numbers[key] }

// Chain returns an area and those above it, national last.
func (s *Site) Chain(area string) []string {
	var chain []string
	for a := s.areas[area]; area != "" && a != nil && !slices.Contains(chain, a.ID); a = s.areas[a.Parent.Value] {
		chain = append(chain, a.ID)
	}
	if !slices.Contains(chain, National) {
		chain = append(chain, National)
	}
	return chain
}

// Fill resolves a role for a reader's area by climbing: the area, its parent,
// … national. The nearest level with an active service that has the role wins,
// and all of that level are returned, in order of id. level is "" when nobody
// fills the role at any level.
func (s *Site) Fill(role, area string) (services []*Service, level string) {
	for _, level := range s.Chain(area) {
		for _, v := range s.roles[role] {
			if v.Status == Active && v.In(level) {
				services = append(services, v)
			}
		}
		if len(services) > 0 {
			return services, level
		}
	}
	return nil, ""
}
