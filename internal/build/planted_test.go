package build_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vart/internal/diag"
)

var planted = regexp.MustCompile(` ?‹([a-z0-9,-]+)›`)

// plant reads testdata/planted.txtar: the site, and what is wrong with it as
// "file:line: check".
func plant(t *testing.T) (fstest.MapFS, []string) {
	t.Helper()
	site := fstest.MapFS{}
	want := []string{
		"content/mapp.sv.md:1: file-type",
		"content/akut.md:1: file-name",
		"content/services/otestad/facts.yaml:1: service-unverified",
		"content/services/delad/facts.yaml:1: service-unverified",
	}
	for _, f := range archive(t, "testdata/planted.txtar").Files {
		lines := strings.Split(string(f.Data), "\n")
		for i, line := range lines {
			m := planted.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			for name := range strings.SplitSeq(m[1], ",") {
				want = append(want, fmt.Sprintf("%s:%d: %s", f.Name, i+1, name))
			}
			lines[i] = strings.Replace(line, m[0], "", 1)
		}
		add(site, f.Name, []byte(strings.Join(lines, "\n")))
	}
	slices.Sort(want)
	return site, want
}

// TestPlanted plants faults of every kind in one site, and expects each to be
// named in one run, with its file and line, in both languages, and nothing
// else.
func TestPlanted(t *testing.T) {
	site, want := plant(t)
	found := check(t, site)
	whole(t, found)
	var got []string
	kinds := map[*diag.Check]bool{}
	for _, f := range found {
		line, _ := f.Pos.LineCol()
		got = append(got, fmt.Sprintf("%s:%d: %s", f.Pos.Name(), line, f.Check.Name))
		kinds[f.Check] = true
	}
	slices.Sort(got)
	for _, w := range want {
		if i := slices.Index(got, w); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else {
			t.Errorf("not found: %s", w)
		}
	}
	for _, g := range got {
		t.Errorf("found, but not planted: %s", g)
	}
	if len(kinds) < 40 {
		t.Errorf("only %d kinds of faults", len(kinds))
	}
	for _, lang := range []string{"en", "sv"} {
		said := text(t, found, lang)
		for _, w := range want {
			place, name, _ := strings.Cut(w, ": ")
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(place) + `:\d+: \p{L}+: .* \[` + name + `\]$`).MatchString(said) {
				t.Errorf("in %s nothing is said of %s", lang, w)
			}
		}
	}
	t.Logf("%d faults of %d kinds", len(want), len(kinds))
}
