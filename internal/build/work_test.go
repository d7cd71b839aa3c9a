package build_test

import (
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"vart/internal/build"
)

// TestWork guards the speed of builds by counting work, not seconds: how often
// a page is rendered and written, and what a page costs in memory. The bounds
// are a third above what was measured with the race detector, as CI runs it;
// docs/performance.md has the seconds.
func TestWork(t *testing.T) {
	in := large(t, 2, 40)
	l, found, err := build.Load(t.Context(), in)
	if err != nil || found.Failed(false) {
		t.Fatal(err, found)
	}
	pages := len(l.Plan.Outputs)

	var written atomic.Int64
	render := func() {
		if found, err := l.Render(t.Context(), func(string, []byte) error { written.Add(1); return nil }); err != nil || found.Failed(false) {
			t.Fatal(err, found)
		}
	}
	render() // what pages share
	written.Store(0)
	perPage := func(f func()) (allocs, size uint64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		n := uint64(pages)
		return (after.Mallocs - before.Mallocs) / n, (after.TotalAlloc - before.TotalAlloc) / n
	}
	if allocs, size := perPage(render); allocs > maxRender.allocs || size > maxRender.size {
		t.Errorf("reading, checking and rendering a page makes %d allocations of %d bytes; the limits are %d and %d", allocs, size, maxRender.allocs, maxRender.size)
	}
	if n := written.Load(); n != int64(pages) {
		t.Errorf("%d pages were rendered %d times", pages, n)
	}
	allocs, size := perPage(func() {
		if _, _, err := build.Load(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > maxLoad.allocs || size > maxLoad.size {
		t.Errorf("loading the site makes, for each page, %d allocations of %d bytes; the limits are %d and %d", allocs, size, maxLoad.allocs, maxLoad.size)
	}

	target := filepath.Join(t.TempDir(), "public")
	var first build.Result
	for _, again := range []bool{false, true} {
		r, err := build.Site(t.Context(), in, target, false)
		if err != nil || r.Pages != pages || r.Written+r.Same < pages {
			t.Errorf("%d pages: %d written, %d as before, %v", r.Pages, r.Written, r.Same, err)
		}
		if !again {
			first = r
		} else if first.Same != 0 || r.Written != 0 || r.Same != first.Written {
			t.Errorf("%d files written, %d as before; then %d and %d", first.Written, first.Same, r.Written, r.Same)
		}
	}
}

// cost is what one page may cost.
type cost struct{ allocs, size uint64 }

var (
	maxRender = cost{196, 73_000}
	maxLoad   = cost{1070, 386_000}
)
