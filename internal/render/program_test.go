package render

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"vart"
)

// FuzzProgram holds a layout's program against the layout itself: whatever the
// layout and the values, both print the same.
func FuzzProgram(f *testing.F) {
	for _, layout := range []string{
		`<title>{{.Title}}</title>{{with .Lead}}<meta name="description" content="{{.}}">{{end}}{{range .Crumbs}}<link rel="up" hreflang="{{.Lang}}" href="{{.URL}}">{{end}}`,
		`<a href="{{.Title}}">{{.Own}}</a>`, `<a href="/x{{.Own}}">{{if .Lead}}x{{else}}{{.Title}}{{end}}</a>`, `<a title={{.Title}} href={{.Own}}>x</a>`, `<script>{{.Title}}</script>`, `<style>{{.Title}}</style>`,
		`{{len .Title}}{{.Own}}`, `{{printf "%.3s" .Title}}`, `{{if eq .Title "a"}}b{{end}}`, `{{$x := .Title}}{{$x}}`, `{{range $i, $a := .Crumbs}}{{if $i}}, {{end}}{{$i}}{{$a.URL}}{{end}}`, `<a href="?q={{.Title}}">{{.Up}}</a>`, `<!-- {{.Title}} -->{{.}}`,
		`{{.Body}}<p title="{{.Body}}">{{range .Notices}}{{.}}{{end}}`, `<textarea>{{.Body}}{{.Title}}</textarea>`, `{{if lt (len .Sources) 2}}{{.Up.URL}}{{end}}{{with .Up}}<a href="{{.URL}}"{{with .Lang}} lang="{{.}}" dir="{{$.Up.Dir}}"{{end}}>{{.Text}}</a>{{end}}`,
		`{{if not (or .Lead .Up (and .Own .Crumbs))}}{{t "key" "Name" .Title}}{{else}}{{t "key"}}{{end}}`, `{{t (printf "%s.x" .Title)}}`, `{{range .Crumbs}}{{.Note}}{{else}}{{$.Title}}{{end}}{{(or .Lead .Title)}}`, `{{define "a"}}{{.Title}}{{$.URL}}{{end}}{{template "a" .Up}}{{template "b" .}}`,
		`{{range .Crumbs}}{{break}}{{end}}{{.Title | html}}`, `{{range 3}}{{.}}{{end}}{{with $x := .Up}}{{$x.Text}}{{end}}`, `<p {{.Lang}}="x" onclick="x({{.Title}})" style="a:{{.Title}}" srcset="{{.Own}}">`, `{{gt 2 1}}{{if ge 0x2 '\x01'}}a{{end}}{{1.5}}{{true}}{{nil}}`,
	} {
		f.Add(layout, "Hjälp & stöd", "", "https://example.org/sv/", "/sv/")
		f.Add(layout, "a", "+46", "/a/%C3%A5/?a=b&c=(d)", "/b&c/")
		f.Add(layout, "", "x", "", "javascript:x")
		f.Add(layout, "\x00<b>", "\"'", "HTTP://x", "x/y:z")
	}
	f.Fuzz(func(t *testing.T, layout, title, lead, own, url string) {
		say := func(key string, args ...any) (string, error) { return key + fmt.Sprint(args...) + "<", nil }
		set, err := template.New("").Funcs(template.FuncMap{"t": say}).New("page.html").Parse(layout)
		if err != nil {
			return
		}
		page := Page{Title: title, Lead: lead, Own: own, Crumbs: []Link{{URL: url, Text: title, Note: lead}, {URL: own, Lang: title}}, Body: template.HTML(title), Sources: make([]Source, len(lead)%4)}
		if url != "" {
			page.Up = &Link{URL: url, Text: title, Lang: lead, Dir: own}
			page.Notices, page.Crumbs = []template.HTML{"<p>", template.HTML(lead)}, nil
		}
		got, ok := compile(set, say, "page.html", page).append(nil, page)
		var want strings.Builder
		err = set.ExecuteTemplate(&want, "page.html", page)
		if ok && (err != nil || string(got) != want.String()) {
			t.Errorf("%q with %+v\nas a program: %q\nexecuted:     %q %v", layout, page, got, want.String(), err)
		}
	})
}

// The built-in layouts have programs, or they would be for nothing.
func TestPrograms(t *testing.T) {
	set, err := template.New("").Funcs(stubs).ParseFS(vart.Builtin, "layouts/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range given {
		if compile(set, func(string, ...any) (string, error) { return "", nil }, name, data) == nil {
			t.Errorf("%s has no program", name)
		}
	}
}
