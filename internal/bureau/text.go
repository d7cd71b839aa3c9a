package bureau

import (
	"fmt"
	"slices"
	"strings"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/markdown"
	"vart/internal/segment"
	"vart/internal/site"
	"vart/internal/translate"
)

// Input is a site whose texts are translated.
type Input struct {
	Site *site.Site
	// Numbers finds the phone numbers in a language's texts.
	Numbers func(lang string) contact.Numbers
	// Strings are the folders of interface strings, the site's own last.
	Strings  []i18n.Layer
	Messages string // the language of notes: sv or en
	// Was are older words of the source texts, by fingerprint, for notes.
	Was map[string]string
}

// work is one text as a translator gets it and as it is put together again.
type work struct {
	file segment.File
	src  *site.Words
	own  *site.Words // nil if the language has none
	// parts are those of the source text, the title and description first.
	parts []part
}

// part is a part of the source text, and of the translation what stands for it.
type part struct {
	print  string
	own    int    // the translation's part; -1 if it has none
	old    string // what the translation's part was made from; "" if not known
	leaves []leaf
}

// leaf is a stretch of the source text and the translation's, if it has one.
type leaf struct {
	from segment.Leaf
	to   *segment.Leaf
	id   string // its unit's; "" if there is nothing to translate in it
}

// texts makes the work of every text of the site. One whose translation cannot
// be laid beside its source is left out and reported.
func (in *Input) texts(lang string, found *diag.List) []work {
	md := markdown.New()
	from, to := in.locks(in.Site.Config.Source, lang), in.locks(lang, lang)
	var all []work
	for _, t := range translate.Texts(in.Site) {
		src := t.Words[in.Site.Config.Source]
		if src == nil || src.Body == nil {
			continue
		}
		w := work{src: src, own: t.Words[lang], file: segment.File{Name: src.File.Name, Notes: []segment.Note{{
			Category: segment.Own, Text: src.Title.Value + " → " + src.FileIn(lang),
		}}}}
		if !w.align(found) {
			continue
		}
		w.split(md)
		in.units(&w, from, to)
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b work) int {
		if a.file.Name < b.file.Name {
			return -1
		}
		return 1
	})
	return all
}

func (in *Input) locks(of, to string) *locks {
	return &locks{numbers: in.Numbers(of), names: names(in.Site, to)}
}

// align lays the translation's parts beside the source's.
func (w *work) align(found *diag.List) bool {
	for _, p := range translate.Parts(w.src) {
		w.parts = append(w.parts, part{print: p, own: -1})
	}
	if w.own == nil {
		return true
	}
	n := len(w.own.Body.Blocks) + 1
	prints := w.own.Fingerprints()
	if !w.own.Age.Known || len(prints) != n {
		if n != len(w.parts) {
			found.AddAt(w.own.File.Start(), diag.Warning, diag.Fingerprint,
				diag.T("filen lämnas utanför: den har andra stycken än originalet, och inget säger vilka som hör ihop", "the file is left out: it has other blocks than the original, and nothing tells which belong together"),
				diag.T("ge den samma stycken som %s, och skriv under: vart translate accept %s", "give it the same blocks as %s, and sign it: vart translate accept %s", w.src.File.Name, w.own.File.Name))
			return false
		}
		for i := range w.parts {
			w.parts[i].own = i
		}
		return true
	}
	// What is not stale follows in step on both sides.
	changed, removed, added := map[int]int{}, map[int]bool{}, map[int]bool{}
	for _, s := range w.own.Age.Stale {
		switch {
		case s.Was == "":
			added[s.Now] = true
		case s.Now < 0:
			removed[s.Part] = true
		default:
			changed[s.Now] = s.Part
		}
	}
	i := 0
	for j := range w.parts {
		if added[j] {
			continue
		}
		for removed[i] {
			i++
		}
		w.parts[j].own, w.parts[j].old = i, prints[i]
		i++
	}
	return true
}

