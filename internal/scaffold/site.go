package scaffold

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"vart/docs/schema"
	"vart/internal/diag"
)

// SiteLanguages are the languages that a whole site can begin in.
var SiteLanguages = []string{"sv", "en"}

// Site plans a small whole site in a language, for a municipality that does
// not exist. dir is what the author calls its folder.
func Site(dir, lang string) (*Plan, error) {
	if !slices.Contains(SiteLanguages, lang) {
		return nil, refuse("en ny sajt kan börja på %s, inte ”%s”; lägg till språket efteråt: vart new language %s", "a new site can begin in %s, not “%s”; add the language afterwards: vart new language %s", strings.Join(SiteLanguages, ", "), lang, lang)
	}
	plan := &Plan{Next: []diag.Text{
		diag.T("gå dit: cd %s", "go there: cd %s", dir),
		diag.T("se sajten och redigera den samtidigt: vart serve", "see the site and edit it at the same time: vart serve"),
		diag.T("skriv er adress och vilka ni är i vart.yaml", "write your address and who you are in vart.yaml"),
		diag.T("byt ut det påhittade: content/areas/exempelstad och content/services/exempelstad-socialtjanst", "replace what is made up: content/areas/exempelstad and content/services/exempelstad-socialtjanst"),
		diag.T("ring varje nummer, och skriv i facts.yaml vilken dag och vem: verified: {on: …, by: \"…\"}", "call every number, and write in facts.yaml which day and who: verified: {on: …, by: \"…\"}"),
		diag.T("lägg till mer: vart new page, service, area, flow, language", "add more: vart new page, service, area, flow, language"),
	}}
	for _, tree := range []string{"all", lang} {
		if err := plan.copy(templates, "templates/site/"+tree, ""); err != nil {
			return nil, err
		}
	}
	if err := plan.copy(schema.Files, ".", "docs/schema/"); err != nil {
		return nil, err
	}
	slices.SortFunc(plan.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return plan, nil
}

// copy plans every file below a folder of fsys, under a prefix.
func (p *Plan) copy(fsys fs.FS, folder, prefix string) error {
	tree, err := fs.Sub(fsys, folder)
	if err != nil {
		return err
	}
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return fmt.Errorf("template: %w", err)
		}
		p.Files = append(p.Files, File{prefix + name, text})
		return nil
	})
}
