package plan

import (
	"net/url"
	"path"
	"strings"

	"vart/internal/site"
)

// PageURL is the address of a page in a language; of one that is withheld from
// the language's readers, its address in the source language.
func (p *Plan) PageURL(path, lang string) string {
	if url := p.known(p.pages[path], lang); url != "" {
		return url
	}
	if page := p.Site.Page(path); page != nil {
		lang = p.shown(page.Words, lang)
	}
	return p.base + lang + "/" + p.slugs(path, lang)
}

// ServiceURL is the address of a service's page, as PageURL is of a page.
func (p *Plan) ServiceURL(id, lang string) string {
	if url := p.known(p.services[id], lang); url != "" {
		return url
	}
	return p.in(ServicesFolder, p.Site.Service(id).Words, id, lang)
}

// AreaURL is the address of an area's page, as PageURL is of a page.
func (p *Plan) AreaURL(id, lang string) string {
	if url := p.known(p.areas[id], lang); url != "" {
		return url
	}
	return p.in(AreasFolder, p.Site.Area(id).Words, id, lang)
}

// FlowURL is the address of a flow in an area; with area "" that of the choice
// of area.
func (p *Plan) FlowURL(id, area, lang string) string {
	if url := p.known(p.flows[inArea{id, area}], lang); url != "" {
		return url
	}
	words := p.Site.Flow(id).Words
	u := p.in(FlowsFolder, words, id, lang)
	if area == "" {
		return u
	}
	if a := p.Site.Area(area); a != nil {
		return u + p.slug(a.Words, area, p.shown(words, lang)) + "/"
	}
	return u + area + "/"
}

// known is the address in a language, "" when it has not been worked out.
func (p *Plan) known(all []string, lang string) string {
	if i, ok := p.langs[lang]; ok && all != nil {
		return all[i]
	}
	return ""
}

// addresses works out every address in every language.
func (p *Plan) addresses() {
	tags := p.Site.Config.Tags()
	each := func(url func(lang string) string) []string {
		all := make([]string, len(tags))
		for i, lang := range tags {
			all[i] = url(lang)
		}
		return all
	}
	langs := map[string]int{}
	for i, lang := range tags {
		langs[lang] = i
	}
	pages, services, areas, flows := make(map[string][]string, len(p.Site.Pages)), map[string][]string{}, map[string][]string{}, map[inArea][]string{}
	for _, page := range p.Site.Pages {
		pages[page.Path] = each(func(lang string) string { return p.PageURL(page.Path, lang) })
	}
	for _, v := range p.Site.Services {
		services[v.ID] = each(func(lang string) string { return p.ServiceURL(v.ID, lang) })
	}
	for _, a := range p.Site.Areas {
		areas[a.ID] = each(func(lang string) string { return p.AreaURL(a.ID, lang) })
	}
	for _, f := range p.Site.Flows {
		at := []string{"", site.National}
		for _, a := range p.Areas() {
			at = append(at, a.ID)
		}
		for _, area := range at {
			flows[inArea{f.ID, area}] = each(func(lang string) string { return p.FlowURL(f.ID, area, lang) })
		}
	}
	p.langs, p.pages, p.services, p.areas, p.flows = langs, pages, services, areas, flows
}

// in is the address of something in one of vart's own folders.
func (p *Plan) in(folder string, words site.Languages, id, lang string) string {
	lang = p.shown(words, lang)
	return p.base + lang + "/" + p.slugs(folder, lang) + p.slug(words, id, lang) + "/"
}

// shown is the language in whose part of the site readers of lang find the
// words.
func (p *Plan) shown(words site.Languages, lang string) string {
	if words.Withheld(&p.Site.Config, lang) {
		return p.Site.Config.Source
	}
	return lang
}

// slugs turns a page's path into its address, folder by folder: each may have
// a name of its own in each language.
func (p *Plan) slugs(pagePath, lang string) string {
	if pagePath == "" {
		return ""
	}
	var address strings.Builder
	for start := 0; start < len(pagePath); {
		end := len(pagePath)
		if n := strings.IndexByte(pagePath[start:], '/'); n >= 0 {
			end = start + n
		}
		name := pagePath[start:end]
		if page := p.Site.Page(pagePath[:end]); page != nil {
			address.WriteString(p.slug(page.Words, name, lang))
		} else {
			address.WriteString(url.PathEscape(name))
		}
		address.WriteByte('/')
		start = end + 1
	}
	return address.String()
}

// slug is the last part of an address: the one the words choose, or the name
// of the file. Only words in the language itself choose.
func (p *Plan) slug(l site.Languages, name, lang string) string {
	if w := l[lang]; w != nil && w.Slug.Value != "" {
		return url.PathEscape(w.Slug.Value)
	}
	return url.PathEscape(name)
}

// File is where the page at an address is kept.
func File(address, base string) string {
	name, err := url.PathUnescape(strings.TrimPrefix(address, base))
	if err != nil {
		name = strings.TrimPrefix(address, base)
	}
	return path.Join(name, "index.html")
}
