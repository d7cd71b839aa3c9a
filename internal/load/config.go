package load

import (
	"errors"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a fresh machine may have no time zones of its own

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/yaml"
)

// ConfigName is the file that makes a folder a site.
const ConfigName = "vart.yaml"

func (l *loader) config() error {
	if _, err := fs.Stat(l.fsys, ConfigName); errors.Is(err, fs.ErrNotExist) && !textfile.IsLink(l.fsys, ConfigName) {
		return ErrNoSite
	}
	f, err := l.read(ConfigName, &l.found)
	if err != nil {
		return err
	}
	if f == nil {
		f = l.file(ConfigName, nil)
	}
	c := &l.site.Config
	c.File = f
	m := yaml.Parse(f, f.Text, 1, &l.found)

	for _, t := range m.Need("languages", diag.T("skriv språken som sajten finns på: languages: [sv, en]", "write the languages the site exists in: languages: [sv, en]")).Texts() {
		if !i18n.Valid(t.Value) {
			l.found.Add(t.Pos, diag.UnknownLanguage, diag.T("”%s” är ingen språkkod", "“%s” is no language tag", t.Value),
				diag.T("använd koder enligt BCP 47: sv, en, ar, sv-simple", "use BCP 47 tags: sv, en, ar, sv-simple"))
			continue
		}
		if slices.Contains(c.Tags(), t.Value) {
			l.found.Add(t.Pos, diag.DuplicateKey, diag.T("språket ”%s” står två gånger", "the language “%s” stands twice", t.Value),
				diag.T("behåll ett av dem", "keep one of them"))
			continue
		}
		c.Languages = append(c.Languages, t)
	}
	if len(c.Languages) == 0 {
		c.Languages = []source.At[string]{{Value: "sv", Pos: f.Start()}}
	}
	c.Source = c.Languages[0].Value
	if t := m.Text("source_language"); t.Value != "" {
		if l.known(t, &l.found) {
			c.Source = t.Value
		}
	}

	c.Title = l.byLanguage(m.Need("title", diag.T("skriv sajtens namn på varje språk: title: {sv: \"…\"}", "write the site's name in each language: title: {sv: \"…\"}")))
	c.DiscreetTitle = l.byLanguage(m.Get("discreet_title"))
	c.BaseURL = l.baseURL(m.Need("base_url", diag.T("skriv adressen där sajten ska ligga: base_url: https://exempel.se/", "write the address where the site will be: base_url: https://example.org/")))
	c.Live = m.Get("status").OneOf("demo", "live") == "live"
	c.Names = l.byLanguage(m.Get("language_names"))
	c.Fallback = map[string][]source.At[string]{}
	fallback := m.Get("fallback").Map()
	for lang, next := range fallback.All {
		c.Fallback[lang.Value] = next.Texts()
		for _, t := range append(c.Fallback[lang.Value], lang) {
			l.known(t, &l.found)
		}
	}
	c.Areas = m.Texts("areas")
	c.Scripts = m.Texts("scripts")
	c.LIX = map[string]int{}
	readability := m.Get("readability").Map()
	for lang, limit := range readability.All {
		if l.known(lang, &l.found) {
			c.LIX[lang.Value] = limit.Int()
		}
	}
	c.Menu, c.Footer, c.Danger = m.Texts("menu"), m.Texts("footer"), m.Text("danger")
	c.Roles = m.Texts("roles")

	publisher := m.Get("publisher").Map()
	c.Publisher = site.Publisher{Name: publisher.Text("name"), Email: publisher.Text("email"), Phone: publisher.Text("phone")}
	publisher.Done()

	exit := m.Need("exit", diag.T("skriv en neutral sida som Lämna sidan leder till: exit: {url: https://www.smhi.se/}", "write a neutral page that the way out leads to: exit: {url: https://www.smhi.se/}")).Map()
	c.Exit = exit.Text("url")
	c.ExitBy = l.byLanguage(exit.Get("by_language"))
	exit.Done()
	l.exits()

	c.Timezone, err = time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return err
	}
	if t := m.Text("timezone"); t.Value != "" {
		zone, err := time.LoadLocation(t.Value)
		if err != nil {
			l.found.Add(t.Pos, diag.WrongType, diag.T("”%s” är ingen tidszon", "“%s” is no time zone", t.Value), diag.T("skriv till exempel Europe/Stockholm", "write for example Europe/Stockholm"))
		} else {
			c.Timezone = zone
		}
	}
	review := m.Get("review").Map()
	c.ServiceAge, c.PageAge = 90*24*time.Hour, 365*24*time.Hour
	if d := review.Get("services").Days(); d > 0 {
		c.ServiceAge = d
	}
	if d := review.Get("pages").Days(); d > 0 {
		c.PageAge = d
	}
	review.Done()
	m.Done()
	return nil
}

