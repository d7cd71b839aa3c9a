package bureau

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/markdown"
	"vart/internal/segment"
	"vart/internal/source"
)

// Result is what a reply makes of the site.
type Result struct {
	Changes []Change
	Notes   []Remark // what the bureau noted
}

// Change is a file of the site with its new text.
type Change struct {
	Name     string
	Text     []byte
	New      bool
	Changed  int  // units with another translation than before
	Signed   int  // units that were old and are said to be right
	Reviewed bool // it is now marked as reviewed
	Lost     bool // it was marked as reviewed and is not any more
}

// Remark is a note of the bureau's, and where it stands in its file.
type Remark struct {
	Pos        source.Pos
	File, Unit string
	Text       string
}

// Review is who has read the translations of a job, and when. Without a By, a
// state in the reply marks nothing as reviewed.
type Review struct {
	By string
	On time.Time
}

// Import puts a reply into the site. If anything in it is refused, the result
// has no changes and found says why. What the source no longer says is left out
// with a warning.
func Import(in Input, j *segment.Job, review Review, found *diag.List) (*Result, error) {
	var left diag.List // reported by Export already
	works := in.texts(j.To, &left)
	s, err := in.strings(j.To, &left)
	if err != nil {
		return nil, err
	}
	l := in.locks(j.To, j.To)
	out := &Result{}
	byWork := map[*work]map[string]*outcome{}
	changed := map[string]message{}
	ours := map[string]bool{} // notes of our own, which some tools send back without saying whose they are
	keep := func(f *segment.File) {
		for _, u := range append(f.Units, segment.Unit{Notes: f.Notes}) {
			for _, n := range u.Notes {
				ours[n.Text] = true
			}
		}
	}
	keep(&s.file)
	for i := range works {
		keep(&works[i].file)
	}
	seen := map[string]bool{}
	for i := range j.Files {
		f := &j.Files[i]
		if seen[f.Name] {
			found.Add(f.Pos, Reply, diag.T("%s står två gånger", "%s stands twice", f.Name), diag.T("behåll en av dem", "keep one of them"))
		}
		seen[f.Name] = true
		out.note(f, ours)
		if f.Name == s.file.Name {
			for id, o := range l.units(f, s.file.Units, nil, found) {
				if key, form, _ := strings.Cut(id, ":"); o.changed {
					if changed[key] == nil {
						changed[key] = message{}
					}
					changed[key][form] = plain(o.parts)
				}
			}
			continue
		}
		at := slices.IndexFunc(works, func(w work) bool { return w.file.Name == f.Name })
		if at < 0 {
			found.AddAt(f.Pos, diag.Warning, Reply, diag.T("%s finns inte, eller så har översättningen andra stycken än originalet; det som kom används inte", "%s is not there, or its translation has other blocks than the original; what came is not used", f.Name), diag.Text{})
			continue
		}
		w := &works[at]
		byWork[w] = l.units(f, w.file.Units, w, found)
	}
	if found.Failed(false) {
		return &Result{}, nil
	}
	md := markdown.New()
	for i := range works {
		if o := byWork[&works[i]]; len(o) > 0 {
			if c := works[i].compose(md, j.To, o, review, found); c != nil {
				out.Changes = append(out.Changes, *c)
			}
		}
	}
	if len(changed) > 0 {
		name, text := s.write(changed, j.To)
		out.Changes = append(out.Changes, Change{Name: name, Text: text, New: s.own == nil, Changed: len(changed)})
	}
	if found.Failed(false) {
		return &Result{}, nil
	}
	return out, nil
}

// note keeps the notes that are not our own.
func (out *Result) note(f *segment.File, ours map[string]bool) {
	add := func(pos source.Pos, unit string, notes []segment.Note) {
		for _, n := range notes {
			if n.Category != segment.Own && !ours[n.Text] {
				out.Notes = append(out.Notes, Remark{pos, f.Name, unit, n.Text})
			}
		}
	}
	add(f.Pos, "", f.Notes)
	for _, u := range f.Units {
		add(u.Pos, u.ID, u.Notes)
	}
}

// units receives the units of a file; of a text, those of blocks that have
// moved are found by their fingerprints.
func (l *locks) units(f *segment.File, now []segment.Unit, w *work, found *diag.List) map[string]*outcome {
	out := map[string]*outcome{}
	seen := map[string]bool{}
	for i := range f.Units {
		got := &f.Units[i]
		if seen[got.ID] {
			found.Add(got.Pos, Reply, diag.T("%s %s står två gånger", "%s %s stands twice", f.Name, got.ID), whole)
			continue
		}
		seen[got.ID] = true
		id := got.ID
		if w != nil {
			id = w.moved(got)
		}
		at := slices.IndexFunc(now, func(u segment.Unit) bool { return u.ID == id && (got.Print == "" || u.Print == got.Print) })
		if at < 0 {
			if len(got.Target) > 0 {
				found.AddAt(got.Pos, diag.Warning, Reply, diag.T("%s %s: originalet har ändrats sedan filen skickades; översättningen används inte", "%s %s: the original has changed since the file was sent; the translation is not used", f.Name, got.ID),
					diag.T("skicka det som är nytt: vart translate export --only stale", "send what is new: vart translate export --only stale"))
			}
			continue
		}
		if o := l.receive(f.Name, got, &now[at], found); o != nil {
			out[id] = o
		}
	}
	return out
}

// moved is the ID that a unit has now: that of the nearest block with the same
// fingerprint.
func (w *work) moved(u *segment.Unit) string {
	block, leaf, ok := strings.Cut(strings.TrimPrefix(u.ID, "b"), ".")
	was, err := strconv.Atoi(block)
	if !ok || err != nil || was < 1 {
		return u.ID
	}
	best := -1
	for j := 1; j < len(w.parts); j++ {
		if w.parts[j].print == u.Print && (best < 0 || abs(j-was) < abs(best-was)) {
			best = j
		}
	}
	if best < 0 {
		return u.ID
	}
	return "b" + strconv.Itoa(best) + "." + leaf
}

func abs(n int) int { return max(n, -n) }

// plain is what parts say, codes as they are written.
func plain(parts []segment.Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Kind == segment.Words {
			b.WriteString(p.Text)
		} else {
			b.WriteString(p.Raw)
		}
	}
	return b.String()
}
