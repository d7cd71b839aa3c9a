package diag_test

import (
	"bytes"
	"strings"
	"testing"

	"vart/internal/diag"
	"vart/internal/source"
)

func TestClosest(t *testing.T) {
	names := []string{"title", "description", "slug", "för", "Sundbyberg", "a"}
	for name, want := range map[string]string{
		"titel": "title", "titl": "title", "descripton": "description", "slgu": "slug", "TITLE": "title",
		"fõr": "för", "sundbyberg": "Sundbyberg", "sundyberg": "Sundbyberg",
		"xyz": "", "weight": "", "descr": "",
	} {
		if got := diag.Closest(name, names); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := diag.Closest("x", nil); got != "" {
		t.Errorf("got %q", got)
	}
}

// The underline stands below what is meant, also behind tabs and letters of
// more than one byte.
func TestSnippet(t *testing.T) {
	f := &source.File{Name: "x.sv.md", Text: []byte("a\n\tpå ön: rött\nz")}
	var l diag.List
	l.Add(f.Pos(strings.Index(string(f.Text), "ön"), len("ön")), diag.RawHTML, diag.T("här", "here"), diag.Text{})
	l.Add(f.Start(), diag.FileName, diag.T("hela", "all of it"), diag.T("gör", "do"))
	l.Add(f.Pos(len(f.Text), 0), diag.RawHTML, diag.T("sist", "last"), diag.Text{})
	var b bytes.Buffer
	if err := diag.PrintAll(&b, l.Sort(), "en"); err != nil {
		t.Fatal(err)
	}
	want := "x.sv.md:1:1: error: all of it [file-name]\n  hint: do\n" +
		"x.sv.md:2:5: error: here [raw-html]\n    2 | \tpå ön: rött\n      | \t   ^^\n" +
		"x.sv.md:3:2: error: last [raw-html]\n    3 | z\n      |  ^\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// The same said twice of one place is said once; the order is that of files.
func TestSort(t *testing.T) {
	a, b := &source.File{Name: "a", Text: []byte("1\n2\n")}, &source.File{Name: "b", Text: []byte("1\n2\n")}
	var l diag.List
	for _, p := range []source.Pos{b.Pos(0, 1), a.Pos(2, 1), a.Pos(0, 1), a.Pos(2, 1)} {
		l.Add(p, diag.LinkTarget, diag.T("x", "y"), diag.Text{})
	}
	var got []string
	for _, f := range l.Sort() {
		got = append(got, f.Pos.Name()+f.Pos.Line())
	}
	if s := strings.Join(got, " "); s != "a1 a2 b1" {
		t.Error(s)
	}
}

// GitHub's commands are one line each, whatever stands in a message.
func TestGitHub(t *testing.T) {
	f := &source.File{Name: "a,b:c.md", Text: []byte("x")}
	var l diag.List
	l.Add(f.Start(), diag.LinkTarget, diag.T("100 %s\nrad", "100 %s\nline", "%"), diag.Text{})
	var b bytes.Buffer
	for _, format := range diag.Formats {
		if format.Name == "github" {
			if err := format.Print(&b, l, "en"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := "::error file=a%2Cb%3Ac.md,line=1,col=1,title=link-target::100 %25%0Aline\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// Every check has a name of its own and is said in both languages.
func TestChecks(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range diag.Checks {
		if seen[c.Name] || c.Name != strings.ToLower(c.Name) || c.Doc.SV == "" || c.Doc.EN == "" || c.Doc.SV == c.Doc.EN {
			t.Errorf("%+v", c)
		}
		seen[c.Name] = true
	}
}
