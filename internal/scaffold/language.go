package scaffold

import (
	"io/fs"
	"regexp"
	"strings"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/site"
)

var tagForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Language plans a new language: its tag in vart.yaml, and a file with the
// interface strings to translate. own and builtin are the folders of strings
// of the site and of vart.
func (p *Part) Language(tag string, own, builtin fs.FS) (*Plan, error) {
	c := &p.Site.Config
	if err := p.checkTag(tag); err != nil {
		return nil, err
	}
	text, err := addLanguage(c, tag)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Config: text}
	name := "active." + tag + ".yaml"
	if exists(own, name) || exists(builtin, name) {
		plan.Next = append(plan.Next, diag.T("gränssnittets ord finns redan på %s", "the words of the interface exist in %s already", tag))
	} else {
		f, n, err := p.strings(tag, own, builtin)
		if err != nil {
			return nil, err
		}
		plan.Files = append(plan.Files, File{"translations/" + name, f})
		plan.Next = append(plan.Next, diag.T("översätt gränssnittets %d texter i translations/%s; de som är kvar är märkta # %s", "translate the %d texts of the interface in translations/%s; those that are left are marked # %s", n, name, c.Source))
	}
	plan.Next = append(plan.Next, diag.T("skriv sajtens namn på %s i vart.yaml, i title och discreet_title", "write the site's name in %s in vart.yaml, in title and discreet_title", tag))
	if i18n.OwnName(tag) == "" {
		plan.Next = append(plan.Next, diag.T("skriv vad språket kallar sig självt i vart.yaml: language_names: {%s: \"…\"}", "write what the language calls itself in vart.yaml: language_names: {%s: \"…\"}", tag))
	}
	plan.Next = append(plan.Next,
		diag.T("välj en neutral sida på språket, om det finns en: exit: {by_language: {%s: https://…}}", "choose a neutral page in the language, if there is one: exit: {by_language: {%s: https://…}}", tag),
		diag.T("översätt %d texter i content/, startsidan, flödet och sidan om fara först: namn.%s.md; tills dess visas de på %s", "translate %d texts in content/, the start page, the flow and the page on danger first: name.%s.md; until then they are shown in %s", p.texts(), tag, c.Source))
	return plan, nil
}

// checkTag refuses what is no language tag, and a language the site has.
func (p *Part) checkTag(tag string) error {
	if !tagForm.MatchString(tag) || !i18n.Valid(tag) {
		near := strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
		if near != tag && tagForm.MatchString(near) && i18n.Valid(near) {
			return refuse("”%s” är ingen språkkod; skriv %s", "“%s” is no language tag; write %s", tag, near)
		}
		return refuse("”%s” är ingen språkkod; använd koder enligt BCP 47: en, ar, sv-simple", "“%s” is no language tag; use BCP 47 tags: en, ar, sv-simple", tag)
	}
	for _, have := range p.Site.Config.Tags() {
		if strings.EqualFold(have, tag) {
			return refuse("sajten har redan språket ”%s”", "the site has the language “%s” already", have)
		}
	}
	return nil
}

// texts counts what there is to translate.
func (p *Part) texts() int {
	n := len(p.Site.Pages) + len(p.Site.Areas) - 1 + len(p.Site.Flows) // the root area has no words
	for _, v := range p.Site.Services {
		if v.Status != site.Draft {
			n++
		}
	}
	return n
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}
