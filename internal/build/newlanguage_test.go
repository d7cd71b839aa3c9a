package build_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"vart/internal/diag"
	"vart/internal/source"
	"vart/internal/yaml"
)

// withLanguage is the bundled site with one of the languages of
// testdata/languages: texts and settings, as an author would add them.
func withLanguage(t *testing.T, tag string) fstest.MapFS {
	t.Helper()
	site := bundledFiles(t)
	fixture := os.DirFS("testdata/languages/" + tag)
	var found diag.List
	read := func(name string) []byte {
		text, err := fs.ReadFile(fixture, name)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	overlay := read("overlay.yaml")
	m := yaml.Parse(&source.File{Name: "overlay.yaml", Text: overlay}, overlay, 1, &found)
	set := strings.NewReplacer(
		"languages: [", "languages: ["+tag+", ",
		"\ntitle: {", "\ntitle: {"+tag+": \""+m.Text("title").Value+"\", ",
		"\ndiscreet_title: {", "\ndiscreet_title: {"+tag+": \""+m.Text("discreet_title").Value+"\", ",
		"language_names: {", "language_names: {"+tag+": \""+m.Text("name").Value+"\", ")
	add(site, "vart.yaml", []byte(set.Replace(string(site["vart.yaml"].Data))))
	err := fs.WalkDir(fixture, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != "overlay.yaml" {
			add(site, name, read(name))
		}
		return err
	})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return site
}

// TestNewLanguage adds Sorani, which some libraries have no plural rules for,
// and Dari, whose script and plural rules none of ours know, by files alone.
func TestNewLanguage(t *testing.T) {
	for _, tag := range []string{"ckb", "prs"} {
		t.Run(tag, func(t *testing.T) {
			pages, found := built(t, withLanguage(t, tag))
			for _, f := range found {
				mine := strings.HasSuffix(f.Pos.Name(), "."+tag+".md") || strings.HasSuffix(f.Pos.Name(), "."+tag+".yaml")
				if f.Severity == diag.Error || mine && f.Check != diag.TranslationUnreviewed || f.Check == diag.StringUntranslated {
					t.Errorf("%s: %s", f.Pos.Name(), f.Message.EN)
				}
			}
			start, service := pages["/"+tag+"/"], pages["/"+tag+"/services/polisen-114-14/"]
			for _, want := range []string{`<html lang="` + tag + `" dir="rtl">`, `<a class="danger" href="tel:112">`} {
				if !strings.Contains(start, want) {
					t.Errorf("the start page has no %s", want)
				}
			}
			if !strings.Contains(service, "<bdi dir=\"ltr\">114 14</bdi>") || !strings.Contains(service, "\u2066114\u00a014\u2069") {
				t.Error("a number on a card or in a title is not isolated")
			}
			// What its readers lack is in Swedish, and says so.
			if !strings.Contains(pages["/"+tag+"/yrke/"], `<h1 lang="sv" dir="ltr">`) {
				t.Error("a page that is missing is not shown in Swedish")
			}
			for _, address := range []string{"/" + tag + "/services/polisen-avhoppare/", "/" + tag + "/services/kvinnofridslinjen/"} {
				if strings.Contains(pages[address], "{{") || strings.Contains(pages[address], "<no value>") {
					t.Errorf("%s has holes", address)
				}
			}
			if spoken := pages["/"+tag+"/services/kvinnofridslinjen/"]; tag == "prs" && !strings.Contains(spoken, "svenska") {
				t.Error("which languages a service speaks is not said")
			}
		})
	}
}
