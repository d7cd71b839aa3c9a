package build_test

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"vart"
	"vart/internal/build"
	"vart/internal/diag"
)

var update = flag.Bool("update", false, "rewrite expected output and docs/checks.md")

// now is the moment all tests count from.
var now = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// input is a site of the files in fsys.
func input(fsys fs.FS) build.Input {
	return build.Input{Site: fsys, Builtin: vart.Builtin, Now: now}
}

// check returns every finding about a site.
func check(t *testing.T, fsys fs.FS) diag.List {
	t.Helper()
	found, err := build.Check(context.Background(), input(fsys))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// archive reads a txtar file.
func archive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var raw = regexp.MustCompile(`\\x[0-9A-F]{2}`)

// add puts a file into a site. A byte that no text has is written \xFF, since
// the archive itself is text.
func add(site fstest.MapFS, name string, data []byte) {
	data = raw.ReplaceAllFunc(data, func(b []byte) []byte {
		n, err := strconv.ParseUint(string(b[2:]), 16, 8)
		if err != nil {
			return b
		}
		return []byte{byte(n)}
	})
	site[name] = &fstest.MapFile{Data: data, Mode: 0o644}
}

// base is the site that the examples are laid over.
func base(t *testing.T) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	for _, f := range archive(t, "testdata/base.txtar").Files {
		add(site, f.Name, f.Data)
	}
	return site
}

// text is findings as people read them.
func text(t *testing.T, found diag.List, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := diag.PrintAll(&b, found, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// whole fails if a finding is not said in both languages.
func whole(t *testing.T, found diag.List) {
	t.Helper()
	for _, f := range found {
		all := f.Message.SV + f.Message.EN + f.Hint.SV + f.Hint.EN
		if f.Message.SV == "" || f.Message.EN == "" || f.Message.SV == f.Message.EN || strings.Contains(all, "%!") || (f.Hint.SV == "") != (f.Hint.EN == "") {
			t.Errorf("%s: %+v, %+v is not said in both languages", f.Check.Name, f.Message, f.Hint)
		}
	}
}

func TestBase(t *testing.T) {
	if found := check(t, base(t)); len(found) > 0 {
		t.Error(text(t, found, "en"))
	}
}

// layout is the text of a built-in layout.
func layout(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(vart.Builtin, "layouts/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
