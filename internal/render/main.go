package render

import (
	"html/template"
	"slices"

	"vart/internal/plan"
	"vart/internal/site"
)

// head is the page's part of <head>.
func (p *page) head() Head {
	c := &p.site.Config
	siteTitle := p.title
	h := Head{Title: siteTitle, NoIndex: !c.Live}
	w, _ := p.out.Words(c)
	if p.out.Go {
		// The address is short so that it can be given away; nothing in it
		// tells what the page is about, and neither does the title.
		h.Title, h.NoIndex = p.text(c.DiscreetTitle), true
		if h.Title == "" {
			h.Title = p.say("discreet")
		}
	} else if w != nil {
		if p.out.Kind != plan.Start && w.Title.Value != siteTitle {
			h.Title = p.plain(w.Title.Value) + " – " + siteTitle
		}
		h.Description = p.plain(w.Description.Value)
	}
	if p.out.Kind == plan.NotFound {
		h.Title, h.NoIndex = p.say("notfound")+" – "+siteTitle, true
	}
	if !p.out.Go && p.out.Kind != plan.NotFound {
		h.Canonical = p.plan.Absolute(p.out.URL)
		h.Alternates = p.alternates()
	}
	if p.out.Kind == plan.Flow {
		h.Reveal = p.reveals[p.out.Flow.ID]
	}
	return h
}

// alternates lists the page in the languages it really has, for search
// engines, with the source language for everybody else.
func (p *page) alternates() []Alternate {
	c := &p.site.Config
	out := make([]Alternate, 0, len(p.tags)+1)
	if p.out.Kind == plan.Languages {
		for _, tag := range p.tags {
			out = append(out, Alternate{tag, p.plan.Absolute(p.plan.PageURL("", tag))})
		}
		return append(out, Alternate{"x-default", p.plan.Absolute(p.out.URL)})
	}
	if p.pages.alternates != nil {
		return p.pages.alternates
	}
	words := p.out.Languages()
	for _, tag := range p.tags {
		if _, own := words.In(c, tag); own {
			out = append(out, Alternate{tag, p.plan.Absolute(p.addressIn(tag))})
		}
	}
	if len(out) < 2 {
		return nil
	}
	p.pages.alternates = append(out, Alternate{"x-default", p.plan.Absolute(p.addressIn(c.Source))})
	return p.pages.alternates
}

// addressIn is the page's address in another language.
func (p *page) addressIn(tag string) string {
	switch p.out.Kind {
	case plan.Service:
		return p.plan.ServiceURL(p.out.Service.ID, tag)
	case plan.Area:
		return p.plan.AreaURL(p.out.Area.ID, tag)
	case plan.FlowAreas:
		return p.plan.FlowURL(p.out.Flow.ID, "", tag)
	case plan.Flow:
		return p.plan.FlowURL(p.out.Flow.ID, p.area(), tag)
	case plan.Languages, plan.NotFound:
		return p.plan.PageURL("", tag)
	}
	return p.plan.PageURL(p.out.Page.Path, tag)
}

// langLinks are the ways to the page's other languages.
func (p *page) langLinks() LangLinks {
	v := LangLinks{make([]LangLink, 0, len(p.tags))}
	words := p.out.Languages()
	for _, tag := range p.tags {
		link := p.langLink(tag, p.addressIn(tag), false)
		if words.Withheld(&p.site.Config, tag) {
			link.URL, link.Missing = p.plan.PageURL("", tag), true
		}
		if p.out.Kind == plan.Languages || p.out.Kind == plan.NotFound {
			link.Current = false
		}
		v.Links = append(v.Links, link)
	}
	return v
}

// base is what all main layouts are given.
func (p *page) base() Page {
	w, own := p.out.Words(&p.site.Config)
	if w == nil {
		return Page{Title: p.title}
	}
	v := Page{
		Title: p.plain(w.Title.Value), Lead: p.plain(w.Description.Value), Own: p.own(p.out), Up: p.up(), Crumbs: p.crumbs(),
		Sources: p.sources(w.Sources), Reviewed: p.date(w.ReviewedOn),
	}
	if p.out.Kind != plan.Flow {
		v.Body = p.body(w, w.Body.Blocks)
	}
	v.Lang, v.Dir = p.foreign(w)
	if !own {
		v.Notices = append(v.Notices, p.exec("notice.html", Notice{Kind: "fallback"}))
	} else {
		if !w.Reviewed() {
			v.Notices = append(v.Notices, p.original("draft"))
		}
		if len(w.Age.Stale) > 0 {
			v.Notices = append(v.Notices, p.original("stale"))
		}
	}
	if p.out.Service != nil && p.out.Service.Status == site.Closed {
		v.Notices = append(v.Notices, p.exec("notice.html", Notice{Kind: "closed"}))
	}
	return v
}

// original is a notice with a link to the page in the source language.
func (p *page) original(kind string) template.HTML {
	tag := p.site.Config.Source
	source := &Link{URL: p.addressIn(tag), Text: p.ownName(tag)}
	return p.exec("notice.html", Notice{Kind: kind, Link: source, Lang: tag, Dir: p.catalog.Direction(tag)})
}

// folder is the path of the folder that the page is in, "" of those that are
// in none.
func (p *page) folder() string {
	switch p.out.Kind {
	case plan.Service:
		return plan.ServicesFolder
	case plan.Area:
		return plan.AreasFolder
	case plan.Flow, plan.FlowAreas:
		return plan.FlowsFolder
	case plan.Page, plan.Services, plan.Areas:
		folder, _ := p.out.Page.Parent()
		return folder
	}
	return ""
}

