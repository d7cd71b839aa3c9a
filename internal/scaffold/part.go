package scaffold

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/route"
	"vart/internal/site"
)

// Part makes parts of a site that exists.
type Part struct {
	Site *site.Site
	// Author is the language of comments, sv or en.
	Author string
	// Now is the moment from which a contact must answer.
	Now time.Time
}

// words is what the templates of texts are filled in with.
type words struct {
	ID, Title  string
	Translated bool
	// Emergency is the id of the service that is called in danger, "" if the
	// site has none; Always are ids of others that answer round the clock.
	Emergency string
	Always    []string
}

func (p *Part) words(id, lang string) words {
	emergency, always := p.contacts()
	name := path.Base(id)
	return words{ID: name, Title: title(name), Translated: lang != p.Site.Config.Source, Emergency: emergency, Always: always}
}

// add appends a file made from the template kind.<language>.md to the plan.
func (p *Part) add(plan *Plan, kind, name, lang string, w words) error {
	text, err := fill(kind+"."+spoken(lang, p.Author)+".md", w)
	if err == nil {
		plan.Files = append(plan.Files, File{name + "." + lang + ".md", text})
	}
	return err
}

// everyLanguage adds content/<folder>/<id>/index.<lang>.md for each language.
func (p *Part) everyLanguage(plan *Plan, kind, folder, id string) error {
	for _, lang := range p.Site.Config.Tags() {
		if err := p.add(plan, kind, "content/"+folder+"/"+id+"/index", lang, p.words(id, lang)); err != nil {
			return err
		}
	}
	return nil
}

// collections are the folders of content/ that hold no pages, and the command
// that makes what they do hold.
var collections = map[string]string{"services": "service", "areas": "area", "flows": "flow"}

// Page plans a page in the source language. The path is below content/,
// without language and ending; a last part "index" is its folder's own page.
func (p *Part) Page(at string) (*Plan, error) {
	if err := checkPath(at); err != nil {
		return nil, err
	}
	dir, base := path.Split(at)
	folder := strings.TrimSuffix(dir, "/")
	first, rest, _ := strings.Cut(at, "/")
	if command := collections[first]; command != "" && rest != "index" {
		if rest == "" {
			return nil, refuse("content/%s/ är en mapp; skriv %s/index för mappens egen sida", "content/%s/ is a folder; write %s/index for the folder's own page", first, first)
		}
		return nil, refuse("content/%s/ har inga sidor; skriv vart new %s %s", "content/%s/ has no pages; write vart new %s %s", first, command, path.Base(rest))
	}
	id := at
	if base == "index" {
		id = folder
	}
	if old := p.Site.Page(id); old != nil {
		w, _ := old.Words.In(&p.Site.Config, p.Site.Config.Source)
		return nil, refuse("sidan finns redan: %s", "the page exists already: %s", w.File.Name)
	}
	w := p.words(cmp.Or(id, "start"), p.Site.Config.Source)
	plan := &Plan{Next: []diag.Text{
		diag.T("skriv texten i filen; kommentarerna säger vad som hör vart", "write the text in the file; the comments say what goes where"),
		diag.T("sidan är med så snart sajten byggs: publicera inte förrän texten är klar", "the page is there as soon as the site is built: do not publish until the text is ready"),
	}}
	if len(p.Site.Config.Languages) > 1 {
		plan.Next = append(plan.Next, diag.T("översätt den sedan till: %s", "then translate it to: %s", strings.Join(p.others(), ", ")))
	}
	return plan, p.add(plan, "page", "content/"+at, p.Site.Config.Source, w)
}

func (p *Part) others() []string {
	return slices.DeleteFunc(p.Site.Config.Tags(), func(tag string) bool { return tag == p.Site.Config.Source })
}

// Service plans a service as a draft: nobody sees it until its facts are
// filled in. area and via may be "".
func (p *Part) Service(id, area, via string) (*Plan, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	if p.Site.Service(id) != nil {
		return nil, refuse("tjänsten finns redan: content/services/%s/", "the service exists already: content/services/%s/", id)
	}
	next := []diag.Text{diag.T("fyll i content/services/%s/facts.yaml ur en källa, och gissa inget", "fill in content/services/%s/facts.yaml from a source, and guess nothing", id)}
	if area == "" {
		area = site.National
		next = append(next, diag.T("området är national, hela landet: ändra det om tjänsten bara är för en ort", "the area is national, the whole country: change it if the service is for one place only"))
	}
	if err := oneOf(area, p.areas(), diag.T("området", "area")); err != nil {
		return nil, err
	}
	if via != "" {
		if err := oneOf(via, p.services(), diag.T("tjänsten", "service")); err != nil {
			return nil, err
		}
	}
	text, err := fill("service."+p.Author+".yaml", map[string]string{"ID": id, "Area": area, "Via": via})
	if err != nil {
		return nil, err
	}
	plan := &Plan{Files: []File{{"content/services/" + id + "/facts.yaml", text}}, Next: append(next,
		diag.T("skriv namnet och orden i index.%s.md, och sedan på de andra språken", "write its name and words in index.%s.md, then in the other languages", p.Site.Config.Source),
		diag.T("byt status: draft mot status: active när uppgifterna stämmer", "change status: draft to status: active when the facts are right"))}
	return plan, p.everyLanguage(plan, "service", "services", id)
}

