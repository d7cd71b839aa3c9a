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
	Glossary []*Term    // as content/glossary.yaml lists them
	// Static are the files copied as they are, by path relative to static/.
	Static []string

	pages    map[string]*Page
	children map[string][]*Page
	places   map[string]int // by path, among its folder's children
	services map[string]*Service
	areas    map[string]*Area
	roles    map[string][]*Service
	numbers  map[string]*Service
	reads    *Reads // nil where nobody asks
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
	// Fallback are the languages whose text a reader is shown where there is
	// none in their own, before the source language's.
	Fallback map[string][]source.At[string]
	Areas    []source.At[string]
	Exit     source.At[string]
	ExitBy   Texts
	Timezone *time.Location
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

	chains map[string][]string // of the site's languages; made by Index
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
// those that vart.yaml names for it, a simple form's full form (sv-simple →
// sv), the source language.
func (c *Config) Fallbacks(lang string) []string {
	return slices.Clone(c.chain(lang))
}

// chain is Fallbacks for readers that change nothing.
func (c *Config) chain(lang string) []string {
	if chain := c.chains[lang]; chain != nil {
		return chain
	}
	chain := []string{lang}
	add := func(tag string) {
		if !slices.Contains(chain, tag) {
			chain = append(chain, tag)
		}
	}
	for _, next := range c.Fallback[lang] {
		add(next.Value)
	}
	if full := c.Full(lang); full != "" {
		add(full)
	}
	add(c.Source)
	return chain
}

// Full is the language that lang is an easier form of, "" if it is none: sv
// for sv-simple, whose last part is the variant subtag "simple" (BCP 47,
// registered 2015).
func (c *Config) Full(lang string) string {
	full, simple := strings.CutSuffix(lang, "-simple")
	if !simple || !slices.Contains(c.Tags(), full) {
		return ""
	}
	return full
}

// ExitFor is the neutral page the quick exit leads to from a language.
func (c *Config) ExitFor(lang string) string {
	if u, ok := c.ExitBy[lang]; ok && u.Value != "" {
		return u.Value
	}
	return c.Exit.Value
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
	s.Config.chains = nil
	chains := map[string][]string{}
	for _, tag := range s.Config.Tags() {
		chains[tag] = s.Config.chain(tag)
	}
	s.Config.chains = chains
	s.services, s.areas = map[string]*Service{}, map[string]*Area{}
	s.roles, s.numbers = map[string][]*Service{}, map[string]*Service{}
	s.pages, s.children = map[string]*Page{}, map[string][]*Page{}
	for _, p := range s.Pages {
		p.Words.inherit(&s.Config)
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
	s.places = make(map[string]int, len(s.Pages))
	for _, children := range s.children {
		for i, p := range children {
			s.places[p.Path] = i
		}
	}
	for _, a := range s.Areas {
		a.Words.inherit(&s.Config)
		s.areas[a.ID] = a
	}
	for _, f := range s.Flows {
		f.Words.inherit(&s.Config)
	}
	for _, v := range s.Services {
		v.Words.inherit(&s.Config)
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
