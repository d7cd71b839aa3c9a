package check

import (
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/site"
)

func (p *pass) flows() {
	for _, f := range p.Site.Flows {
		source := f.Graphs[p.c.Source]
		for _, tag := range p.c.Tags() {
			g := f.Graphs[tag]
			if g == nil {
				continue
			}
			g.Check(&p.found)
			if source != nil && tag != p.c.Source {
				g.Compare(source, &p.found)
			}
			for _, s := range g.Steps {
				for _, a := range s.For {
					if !slices.Contains(site.Audiences, a) {
						p.found.Add(s.Pos, diag.FlowAttribute, diag.T("”%s” är ingen läsare", "“%s” is no reader", a),
							diag.Meant(a, site.Audiences, diag.T("välj bland: %s", "choose from: %s", strings.Join(site.Audiences, ", "))))
					}
				}
			}
		}
		p.gaps(f)
		p.kind(f)
		p.reach(f)
		p.scenarios(f)
	}
}

// gaps lists the roles that the flow's outcomes ask for and that nobody fills
// in one of the reader's areas: the page then says so in a sentence.
func (p *pass) gaps(f *site.Flow) {
	g := f.Graphs[p.c.Source]
	if g == nil {
		return
	}
	asked := map[string]bool{}
	for _, s := range g.Steps {
		for _, c := range s.Contacts {
			if !p.Site.HasRole(c.Key) || asked[c.Key] {
				continue
			}
			asked[c.Key] = true
			for _, area := range p.c.Areas {
				if p.Site.Area(area.Value) == nil {
					continue
				}
				if _, level := p.Site.Fill(c.Key, area.Value); level == "" {
					p.found.Add(c.Pos, diag.RoleGap, diag.T("vi vet ingen som är ”%s” i %s; sidan säger det", "we know nobody who is “%s” in %s; the page says so", c.Key, area.Value),
						diag.T("finns den? lägg till tjänsten med roles: [%s] och area: %s", "does it exist? add the service with roles: [%s] and area: %s", c.Key, area.Value))
				}
			}
		}
	}
}
