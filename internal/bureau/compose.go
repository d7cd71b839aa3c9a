package bureau

import (
	"reflect"
	"strings"

	"vart/internal/diag"
	"vart/internal/markdown"
	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/translate"
)

// compose puts what came back of a text into its file. It is nil if nothing
// changes, and if the text would not be whole, which is reported.
func (w *work) compose(md *markdown.Parser, lang string, got map[string]*outcome, review Review, found *diag.List) *Change {
	c := &Change{Name: w.src.FileIn(lang), New: w.own == nil}
	all := true // is every unit reviewed?
	for i := range w.file.Units {
		u := &w.file.Units[i]
		o := got[u.ID]
		switch {
		case o != nil && o.changed:
			c.Changed++
		case o != nil && o.done && !u.State.Done():
			c.Signed++
		}
		all = all && o != nil && o.state.Reviewed()
	}
	reviewed := review.By != "" && all
	if c.Changed+c.Signed == 0 && !(reviewed && w.own != nil && !w.own.Reviewed()) {
		return nil
	}
	text, missing, broken := w.text(md, got)
	if missing != "" {
		found.AddAt(w.src.File.Start(), diag.Warning, Reply,
			diag.T("%s skrivs inte: %s är inte översatt, och utan den blir sidan inte hel", "%s is not written: %s is not translated, and without it the page is not whole", c.Name, missing),
			diag.T("låt byrån översätta resten, och läs in filen igen", "have the bureau translate the rest, and import the file again"))
		return nil
	}
	if text == nil {
		found.Add(w.src.File.Start(), Reply,
			diag.T("%s %s går inte att skriva som Markdown: det skulle läsas som något annat", "%s %s cannot be written as Markdown: it would be read as something else", w.file.Name, broken),
			diag.T("se efter om fetstil eller en länk står mitt i ett ord", "see whether bold text or a link stands inside a word"))
		return nil
	}
	if o := got["title"]; o != nil && o.changed {
		text = translate.Set(text, "title", translate.Quote(plain(o.parts)))
	}
	if o := got["description"]; o != nil && o.changed {
		text = translate.Set(text, "description", translate.Quote(plain(o.parts)))
	}
	switch {
	case reviewed:
		text, c.Reviewed = translate.Reviewed(text, review.On, review.By), true
	case w.own == nil:
		text = translate.Reviewed(text, review.On, "")
	case c.Changed > 0 && w.own.Reviewed():
		// Nobody who knows the language has read these words.
		text, c.Lost = translate.Reviewed(text, review.On, ""), true
	}
	if prints := w.prints(got); prints != nil {
		text = translate.Fingerprint(text, prints)
	}
	c.Text = text
	return c
}

// prints are the fingerprints of the source that each part agrees with; nil if
// that is not known of all.
func (w *work) prints(got map[string]*outcome) []string {
	var out []string
	for j := range w.parts {
		p := &w.parts[j]
		done := true
		for _, id := range w.ids(j) {
			o := got[id]
			done = done && o != nil && o.done
		}
		switch {
		case done || !p.stale():
			out = append(out, p.print)
		case p.old != "":
			out = append(out, p.old)
		default:
			return nil
		}
	}
	return out
}

// ids are the units of a part.
func (w *work) ids(j int) []string {
	if j == 0 {
		return []string{"title", "description"}[:w.heads()]
	}
	var ids []string
	for _, l := range w.parts[j].leaves {
		if l.id != "" {
			ids = append(ids, l.id)
		}
	}
	return ids
}

// heads counts title and description.
func (w *work) heads() int {
	if w.src.Description.Value == "" {
		return 1
	}
	return 2
}

// piece is a stretch of a file with its leaves, some of them with new parts.
type piece struct {
	text   string
	start  int
	leaves []segment.Leaf
	now    []([]segment.Part) // nil for a leaf that stays
}

// write returns the piece with its new parts, and what it then should read.
func (p *piece) write(want *[][]segment.Part) string {
	var b strings.Builder
	at := 0
	for i, l := range p.leaves {
		parts := l.Parts
		if p.now[i] != nil {
			parts = unlock(p.now[i])
			b.WriteString(p.text[at : l.Pos.Offset-p.start])
			b.WriteString(markdown.Write(parts, l.Kind))
			at = l.Pos.Offset - p.start + l.Pos.Len
		}
		*want = append(*want, bare(parts))
	}
	b.WriteString(p.text[at:])
	return b.String()
}

// bare are parts without what is only for pairing and naming codes.
func bare(parts []segment.Part) []segment.Part {
	out := unlock(parts)
	for i := range out {
		out[i].Pair = 0
	}
	return out
}

