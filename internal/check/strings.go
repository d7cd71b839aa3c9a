package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/i18n"
)

// strings holds the interface strings of each language against the reference:
// the same keys, the same {{.Words}}, and a form for each way it counts.
func (p *pass) strings() {
	keys := p.Catalog.Reference()
	known := slices.Sorted(maps.Keys(keys))
	for _, lang := range p.c.Languages {
		own := p.Catalog.Messages(lang.Value)
		if own == nil {
			continue // said once, for the language
		}
		var without []string
		for _, key := range known {
			if _, ok := own[key]; !ok && p.c.Full(lang.Value) == "" && !p.idle(key) {
				without = append(without, key)
			}
		}
		if len(without) > 0 {
			p.found.Add(lang.Pos, diag.StringUntranslated, diag.T("%d av gränssnittets texter saknas på %s och visas på %s: %s", "%d texts of the interface are missing in %s and shown in %s: %s", len(without), lang.Value, p.c.Source, some(without)),
				diag.T("skriv dem i translations/active.%s.yaml", "write them in translations/active.%s.yaml", lang.Value))
		}
		for _, key := range slices.Sorted(maps.Keys(own)) {
			m := own[key]
			want, ok := keys[key]
			switch {
			case !ok && (strings.HasPrefix(key, "role.") || slices.Contains(p.Asked, key)):
				// Roles are the site's own, and so are its layouts.
			case !ok:
				p.found.Add(m.Pos, diag.StringUnknown, diag.T("ingen text i gränssnittet heter ”%s”; den visas aldrig", "no text of the interface is called “%s”; it is never shown", key),
					diag.Meant(key, known, diag.T("ta bort raden", "remove the line")))
			default:
				p.placeholders(key, m, want)
				p.plural(lang.Value, key, m, want)
			}
		}
	}
}

// idle says whether a string is about a role that no service of the site has.
func (p *pass) idle(key string) bool {
	role, ok := strings.CutPrefix(key, "role.")
	role, _, _ = strings.Cut(role, ".")
	return ok && !p.Site.HasRole(role)
}

// some is the first of many names.
func some(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + " …"
}

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// placeholders reports a text that lacks a {{.Word}}, or has one that nothing
// is put in. A form for one number may say the number in words.
func (p *pass) placeholders(key string, m, want i18n.Message) {
	allowed := words(want.Forms["other"])
	for _, form := range slices.Sorted(maps.Keys(m.Forms)) {
		got := words(m.Forms[form])
		for _, w := range allowed {
			if exact := form == "zero" || form == "one" || form == "two"; !slices.Contains(got, w) && !(exact && w == "Count") {
				p.found.Add(m.Pos, diag.StringPlaceholder, diag.T("i ”%s” saknas {{.%s}}", "“%s” lacks {{.%s}}", key, w),
					diag.T("vart har: %s", "vart has: %s", want.Forms["other"]))
			}
		}
		for _, w := range got {
			if !slices.Contains(allowed, w) {
				p.found.Add(m.Pos, diag.StringPlaceholder, diag.T("i ”%s” finns {{.%s}}, som inget sätts in i", "“%s” has {{.%s}}, which nothing is put in", key, w),
					diag.Meant(w, allowed, diag.T("vart har: %s", "vart has: %s", want.Forms["other"])))
			}
		}
	}
}

// words returns the names of a text's placeholders, sorted.
func words(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// plural reports a text that counts and lacks a form of the language, or has
// one that the language never uses (CLDR plural rules).
func (p *pass) plural(lang, key string, m, want i18n.Message) {
	if !m.Counts && !want.Counts {
		return
	}
	counts := p.Catalog.Counts(lang)
	for _, form := range counts {
		if m.Forms[form] == "" && !(form == "other" && !m.Counts) {
			p.found.Add(m.Pos, diag.StringPlural, diag.T("”%s” saknar formen ”%s”, som %s räknar med", "“%s” lacks the form “%s” that %s counts with", key, form, lang),
				diag.T("skriv en text för var och en: %s", "write a text for each of: %s", strings.Join(counts, ", ")))
		}
	}
	for _, form := range slices.Sorted(maps.Keys(m.Forms)) {
		if !slices.Contains(counts, form) {
			p.found.Add(m.Pos, diag.StringPlural, diag.T("”%s” har formen ”%s”, som %s inte räknar med", "“%s” has the form “%s” that %s does not count with", key, form, lang),
				diag.T("ta bort den; språket räknar med: %s", "remove it; the language counts with: %s", strings.Join(counts, ", ")))
		}
	}
}
