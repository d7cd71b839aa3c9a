package build_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"vart/internal/build"
)

// shared are what all pages have in common; one golden file shows the whole
// frame, the others only what is their own.
var (
	inline = regexp.MustCompile(`(?s)<(style|script)>.*?</(?:style|script)>`)
	hash   = regexp.MustCompile(`'sha256-[^']*'`)
	breaks = regexp.MustCompile(`<(/?(?:article|section|ul|ol|li|p|h[1-6]|div|fieldset|legend|main|header|footer|nav|aside|details|head|body|html|title|meta|link|table|tr|input|label|button)\b)`)
)

// TestGoldenPages compares every kind of page of a small site with what it was
// when somebody last read it.
func TestGoldenPages(t *testing.T) {
	files := fstest.MapFS{}
	for _, f := range archive(t, "testdata/golden/site.txtar").Files {
		add(files, f.Name, f.Data)
	}
	l, found, err := build.Load(t.Context(), input(files))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity.String() == "error" {
			t.Errorf("%s: %s", f.Pos.Name(), f.Message.EN)
		}
	}
	for _, o := range l.Plan.Outputs {
		html, broken, _ := l.Page(o)
		if len(broken) > 0 {
			t.Fatalf("%s: %s", o.URL, broken[0].Message.EN)
		}
		page := hash.ReplaceAllString(inline.ReplaceAllString(string(html), "<$1>…</$1>"), "'sha256-…'")
		if o.URL != "/sv/" { // its frame stands for all
			head, rest, _ := strings.Cut(page, "<main")
			title := head[strings.Index(head, "<title>") : strings.Index(head, "</title>")+len("</title>")]
			main, _, _ := strings.Cut(rest, "</main>")
			page = title + "<main" + main + "</main>"
		}
		page = strings.TrimSpace(breaks.ReplaceAllString(page, "\n<$1")) + "\n"
		name := filepath.Join("testdata/golden", strings.ReplaceAll(strings.TrimSuffix(o.File, "/index.html"), "/", "_")+".golden")
		if *update {
			if err := os.WriteFile(name, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != page {
			t.Errorf("%s is not what it was; read it, then: go test ./internal/build -run Golden -update\n%s", name, firstDifference(string(want), page))
		}
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "was: " + a[i] + "\nis:  " + b[i]
		}
	}
	return "one is longer than the other"
}
