package review

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"vart/internal/doc"
	"vart/internal/flow"
	"vart/internal/route"
	"vart/internal/site"
)

// texts are the words of a flow in the language it is reviewed in.
type texts struct {
	in      *Input
	subject Subject
	strings lexicon
}

// contact is a line of an outcome's table: a service, or a role that nobody
// fills in some of the areas.
type contact struct {
	Name, Role string
	Via        string
	Numbers    []number
	Missing    bool
	// Places is, for each area, where in the list it stands at that time; 0 is
	// not at all, -1 that nobody is known.
	Places []int
	State  string // whether it is open then, where that is not plain from the hours
	Known  bool   // somebody at the site has verified it
}

type number struct{ Text, Label, Hours string }

func (t *texts) name(l site.Languages, id string) string {
	if w, _ := l.In(&t.in.Site.Config, t.subject.Words.Lang); w != nil {
		return w.Title.Value
	}
	return id
}

// contacts lists whom an outcome names, as they are written, each with its
// place in every area.
func (t *texts) contacts(step *flow.Step) []contact {
	var rows []contact
	byService, byRole := map[*site.Service]int{}, map[string]int{}
	lists := make([][]route.Contact, len(t.subject.Areas))
	missing := make([][]route.Missing, len(t.subject.Areas))
	for i, area := range t.subject.Areas {
		lists[i], missing[i] = route.Contacts(t.in.Site, step, area)
	}
	for _, ref := range step.Contacts {
		for i, list := range lists {
			for _, c := range list {
				if _, known := byService[c.Service]; known || ref.Kind == doc.Role && c.Role != ref.Key || ref.Kind == doc.Service && c.Service.ID != ref.Key {
					continue
				}
				byService[c.Service] = len(rows)
				rows = append(rows, t.contact(c))
			}
			for _, m := range missing[i] {
				if _, known := byRole[m.Role]; !known && ref.Kind == doc.Role && m.Role == ref.Key && t.subject.Areas[i] != site.National {
					byRole[m.Role] = len(rows)
					rows = append(rows, contact{Name: t.strings.say("role."+m.Role, m.Role), Missing: true, Places: make([]int, len(lists))})
				}
			}
		}
	}
	for i, list := range lists {
		route.Order(list, step.Urgent, t.in.At)
		for place, c := range list {
			rows[byService[c.Service]].Places[i] = place + 1
		}
		for _, m := range missing[i] {
			// A reader who has chosen no area is asked for one instead.
			if row, known := byRole[m.Role]; known && t.subject.Areas[i] != site.National {
				rows[row].Places[i] = -1
			}
		}
	}
	return rows
}

func (t *texts) contact(c route.Contact) contact {
	row := contact{
		Name: t.name(c.Service.Words, c.Service.ID), Places: make([]int, len(t.subject.Areas)),
		Known: !c.Service.VerifiedOn.IsZero() && !c.Through.VerifiedOn.IsZero(),
	}
	if len(c.Known()) > 0 && !c.Always() {
		row.State = t.strings.state(c, t.in.At)
	}
	if c.Role != "" {
		row.Role = t.strings.say("role."+c.Role, c.Role)
	}
	if c.Through != c.Service {
		row.Via = t.name(c.Through.Words, c.Through.ID)
	}
	for _, p := range c.Through.Phones {
		n := number{Text: p.Display, Hours: t.strings.say("hours.unknown", "")}
		if p.Hours != nil {
			n.Hours = p.Hours.Words(t.strings)
		}
		for _, tag := range t.in.Site.Config.Fallbacks(t.subject.Words.Lang) {
			if label, ok := p.Label[tag]; ok && n.Label == "" {
				n.Label = label.Value
			}
		}
		row.Numbers = append(row.Numbers, n)
	}
	for _, chat := range c.Through.Chats {
		n := number{Text: host(chat.URL.Value), Hours: t.strings.say("hours.unknown", "")}
		if chat.Hours != nil {
			n.Hours = chat.Hours.Words(t.strings)
		}
		row.Numbers = append(row.Numbers, n)
	}
	for _, sms := range c.Service.SMS {
		row.Numbers = append(row.Numbers, number{Text: sms.Display, Label: "sms"})
	}
	if len(row.Numbers) == 0 && c.Service.Web.Value != "" {
		row.Numbers = append(row.Numbers, number{Text: host(c.Service.Web.Value)})
	}
	return row
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.")
}

// html is a text with its holes filled for paper: names and numbers stand as
// words, links lead to the published page.
func (t *texts) html(blocks []doc.Block) template.HTML {
	var b strings.Builder
	for i := range blocks {
		for _, piece := range blocks[i].Pieces {
			if piece.Ref == nil {
				b.WriteString(piece.HTML)
			} else {
				b.WriteString(t.fill(piece.Ref))
			}
		}
	}
	return template.HTML(b.String()) // made by package markdown, which lets no HTML of authors through
}

func (t *texts) fill(ref *doc.Ref) string {
	switch ref.Kind {
	case doc.Number:
		return `<bdi dir="ltr">` + template.HTMLEscapeString(ref.Text) + "</bdi>"
	case doc.Service:
		if ref.Text != "" {
			return "<b>" + ref.Text + "</b>"
		}
		if v := t.in.Site.Service(ref.Key); v != nil {
			return "<b>" + template.HTMLEscapeString(t.name(v.Words, v.ID)) + "</b>"
		}
		return ""
	case doc.Role:
		if ref.Text != "" {
			return "<b>" + ref.Text + "</b>"
		}
		return "<b>" + template.HTMLEscapeString(t.strings.say("role."+ref.Key+".the", ref.Key)) + "</b>"
	case doc.Link:
		return template.HTMLEscapeString(t.address(ref.Key))
	}
	return ""
}

// address is where a link between texts leads on the published site.
func (t *texts) address(link string) string {
	lang, p := t.subject.Words.Lang, t.subject.Plan
	to := t.in.Site.Resolve(t.subject.Words.File.Name, link)
	switch {
	case to.Page != nil:
		return p.Absolute(p.PageURL(to.Page.Path, lang))
	case to.Service != nil:
		return p.Absolute(p.ServiceURL(to.Service.ID, lang))
	case to.Area != nil:
		return p.Absolute(p.AreaURL(to.Area.ID, lang))
	case to.Flow != nil:
		return p.Absolute(p.FlowURL(to.Flow.ID, "", lang))
	}
	return link
}

// Place is what a cell of the table says: the place in the list, nothing where
// the service is not listed, ? where nobody is known.
func (c contact) Place(i int) string {
	switch c.Places[i] {
	case 0:
		return ""
	case -1:
		return "?"
	}
	return strconv.Itoa(c.Places[i])
}
