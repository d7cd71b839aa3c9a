package scaffold

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vart"
	"vart/docs/schema"
	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
)

var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// newSite makes a site in a folder of its own.
func newSite(t *testing.T, lang string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	plan, err := Site("x", lang)
	if err != nil {
		t.Fatal(err)
	}
	write(t, root, plan)
	return root
}

func write(t *testing.T, root *os.Root, plan *Plan) {
	t.Helper()
	if err := plan.Write(root); err != nil {
		t.Fatal(err)
	}
}

// check returns the findings of `vart check`, as "file: check".
func check(t *testing.T, root *os.Root, severity diag.Severity) []string {
	t.Helper()
	found, err := build.Check(context.Background(), build.Input{Site: root.FS(), Builtin: vart.Builtin, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		if f.Severity == severity {
			out = append(out, f.Pos.Name()+": "+f.Check.Name+": "+f.Message.EN)
		}
	}
	return out
}

func part(t *testing.T, root *os.Root, author string) *Part {
	t.Helper()
	s, found, err := load.Site(context.Background(), root.FS(), func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if found.Failed(false) {
		t.Fatalf("%s: %s", found[0].Pos.Name(), found[0].Message.EN)
	}
	return &Part{Site: s, Author: author, Now: now}
}

// TestSite: a new site has no error, and warnings only of what a person must
// do: call the numbers. Reach is among the checks.
func TestSite(t *testing.T) {
	for _, lang := range SiteLanguages {
		root := newSite(t, lang)
		if errs := check(t, root, diag.Error); len(errs) > 0 {
			t.Errorf("%s: %q", lang, errs)
		}
		for _, w := range check(t, root, diag.Warning) {
			if !strings.Contains(w, diag.ServiceUnverified.Name) {
				t.Errorf("%s: %s", lang, w)
			}
		}
		if got := part(t, root, lang).Site.Config.Source; got != lang {
			t.Errorf("the source language is %s, want %s", got, lang)
		}
	}
}

// TestSiteFiles: every number of the made-up municipality is of the series
// reserved for fiction, and an editor finds the schemas.
func TestSiteFiles(t *testing.T) {
	root := newSite(t, "sv")
	for _, v := range part(t, root, "sv").Site.Services {
		for _, p := range v.Phones {
			if strings.HasPrefix(p.Key, "+") && !strings.HasPrefix(p.Key, "+468465004") {
				t.Errorf("%s has the number %s", v.ID, p.Key)
			}
		}
	}
	for _, name := range []string{"settings.json", "extensions.json"} {
		ours, err := os.ReadFile(filepath.Join("../../.vscode", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, root, ".vscode/"+name); got != string(ours) {
			t.Errorf(".vscode/%s differs from the repository's", name)
		}
	}
	names, err := fs.Glob(schema.Files, "*")
	if err != nil || len(names) < 4 {
		t.Fatalf("%q, %v", names, err)
	}
	for _, name := range names {
		text(t, root, "docs/schema/"+name)
	}
}

func text(t *testing.T, root *os.Root, name string) string {
	t.Helper()
	b, err := root.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestParts makes one of each in a site, and finds no error that was not
// there. Whoever runs it again finds what is there.
func TestParts(t *testing.T) {
	for _, lang := range SiteLanguages {
		root := newSite(t, lang)
		for _, c := range []struct {
			name string
			make func(*Part) (*Plan, error)
		}{
			{"language", func(p *Part) (*Plan, error) { return p.Language("ar", sub(t, root.FS()), sub(t, vart.Builtin)) }},
			{"page", func(p *Part) (*Plan, error) { return p.Page("extra/spel") }},
			{"folder", func(p *Part) (*Plan, error) { return p.Page("extra/index") }},
			{"service", func(p *Part) (*Plan, error) { return p.Service("jour", "exempelstad", "exempelstad-socialtjanst") }},
			{"draft", func(p *Part) (*Plan, error) { return p.Service("annan", "", "") }},
			{"area", func(p *Part) (*Plan, error) { return p.Area("grannby", "exempelstad", "") }},
			{"flow", func(p *Part) (*Plan, error) { return p.Flow("vittne") }},
		} {
			plan, err := c.make(part(t, root, lang))
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			write(t, root, plan)
			if _, err := c.make(part(t, root, lang)); err == nil {
				t.Errorf("%s was made twice", c.name)
			}
		}
		if errs := check(t, root, diag.Error); len(errs) > 0 {
			t.Errorf("%s: %q", lang, errs)
		}
	}
}

func sub(t *testing.T, fsys fs.FS) fs.FS {
	t.Helper()
	s, err := fs.Sub(fsys, "translations")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAreaDefaults: a municipality lies in a county or the country, a district
// in a municipality; words come in every language.
func TestAreaDefaults(t *testing.T) {
	root := newSite(t, "sv")
	for parent, kind := range map[string]string{"national": "municipality", "exempelstad": "district"} {
		plan, err := part(t, root, "sv").Area("x", parent, "")
		if err != nil || !strings.Contains(string(plan.Files[0].Text), "kind: "+kind+"\n") {
			t.Errorf("%s: %v, %s", parent, err, plan.Files[0].Text)
		}
	}
}

// TestFlowNeedsSomebody: without 112 a flow would lead to a closed door.
func TestFlowNeedsSomebody(t *testing.T) {
	root := newSite(t, "sv")
	if err := root.RemoveAll("content/services/sos-112"); err != nil {
		t.Fatal(err)
	}
	var r *Refused
	if _, err := part(t, root, "sv").Flow("x"); !errors.As(err, &r) || !strings.Contains(r.Why.SV, "vart new service sos-112") {
		t.Error(err)
	}
}

// TestFlowOfLiveSite: on a live site only those count that somebody verified.
func TestFlowOfLiveSite(t *testing.T) {
	root := newSite(t, "sv")
	p := part(t, root, "sv")
	p.Site.Config.Live = true
	var r *Refused
	if _, err := p.Flow("x"); !errors.As(err, &r) || !strings.Contains(r.Why.SV, "verified") {
		t.Error(err)
	}
	p.Site.Service("sos-112").VerifiedOn = now.AddDate(0, 0, -1)
	plan, err := p.Flow("x")
	if err != nil {
		t.Fatal(err)
	}
	if text := string(plan.Files[0].Text); !strings.Contains(text, "<service:sos-112>") || strings.Contains(text, "<service:polisen") {
		t.Errorf("contacts of a live site:\n%s", text)
	}
}

// TestNeverOverwrites: one file in the way, and none is made.
func TestNeverOverwrites(t *testing.T) {
	root := newSite(t, "sv")
	plan, err := part(t, root, "sv").Service("jour", "", "")
	if err != nil {
		t.Fatal(err)
	}
	last := plan.Files[len(plan.Files)-1].Name
	if err := root.MkdirAll(filepath.Dir(last), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(last, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	var r *Refused
	if err := plan.Write(root); !errors.As(err, &r) {
		t.Errorf("got %v", err)
	}
	if _, err := root.Stat(plan.Files[0].Name); err == nil || text(t, root, last) != "mine" {
		t.Error("something was written")
	}
}

// TestFailedWrite: what was made before a failure is removed again.
func TestFailedWrite(t *testing.T) {
	root := newSite(t, "sv")
	plan := &Plan{Files: []File{{"content/new/a.sv.md", nil}, {"vart.yaml/b.sv.md", nil}}}
	if err := plan.Write(root); err == nil {
		t.Fatal("a file is no folder")
	}
	if _, err := root.Stat("content/new"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("content/new is left")
	}
}

// TestTemplatesNameEveryKey: the comments of a new file explain every key that
// there is.
func TestTemplatesNameEveryKey(t *testing.T) {
	for _, c := range []struct{ schema, template string }{
		{"service.schema.json", "service.%s.yaml"}, {"area.schema.json", "area.%s.yaml"}, {"page.schema.json", "page.%s.md"},
	} {
		for _, author := range []string{"sv", "en"} {
			name := strings.ReplaceAll(c.template, "%s", author)
			data := []any{words{ID: "x", Title: "X"}, words{ID: "x", Title: "X", Translated: true}}
			if strings.HasSuffix(name, ".yaml") {
				data = []any{map[string]string{"ID": "x"}}
			}
			var b []byte
			for _, d := range data {
				text, err := fill(name, d)
				if err != nil {
					t.Fatal(err)
				}
				b = append(b, text...)
			}
			for _, key := range keys(t, c.schema) {
				if key != "fingerprint" && !strings.Contains(string(b), key+":") { // that one is the tool's
					t.Errorf("%s does not explain %s", name, key)
				}
			}
		}
	}
}

// TestTemplatesUncommented: whoever removes the # in front of a key gets what
// the loader accepts.
func TestTemplatesUncommented(t *testing.T) {
	known := keys(t, "service.schema.json")
	for _, lang := range SiteLanguages {
		root := newSite(t, lang)
		plan, err := part(t, root, lang).Service("jour", "exempelstad", "")
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(plan.Files[0].Text), "\n")
		for i, line := range lines {
			rest, _ := strings.CutPrefix(line, "# ")
			key, _, _ := strings.Cut(strings.TrimLeft(rest, " -"), ":")
			if slices.Contains(known, key) || strings.HasPrefix(rest, "  - {") {
				lines[i] = rest
			}
		}
		text := strings.Join(lines, "\n")
		if strings.Contains(text, "# phones") || !strings.Contains(text, "\n    on_bill: unknown\n") {
			t.Fatalf("not uncommented:\n%s", text)
		}
		plan.Files[0].Text = []byte(text)
		write(t, root, plan)
		if errs := check(t, root, diag.Error); len(errs) > 0 {
			t.Errorf("%s: %q", lang, errs)
		}
	}
}
