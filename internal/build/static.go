package build

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"vart/internal/check"
	"vart/internal/diag"
	"vart/internal/output"
	"vart/internal/safety"
	"vart/internal/site"
	"vart/internal/source"
)

// static checks the files that a site copies as they are: they are published
// like any other page, so what may not stand on a page may not stand in them.
func (l *Loaded) static() (diag.List, error) {
	var found diag.List
	if len(l.Site.Static) == 0 {
		return nil, nil
	}
	taken := l.taken()
	for _, name := range l.Site.Static {
		f := &source.File{Name: "static/" + name}
		at := cmp.Or(taken[name], taken[name+"/"])
		for dir := path.Dir(name); dir != "." && at == ""; dir = path.Dir(dir) {
			at = taken[dir]
		}
		if at != "" {
			found.Add(f.Start(), diag.AddressTaken, diag.T("vart skriver själv %s, så filen skulle försvinna", "vart writes %s itself, so the file would be lost", at),
				diag.T("byt namn på filen", "rename the file"))
			continue
		}
		if icon(name) {
			found.Add(f.Start(), diag.SafetyStorage, diag.T("webbläsaren sparar sajtens ikon bredvid historiken, också när historiken raderas", "the browser keeps a site's icon beside the history, also when the history is erased"),
				diag.T("ta bort filen: sidorna säger att de ingen ikon har", "remove the file: the pages say that they have no icon"))
			continue
		}
		var check func([]byte) []safety.Violation
		switch strings.ToLower(path.Ext(name)) {
		case ".html", ".htm":
			check = l.rules.Page
		case ".svg", ".xml":
			check = l.rules.Picture
		case ".js", ".mjs", ".wasm", ".xhtml", ".xht", ".xsl", ".xslt", ".shtml", ".mhtml", ".swf":
			if !inlined(l.Site, name) {
				found.Add(f.Start(), diag.SafetyScript, diag.T("filen kan köra skript på sajtens adress, till exempel som service worker", "the file can run script at the site's address, for example as a service worker"),
					diag.T("ta bort den, eller lägg till den under scripts: i vart.yaml så att den granskas och skrivs in i sidorna", "remove it, or add it under scripts: in vart.yaml so that it is checked and written into the pages"))
			}
		}
		if check == nil && !slices.Contains(textual, strings.ToLower(path.Ext(name))) {
			continue
		}
		text, err := fs.ReadFile(l.in.Site, path.Join("static", name))
		if err != nil {
			return nil, err
		}
		f.Text = text
		found = append(found, l.text(f)...)
		if check == nil {
			continue
		}
		for _, v := range check(text) {
			found.Add(f.Pos(v.Offset, len(v.Snippet)), v.Check, v.Message,
				diag.T("filen publiceras som den är, så samma regler gäller som för sidorna; skriv den hellre i content/", "the file is published as it is, so the rules of pages hold for it; better write it in content/"))
		}
	}
	return found, nil
}

// text checks what a static file says, as far as it is a text.
func (l *Loaded) text(f *source.File) diag.List {
	found := l.secrets.file(f)
	if slices.Contains(textual, strings.ToLower(path.Ext(f.Name))) && utf8.Valid(f.Text) {
		check.Claims(&found, f, l.Site.Config.Tags()...)
	}
	return found
}

// taken are the files and folders that a build makes itself, by name; a
// folder's name ends in a slash.
func (l *Loaded) taken() map[string]string {
	taken := map[string]string{output.Sums: output.Sums, output.Signature: output.Signature}
	add := func(name, shown string) {
		taken[name] = shown
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			taken[dir+"/"] = shown
		}
	}
	for _, o := range l.Plan.Outputs {
		add(o.File, o.URL)
	}
	for _, f := range l.files {
		add(f.Name, "/"+f.Name)
	}
	return taken
}

// icon says whether browsers ask for a file of this name by themselves.
func icon(name string) bool {
	return name == "favicon.ico" || strings.HasPrefix(name, "apple-touch-icon")
}

// inlined says whether vart.yaml names the script: then it stands in every page
// and is no file of the published site.
func inlined(s *site.Site, name string) bool {
	return slices.ContainsFunc(s.Config.Scripts, func(t source.At[string]) bool { return path.Clean(t.Value) == name })
}
