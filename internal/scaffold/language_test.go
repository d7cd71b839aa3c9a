package scaffold

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"vart"
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

// config reads the languages of a vart.yaml as the loader does.
func config(text string) *site.Config {
	f := &source.File{Name: configName, Text: []byte(text)}
	var found diag.List
	m := yaml.Parse(f, f.Text, 1, &found)
	c := &site.Config{File: f, Languages: m.Texts("languages")}
	if len(c.Languages) == 0 {
		c.Languages = []source.At[string]{{Value: "sv", Pos: f.Start()}}
	}
	return c
}

// TestAddLanguage: one language more, and every other byte as it was.
func TestAddLanguage(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"# a\nlanguages: [sv, en]  # b\ntitle: x\n", "# a\nlanguages: [sv, en, ar]  # b\ntitle: x\n"},
		{"languages: [ sv ,en ]\n", "languages: [ sv ,en, ar ]\n"},
		{"languages: [\"sv\", 'en']", "languages: [\"sv\", 'en', ar]"},
		{"languages: [sv,\n  en,  # b\n]\n", "languages: [sv,\n  en, ar,  # b\n]\n"},
		{"languages: [\n  sv,\n  en\n]\n", "languages: [\n  sv,\n  en, ar\n]\n"},
		{"languages: sv # b\n", "languages: [sv, ar] # b\n"},
		{"languages:\n  - sv\n  - en # b\n\n# c\ntitle: x\n", "languages:\n  - sv\n  - en # b\n  - ar\n\n# c\ntitle: x\n"},
		{"title: x\nlanguages:\n- sv\n- \"en\"", "title: x\nlanguages:\n- sv\n- \"en\"\n- ar"},
		{"languages:\r\n  - sv\r\ntitle: x\r\n", "languages:\r\n  - sv\r\n  - ar\r\ntitle: x\r\n"},
		{"{title: x, languages: [sv]}\n", "{title: x, languages: [sv, ar]}\n"},
	} {
		got, err := addLanguage(config(c.before), "ar")
		if err != nil || string(got) != c.after {
			t.Errorf("%q became %q, %v; want %q", c.before, got, err, c.after)
		}
	}
}

// TestAddLanguageByHand: where it cannot be done safely, the author is told
// what to write.
func TestAddLanguageByHand(t *testing.T) {
	for _, text := range []string{
		"title: x\n",
		"\ufefflanguages: [sv]\n",
		"x: &all [sv, en]\nlanguages: *all\nother: *all\n",
		"x: &one sv\nlanguages: [en, *one]\n",
		"languages:\n  -\n    sv\n",
	} {
		got, err := addLanguage(config(text), "ar")
		var r *Refused
		if err == nil && slices.Equal(languages(got), append(config(text).Tags(), "ar")) {
			continue // done, and right
		}
		if got != nil || !errors.As(err, &r) || !strings.Contains(r.Why.SV, "ar]") {
			t.Errorf("%q became %q, %v", text, got, err)
		}
	}
}

// TestStrings: the file holds every text of the source language, marked, in
// its order and under its headings.
func TestStrings(t *testing.T) {
	root := newSite(t, "sv")
	plan, err := part(t, root, "en").Language("tr", sub(t, root.FS()), sub(t, vart.Builtin))
	if err != nil {
		t.Fatal(err)
	}
	f := plan.Files[0]
	if f.Name != "translations/active.tr.yaml" {
		t.Fatal(f.Name)
	}
	want, got := loaded(t, vart.Builtin, "sv"), parsed(t, f)
	if len(got) != len(want) {
		t.Errorf("%d strings, want %d", len(got), len(want))
	}
	for key := range want {
		if !got[key] {
			t.Errorf("%s is missing", key)
		}
	}
	if n := strings.Count(string(f.Text), " # sv\n"); n != len(want) {
		t.Errorf("%d texts are marked, want %d", n, len(want))
	}
	if !strings.Contains(string(f.Text), "# --- ") {
		t.Error("the headings are lost")
	}
}

// TestStringsSimple: a simple form falls back, so nothing stands there yet.
func TestStringsSimple(t *testing.T) {
	root := newSite(t, "en")
	plan, err := part(t, root, "en").Language("en-simple", sub(t, root.FS()), sub(t, vart.Builtin))
	if err != nil {
		t.Fatal(err)
	}
	if got := parsed(t, plan.Files[0]); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	write(t, root, plan)
	if errs := check(t, root, diag.Error); len(errs) > 0 {
		t.Errorf("%q", errs)
	}
}

// TestStringsWithoutPlurals: a language that counts in a way nobody told vart
// says which language counts alike, so that its strings can be loaded.
func TestStringsWithoutPlurals(t *testing.T) {
	root := newSite(t, "sv")
	for _, tag := range []string{"prs", "fit", "rom"} {
		plan, err := part(t, root, "sv").Language(tag, sub(t, root.FS()), sub(t, vart.Builtin))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(plan.Files[0].Text), "\nplurals: sv\n") {
			t.Errorf("%s: no plurals", tag)
		}
		write(t, root, &Plan{Files: plan.Files})
		if got := loaded(t, root.FS(), tag); len(got) != len(loaded(t, vart.Builtin, "sv")) {
			t.Errorf("%s: %d strings", tag, len(got))
		}
	}
}

// TestStringsOfOwn: a site's own words win, and those that vart does not have
// come too.
func TestStringsOfOwn(t *testing.T) {
	root := newSite(t, "sv")
	if err := root.Mkdir("translations", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile("translations/active.sv.yaml", []byte("home: \"Hem \\\"nu\\\"\"\n# egna\nmy.count:\n  one: \"{{.Count}} dag\"\n  other: \"{{.Count}} dagar\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	plan, err := part(t, root, "sv").Language("tr", sub(t, root.FS()), sub(t, vart.Builtin))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nhome: \"Hem \\\"nu\\\"\" # sv\n", "\n# egna\nmy.count: # sv\n  one: \"{{.Count}} dag\"\n  other: \"{{.Count}} dagar\"\n"} {
		if !strings.Contains(string(plan.Files[0].Text), want) {
			t.Errorf("%q is missing", want)
		}
	}
	parsed(t, plan.Files[0])
}

// loaded are the keys that a language has.
func loaded(t *testing.T, fsys fs.FS, lang string) map[string]i18n.Message {
	t.Helper()
	c, _, err := i18n.Load(i18n.Layer{FS: sub(t, fsys), Name: "translations"})
	if err != nil {
		t.Fatal(err)
	}
	return c.Messages(lang)
}

// parsed reads the keys of a file of strings, which must be whole YAML.
func parsed(t *testing.T, f File) map[string]bool {
	t.Helper()
	var found diag.List
	m := yaml.Parse(&source.File{Name: f.Name, Text: f.Text}, f.Text, 1, &found)
	keys := map[string]bool{}
	for key := range m.All {
		keys[key.Value] = true
	}
	if len(found) > 0 {
		t.Fatalf("%s: %s", f.Name, found[0].Message.EN)
	}
	return keys
}