// up leads to the folder above.
func (p *page) up() *Link {
	folder := p.folder()
	parent := p.site.Page(folder)
	if folder == "" || parent == nil || p.out.Flow != nil {
		return nil
	}
	link := p.pageLink(parent)
	return &link
}

// crumbs lead to the pages above, the start page first.
func (p *page) crumbs() []Link {
	var links []Link
	if p.out.Kind == plan.Start {
		return nil
	}
	for folder := p.folder(); ; {
		parent := p.site.Page(folder)
		if parent == nil {
			break
		}
		links = append(links, p.pageLink(parent))
		above, ok := parent.Parent()
		if !ok {
			break
		}
		folder = above
	}
	slices.Reverse(links)
	return links
}

// neighbour leads to the page so many places from this one in its folder.
func (p *page) neighbour(steps int) *Link {
	n := p.site.Neighbour(p.out.Page, steps)
	if n == nil {
		return nil
	}
	link := p.pageLink(n)
	return &link
}

// main is what the page's main layout is given.
func (p *page) main() any {
	base := p.base()
	switch p.out.Kind {
	case plan.Languages:
		base.Own = ""
		return Languages{base, p.choices()}
	case plan.NotFound:
		base.Title = p.say("notfound")
		return NotFound{base, p.choices()}
	case plan.Start:
		return p.start(base)
	case plan.Service:
		return p.servicePage(base)
	case plan.Services:
		return Services{base, p.serviceGroups()}
	case plan.Area:
		return p.areaPage(base)
	case plan.Areas:
		v := Areas{Page: base}
		for _, a := range p.plan.Areas() {
			v.Areas = append(v.Areas, p.areaLink(a))
		}
		return v
	case plan.Flow:
		return p.flow(base)
	case plan.FlowAreas:
		return p.flowAreas(base)
	}
	v := Doc{Page: base, Previous: p.neighbour(-1), Next: p.neighbour(+1)}
	if p.out.Page.Folder {
		v.Children = p.children(p.out.Page)
	}
	return v
}

// children lists a folder's pages that its own text does not link to already.
func (p *page) children(folder *site.Page) []Link {
	w, _ := folder.Words.In(&p.site.Config, p.tag)
	var linked []*site.Page
	if w != nil {
		for ref := range w.Body.Refs {
			linked = append(linked, p.site.Resolve(w.File.Name, ref.Key).Page)
		}
	}
	var links []Link
	for _, child := range p.site.Children(folder.Path) {
		if !slices.Contains(linked, child) {
			links = append(links, p.pageLink(child))
		}
	}
	if folder.Path == plan.FlowsFolder {
		for _, f := range p.site.Flows {
			links = append(links, *p.flowLink(f, ""))
		}
	}
	return links
}

func (p *page) flowLink(f *site.Flow, area string) *Link {
	link := p.link(p.plan.FlowURL(f.ID, area, p.tag), f.Words)
	return &link
}

func (p *page) areaLink(a *site.Area) Link {
	return p.link(p.plan.AreaURL(a.ID, p.tag), a.Words)
}

// firstFlow is the flow that start and area pages lead to.
func (p *page) firstFlow(area string) *Link {
	if len(p.site.Flows) == 0 {
		return nil
	}
	return p.flowLink(p.site.Flows[0], area)
}

func (p *page) start(base Page) Start {
	v := Start{Page: base, Flow: p.firstFlow("")}
	if d := p.site.Page(p.site.Config.Danger.Value); d != nil && p.site.Config.Danger.Value != "" {
		link := p.pageLink(d)
		v.Danger = &link
	}
	if links := p.links(p.site.Config.Menu); len(links) > 0 {
		v.Groups = append(v.Groups, Group{p.say("start.more"), links})
	}
	return v
}

func (p *page) servicePage(base Page) ServicePage {
	v := p.out.Service
	full, found := p.cards[v.ID].full()
	p.found = append(p.found, found...)
	base.Sources = p.sources(v.Sources)
	service := p.service(v, false)
	service.Body = base.Body
	return ServicePage{base, service, full}
}

// serviceGroups lists every service under the area it is for, the nearest
// areas of the site first and national ones last.
func (p *page) serviceGroups() []CardGroup {
	var groups []CardGroup
	add := func(title, area string) {
		g := CardGroup{Title: title}
		for _, v := range p.site.Services {
			if v.Published() && len(v.AreaIDs) > 0 && v.In(area) {
				g.Cards = append(g.Cards, p.card(v))
			}
		}
		if len(g.Cards) > 0 {
			groups = append(groups, g)
		}
	}
	var above []string
	for _, a := range p.plan.Areas() {
		add(p.titleOf(a.Words), a.ID)
		for _, id := range p.site.Chain(a.ID)[1:] {
			if id != site.National && !slices.Contains(above, id) {
				above = append(above, id)
			}
		}
	}
	for _, id := range above {
		add(p.titleOf(p.site.Area(id).Words), id)
	}
	add(p.say("area.national.title"), site.National)
	return groups
}

func (p *page) areaPage(base Page) AreaPage {
	v := AreaPage{Page: base, Flow: p.firstFlow(p.out.Area.ID)}
	for _, role := range p.roles() {
		r := p.role(role)
		v.Roles = append(v.Roles, AreaRole{ID: role, Name: r.Name, What: r.What, HTML: p.exec("role.html", r)})
	}
	return v
}

// roles lists the roles in the order of vart.yaml, the others after.
func (p *page) roles() []string {
	var ids []string
	for _, r := range p.site.Config.Roles {
		if p.site.HasRole(r.Value) {
			ids = append(ids, r.Value)
		}
	}
	for _, id := range p.site.Roles() {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
