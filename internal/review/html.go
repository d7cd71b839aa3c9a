package review

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"vart/internal/diag"
)

//go:embed *.html
var layouts embed.FS

// execute writes a document whole or not at all.
func execute(w io.Writer, name, lang string, data any) error {
	t, err := template.New(name).Funcs(template.FuncMap{
		"say": func(sv, en string, args ...any) string {
			text := diag.Text{SV: sv, EN: en}.In(lang)
			if len(args) > 0 {
				return fmt.Sprintf(text, args...)
			}
			return text
		},
	}).ParseFS(layouts, "style.html", "flow.html", name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return err
	}
	_, err = b.WriteTo(w)
	return err
}

// HTML writes the coverage as a page to print.
func (c *Coverage) HTML(w io.Writer) error { return execute(w, "coverage.html", c.Lang, c) }

// Column is how wide each column of the page is, in percent.
func (c *Coverage) Column() int { return 100 / (len(c.Areas) + 1) }
