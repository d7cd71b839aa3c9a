package check

import (
	"strings"

	"vart/internal/diag"
	"vart/internal/site"
)

// languages checks that every language has its strings, and counts what is not
// yet translated or read by somebody who knows the language.
func (p *pass) languages() {
	for _, lang := range p.c.Languages {
		s := p.Catalog.For(p.c.Fallbacks(lang.Value))
		for _, role := range p.Site.Roles() {
			var without []string
			for _, key := range []string{"role." + role, "role." + role + ".the", "role." + role + ".what"} {
				if !s.Has(key) {
					without = append(without, key)
				}
			}
			if len(without) > 0 {
				p.found.Add(lang.Pos, diag.StringMissing, diag.T("rollen ”%s” har inga ord på %s", "the role “%s” has no words in %s", role, lang.Value),
					diag.T("lägg till %s i translations/active.%s.yaml", "add %s to translations/active.%s.yaml", strings.Join(without, ", "), lang.Value))
			}
		}
		if p.Catalog.Messages(lang.Value) == nil {
			p.found.Add(lang.Pos, diag.StringMissing, diag.T("gränssnittet är inte översatt till %s", "the interface is not translated to %s", lang.Value),
				diag.T("kopiera translations/active.%s.yaml till active.%s.yaml och översätt", "copy translations/active.%s.yaml to active.%s.yaml and translate it", p.c.Source, lang.Value))
		}
	}
	p.siteName("title", p.c.Title)
	p.siteName("discreet_title", p.c.DiscreetTitle)
	p.strings()
	p.translations()
}

// siteName checks that what the site is called is said in every language.
func (p *pass) siteName(key string, names site.Texts) {
	if names == nil {
		return
	}
	own := names[p.c.Source]
	if own.Value == "" {
		p.found.Add(p.c.File.Start(), diag.MissingKey, diag.T("”%s” saknas på källspråket %s", "“%s” is missing in the source language %s", key, p.c.Source), diag.Text{})
		return
	}
	for _, tag := range p.c.Tags() {
		if names[tag].Value == "" && p.c.Full(tag) == "" {
			p.found.Add(own.Pos, diag.StringUntranslated, diag.T("”%s” saknas på %s och visas på %s", "“%s” is missing in %s and shown in %s", key, tag, p.c.Source),
				diag.T("lägg till: %s: {…, %s: \"…\"}", "add it: %s: {…, %s: \"…\"}", key, tag))
		}
	}
}

func (p *pass) translations() {
	p.each(func(w *site.Words) {
		if !w.Reviewed() {
			hint := diag.T("när någon som kan språket har läst: translation: {reviewed: {on: %s, by: \"…\"}}", "when somebody who knows the language has read it: translation: {reviewed: {on: %s, by: \"…\"}}", p.Now.Format("2006-01-02"))
			p.found.Add(w.File.Start(), diag.TranslationUnreviewed, diag.T("ingen har granskat översättningen; sidan säger det", "nobody has reviewed the translation; the page says so"), hint)
		}
	})
	missing := func(name string, l site.Languages) {
		if len(l) == 0 {
			return
		}
		var without, withheld []string
		for _, tag := range p.c.Tags() {
			if l.Withheld(p.c, tag) {
				withheld = append(withheld, tag)
			} else if l[tag] == nil {
				without = append(without, tag)
			}
		}
		source := l[p.c.Source]
		if len(withheld) > 0 {
			p.found.Add(source.NoFallback[0].Pos, diag.TranslationMissing, diag.T("sidan visas inte alls på: %s", "the page is not shown at all in: %s", strings.Join(withheld, ", ")),
				diag.T("skapa %s, eller ta bort språket ur no_fallback så att %s visas", "create %s, or take the language out of no_fallback so that %s is shown", source.FileIn(withheld[0]), p.c.Source))
		}
		if source == nil || len(without) == 0 {
			return
		}
		p.found.Add(source.File.Start(), diag.TranslationMissing, diag.T("texten saknas på: %s", "the text is missing in: %s", strings.Join(without, ", ")),
			diag.T("skapa %s; tills dess visas den på %s", "create %s; until then it is shown in %s", source.FileIn(without[0]), p.c.Source))
	}
	for _, page := range p.Site.Pages {
		missing(page.Path, page.Words)
	}
	for _, v := range p.Site.Services {
		if v.Published() {
			missing(v.ID, v.Words)
		}
	}
	for _, f := range p.Site.Flows {
		missing(f.ID, f.Words)
	}
}
