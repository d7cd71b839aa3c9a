package review_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vart"
	"vart/internal/i18n"
	"vart/internal/load"
	"vart/internal/plan"
	"vart/internal/review"
	"vart/internal/route"
	"vart/internal/scenario"
	"vart/internal/site"
)

var update = flag.Bool("update", false, "rewrite the expected documents")

// input is the site in testdata on a Friday night, for reviewers who read lang.
func input(t *testing.T, lang string) review.Input {
	t.Helper()
	translations, err := fs.Sub(vart.Builtin, "translations")
	if err != nil {
		t.Fatal(err)
	}
	catalog, _, err := i18n.Load(i18n.Layer{FS: translations, Name: "translations"})
	if err != nil {
		t.Fatal(err)
	}
	s, found, err := load.Site(context.Background(), os.DirFS("testdata/site"), func(string) []string { return []string{"ring"} })
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s: %s", f.Pos.Name(), f.Message.EN)
	}
	at := time.Date(2026, time.November, 27, 20, 15, 0, 0, s.Config.Timezone)
	return review.Input{Site: s, Catalog: catalog, At: at, Lang: lang}
}

func golden(t *testing.T, name string, write func(io.Writer) error) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s has changed; read it, and write it with -update:\n%s", name, b.Bytes())
	}
}

func TestReach(t *testing.T) {
	for _, lang := range []string{"sv", "en"} {
		r := review.Prove(input(t, lang))
		if r.Took <= 0 || !r.Failed() {
			t.Errorf("took %v, failed %v", r.Took, r.Failed())
		}
		r.Took = 20 * time.Millisecond
		golden(t, "reach."+lang+".txt", r.Text)
		if lang == "sv" {
			golden(t, "reach.json", r.JSON)
		}
	}
}

func TestReachLive(t *testing.T) {
	in := input(t, "sv")
	in.Site.Config.Live = true
	r := review.Prove(in)
	r.Took = 20 * time.Millisecond
	golden(t, "reach-live.sv.txt", r.Text)
}

func TestCoverage(t *testing.T) {
	for _, lang := range []string{"sv", "en"} {
		golden(t, "coverage."+lang+".txt", review.Cover(input(t, lang)).Text)
	}
	golden(t, "coverage.sv.html", review.Cover(input(t, "sv")).HTML)
}

func TestPaths(t *testing.T) {
	for _, test := range []struct {
		name, lang string
		areas      []string
	}{
		{"paths.sv.html", "sv", nil},
		{"paths-solna.en.html", "en", []string{"solna"}},
	} {
		in := input(t, test.lang)
		f := in.Site.Flow("vart")
		p, _ := plan.Of(in.Site)
		if test.areas == nil {
			test.areas = route.Areas(in.Site)
		}
		golden(t, test.name, func(w io.Writer) error {
			return review.Paths(w, in, review.Subject{Flow: f, Words: f.Words["sv"], Graph: f.Graphs["sv"], Areas: test.areas, Plan: p})
		})
	}
}

func TestScenario(t *testing.T) {
	for _, lang := range []string{"sv", "en"} {
		in := input(t, lang)
		golden(t, "scenarios."+lang+".txt", func(w io.Writer) error {
			for _, r := range scenario.Run(in.Site, in.Site.Flow("vart")) {
				if err := in.Scenario(w, r); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// TestEmptyFlow: a flow that is being written can be reviewed as far as it has
// come.
func TestEmptyFlow(t *testing.T) {
	in := input(t, "sv")
	f := in.Site.Flow("vart")
	f.Graphs["sv"].Steps = nil
	p, _ := plan.Of(in.Site)
	var b bytes.Buffer
	if err := review.Paths(&b, in, review.Subject{Flow: f, Words: f.Words["sv"], Graph: f.Graphs["sv"], Areas: []string{site.National}, Plan: p}); err != nil {
		t.Error(err)
	}
	if err := review.Prove(in).Text(&b); err != nil {
		t.Error(err)
	}
}
