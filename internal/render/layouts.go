package render

import (
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vart/internal/diag"
	"vart/internal/minify"
	"vart/internal/source"
	"vart/internal/textfile"
)

// Layouts are the layout files by name, a site's own instead of the built-in
// one of the same name.
type Layouts map[string]*source.File

// Read lists the layouts in folders of layouts; a later folder wins.
func Read(found *diag.List, folders ...fs.FS) (Layouts, error) {
	all := Layouts{}
	for _, folder := range folders {
		for _, pattern := range []string{"*.html", "*.css", "*.js"} {
			names, err := fs.Glob(folder, pattern)
			if err != nil {
				return nil, err
			}
			for _, name := range names {
				f, err := textfile.Read(folder, name, "layouts/"+name, found)
				if err != nil {
					return nil, err
				}
				if f != nil {
					all[name] = f
				}
			}
		}
	}
	return all, nil
}

// asks matches where a layout asks for an interface string by its key.
var asks = regexp.MustCompile(`\bt "([^"]+)"`)

// Asked returns the keys of the interface strings that the layouts ask for, so
// that a site's own layouts may have strings of their own.
func (l Layouts) Asked() []string {
	var keys []string
	for _, f := range l {
		for _, m := range asks.FindAllSubmatch(f.Text, -1) {
			keys = append(keys, string(m[1]))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// needed are the layouts that a site cannot do without; they include others.
var needed = []string{
	"frame.html", "head.html", "langlinks.html", "card.html", "contact.html", "role.html", "notice.html",
	"languages.html", "start.html", "page.html", "service.html", "services.html", "area.html", "areas.html",
	"flow.html", "flow-areas.html", "notfound.html", "style.css", "script.js",
}

// layouts are the parsed layouts: minified for use, and as they were written
// to find the line of a mistake.
type layouts struct {
	files  Layouts
	small  *template.Template
	style  template.CSS
	script template.JS
}

// parse reads and minifies layouts. It returns nil layouts when one cannot be
// used at all.
func parse(files Layouts, scripts []string) (*layouts, diag.List) {
	var found diag.List
	for _, name := range needed {
		if files[name] == nil {
			found.Add((&source.File{Name: "layouts/" + name}).Start(), diag.LayoutSyntax, diag.T("layouten saknas", "the layout is missing"), diag.Text{})
		}
	}
	if len(found) > 0 {
		return nil, found
	}
	l := &layouts{files: files, small: template.New("").Funcs(stubs)}
	for _, name := range l.names() {
		f := files[name]
		if _, err := template.New(name).Funcs(stubs).Parse(string(f.Text)); err != nil {
			found = append(found, l.finding(diag.LayoutSyntax, err, f.Start()))
			continue
		}
		text, err := minify.Layout(string(f.Text))
		if err == nil {
			_, err = l.small.New(name).Parse(text)
		}
		if err != nil {
			found = append(found, l.finding(diag.LayoutSyntax, err, f.Start()))
		}
	}
	style, err := minify.Style(string(files["style.css"].Text))
	if err != nil {
		found.Add(files["style.css"].Start(), diag.LayoutSyntax, diag.T("stilmallen går inte att läsa: %v", "the style sheet cannot be read: %v", err), diag.Text{})
	}
	script, err := minify.Script(strings.Join(append([]string{string(files["script.js"].Text)}, scripts...), "\n;"))
	if err != nil {
		found.Add(files["script.js"].Start(), diag.LayoutSyntax, diag.T("skriptet går inte att läsa: %v", "the script cannot be read: %v", err), diag.Text{})
	}
	l.style, l.script = template.CSS(style), template.JS(script)
	if len(found) > 0 {
		return nil, found
	}
	return l, nil
}

// stubs stand for the functions while layouts are parsed; each language has
// its own.
var stubs = template.FuncMap{
	"t":    func(string, ...any) (string, error) { return "", nil },
	"slot": func(string) template.HTML { return "" },
}

func (l *layouts) names() []string {
	var names []string
	for name := range l.files {
		if path.Ext(name) == ".html" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// place is how html/template names where it failed: "template: card.html:3:9: …".
var place = regexp.MustCompile(`(?:html/)?template: ?([\w.-]+\.html):(\d+)(?::(\d+))?: ?(.*)`)

// finding turns a template's error into a finding at its line.
func (l *layouts) finding(check *diag.Check, err error, start source.Pos) diag.Finding {
	message, pos := err.Error(), start
	if m := place.FindStringSubmatch(message); m != nil && l.files[m[1]] != nil {
		line, _ := strconv.Atoi(m[2])
		column, _ := strconv.Atoi(m[3])
		pos, message = l.files[m[1]].At(line, column+1), m[4]
	}
	hint := diag.T("docs/layouts.md säger vad varje layout får", "docs/layouts.md says what each layout is given")
	if strings.Contains(message, "unexpected EOF") {
		hint = diag.T("ett {{if}}, {{range}} eller {{with}} saknar sitt {{end}}", "an {{if}}, {{range}} or {{with}} lacks its {{end}}")
	}
	if near := nearestField(message); near != "" {
		hint = diag.T("menade du ”%s”? docs/layouts.md säger vad varje layout får", "did you mean “%s”? docs/layouts.md says what each layout is given", near)
	}
	return diag.Finding{Pos: pos, Severity: check.Severity, Check: check, Hint: hint,
		Message: diag.T("layouten går inte att använda: %s", "the layout cannot be used: %s", message)}
}

// exact executes a layout as it was written, to learn the line of a mistake
// that the minified one has no lines for; nil if it only fails minified.
func (l *layouts) exact(name string, funcs template.FuncMap, data any) error {
	set := template.New("").Funcs(stubs).Funcs(funcs)
	for _, n := range l.names() {
		if _, err := set.New(n).Parse(string(l.files[n].Text)); err != nil {
			return err
		}
	}
	return set.ExecuteTemplate(io.Discard, name, data)
}
