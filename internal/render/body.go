package render

import (
	"html/template"
	"slices"
	"strings"
	"unsafe"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/plan"
	"vart/internal/site"
)

// page is one page while it is rendered.
type page struct {
	*language
	pages *Pages
	site  *site.Site
	out   *plan.Output
	found diag.List
}

func (p *page) exec(name string, data any) template.HTML {
	return p.language.exec(name, data, &p.found)
}

// area is where roles resolve: "" where the reader has chosen none.
func (p *page) area() string {
	switch {
	case p.out.Kind == plan.Flow && p.out.Area == nil:
		return site.National
	case p.out.Area != nil:
		return p.out.Area.ID
	}
	return ""
}

// body is html of the page's own text, which is not copied: it is what it says
// until the next page is rendered.
func (p *page) body(w *site.Words, blocks []doc.Block) template.HTML {
	size := 0
	for i := range blocks {
		for _, piece := range blocks[i].Pieces {
			if size += len(piece.HTML); piece.Ref != nil {
				size += 100
			}
		}
	}
	p.pages.body = p.blocks(slices.Grow(p.pages.body[:0], size), w, blocks)
	return trusted(unsafe.String(unsafe.SliceData(p.pages.body), len(p.pages.body)))
}

// html fills the holes of blocks that stand in the file of w.
func (p *page) html(w *site.Words, blocks []doc.Block) template.HTML {
	return trusted(string(p.blocks(nil, w, blocks)))
}

// blocks is html that is appended to what there is.
func (p *page) blocks(html []byte, w *site.Words, all []doc.Block) []byte {
	start := len(html)
	for i := range all {
		if len(w.Age.Stale) > 0 && w.Lang == p.tag && all[i].Contact() && w.StaleAt(all[i].Pos) {
			html = append(html, p.original("stale.block")...)
		}
		for _, piece := range all[i].Pieces {
			if piece.Ref == nil {
				html = append(html, piece.HTML...)
			} else {
				html = p.fill(html, w, piece.Ref)
			}
		}
	}
	if lang, _ := p.foreign(w); lang != "" {
		html = append(html[:start], p.abroad("div", lang, trusted(string(html[start:])))...)
	}
	return html
}

// fill appends what stands in a hole.
func (p *page) fill(html []byte, w *site.Words, ref *doc.Ref) []byte {
	switch ref.Kind {
	case doc.Number:
		return number(html, ref.Text, ref.Key, !ref.InLink)
	case doc.Service:
		return append(html, p.told(w, ref, p.serviceRef(ref))...)
	case doc.Role:
		return append(html, p.told(w, ref, p.roleRef(ref))...)
	case doc.Image:
		return append(html, template.HTMLEscapeString(p.site.Config.Base()+strings.TrimPrefix(ref.Key, "/"))...)
	}
	t := p.site.Resolve(w.File.Name, ref.Key)
	address := ref.Key
	if !strings.HasPrefix(address, "#") {
		address = p.href(t)
	}
	return append(append(html, template.HTMLEscapeString(address)...), p.stepLink(t)...)
}

// told is what vart says itself in a hole: in the reader's language, also in a
// text that is not.
func (p *page) told(w *site.Words, ref *doc.Ref, html template.HTML) template.HTML {
	if lang, _ := p.foreign(w); lang == "" || ref.Text != "" && !ref.Card {
		return html
	}
	if ref.Card {
		return p.abroad("div", p.tag, html)
	}
	return p.abroad("span", p.tag, html)
}

// href is the address that a link between texts leads to, in the reader's
// language.
func (p *page) href(t site.Target) string {
	address := ""
	switch {
	case t.Page != nil:
		address = p.plan.PageURL(t.Page.Path, p.tag)
	case t.Service != nil:
		address = p.plan.ServiceURL(t.Service.ID, p.tag)
	case t.Area != nil:
		address = p.plan.AreaURL(t.Area.ID, p.tag)
	case t.Flow != nil:
		// A step has no address of its own: an answer must not stand in one.
		return p.plan.FlowURL(t.Flow.ID, "", p.tag)
	}
	if t.ID != "" {
		address += "#" + t.ID
	}
	return address
}

