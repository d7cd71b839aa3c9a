package check

import (
	"slices"
	"strings"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/site"
	"vart/internal/source"
)

// secrets reports what tells where a service is whose address is secret: a
// shelter that can be found is no shelter. In the service's own files nothing
// may; in other texts nothing beside its name may, except what another service
// shows as its address. What layouts and languages add is looked for on
// finished pages, by package build.
func (p *pass) secrets() {
	for _, v := range p.hidden {
		p.places(v.File, 0, len(v.File.Text), v, nil)
		for _, w := range v.Words {
			p.places(w.File, 0, len(w.File.Text), v, nil)
		}
	}
}

// told reports a text of others that tells where a hidden service is.
func (p *pass) told(w *site.Words) {
	if len(p.hidden) == 0 || slices.ContainsFunc(p.hidden, func(v *site.Service) bool { return v.Words[w.Lang] == w }) {
		return
	}
	for i := range w.Body.Blocks {
		b := &w.Body.Blocks[i]
		if v := p.named(w, b); v != nil {
			p.places(w.File, b.Pos.Offset, b.Pos.Offset+b.Pos.Len, v, p.shown)
		}
	}
}

// named is the hidden service that a block shows or links to, nil for none.
func (p *pass) named(w *site.Words, b *doc.Block) *site.Service {
	for _, piece := range b.Pieces {
		if piece.Ref == nil {
			continue
		}
		var v *site.Service
		switch piece.Ref.Kind {
		case doc.Service:
			v = p.Site.Service(piece.Ref.Key)
		case doc.Link:
			v = p.Site.Resolve(w.File.Name, piece.Ref.Key).Service
		}
		if v != nil && slices.Contains(p.hidden, v) {
			return v
		}
	}
	return nil
}

// places reports every place in a part of a file that is not allowed there.
func (p *pass) places(f *source.File, start, end int, v *site.Service, allowed func(place string) bool) {
	text := string(f.Text[start:end])
	for _, at := range contact.Places(text) {
		typed := v.Visit.Address.Pos
		if allowed != nil && allowed(text[at.Start:at.End]) || typed.File == f && start+at.Start >= typed.Offset && start+at.Start < typed.Offset+typed.Len {
			continue // the second is reported where it is read
		}
		p.found.Add(f.Pos(start+at.Start, at.End-at.Start), diag.SecretAddress,
			diag.T("det här ser ut som en adress till en plats som ska vara hemlig (%s)", "this looks like the address of a place that is to be secret (%s)", v.ID),
			diag.T("ta bort den, och rensa den ur arkivets historik också; hör den till en annan tjänst, skriv den där under visit", "delete it, and clean the repository's history too; if it is another service's, write it there under visit"))
	}
}

// shown says whether a place is part of an address that some service shows.
func (p *pass) shown(place string) bool {
	return slices.ContainsFunc(p.Site.Services, func(v *site.Service) bool {
		return v.Published() && !v.Visit.Secret && strings.Contains(v.Visit.Address.Value, place)
	})
}
