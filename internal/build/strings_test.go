package build_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// uses matches where Go and layouts ask for an interface string by its key.
var uses = regexp.MustCompile(`(?:\bsay\(|\.T\(|\bt )"([a-z][a-z0-9.-]*[a-z0-9])"`)

// TestStrings asks for every interface string that the code and the layouts
// name: one that is missing would be an empty label on a page.
func TestStrings(t *testing.T) {
	l := bundled(t)
	root := os.DirFS(bundledRoot)
	n := 0
	for _, dir := range []string{"internal/render", "layouts"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			ext := path.Ext(name)
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || ext != ".go" && ext != ".html" {
				return err
			}
			text, err := fs.ReadFile(root, name)
			for _, m := range uses.FindAllStringSubmatch(string(text), -1) {
				n++
				for _, tag := range l.Site.Config.Tags() {
					if !l.Catalog.For([]string{tag}).Has(m[1]) {
						t.Errorf("%s asks for %q, which translations/active.%s.yaml does not have", name, m[1], tag)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 50 {
		t.Errorf("only %d strings are asked for; does the pattern still match?", n)
	}
}
