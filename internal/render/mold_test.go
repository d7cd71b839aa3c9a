package render

import (
	"html/template"
	"testing"

	"vart"
	"vart/internal/diag"
	"vart/internal/source"
)

// FuzzMold holds a mold against the layout itself: whatever the values, both
// write the same.
func FuzzMold(f *testing.F) {
	for _, layout := range []string{
		`<title>{{.Title}}</title>{{with .Description}}<meta name="description" content="{{.}}">{{end}}{{range .Alternates}}<link rel="alternate" hreflang="{{.Tag}}" href="{{.URL}}">{{end}}`,
		`<a href="{{.Title}}">{{.Canonical}}</a>`, `<a href="/x{{.Canonical}}">{{if .Description}}x{{else}}{{.Title}}{{end}}</a>`, `<a title={{.Title}} href={{.Canonical}}>x</a>`, `<script>{{.Title}}</script>`,
		`{{len .Title}}{{.Canonical}}`, `{{printf "%.3s" .Title}}`, `{{if eq .Title "a"}}b{{end}}`, `{{$x := .Title}}{{$x}}`, `{{range $i, $a := .Alternates}}{{$i}}{{$a.URL}}{{end}}`, `<a href="?q={{.Title}}">{{.NoIndex}}</a>`, `<!-- {{.Title}} -->{{.}}`,
	} {
		f.Add(layout, "Hjälp & stöd", "", "https://example.org/sv/", "/sv/")
		f.Add(layout, "a", "+46", "/a/%C3%A5/", "/b&c/")
		f.Add(layout, "", "x", "", "javascript:x")
	}
	f.Fuzz(func(t *testing.T, layout, title, description, canonical, url string) {
		set, err := template.New("").Funcs(stubs).New("head.html").Parse(layout)
		if err != nil {
			return
		}
		l := &language{Renderer: &Renderer{layouts: &layouts{files: Layouts{"head.html": &source.File{}}}}, set: set}
		view := func(v values) any {
			return Head{Title: v.texts[0], Description: v.texts[1], Canonical: v.addresses[0], Alternates: []Alternate{{"sv", v.addresses[1]}}}
		}
		var wrong diag.List
		v := values{[]string{title, description}, []string{canonical, url}}
		want := l.exec("head.html", view(v), &wrong)
		if len(wrong) > 0 {
			return
		}
		m := molds{"head.html", l.bare("head.html"), map[string]*mold{}}
		for range 2 {
			if got := l.molded(&m, "", v, view, &wrong); got != want {
				t.Errorf("%q with %q\nin a mold: %q\nexecuted:  %q", layout, v, got, want)
			}
		}
	})
}

// The built-in layouts can be poured, or the molds would be for nothing.
func TestBare(t *testing.T) {
	for name, view := range map[string]any{"head.html": Head{}, "langlinks.html": LangLinks{}} {
		text, err := vart.Builtin.ReadFile("layouts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		l := &language{Renderer: &Renderer{}, set: template.Must(template.New("").Funcs(stubs).New(name).Parse(string(text)))}
		l.exec(name, view, &diag.List{})
		if !l.bare(name) {
			t.Errorf("%s does more than print", name)
		}
	}
}
