package build_test

import (
	"context"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"vart/internal/build"
)

// kinds are the files that an author writes, one of each kind.
var kinds = []string{
	"vart.yaml", "content/index.sv.md", "content/fara.sv.md", "content/services/linjen/facts.yaml", "content/services/linjen/index.sv.md",
	"content/areas/solna/facts.yaml", "content/flows/vart/index.sv.md", "content/flows/vart/scenarios.yaml", "layouts/page.html", "layouts/style.css", "translations/active.sv.yaml", "static/x.html", "static/x.svg",
}

// FuzzSite puts anything at all into one file of a site: what is wrong is said
// at a place in a file, and nothing fails.
func FuzzSite(f *testing.F) {
	small := fstest.MapFS{}
	for _, name := range []string{"testdata/base.txtar", "testdata/planted.txtar"} {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if strings.HasSuffix(name, "base.txtar") {
				add(small, file.Name, file.Data)
			}
			for i, kind := range kinds {
				if file.Name == kind {
					f.Add(i, file.Data)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		if kind < 0 || kind >= len(kinds) || len(data) > 4000 {
			return
		}
		site := fstest.MapFS{}
		maps.Copy(site, small)
		site[kinds[kind]] = &fstest.MapFile{Data: data, Mode: 0o644}
		found, err := build.Check(context.Background(), input(site))
		if err != nil {
			t.Fatalf("%s: %v\n%s", kinds[kind], err, data)
		}
		for _, fi := range found {
			if fi.Pos.File == nil || fi.Pos.Offset+fi.Pos.Len > len(fi.Pos.File.Text) || fi.Message.SV == "" || fi.Message.EN == "" {
				t.Errorf("%s: %+v", kinds[kind], fi)
			}
		}
		text(t, found, "sv")
	})
}
