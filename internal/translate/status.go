package translate

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"vart/internal/site"
	"vart/internal/source"
)

// State is how a translation stands to its source.
type State string

// The states of a text in a language. A stale one has parts whose source has
// changed; of an unknown one nothing tells what it was made from.
const (
	Fresh   State = "fresh"
	Stale   State = "stale"
	Missing State = "missing"
	Unknown State = "unknown"
)

// Status is how all translations of a site stand.
type Status struct {
	Languages []string // tags
	Rows      []Row    // by the name of the source text's file
	// History says that older source texts could be looked up.
	History bool
}

// Row is a text in all languages.
type Row struct {
	Source string // the source text's file
	Title  string
	Cells  []Cell // one for each language
}

// Cell is a text in a language.
type Cell struct {
	Language, File string // the file it is in or would be
	State          State
	Reviewed       bool // somebody who knows the language has read it
	Parts          []Part
	Of             int // how many parts there are
}

// Part is a part of a translation that is older than its source.
type Part struct {
	At, Source source.Pos
	// Was and Now are the source's words; "" of what was added or removed.
	Was, Now string
	// Found says that the words that were translated could be looked up.
	Found bool
}

// Added says that the part came to the source after it was translated.
func (p Part) Added() bool { return p.Found && p.Was == "" }

// Line is where the part begins in the translation.
func (p Part) Line() int { line, _ := p.At.LineCol(); return line }

// SourceLine is where it begins in the source text.
func (p Part) SourceLine() int { line, _ := p.Source.LineCol(); return line }

// Versions ranges over the older versions of a source text, the newest first;
// it is nil where there is no history.
type Versions func(f *source.File) iter.Seq2[*site.Words, error]

// Of tells how the translations of a site to some languages stand.
func Of(s *site.Site, languages []string, versions Versions) (*Status, error) {
	st := &Status{Languages: languages, History: versions != nil}
	for _, t := range Texts(s) {
		src := t.Words[s.Config.Source]
		if src == nil || src.Body == nil {
			continue
		}
		row := Row{Source: src.File.Name, Title: src.Title.Value}
		old, err := older(src, t.Words, languages, versions)
		if err != nil {
			return nil, err
		}
		for _, tag := range languages {
			row.Cells = append(row.Cells, cell(src, t.Words[tag], tag, old))
		}
		st.Rows = append(st.Rows, row)
	}
	slices.SortFunc(st.Rows, func(a, b Row) int { return cmp.Compare(a.Source, b.Source) })
	return st, nil
}

// older looks up the source's words that translations were made from, by
// fingerprint. Versions are read only until all are found.
func older(src *site.Words, all site.Languages, languages []string, versions Versions) (map[string]string, error) {
	wanted := map[string]bool{}
	for _, tag := range languages {
		if w := all[tag]; w != nil {
			for _, s := range w.Age.Stale {
				if s.Was != "" {
					wanted[s.Was] = true
				}
			}
		}
	}
	found := map[string]string{}
	if versions == nil || len(wanted) == 0 {
		return found, nil
	}
	for w, err := range versions(src.File) {
		if err != nil {
			return nil, err
		}
		for i, p := range Parts(w) {
			if wanted[p] {
				found[p] = Words(w, i)
				delete(wanted, p)
			}
		}
		if len(wanted) == 0 {
			break
		}
	}
	return found, nil
}

// Older are the source's words that translations to a language were made from
// and that it no longer says, by fingerprint, as far as they can be looked up.
func Older(s *site.Site, lang string, versions Versions) (map[string]string, error) {
	all := map[string]string{}
	for _, t := range Texts(s) {
		if src := t.Words[s.Config.Source]; src != nil && src.Body != nil {
			old, err := older(src, t.Words, []string{lang}, versions)
			if err != nil {
				return nil, err
			}
			maps.Copy(all, old)
		}
	}
	return all, nil
}

// cell tells how a text's translation to a language stands; old are the words
// that it was made from, as far as they are known.
func cell(src, w *site.Words, tag string, old map[string]string) Cell {
	c := Cell{Language: tag, File: src.FileIn(tag), State: Missing}
	if w == nil {
		return c
	}
	c.State, c.Reviewed, c.Of = Unknown, w.Reviewed(), w.Age.Of
	if !w.Age.Known {
		return c
	}
	c.State = Fresh
	for _, s := range w.Age.Stale {
		c.State = Stale
		p := Part{At: s.At, Source: s.Source, Found: true}
		if s.Now >= 0 {
			p.Now = Words(src, s.Now)
		}
		if s.Was != "" {
			p.Was, p.Found = old[s.Was]
		}
		c.Parts = append(c.Parts, p)
	}
	return c
}

// Words are the words of a part of a text.
func Words(w *site.Words, part int) string {
	if part == 0 {
		return strings.TrimSpace(w.Title.Value + "\n" + w.Description.Value)
	}
	return words(w.File, &w.Body.Blocks[part-1])
}

// Total counts the texts in a language that are in a state; with state "" those
// that nobody has reviewed.
func (st *Status) Total(language int, state State) int {
	n := 0
	for _, r := range st.Rows {
		c := r.Cells[language]
		if c.State == state || state == "" && c.State != Missing && !c.Reviewed {
			n++
		}
	}
	return n
}
