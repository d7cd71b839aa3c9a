// Package table writes and reads a job for translators as a table in an HTML
// page: for bureaus without tools, who open it in a word processor. What is
// locked stands in ⟦ ⟧ as text, since a word processor keeps nothing else.
package table

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/segment"
	"vart/internal/source"
)

//go:embed table.html
var page string

// Write writes a job; messages is the language of its instructions, sv or en.
func Write(w io.Writer, j *segment.Job, messages string) error {
	t, err := template.New("table").Funcs(template.FuncMap{
		"say":   func(sv, en string) string { return diag.Text{SV: sv, EN: en}.In(messages) },
		"cell":  cell,
		"notes": notes,
	}).Parse(page)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, struct {
		*segment.Job
		Messages string
	}{j, messages}); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

func notes(u segment.Unit) string {
	var all []string
	for _, n := range u.Notes {
		all = append(all, n.Text)
	}
	return strings.Join(all, ". ")
}

// cell is what a cell shows: words, and codes in brackets.
func cell(parts []segment.Part) template.HTML {
	var b strings.Builder
	for _, p := range parts {
		switch p.Kind {
		case segment.Words:
			b.WriteString(template.HTMLEscapeString(p.Text))
		case segment.Mark:
			b.WriteString(`<span class="code" dir="ltr">⟦` + template.HTMLEscapeString(p.ID+" "+p.Text) + "⟧</span>")
		case segment.Open:
			b.WriteString(`<span class="code" dir="ltr">⟦` + template.HTMLEscapeString(p.ID) + "⟧</span>")
		case segment.Close:
			b.WriteString(`<span class="code" dir="ltr">⟦/` + template.HTMLEscapeString(p.ID) + "⟧</span>")
		}
	}
	return template.HTML(b.String())
}

// ErrNone says that a page has no table of ours.
var ErrNone = errors.New("no table from vart translate export")

// title is the first row: the languages.
var title = regexp.MustCompile(`^vart: (\S+) → (\S+)$`)

// Read reads a table that came back.
func Read(f *source.File) (*segment.Job, error) {
	all, err := rows(f)
	if err != nil {
		return nil, err
	}
	j := &segment.Job{}
	for _, r := range all {
		switch len(r.cells) {
		case 1:
			if m := title.FindStringSubmatch(r.cells[0]); m != nil {
				j.From, j.To = m[1], m[2]
			} else if j.To != "" && r.cells[0] != "" {
				j.Files = append(j.Files, segment.File{Name: r.cells[0], Pos: f.Pos(r.at, 0)})
			}
		case 3:
			id := strings.Fields(r.cells[0])
			if len(j.Files) == 0 || len(id) < 2 {
				continue
			}
			file := &j.Files[len(j.Files)-1]
			u := segment.Unit{ID: id[0], Print: id[1], State: segment.Initial, Source: parts(r.cells[1]), Pos: f.Pos(r.at, 0)}
			if r.cells[2] != "" {
				u.Target = parts(r.cells[2])
			}
			file.Units = append(file.Units, u)
		}
	}
	if j.To == "" {
		return nil, ErrNone
	}
	return j, nil
}

// code is a code as cell writes it.
var code = regexp.MustCompile(`⟦\s*(/?)\s*(x?[0-9]+)(?:\s+([^⟧]*?))?\s*⟧`)

// parts reads what cell wrote.
func parts(text string) []segment.Part {
	var out []segment.Part
	at := 0
	all := code.FindAllStringSubmatchIndex(text, -1)
	pairs := map[string]int{}
	for _, m := range all {
		out = append(out, segment.Part{Text: text[at:m[0]]})
		at = m[1]
		p := segment.Part{Kind: segment.Open, ID: text[m[4]:m[5]]}
		switch {
		case m[2] < m[3]:
			p.Kind = segment.Close
		case m[6] >= 0:
			p.Kind, p.Text = segment.Mark, text[m[6]:m[7]]
		default:
			pairs[p.ID] = len(pairs) + 1
		}
		p.Pair = pairs[p.ID]
		out = append(out, p)
	}
	return segment.Join(append(out, segment.Part{Text: text[at:]}))
}

// row is a row of a table.
type row struct {
	at    int
	cells []string
}

// conditions are how word processors speak to browsers; they are no HTML.
var conditions = regexp.MustCompile(`(?i)<!\[(?:if|endif)[^\]>]*\]>`)

// space are elements that part words.
var space = []string{"br", "p", "div", "li"}

// rows reads the rows of a page as a word processor wrote it: encoding/xml
// reads HTML well enough for that when it is not strict.
func rows(f *source.File) ([]row, error) {
	text := conditions.ReplaceAllFunc(f.Text, func(b []byte) []byte { // as long, so that places stay
		return []byte("<!--" + strings.Repeat("x", len(b)-len("<!---->")) + "-->")
	})
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var all []row
	in := false // inside a cell
	for {
		before := int(d.InputOffset())
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		var last *row
		if len(all) > 0 {
			last = &all[len(all)-1]
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch name := strings.ToLower(t.Name.Local); {
			case name == "tr":
				all, in = append(all, row{at: before}), false
			case (name == "td" || name == "th") && last != nil:
				last.cells, in = append(last.cells, ""), true
			case in && slices.Contains(space, name):
				last.cells[len(last.cells)-1] += " "
			}
		case xml.EndElement:
			if name := strings.ToLower(t.Name.Local); name == "td" || name == "th" || name == "tr" {
				in = false
			}
		case xml.CharData:
			if in && last != nil {
				last.cells[len(last.cells)-1] += string(t)
			}
		}
	}
	for i := range all {
		for n, c := range all[i].cells {
			all[i].cells[n] = strings.Join(strings.FieldsFunc(c, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }), " ")
		}
	}
	return all, nil
}
