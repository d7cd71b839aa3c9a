package browsertest

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html/atom"

	"vart/internal/plan"
)

// The most that one response may weigh, in bytes as brotli sends it, and the
// script in it.
const (
	pageLimit   = 14_000
	flowLimit   = 30_000
	scriptLimit = 3_000
)

func squeezed(text []byte, quality int) int {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, quality)
	if _, err := w.Write(text); err != nil {
		return len(text)
	}
	if err := w.Close(); err != nil {
		return len(text)
	}
	return b.Len()
}

// TestWeight: every page comes in one response that a slow network brings in a
// few packets.
func TestWeight(t *testing.T) {
	b := need(t, bundled)
	type weight struct {
		out   *plan.Output
		bytes int
	}
	read := func(o *plan.Output) []byte {
		page, err := os.ReadFile(filepath.Join(b.dir, o.File))
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	// Quickly first: only the heaviest are worth the time that the best takes.
	var weights []weight
	for _, o := range b.Plan.Outputs {
		weights = append(weights, weight{o, squeezed(read(o), 6)})
	}
	slices.SortFunc(weights, func(x, y weight) int { return cmp.Compare(y.bytes, x.bytes) })
	for i, w := range weights {
		limit := pageLimit
		if w.out.Kind == plan.Flow {
			limit = flowLimit
		}
		if i < 12 || w.bytes > limit {
			w.bytes = squeezed(read(w.out), brotli.BestCompression)
			t.Logf("%6d  %s", w.bytes, w.out.URL)
		}
		if w.bytes > limit {
			t.Errorf("%s weighs %d bytes, over %d", w.out.URL, w.bytes, limit)
		}
	}
	for _, s := range elements(read(b.Plan.At(b.Plan.PageURL("", "sv"))), atom.Script) {
		if attribute(s, "type") == "" {
			n := squeezed([]byte(textOf(s)), brotli.BestCompression)
			t.Logf("%6d  the script, %d before", n, len(textOf(s)))
			if n > scriptLimit {
				t.Errorf("the script weighs %d bytes, over %d", n, scriptLimit)
			}
		}
	}
}
