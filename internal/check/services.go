package check

import (
	"slices"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
)

func (p *pass) areas() {
	var ids []string
	for _, a := range p.Site.Areas {
		ids = append(ids, a.ID)
	}
	known := func(t source.At[string]) bool {
		if p.Site.Area(t.Value) != nil {
			return true
		}
		p.found.Add(t.Pos, diag.AreaUnknown, diag.T("området ”%s” finns inte", "the area “%s” does not exist", t.Value),
			diag.Meant(t.Value, ids, diag.T("skapa det: vart new area %s", "create it: vart new area %s", t.Value)))
		return false
	}
	for _, t := range p.c.Areas {
		known(t)
	}
	for _, a := range p.Site.Areas {
		if a.ID == site.National {
			continue
		}
		if a.Parent.Value != "" && known(a.Parent) && p.circle(a) {
			p.found.Add(a.Parent.Pos, diag.AreaCycle, diag.T("området ligger i sig självt, via ”%s”", "the area lies in itself, by way of “%s”", a.Parent.Value),
				diag.T("rätta parent så att kedjan slutar i national", "correct parent so that the chain ends at national"))
		}
	}
	for _, v := range p.Site.Services {
		for _, t := range v.AreaIDs {
			known(t)
		}
	}
}

func (p *pass) circle(a *site.Area) bool {
	seen := []string{a.ID}
	for at := p.Site.Area(a.Parent.Value); at != nil; at = p.Site.Area(at.Parent.Value) {
		if slices.Contains(seen, at.ID) {
			return at.ID == a.ID
		}
		seen = append(seen, at.ID)
	}
	return false
}

func (p *pass) services() {
	owners := map[string]*site.Service{}
	for _, v := range p.Site.Services {
		if v.Status == site.Draft {
			continue
		}
		if len(v.Words) == 0 {
			p.found.Add(v.File.Start(), diag.MissingKey, diag.T("tjänsten har inget namn: index.%s.md saknas", "the service has no name: index.%s.md is missing", p.c.Source),
				diag.T("skapa content/services/%s/index.%s.md med title: \"…\"", "create content/services/%s/index.%s.md with title: \"…\"", v.ID, p.c.Source))
		}
		p.via(v)
		for _, ph := range v.Phones {
			if other := owners[ph.Key]; other != nil && other != v {
				p.found.Add(ph.Pos, diag.NumberShared, diag.T("”%s” har redan det här numret", "“%s” has this number already", other.ID),
					diag.T("nås den genom ”%s”? skriv via: %s i stället för numret", "is it reached through “%s”? write via: %s instead of the number", other.ID, other.ID))
			}
			owners[ph.Key] = v
		}
		if v.Status == site.Active {
			p.verified(v)
		}
	}
	p.secrets()
}

func (p *pass) via(v *site.Service) {
	if v.Via.Value == "" {
		if v.Status == site.Active && !v.Reachable() && !v.Unread {
			p.found.Add(v.File.Start(), diag.ServiceUnreachable, diag.T("tjänsten går inte att nå: inget nummer, ingen chatt, ingen webb", "the service cannot be reached: no number, no chat, no web"),
				diag.T("lägg till phones, chat eller web, eller via: id på den man når den genom", "add phones, chat or web, or via: the id of the one it is reached through"))
		}
		return
	}
	to := p.Site.Service(v.Via.Value)
	switch {
	case to == nil:
		p.found.Add(v.Via.Pos, diag.ServiceUnknown, diag.T("tjänsten ”%s” finns inte", "the service “%s” does not exist", v.Via.Value),
			diag.Meant(v.Via.Value, p.ids, diag.Text{}))
	case to == v || to.Status != site.Active || !to.Reachable():
		p.found.Add(v.Via.Pos, diag.ServiceVia, diag.T("”%s” går inte själv att nå", "“%s” cannot itself be reached", to.ID),
			diag.T("välj en aktiv tjänst med eget nummer", "choose an active service with a number of its own"))
	}
}

// verified reports facts nobody at the site has checked lately. On a site
// whose status is live that stops the build.
func (p *pass) verified(v *site.Service) {
	severity := diag.Warning
	if p.c.Live {
		severity = diag.Error
	}
	hint := diag.T("ring, och skriv verified: {on: %s, by: \"…\"} i facts.yaml", "call, and write verified: {on: %s, by: \"…\"} in facts.yaml", p.Now.Format("2006-01-02"))
	if v.VerifiedOn.IsZero() {
		p.found.AddAt(v.File.Start(), severity, diag.ServiceUnverified, diag.T("ingen på sajten har kontrollerat uppgifterna", "nobody at the site has verified the facts"), hint)
	} else if age := p.Now.Sub(v.VerifiedOn); age > p.c.ServiceAge {
		p.found.AddAt(v.File.Start(), severity, diag.ServiceUnverified,
			diag.T("uppgifterna kontrollerades för %d dagar sedan; gränsen är %d", "the facts were verified %d days ago; the limit is %d", int(age.Hours()/24), int(p.c.ServiceAge.Hours()/24)), hint)
	}
}
