package translate

import (
	"slices"
	"strings"

	"vart/internal/doc"
	"vart/internal/site"
	"vart/internal/source"
)

// Compare notes in the translations of a text what its source no longer says.
func Compare(c *site.Config, all site.Languages) {
	src := all[c.Source]
	if src == nil || src.Body == nil {
		return
	}
	var now []string
	for tag, w := range all {
		if tag == c.Source || len(w.Fingerprint) == 0 || w.Body == nil {
			continue
		}
		if now == nil {
			now = Parts(src)
		}
		w.Age = age(src, w, now, Twin(c, tag))
	}
}

// Text is anything that has words: a page, service, area or flow.
type Text struct {
	Words site.Languages
	Page  *site.Page // nil if it is none
}

// Texts lists everything that a site says in words, drafts aside.
func Texts(s *site.Site) []Text {
	var all []Text
	for _, p := range s.Pages {
		all = append(all, Text{Words: p.Words, Page: p})
	}
	for _, a := range s.Areas {
		all = append(all, Text{Words: a.Words})
	}
	for _, f := range s.Flows {
		all = append(all, Text{Words: f.Words})
	}
	for _, v := range s.Services {
		if v.Published() {
			all = append(all, Text{Words: v.Words})
		}
	}
	return all
}

// Twin says whether a language is a simple form of the source language
// (sv-simple of sv). A text in it is written anew and need not have the same
// blocks.
func Twin(c *site.Config, lang string) bool {
	return strings.HasPrefix(lang, c.Source+"-")
}

// age compares what a translation was made from with what its source says now.
func age(src, w *site.Words, now []string, twin bool) site.Age {
	var was []string
	for _, f := range w.Fingerprint {
		if !Is(f.Value) {
			return site.Age{} // reported by check
		}
		was = append(was, f.Value)
	}
	if !twin && len(was) != len(w.Body.Blocks)+1 {
		return site.Age{}
	}
	a := site.Age{Known: true, Of: max(len(was), len(now))}
	for _, c := range align(was, now, func(i, j int) bool {
		return !twin && alike(&w.Body.Blocks[i-1], &src.Body.Blocks[j-1])
	}) {
		s := site.Stale{Part: c.was, Now: c.now, At: place(w, c.was, len(was)), Source: src.File.Start()}
		if !c.added {
			s.Was = was[c.was]
		}
		if c.now >= 0 {
			s.Source = place(src, c.now, len(now))
		}
		a.Stale = append(a.Stale, s)
	}
	return a
}

// place is where a part stands in a text that is said to have n of them. A twin
// may have another number, and then it is only the text as a whole.
func place(w *site.Words, part, n int) source.Pos {
	switch {
	case len(w.Body.Blocks)+1 != n:
		return w.File.Start()
	case part == 0:
		return w.Title.Pos
	}
	return w.Body.Blocks[part-1].Pos
}

// alike says whether one block may be the other one, reworded.
func alike(a, b *doc.Block) bool {
	return a.Kind == b.Kind && a.Level == b.Level && (a.ID == "" || b.ID == "" || a.ID == b.ID)
}

// pair is a part that was translated and one of the source now.
type pair struct{ was, now int }

// change is a pair that differs. A removed part has a now of -1; an added one
// has the was of the part it stands after.
type change struct {
	pair
	added bool
}

// align returns the parts that differ: changed, removed or added. Parts that
// are the same stay in step, so that an added block does not make all those
// after it look changed.
func align(was, now []string, alike func(i, j int) bool) []change {
	if slices.Equal(was, now) {
		return nil
	}
	var out []change
	if was[0] != now[0] {
		out = append(out, change{pair{0, 0}, false})
	}
	end := pair{len(was), len(now)}
	same := common(pair{1, 1}, end, func(i, j int) bool { return was[i] == now[j] })
	from := pair{1, 1}
	for _, to := range append(same, end) {
		out = append(out, differ(from, to, alike)...)
		from = pair{to.was + 1, to.now + 1}
	}
	return out
}

// differ tells what became of the parts between two that are the same. As many
// as there were are the same parts, reworded; else those are that are alike.
func differ(from, to pair, alike func(i, j int) bool) []change {
	var out []change
	if to.was-from.was == to.now-from.now {
		for ; from.was < to.was; from.was, from.now = from.was+1, from.now+1 {
			out = append(out, change{from, false})
		}
		return out
	}
	for _, kin := range append(common(from, to, alike), to) {
		for ; from.was < kin.was; from.was++ {
			out = append(out, change{pair{from.was, -1}, false})
		}
		for ; from.now < kin.now; from.now++ {
			out = append(out, change{pair{from.was - 1, from.now}, true})
		}
		if kin != to {
			out = append(out, change{kin, false})
		}
		from = pair{kin.was + 1, kin.now + 1}
	}
	return out
}

// common is a longest common subsequence of two stretches of parts.
func common(from, to pair, same func(i, j int) bool) []pair {
	n, m := to.was-from.was, to.now-from.now
	best := make([][]int, n+1) // of what begins at i and j
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if same(from.was+i, from.now+j) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(from.was+i, from.now+j) && best[i][j] == best[i+1][j+1]+1:
			out = append(out, pair{from.was + i, from.now + j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}
