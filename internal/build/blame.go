package build

import (
	"fmt"
	"strings"

	"vart/internal/diag"
	"vart/internal/plan"
	"vart/internal/safety"
	"vart/internal/source"
)

// brokenPage is a page and the safety rules that it breaks.
type brokenPage struct {
	out    *plan.Output
	broken []safety.Violation
}

// blame turns broken rules into findings at the layouts that broke them: the
// one a page is made with, or another that holds the text at fault. What one
// layout does to many pages is one finding, which names the first of them.
func (l *Loaded) blame(pages []brokenPage) diag.List {
	type fault struct {
		pos     source.Pos
		check   *diag.Check
		message diag.Text
	}
	first := map[fault]*plan.Output{}
	others := map[fault]int{}
	var faults []fault
	for _, p := range pages {
		for _, v := range p.broken {
			f := fault{l.guilty(p.out, v), v.Check, v.Message}
			switch at := first[f]; {
			case at == nil:
				first[f] = p.out
				faults = append(faults, f)
			case at != p.out:
				others[f]++
			}
		}
	}
	var found diag.List
	for _, f := range faults {
		where := diag.T("sidan %s", "the page %s", first[f].URL)
		if n := others[f]; n > 0 {
			where = diag.T("sidan %s och %d till", "the page %s and %d more", first[f].URL, n)
		}
		found.Add(f.pos, f.check, diag.Text{SV: fmt.Sprintf("%s (%s)", f.message.SV, where.SV), EN: fmt.Sprintf("%s (%s)", f.message.EN, where.EN)},
			diag.T("sidan publiceras inte förrän layouten är rättad; docs/layouts.md säger vad som krävs", "the page is not published until the layout is mended; docs/layouts.md says what is required"))
	}
	return found
}

// guilty is the place in a layout that made a page break a rule.
func (l *Loaded) guilty(o *plan.Output, v safety.Violation) source.Pos {
	if v.Word != "" {
		return l.word(v)
	}
	pos := l.layouts[l.Renderer.LayoutOf(o)].Start()
	if v.Snippet == "" && v.Check != diag.SafetyDocument {
		pos = l.layouts["frame.html"].Start()
	}
	if start, _, _ := strings.Cut(v.Snippet, "\n"); start != "" {
		if at := l.find(start, l.Renderer.LayoutOf(o)); !at.IsZero() {
			return at
		}
	}
	return pos
}

// word is where a word of the page's one style or script was written.
func (l *Loaded) word(v safety.Violation) source.Pos {
	files := append([]*source.File{l.layouts["style.css"], l.layouts["script.js"]}, l.scripts...)
	for _, f := range files {
		if i := strings.Index(strings.ToLower(string(f.Text)), strings.ToLower(v.Word)); i >= 0 {
			return f.Pos(i, len(v.Word))
		}
	}
	return files[0].Start() // written in a way that only a browser reads: u\72l(
}

// find looks for the longest beginning of a snippet that stands in a layout;
// actions may have filled in the rest.
func (l *Loaded) find(snippet, first string) source.Pos {
	const shortest, longest = 4, 120
	for n := min(len(snippet), longest); n >= shortest; n-- {
		var best source.Pos
		for name, f := range l.layouts {
			i := strings.Index(string(f.Text), snippet[:n])
			if i >= 0 && (best.IsZero() || name == first || best.Name() != l.layouts[first].Name && f.Name < best.Name()) {
				best = f.Pos(i, n)
			}
		}
		if !best.IsZero() {
			return best
		}
	}
	return source.Pos{}
}
