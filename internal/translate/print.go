package translate

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"vart/internal/diag"
	"vart/internal/i18n"
)

// width is how many characters a line of the text form has at most.
const width = 100

// Mark is what stands in the matrix for a text in a language.
func (c Cell) Mark() string {
	mark := map[State]string{Fresh: "ok", Missing: "-", Unknown: "?"}[c.State]
	if c.State == Stale {
		mark = fmt.Sprintf("%d/%d", len(c.Parts), c.Of)
	}
	if c.State != Missing && !c.Reviewed {
		mark += "*"
	}
	return mark
}

// totals are the rows under the matrix.
var totals = []struct {
	state State
	name  diag.Text
}{
	{Fresh, diag.Text{SV: "aktuella", EN: "fresh"}},
	{Stale, diag.Text{SV: "gamla", EN: "stale"}},
	{Unknown, diag.Text{SV: "okända", EN: "unknown"}},
	{Missing, diag.Text{SV: "saknas", EN: "missing"}},
	{"", diag.Text{SV: "ogranskade", EN: "unreviewed"}},
}

// Print writes the matrix and every part that is old, for people who read lang.
func (st *Status) Print(w io.Writer, lang string) error {
	var b strings.Builder
	column := func(tag string) int { return max(len(tag), 6) + 2 }
	rest := width
	for _, tag := range st.Languages {
		rest -= column(tag)
	}
	name := 12
	for _, r := range st.Rows {
		name = max(name, utf8.RuneCountInString(short(r.Source)))
	}
	name = max(12, min(name, rest))
	line := func(first string, cells func(i int) string) {
		if runes := []rune(first); len(runes) > name {
			first = "…" + string(runes[len(runes)-name+1:])
		}
		fmt.Fprintf(&b, "%-*s", name, first)
		for i, tag := range st.Languages {
			fmt.Fprintf(&b, "%*s", column(tag), cells(i))
		}
		b.WriteByte('\n')
	}
	line("", func(i int) string { return st.Languages[i] })
	for _, r := range st.Rows {
		line(short(r.Source), func(i int) string { return r.Cells[i].Mark() })
	}
	b.WriteByte('\n')
	for _, t := range totals {
		line(t.name.In(lang), func(i int) string { return fmt.Sprint(st.Total(i, t.state)) })
	}
	fmt.Fprintf(&b, "\n%s\n", strings.Join(Legend(lang), "\n"))
	for _, r := range st.Rows {
		for _, c := range r.Cells {
			for _, p := range c.Parts {
				fmt.Fprintf(&b, "\n%s:%d  ←  %s:%d\n    %s\n", c.File, p.Line(), r.Source, p.SourceLine(), st.told(p, lang))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// short is a file's name without what all share.
func short(name string) string {
	name = strings.TrimPrefix(name, "content/")
	base := path.Base(name)
	stem, _, _ := strings.Cut(base, ".")
	if dir := strings.TrimSuffix(name, "/"+base); stem == "index" && dir != name {
		return dir
	}
	return strings.TrimSuffix(name, base) + stem
}

// Legend explains the matrix, a line for each mark.
func Legend(lang string) []string {
	return strings.Split(diag.Text{
		SV: "ok   som originalet är nu\n2/9  två delar av nio är äldre än originalet\n?    ingenting säger vilket original den gjordes från (vart translate accept)\n-    saknas\n*    ingen som kan språket har granskat den",
		EN: "ok   as the original is now\n2/9  two parts of nine are older than the original\n?    nothing tells which original it was made from (vart translate accept)\n-    missing\n*    nobody who knows the language has reviewed it",
	}.In(lang), "\n")
}

// Note says in words what cannot be shown as a difference; "" where it can.
func (st *Status) Note(p Part, lang string) string {
	switch {
	case p.Added():
		return diag.Text{SV: "tillagt", EN: "added"}.In(lang)
	case p.Found && p.Now == "":
		return diag.Text{SV: "borttaget", EN: "removed"}.In(lang)
	case p.Found:
		return ""
	case st.History:
		return diag.Text{SV: "vad som översattes finns inte i git; nu står det", EN: "what was translated is not in git; it now says"}.In(lang)
	}
	return diag.Text{SV: "utan git går det inte att se vad som stod; nu står det", EN: "without git it is not known what it said; it now says"}.In(lang)
}

// Changes are the words that changed, or what it says now.
func (st *Status) Changes(p Part) []Span {
	if !p.Found {
		return []Span{{"", strings.Join(strings.Fields(p.Now), " ")}}
	}
	return Diff(p.Was, p.Now)
}

func (st *Status) told(p Part, lang string) string {
	var words []string
	for _, s := range st.Changes(p) {
		switch s.Kind {
		case "del":
			words = append(words, "[-"+s.Text+"-]")
		case "ins":
			words = append(words, "{+"+s.Text+"+}")
		default:
			words = append(words, s.Text)
		}
	}
	text := strings.Join(words, " ")
	if note := st.Note(p, lang); note != "" {
		text = note + ": " + text
	}
	return text
}

// JSON writes the machine format of `vart translate status`.
func (st *Status) JSON(w io.Writer) error {
	type block struct {
		Line       int `json:"line"`
		SourceLine int `json:"source_line"`
	}
	type entry struct {
		Source   string  `json:"source"`
		Language string  `json:"language"`
		File     string  `json:"file"`
		State    State   `json:"state"`
		Reviewed bool    `json:"reviewed"`
		Stale    []block `json:"stale_blocks"`
	}
	pages := []entry{}
	for _, r := range st.Rows {
		for _, c := range r.Cells {
			e := entry{r.Source, c.Language, c.File, c.State, c.Reviewed, []block{}}
			for _, p := range c.Parts {
				e.Stale = append(e.Stale, block{p.Line(), p.SourceLine()})
			}
			pages = append(pages, e)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Version int     `json:"version"`
		Pages   []entry `json:"pages"`
	}{1, pages})
}

//go:embed status.html
var page string

// HTML writes the matrix and what is old as a page of its own.
func (st *Status) HTML(w io.Writer, title, source, lang string) error {
	t, err := template.New("status").Funcs(template.FuncMap{
		"say":    func(sv, en string) string { return diag.Text{SV: sv, EN: en}.In(lang) },
		"name":   func(tag string) string { return i18n.NameIn(lang, tag) },
		"short":  short,
		"note":   func(p Part) string { return st.Note(p, lang) },
		"total":  st.Total,
		"legend": func() []string { return Legend(lang) },
		"totals": func() (rows []total) {
			for _, t := range totals {
				rows = append(rows, total{t.name.In(lang), t.state})
			}
			return rows
		},
	}).Parse(page)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, struct {
		*Status
		Title, Lang, Source, SourceDir string
	}{st, title, lang, source, i18n.Direction(source)}); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

type total struct {
	Name  string
	State State
}
