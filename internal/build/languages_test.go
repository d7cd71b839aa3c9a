package build_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"vart/internal/build"
	"vart/internal/diag"
)

// built is every page of a site, by address, and what was found.
func built(t *testing.T, fsys fstest.MapFS) (map[string]string, diag.List) {
	t.Helper()
	l, found, err := build.Load(context.Background(), input(fsys))
	if err != nil || l == nil {
		t.Fatalf("%v %s", err, text(t, found, "en"))
	}
	pages := map[string]string{}
	for _, o := range l.Plan.Outputs {
		html, f, _ := l.Page(o)
		found = append(found, f...)
		pages[o.URL] = string(html)
	}
	return pages, found
}

// fallbackSite is a site in Swedish, English and Somali whose page on danger is
// in Swedish and English only.
func fallbackSite(t *testing.T, front string) fstest.MapFS {
	t.Helper()
	fsys := base(t)
	add(fsys, "vart.yaml", []byte(`title: {sv: "Hjälp"}
base_url: https://example.org/
languages: [sv, en, so]
fallback: {so: [en]}
areas: [solna]
exit: {url: https://www.smhi.se/}
menu: [fara]
`))
	add(fsys, "content/fara.sv.md", []byte("---\ntitle: \"Fara\"\ngo: nu\nsources: [{url: \"https://www.polisen.se/\", name: \"Polisen\", dated: 2024, seen: 2026-11-21}]\n"+front+"---\nRing 112. Läs om [Solna](areas/solna).\n"))
	add(fsys, "content/fara.en.md", []byte("---\ntitle: \"Danger\"\nslug: danger\ntranslation: {reviewed: {on: 2026-11-01, by: \"Editors\"}}\n---\nCall 112.\n"))
	add(fsys, "content/index.so.md", []byte("---\ntitle: \"Caawimo\"\ntranslation: {reviewed: {on: 2026-11-01, by: \"Editors\"}}\n---\nWac 112. Akhri [khatarta](fara).\n"))
	return fsys
}

func TestTranslationInherits(t *testing.T) {
	pages, _ := built(t, fallbackSite(t, ""))
	for _, want := range []string{"https://www.polisen.se/", "https://example.org/go/nu/en/"} {
		if !strings.Contains(pages["/en/danger/"], want) {
			t.Errorf("the English page does not have the source page's %s", want)
		}
	}
	if pages["/go/nu/en/"] == "" {
		t.Error("the English page has no short link")
	}
}

// TestNextLanguage shows Somali readers the English text where vart.yaml says
// so, inside their own interface and marked as English.
func TestNextLanguage(t *testing.T) {
	pages, _ := built(t, fallbackSite(t, ""))
	page := pages["/so/fara/"]
	if page == "" {
		t.Fatal("no page")
	}
	if !strings.Contains(page, "Call <a") || strings.Contains(page, "Läs om") {
		t.Error("the page does not show the English text")
	}
	if !regexp.MustCompile(`lang="?en"?[^>]* dir="?ltr"?`).MatchString(page[strings.Index(page, "<main"):]) {
		t.Error("the English text is not marked as English")
	}
	if !strings.Contains(page, `<html lang="so"`) && !strings.Contains(page, `<html lang=so`) {
		t.Error("the page is not in Somali")
	}
}

// TestWithheld leaves a page out of a language, says so where the language is
// chosen, and leads every link to the page somewhere that exists.
func TestWithheld(t *testing.T) {
	pages, found := built(t, fallbackSite(t, "no_fallback: [so]\n"))
	if pages["/so/fara/"] != "" {
		t.Error("the page is shown in Somali")
	}
	href := regexp.MustCompile(`(?:href|data-flow)="?(/[^" >#]*)`)
	for address, html := range pages {
		for _, m := range href.FindAllStringSubmatch(html, -1) {
			if pages[m[1]] == "" {
				t.Errorf("%s links to %s, which does not exist", address, m[1])
			}
		}
	}
	if page := pages["/so/"]; !strings.Contains(page[strings.Index(page, "<main"):], "/sv/fara/") {
		t.Error("the Somali start page does not lead to the page in Swedish")
	}
	if !regexp.MustCompile(`href="?/so/"?[^>]*>[^<]*</a> <span class="?note`).MatchString(pages["/sv/fara/"]) {
		t.Error("the choice of language does not say that the page is missing")
	}
	said := text(t, found, "en")
	if !strings.Contains(said, "content/fara.sv.md:5:15: warning: the page is not shown at all in: so [translation-missing]") {
		t.Errorf("the missing text is no finding: %s", said)
	}
	add := fallbackSite(t, "no_fallback: all\n")
	pages, _ = built(t, add)
	if pages["/so/fara/"] != "" || pages["/en/danger/"] == "" {
		t.Error("no_fallback: all withholds what is translated, or shows what is not")
	}
}

// TestAlternates holds what search engines are told of languages to the
// pages: each page names itself, all that it names name it, and the source
// language stands for everybody else (hreflang, x-default).
func TestAlternates(t *testing.T) {
	small, _ := built(t, fallbackSite(t, ""))
	alternates(t, small, 4)
	bundled := map[string]string{}
	for name, html := range pages(t) {
		if address, ok := strings.CutSuffix(name, "index.html"); ok {
			bundled["/"+address] = string(html)
		}
	}
	alternates(t, bundled, 700)
}

func alternates(t *testing.T, pages map[string]string, least int) {
	t.Helper()
	alternate := regexp.MustCompile(`<link rel="?alternate"? hreflang="?([^" >]+)"? href="?https://example\.org([^" >]+)`)
	sets := map[string]map[string]string{}
	for address, html := range pages {
		for _, m := range alternate.FindAllStringSubmatch(html, -1) {
			if sets[address] == nil {
				sets[address] = map[string]string{}
			}
			sets[address][m[1]] = m[2]
		}
	}
	if len(sets) < least {
		t.Fatalf("only %d pages name other languages", len(sets))
	}
	for address, set := range sets {
		if set["x-default"] == "" {
			t.Errorf("%s has no x-default", address)
		}
		for lang, other := range set {
			if sets[other] == nil {
				t.Errorf("%s names %s, which names nothing", address, other)
				continue
			}
			for l, a := range set {
				if address != "/" && other != "/" && sets[other][l] != a {
					t.Errorf("%s says that %s is %s, %s says %q", address, l, a, other, sets[other][l])
				}
			}
			if lang != "x-default" && !strings.HasPrefix(other, "/"+lang+"/") {
				t.Errorf("%s says that %s is in %s", address, other, lang)
			}
		}
	}
}

// TestLocalDigits refuses a number in the digits of another script: nobody
// checks it, and nothing links it.
func TestLocalDigits(t *testing.T) {
	site := fallbackSite(t, "")
	add(site, "content/fara.so.md", []byte("---\ntitle: \"Khatar\"\ntranslation: {reviewed: {on: 2026-11-01, by: \"Editors\"}}\n---\nWac ١١٢.\n"))
	if said := text(t, check(t, site), "en"); !strings.Contains(said, "content/fara.so.md:5:5: error: the digits “١١٢” cannot be checked or dialled [number-format]") {
		t.Error(said)
	}
}