// text is the translation's whole file with what came back. It is nil if a unit
// is missing that nobody has translated, or one is broken: not read as it was
// written.
func (w *work) text(md *markdown.Parser, got map[string]*outcome) (text []byte, missing, broken string) {
	var want [][]segment.Part
	switch {
	case w.own == nil:
		for _, u := range w.file.Units {
			if o := got[u.ID]; o == nil || !o.changed {
				return nil, u.ID, ""
			}
		}
		body := translate.Body(w.src.File.Text)
		p := piece{text: string(w.src.File.Text[body:]), start: body}
		for j := range w.parts {
			p.add(w.parts[j].leaves, got, false)
		}
		head := "---\ntitle: x\n---\n"
		text = []byte(head + p.write(&want))
	case w.inStep(got):
		body := translate.Body(w.own.File.Text)
		p := piece{text: string(w.own.File.Text[body:]), start: body}
		for _, l := range md.Leaves(w.own.File, body) {
			p.leaves, p.now = append(p.leaves, l), append(p.now, w.changed(l, got))
		}
		text = []byte(string(w.own.File.Text[:body]) + p.write(&want))
	default:
		var blocks []string
		for j := 1; j < len(w.parts); j++ {
			p, missing := w.block(md, j, got)
			if missing != "" {
				return nil, missing, ""
			}
			blocks = append(blocks, strings.TrimRight(p.write(&want), "\n"))
		}
		body := translate.Body(w.own.File.Text)
		text = []byte(string(w.own.File.Text[:body]) + strings.Join(blocks, "\n\n") + "\n")
	}
	var reads [][]segment.Part
	for _, l := range md.Leaves(&source.File{Text: text}, translate.Body(text)) {
		reads = append(reads, bare(l.Parts))
	}
	for i := range max(len(want), len(reads)) {
		if i >= len(want) {
			return nil, "", ""
		}
		if i >= len(reads) || !reflect.DeepEqual(reads[i], want[i]) {
			return nil, "", w.says(want[i], got)
		}
	}
	return text, "", ""
}

// says is the unit that came back with the parts, "" if none did.
func (w *work) says(parts []segment.Part, got map[string]*outcome) string {
	for _, u := range w.file.Units {
		if o := got[u.ID]; o != nil && reflect.DeepEqual(bare(o.parts), parts) {
			return u.ID
		}
	}
	return ""
}

// inStep says whether the translation's blocks are those of the source, one by
// one, so that it can be changed in place.
func (w *work) inStep(got map[string]*outcome) bool {
	if len(w.own.Body.Blocks)+1 != len(w.parts) {
		return false
	}
	for j := range w.parts {
		p := &w.parts[j]
		if p.own != j {
			return false
		}
		for _, l := range p.leaves {
			if o := got[l.id]; l.to == nil && o != nil && o.changed {
				return false
			}
		}
	}
	return true
}

// changed are the new parts of a leaf of the translation, nil if it stays.
func (w *work) changed(own segment.Leaf, got map[string]*outcome) []segment.Part {
	for _, l := range w.parts[own.Block+1].leaves {
		if l.to != nil && l.to.Pos.Offset == own.Pos.Offset {
			if o := got[l.id]; o != nil && o.changed {
				return o.parts
			}
		}
	}
	return nil
}

// add lays leaves in a piece, of the source or of the translation, with what
// came back.
func (p *piece) add(leaves []leaf, got map[string]*outcome, own bool) {
	for _, l := range leaves {
		of, now := l.from, []segment.Part(nil)
		if own {
			of = *l.to
		}
		if o := got[l.id]; o != nil && o.changed {
			now = o.parts
		}
		p.leaves, p.now = append(p.leaves, of), append(p.now, now)
	}
}

// block is a block of the translation anew: the one it has, or the source's
// with what came back.
func (w *work) block(md *markdown.Parser, j int, got map[string]*outcome) (p piece, missing string) {
	part := &w.parts[j]
	paired, whole := part.own >= 0, true
	for _, l := range part.leaves {
		paired = paired && l.to != nil
		o := got[l.id]
		if l.id != "" && (o == nil || !o.changed) {
			whole, missing = false, l.id
		}
	}
	switch {
	case paired:
		p.cut(w.own.File, w.own.Body.Blocks[part.own-1].Pos)
		p.add(part.leaves, got, true)
	case whole:
		p.cut(w.src.File, w.src.Body.Blocks[j-1].Pos)
		p.add(part.leaves, got, false)
	case part.own >= 0: // another list than the source's, say; it stays, and stays old
		p.cut(w.own.File, w.own.Body.Blocks[part.own-1].Pos)
		for _, l := range md.Leaves(w.own.File, translate.Body(w.own.File.Text)) {
			if l.Block == part.own-1 {
				p.leaves, p.now = append(p.leaves, l), append(p.now, nil)
			}
		}
	default:
		return p, missing
	}
	return p, ""
}

// cut takes a block out of a file, from the start of its line.
func (p *piece) cut(f *source.File, at source.Pos) {
	start := strings.LastIndexByte(string(f.Text[:at.Offset]), '\n') + 1
	p.text, p.start = string(f.Text[start:at.Offset+at.Len]), start
}
