package build_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"vart/internal/diag"
)

// example is testdata/checks/<name>.txtar: why a check matters, the files of a
// small site with the fault, the same mended ("fixed/…"), and what is said in
// English and Swedish.
type example struct {
	check  *diag.Check
	path   string
	why    string
	faulty []txtar.File
	fixed  []txtar.File
	want   map[string]string // by language
}

func examples(t *testing.T) []*example {
	t.Helper()
	var all []*example
	for _, c := range diag.Checks {
		e := &example{check: c, path: "testdata/checks/" + c.Name + ".txtar", want: map[string]string{}}
		if _, err := os.Stat(e.path); err != nil {
			t.Errorf("the check %s has no example: write %s", c.Name, e.path)
			continue
		}
		a := archive(t, e.path)
		e.why = strings.TrimSpace(string(a.Comment))
		for _, f := range a.Files {
			if lang, ok := strings.CutPrefix(f.Name, "want."); ok {
				e.want[lang] = string(f.Data)
			} else if name, ok := strings.CutPrefix(f.Name, "fixed/"); ok {
				e.fixed = append(e.fixed, txtar.File{Name: name, Data: f.Data})
			} else {
				e.faulty = append(e.faulty, f)
			}
		}
		all = append(all, e)
	}
	return all
}

// run returns what is said of the example, mended or not.
func (e *example) run(t *testing.T, mended bool) diag.List {
	t.Helper()
	site := base(t)
	for _, f := range e.faulty {
		add(site, f.Name, f.Data)
	}
	if mended {
		for _, f := range e.fixed {
			delete(site, f.Name)
			if string(f.Data) != "(removed)\n" {
				add(site, f.Name, f.Data)
			}
		}
	}
	return check(t, site)
}

// TestExamples runs the example of every check.
func TestExamples(t *testing.T) {
	for _, e := range examples(t) {
		t.Run(e.check.Name, func(t *testing.T) {
			found := e.run(t, false)
			whole(t, found)
			if !slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Check == e.check }) {
				t.Errorf("the fault is not found; found: %s", text(t, found, "en"))
			}
			for _, lang := range []string{"en", "sv"} {
				got := text(t, found, lang)
				if *update {
					e.want[lang] = got
				} else if got != e.want[lang] {
					t.Errorf("in %s:\n%s\nwant:\n%s", lang, got, e.want[lang])
				}
			}
			if left := e.run(t, true); len(left) > 0 {
				t.Errorf("after mending: %s", text(t, left, "en"))
			}
			if *update {
				e.write(t)
			}
		})
	}
	known, err := filepath.Glob("testdata/checks/*.txtar")
	if err != nil || len(known) != len(diag.Checks) {
		t.Errorf("%d examples for %d checks: %v", len(known), len(diag.Checks), err)
	}
}

func (e *example) write(t *testing.T) {
	t.Helper()
	a := &txtar.Archive{Comment: []byte(e.why + "\n"), Files: slices.Clone(e.faulty)}
	for _, f := range e.fixed {
		a.Files = append(a.Files, txtar.File{Name: "fixed/" + f.Name, Data: f.Data})
	}
	for _, lang := range slices.Sorted(maps.Keys(e.want)) {
		a.Files = append(a.Files, txtar.File{Name: "want." + lang, Data: []byte(e.want[lang])})
	}
	if err := os.WriteFile(e.path, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestChecksDoc keeps docs/checks.md what the examples and the list of checks
// say; -update writes it.
func TestChecksDoc(t *testing.T) {
	var b bytes.Buffer
	fmt.Fprint(&b, `# What vart checks

<!-- Made by go test ./internal/build -update from internal/diag/checks.go and internal/build/testdata/checks. -->

`+"`vart check`"+` and `+"`vart build`"+` find what is below, all of it in one run. An error stops the build, and what is published
stays as it was; a warning does not, unless `+"`--strict`"+` is given. Every example is run by the tests: the files are laid over
[a small site that nothing is wrong with](../internal/build/testdata/base.txtar), and what is said is what vart says.

`)
	all := examples(t)
	for _, e := range all {
		fmt.Fprintf(&b, "- [%s](#%s): %s\n", e.check.Name, e.check.Name, e.check.Doc.EN)
	}
	for _, e := range all {
		fmt.Fprintf(&b, "\n## %s\n\n%s (*%s*): %s.\n*%s.*\n\n%s\n", e.check.Name,
			map[diag.Severity]string{diag.Error: "Error", diag.Warning: "Warning"}[e.check.Severity], map[diag.Severity]string{diag.Error: "fel", diag.Warning: "varning"}[e.check.Severity],
			e.check.Doc.EN, e.check.Doc.SV, e.why)
		for _, f := range e.faulty {
			if guilty(e, f.Name) {
				fmt.Fprintf(&b, "\n`%s`\n%s", f.Name, fenced(string(f.Data)))
			}
		}
		fmt.Fprintf(&b, "\nWhat vart says, in English and in Swedish:\n%s%s", fenced(e.want["en"]), fenced(e.want["sv"]))
		for _, f := range e.fixed {
			if string(f.Data) == "(removed)\n" {
				fmt.Fprintf(&b, "\nMended: `%s` is removed.\n", f.Name)
				continue
			}
			fmt.Fprintf(&b, "\nMended, `%s`\n%s", f.Name, fenced(string(f.Data)))
		}
	}
	const doc = "../../docs/checks.md"
	if *update {
		if err := os.WriteFile(doc, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(doc)
	if err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Errorf("%s is not what the examples say (%v); run go test ./internal/build -update, and read what changed", doc, err)
	}
}

// guilty says whether a file of an example is at fault, or changed by mending
// it; the others are only there to make it a site.
func guilty(e *example, name string) bool {
	return strings.Contains(e.want["en"], name+":") || slices.ContainsFunc(e.fixed, func(f txtar.File) bool { return f.Name == name })
}

// fenced sets text as code; long texts are cut.
func fenced(s string) string {
	const most = 30
	if lines := strings.SplitAfter(s, "\n"); len(lines) > most {
		s = strings.Join(lines[:most], "") + "…\n"
	}
	if r := []rune(s); len(r) > 3000 {
		s = string(r[:3000]) + "…\n"
	}
	return "```\n" + strings.TrimSuffix(s, "\n") + "\n```\n"
}
