package build_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"vart/internal/build"
	"vart/internal/diag"
)

// TestRoom renders the bundled site in rooms that are used again and again, and
// each page in one of its own: nothing that a page says may turn up in another,
// or in what is found there.
func TestRoom(t *testing.T) {
	// Some texts are so hard that it is said of them.
	site := bundledFiles(t)
	for name, f := range site {
		if strings.HasPrefix(name, "content/om/") && strings.HasSuffix(name, ".sv.md") {
			hard := name + strings.Repeat(" samhällsvägledningsverksamheten", 60)
			site[name] = &fstest.MapFile{Data: append(bytes.Clone(f.Data), hard...)}
		}
	}
	load := func() *build.Loaded {
		l, _, err := build.Load(t.Context(), input(site))
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	said := func(found diag.List) (all []string) {
		for _, f := range found {
			line, col := f.Pos.LineCol()
			all = append(all, fmt.Sprint(f.Pos.Name(), line, col, f.Check.Name, f.Message, f.Hint))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}

	var mu sync.Mutex
	pages := map[string][]byte{}
	together, err := load().Render(t.Context(), func(name string, html []byte) error {
		mu.Lock()
		defer mu.Unlock()
		pages[name] = bytes.Clone(html)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l := load()
	var apart diag.List
	for _, o := range l.Plan.Outputs {
		html, found, err := l.Page(o)
		if err != nil {
			t.Fatal(err)
		}
		if apart = append(apart, found...); !bytes.Equal(html, pages[o.File]) {
			t.Errorf("%s is another page", o.URL)
		}
	}
	if !slices.Equal(said(together), said(apart)) {
		t.Errorf("%d and %d things are found", len(together), len(apart))
	}
	if len(pages) != len(l.Plan.Outputs) || len(apart) == 0 {
		t.Errorf("%d pages of %d, %d things found", len(pages), len(l.Plan.Outputs), len(apart))
	}
}