// Area plans an area below parent; kind "" is the usual one below it.
func (p *Part) Area(id, parent, kind string) (*Plan, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	if id == site.National || id == "none" {
		return nil, refuse("”%s” är upptaget; välj ett annat id", "“%s” is taken; choose another id", id)
	}
	if p.Site.Area(id) != nil {
		return nil, refuse("området finns redan: content/areas/%s/", "the area exists already: content/areas/%s/", id)
	}
	if err := oneOf(parent, p.areas(), diag.T("området", "area")); err != nil {
		return nil, err
	}
	if kind == "" {
		kind = "municipality"
		if p.Site.Area(parent).Kind == "municipality" {
			kind = "district"
		}
	}
	if err := oneOf(kind, []string{"county", "municipality", "district"}, diag.T("sorten", "kind")); err != nil {
		return nil, err
	}
	text, err := fill("area."+p.Author+".yaml", map[string]string{"Kind": kind, "Parent": parent})
	if err != nil {
		return nil, err
	}
	plan := &Plan{Files: []File{{"content/areas/" + id + "/facts.yaml", text}}, Next: []diag.Text{
		diag.T("skriv områdets namn och ord i index.%s.md, och sedan på de andra språken", "write the area's name and words in index.%s.md, then in the other languages", p.Site.Config.Source),
		diag.T("lägg till dem som hjälper där: vart new service ID --area %s", "add those who help there: vart new service ID --area %s", id),
		diag.T("skriv %s i areas i vart.yaml när läsaren ska kunna välja det", "write %s in areas in vart.yaml when readers are to choose it", id),
	}}
	return plan, p.everyLanguage(plan, "area", "areas", id)
}

// Flow plans a flow of three questions in the source language, danger first,
// whose ends somebody answers round the clock.
func (p *Part) Flow(id string) (*Plan, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	if p.Site.Flow(id) != nil {
		return nil, refuse("flödet finns redan: content/flows/%s/", "the flow exists already: content/flows/%s/", id)
	}
	lang := p.Site.Config.Source
	w := p.words(id, lang)
	switch {
	case w.Emergency == "" && p.Site.Config.Live:
		return nil, refuse("ingen tjänst med numret 112 är kontrollerad nyligen, och på en sajt som är live räknas bara kontrollerade; ring, och skriv verified i dess facts.yaml", "no service with the number 112 was verified lately, and on a site that is live only verified ones count; call, and write verified in its facts.yaml")
	case w.Emergency == "":
		return nil, refuse("sajten har ingen tjänst med numret 112 som svarar dygnet runt, och utan den leder ett flöde till en stängd dörr; skapa den först: vart new service sos-112", "the site has no service with the number 112 that answers round the clock, and without it a flow leads to a closed door; make it first: vart new service sos-112")
	}
	plan := &Plan{Next: []diag.Text{
		diag.T("byt frågorna och kontakterna mot dina egna; fara ska stå först", "replace the questions and contacts with your own; danger stands first"),
		diag.T("skriv människor som går igenom det i content/flows/%s/scenarios.yaml", "write people who go through it in content/flows/%s/scenarios.yaml", id),
		diag.T("kör vart check: den prövar att någon svarar vid varje slut, varje stund på året", "run vart check: it proves that somebody answers at every end, at every moment of the year"),
	}}
	return plan, p.add(plan, "flow", "content/flows/"+id+"/index", lang, w)
}

// contacts finds whom a flow can always end at: the service with 112, and up
// to two national ones for anybody who is a victim.
func (p *Part) contacts() (emergency string, always []string) {
	for _, v := range p.Site.Services {
		c := route.Contact{Service: v, Through: route.Through(p.Site, v)}
		checked := !v.VerifiedOn.IsZero() && p.Now.Sub(v.VerifiedOn) <= p.Site.Config.ServiceAge
		switch {
		case v.Status != site.Active || !v.In(site.National) || !c.Always() || p.Site.Config.Live && !checked:
		case c.IsEmergency():
			if emergency == "" {
				emergency = v.ID
			}
		case len(always) < 2 && v.From == 0 && v.To == 0 && v.Suits("victim", 0):
			always = append(always, v.ID)
		}
	}
	return emergency, always
}

func (p *Part) areas() []string {
	var ids []string
	for _, a := range p.Site.Areas {
		ids = append(ids, a.ID)
	}
	return ids
}

func (p *Part) services() []string {
	var ids []string
	for _, v := range p.Site.Services {
		ids = append(ids, v.ID)
	}
	return ids
}
