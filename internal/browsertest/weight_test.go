package browsertest

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"io"
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

// squeezed is what a text weighs as brotli packs it best.
func squeezed(text []byte) int {
	var b bytes.Buffer
	return packed(text, &b, brotli.NewWriterLevel(&b, brotli.BestCompression))
}

// zipped is what it weighs as gzip packs it.
func zipped(text []byte) int {
	var b bytes.Buffer
	return packed(text, &b, gzip.NewWriter(&b))
}

func packed(text []byte, b *bytes.Buffer, w io.WriteCloser) int {
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
	// gzip is never lighter, and fast: only the heaviest are worth the time that
	// brotli takes.
	var weights []weight
	for _, o := range b.Plan.Outputs {
		weights = append(weights, weight{o, zipped(read(o))})
	}
	slices.SortFunc(weights, func(x, y weight) int { return cmp.Compare(y.bytes, x.bytes) })
	told := map[bool]int{}
	for _, w := range weights {
		inFlow, limit := w.out.Kind == plan.Flow, pageLimit
		if inFlow {
			limit = flowLimit
		}
		if told[inFlow]++; told[inFlow] <= 3 || w.bytes > limit {
			w.bytes = squeezed(read(w.out))
			t.Logf("%6d  %s", w.bytes, w.out.URL)
		}
		if w.bytes > limit {
			t.Errorf("%s weighs %d bytes, over %d", w.out.URL, w.bytes, limit)
		}
	}
	for _, s := range elements(read(b.Plan.At(b.Plan.PageURL("", "sv"))), atom.Script) {
		if attribute(s, "type") == "" {
			n := squeezed([]byte(textOf(s)))
			t.Logf("%6d  the script, %d before", n, len(textOf(s)))
			if n > scriptLimit {
				t.Errorf("the script weighs %d bytes, over %d", n, scriptLimit)
			}
		}
	}
}