// stepLink closes the href of a link to a step and says which step the script
// opens; without script the link leads to the choice of area.
func (p *page) stepLink(t site.Target) string {
	if t.Flow == nil || t.ID == "" {
		return ""
	}
	return `" data-flow="` + template.HTMLEscapeString(p.plan.FlowURL(t.Flow.ID, "", p.tag)) + `" data-step="` + template.HTMLEscapeString(t.ID)
}

func (p *page) serviceRef(ref *doc.Ref) template.HTML {
	v := p.site.Service(ref.Key)
	if v == nil || !v.Published() {
		return ""
	}
	if ref.Card {
		return p.card(v)
	}
	text := ref.Text
	if text == "" {
		text = template.HTMLEscapeString(p.titleOf(v.Words))
	} else {
		text = p.plain(text)
	}
	return trusted(`<a href="` + template.HTMLEscapeString(p.plan.ServiceURL(v.ID, p.tag)) + `">` + text + `</a>`)
}

func (p *page) card(v *site.Service) template.HTML {
	html, found := p.cards[v.ID].short()
	p.found = append(p.found, found...)
	return html
}

// roleRef is a role in a text: whoever fills it where the area is known, else
// what it is and a question for the area.
func (p *page) roleRef(ref *doc.Ref) template.HTML {
	if !ref.Card {
		text := ref.Text
		if text == "" {
			text = template.HTMLEscapeString(p.say("role." + ref.Key + ".the"))
		}
		if p.area() == "" || p.site.Page(plan.AreasFolder) == nil {
			return trusted(text)
		}
		return trusted(`<a href="` + template.HTMLEscapeString(p.plan.AreaURL(p.area(), p.tag)) + `">` + text + `</a>`)
	}
	return p.roleCard(ref.Key)
}

// roleAt is where a role's card is the same: for all pages of an area, and apart
// for a flow, whose links keep the answers given.
type roleAt struct{ role, area, flow string }

// roleCard is a role's card, which the pages of a place share.
func (p *page) roleCard(id string) template.HTML {
	at := roleAt{role: id, area: p.area()}
	if p.out.Kind == plan.Flow {
		at.flow = p.out.Flow.ID
	}
	if html, ok := p.roleCards.Load(at); ok {
		return html.(template.HTML)
	}
	html := p.exec("role.html", p.role(id))
	if len(p.found) == 0 {
		p.roleCards.Store(at, html)
	}
	return html
}

// role is what role.html shows for a role where the page stands.
func (p *page) role(id string) Role {
	r := Role{ID: id, Name: p.say("role." + id), The: p.say("role." + id + ".the"), What: p.say("role." + id + ".what")}
	services, level := p.site.Fill(id, p.area())
	if p.area() == "" {
		services = p.everywhere(id)
	}
	switch {
	case len(services) > 0:
		r.State = "filled"
		for _, v := range services {
			r.Cards = append(r.Cards, p.card(v))
		}
	case p.area() == "" || p.area() == site.National:
		r.State = "ask"
		for _, a := range p.plan.Areas() {
			link := Link{URL: p.plan.AreaURL(a.ID, p.tag) + "#" + id, Text: p.titleOf(a.Words)}
			if p.out.Kind == plan.Flow {
				link.URL = p.plan.FlowURL(p.out.Flow.ID, a.ID, p.tag)
				r.Keep = true
			}
			r.Areas = append(r.Areas, link)
		}
	case level == "":
		r.State, r.Area = "missing", p.titleOf(p.out.Area.Words)
		if p.out.Kind != plan.Flow { // in a flow the outcome lists the others itself
			for _, v := range p.next(id) {
				r.Next = append(r.Next, p.service(v, true))
			}
		}
	}
	return r
}

// everywhere returns who fills a role when it is the same wherever a reader of
// the site can live: then there is nothing to ask.
func (p *page) everywhere(role string) []*site.Service {
	var same []*site.Service
	for i, a := range p.plan.Areas() {
		services, _ := p.site.Fill(role, a.ID)
		if i > 0 && !slices.Equal(services, same) {
			return nil
		}
		same = services
	}
	return same
}

// nextBest are the roles to turn to when nobody is known for another: social
// services know who does what in their area, and the police always answer.
var nextBest = []string{"socialtjanst", "vaxel", "polis"}

func (p *page) next(missing string) []*site.Service {
	var out []*site.Service
	for _, role := range nextBest {
		if role == missing {
			continue
		}
		services, _ := p.site.Fill(role, p.area())
		for _, v := range services {
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}