// known reports a language that the site does not have.
func (l *loader) known(t source.At[string], found *diag.List) bool {
	tags := l.site.Config.Tags()
	if slices.Contains(tags, t.Value) {
		return true
	}
	found.Add(t.Pos, diag.UnknownLanguage, diag.T("sajten har inte språket ”%s”", "the site does not have the language “%s”", t.Value),
		diag.Meant(t.Value, tags, diag.T("lägg till det i languages i vart.yaml, eller välj något av: %s", "add it to languages in vart.yaml, or choose one of: %s", strings.Join(tags, ", "))))
	return false
}

// byLanguage reads `{sv: …, en: …}`; a single text is in the source language.
func (l *loader) byLanguage(n yaml.Node) site.Texts {
	if n.IsNull() {
		return nil
	}
	if n.IsScalar() {
		return site.Texts{l.site.Config.Source: n.Text()}
	}
	texts := site.Texts{}
	m := n.Map()
	for key, value := range m.All {
		if l.known(key, &l.found) {
			texts[key.Value] = value.Text()
		}
	}
	return texts
}

func (l *loader) baseURL(n yaml.Node) source.At[string] {
	t := n.Text()
	if t.Value == "" {
		t.Value = "https://example.org/"
		return t
	}
	u, err := url.Parse(t.Value)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		n.Wrong(diag.T("en hel adress: https://exempel.se/ eller https://exempel.se/hjalp/", "a whole address: https://example.org/ or https://example.org/help/"))
		t.Value = "https://example.org/"
	}
	if !strings.HasSuffix(t.Value, "/") {
		t.Value += "/"
	}
	return t
}

// searchEngines show what was searched before on their start pages, so they
// are no place to leave to (../shared/residue.md).
var searchEngines = []string{"google.", "bing.com", "duckduckgo.com", "yahoo.", "ecosia.org", "startpage.com", "qwant.com"}

func (l *loader) exits() {
	c := &l.site.Config
	exits := []source.At[string]{c.Exit}
	for _, lang := range c.Tags() {
		if t, ok := c.ExitBy[lang]; ok {
			exits = append(exits, t)
		}
	}
	for i, t := range exits {
		u, err := url.Parse(t.Value)
		switch {
		case t.Value == "" && i == 0 && t.Pos.IsZero():
			// "exit" itself is missing and was reported.
		case err != nil || u.Scheme != "https" || u.Host == "":
			l.found.Add(t.Pos, diag.WrongType, diag.T("vägen ut måste vara en adress som börjar med https://", "the way out must be an address that begins with https://"),
				diag.T("välj en väder- eller nyhetssida: https://www.smhi.se/", "choose a weather or news page: https://www.smhi.se/"))
		default:
			for _, s := range searchEngines {
				if strings.Contains(u.Host, s) && !strings.HasPrefix(u.Host, "news.") {
					l.found.Add(t.Pos, diag.SafetyExit, diag.T("vägen ut leder till en sökmotor, som kan visa vad någon har sökt på", "the way out leads to a search engine, which can show what was searched for"),
						diag.T("välj en väder- eller nyhetssida: https://www.smhi.se/", "choose a weather or news page: https://www.smhi.se/"))
				}
			}
		}
	}
}