// stale says whether the part needs a translator: it is new, its source has
// changed, or nothing tells whether it has.
func (p *part) stale() bool { return p.own < 0 || p.old != p.print }

// split finds the leaves of both texts, and pairs those of parts that have as
// many on both sides.
func (w *work) split(md *markdown.Parser) {
	for _, l := range md.Leaves(w.src.File, translate.Body(w.src.File.Text)) {
		p := &w.parts[l.Block+1]
		p.leaves = append(p.leaves, leaf{from: l})
	}
	if w.own == nil {
		return
	}
	own := map[int][]segment.Leaf{}
	for _, l := range md.Leaves(w.own.File, translate.Body(w.own.File.Text)) {
		own[l.Block+1] = append(own[l.Block+1], l)
	}
	for j := range w.parts {
		p := &w.parts[j]
		if j == 0 || p.own < 0 || len(own[p.own]) != len(p.leaves) {
			continue
		}
		for k := range p.leaves {
			p.leaves[k].to = &own[p.own][k]
		}
	}
}

// units makes the units of a text.
func (in *Input) units(w *work, from, to *locks) {
	head := &w.parts[0]
	front := func(id, src, own string, what diag.Text) {
		if src == "" {
			return
		}
		u := segment.Unit{ID: id, Print: head.print, Source: from.lock([]segment.Part{{Text: src}})}
		if own != "" {
			u.Target = to.lock([]segment.Part{{Text: own}})
		}
		in.finish(w, head, &u, what)
	}
	var own site.Words
	if w.own != nil {
		own = *w.own
	}
	front("title", w.src.Title.Value, own.Title.Value, diag.T("titel", "title"))
	front("description", w.src.Description.Value, own.Description.Value, diag.T("beskrivning, visas under titeln", "description, shown under the title"))
	for j := 1; j < len(w.parts); j++ {
		p := &w.parts[j]
		for k := range p.leaves {
			l := &p.leaves[k]
			if !segment.HasWords(l.from.Parts) {
				continue
			}
			l.id = fmt.Sprintf("b%d.%d", j, k+1)
			u := segment.Unit{ID: l.id, Print: p.print, Source: from.lock(l.from.Parts)}
			if l.to != nil {
				u.Target = to.lock(l.to.Parts)
			}
			in.finish(w, p, &u, kinds[l.from.Kind])
		}
	}
}

var kinds = map[segment.Kind]diag.Text{
	segment.Paragraph: {SV: "stycke", EN: "paragraph"},
	segment.Heading:   {SV: "rubrik", EN: "heading"},
	segment.Item:      {SV: "punkt i en lista", EN: "item of a list"},
	segment.Cell:      {SV: "ruta i en tabell", EN: "cell of a table"},
}

// finish gives a unit its codes' names, its state and its notes.
func (in *Input) finish(w *work, p *part, u *segment.Unit, what diag.Text) {
	segment.Identify(u.Source, u.Target)
	u.Notes = []segment.Note{{Category: segment.Own, Text: what.In(in.Messages)}}
	switch {
	case u.Target == nil:
		u.State = segment.Initial
	case p.stale():
		u.State = segment.Initial
		note := diag.T("Originalet har ändrats sedan det här översattes.", "The original has changed since this was translated.")
		if p.old == "" {
			note = diag.T("Ingenting säger vilket original det här gjordes från: jämför.", "Nothing tells which original this was made from: compare.")
		} else if was := strings.Join(strings.Fields(in.Was[p.old]), " "); was != "" {
			note = diag.T("Originalet har ändrats sedan det här översattes. Då stod det: %s", "The original has changed since this was translated. It said: %s", was)
		}
		u.Notes = append(u.Notes, segment.Note{Category: segment.Own, Text: note.In(in.Messages)})
	case w.own.Reviewed():
		u.State = segment.Checked
	default:
		u.State = segment.Translated
	}
	w.file.Units = append(w.file.Units, *u)
}
