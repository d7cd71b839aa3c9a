package check

import (
	"path"
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/site"
)

// refs checks every reference in a text.
func (p *pass) refs(w *site.Words) {
	for ref := range w.Body.Refs {
		switch ref.Kind {
		case doc.Service:
			p.serviceRef(ref)
		case doc.Role:
			p.roleRef(ref)
		case doc.Number:
			p.number(ref)
		case doc.Link:
			p.link(w, ref)
		case doc.Image:
			p.image(w, ref)
		}
	}
}

func (p *pass) start() {
	if p.Site.Page("") == nil {
		p.found.Add(p.c.File.Start(), diag.LinkTarget, diag.T("startsidan content/index.%s.md saknas", "the start page content/index.%s.md is missing", p.c.Source),
			diag.T("skapa den: den är det första läsaren ser", "create it: it is the first thing a reader sees"))
	}
}

func (p *pass) serviceRef(ref *doc.Ref) {
	v := p.Site.Service(ref.Key)
	switch {
	case v == nil:
		p.found.Add(ref.Pos, diag.ServiceUnknown, diag.T("tjänsten ”%s” finns inte", "the service “%s” does not exist", ref.Key),
			diag.Meant(ref.Key, p.ids, diag.T("skapa den: vart new service %s", "create it: vart new service %s", ref.Key)))
	case v.Status == site.Draft:
		p.found.Add(ref.Pos, diag.ServiceClosed, diag.T("tjänsten ”%s” är ett utkast och syns inte", "the service “%s” is a draft and is not shown", ref.Key),
			diag.T("sätt status: active när uppgifterna stämmer, eller ta bort kontakten", "set status: active when the facts are right, or remove the contact"))
	case v.Status == site.Closed && ref.Card:
		p.found.Add(ref.Pos, diag.ServiceClosed, diag.T("tjänsten ”%s” är stängd; den som ringer får inget svar", "the service “%s” is closed; whoever calls gets no answer", ref.Key),
			diag.T("ersätt den med en som är öppen", "replace it with one that is open"))
	}
}

func (p *pass) roleRef(ref *doc.Ref) {
	if !p.Site.HasRole(ref.Key) {
		p.found.Add(ref.Pos, diag.RoleUnknown, diag.T("ingen tjänst har rollen ”%s”", "no service has the role “%s”", ref.Key),
			diag.Meant(ref.Key, p.Site.Roles(), diag.T("roller som finns: %s", "roles that exist: %s", strings.Join(p.Site.Roles(), ", "))))
	}
}

func (p *pass) number(ref *doc.Ref) {
	if ref.Known {
		return
	}
	message, hint := diag.NoSuchNumber(ref.Text)
	p.found.Add(ref.Pos, diag.NumberUnknown, message, hint)
}

func (p *pass) link(w *site.Words, ref *doc.Ref) {
	target, id, outside := site.Clean(w.File.Name, ref.Key)
	switch t := p.Site.Resolve(w.File.Name, ref.Key); {
	case outside:
		p.found.Add(ref.Pos, diag.LinkTarget, diag.T("länken ”%s” leder ut ur content/", "the link “%s” leads out of content/", ref.Key),
			diag.T("skriv sökvägen från den här filen: ../boende/skyddat-boende", "write the path from this file: ../housing/shelter"))
	case t.IsZero():
		p.found.Add(ref.Pos, diag.LinkTarget, diag.T("länken ”%s” leder till en sida som inte finns", "the link “%s” leads to a page that does not exist", ref.Key),
			p.nearestPath(w, target))
	case id != "" && t.Flow != nil:
		if g := t.Flow.Graph(p.c, w.Lang); g != nil && g.Step(id) == nil && !g.Answers(id) {
			p.anchor(ref, id, g.IDs())
		}
	case id != "":
		to, _ := t.Languages().In(p.c, w.Lang)
		if to == nil {
			return
		}
		if to.File.Name == w.File.Name {
			to = w // of another page there may be the front matter only
		}
		p.Site.Reads(site.Text, to.File.Name)
		if ids := p.IDs(to); !slices.Contains(ids, id) {
			p.anchor(ref, id, ids)
		}
	}
}

func (p *pass) anchor(ref *doc.Ref, id string, ids []string) {
	p.found.Add(ref.Pos, diag.LinkAnchor, diag.T("ingen rubrik där har id ”%s”", "no heading there has the id “%s”", id),
		diag.Meant(id, ids, diag.T("ge rubriken ett id: ## Rubrik {#%s}", "give the heading an id: ## Heading {#%s}", id)))
}

// nearestPath is the hint that names the nearest page as the author would
// write it from the file.
func (p *pass) nearestPath(w *site.Words, target string) diag.Text {
	near := diag.Closest(target, p.Site.Paths())
	if near == "" {
		for _, c := range p.Site.Paths() {
			if path.Base(c) == path.Base(target) {
				near = c
			}
		}
	}
	if near == "" {
		return diag.T("sökvägen räknas från den här filen: ../boende/skyddat-boende", "the path counts from this file: ../housing/shelter")
	}
	rel := relative(path.Dir(strings.TrimPrefix(w.File.Name, "content/")), near)
	return diag.T("menade du ”%s”?", "did you mean “%s”?", rel)
}

func relative(from, to string) string {
	if from == "." {
		return to
	}
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	n := 0
	for n < len(a) && n < len(b)-1 && a[n] == b[n] {
		n++
	}
	return strings.Repeat("../", len(a)-n) + strings.Join(b[n:], "/")
}

func (p *pass) image(w *site.Words, ref *doc.Ref) {
	if !slices.Contains(p.Site.Static, strings.TrimPrefix(ref.Key, "/")) {
		p.found.Add(ref.Pos, diag.LinkTarget, diag.T("bilden ”%s” finns inte i static/", "the picture “%s” is not in static/", ref.Key),
			diag.Meant(strings.TrimPrefix(ref.Key, "/"), p.Site.Static, diag.T("lägg den i static/ och skriv /namn.svg", "put it in static/ and write /name.svg")))
	}
}
