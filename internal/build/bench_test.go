package build_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vart"
	"vart/bench/corpus"
	"vart/internal/build"
	"vart/internal/textfile"
)

var guides = flag.Int("guides", 100, "guides in each of the ten languages of benchmarks")

// large is a corpus on disk.
func large(tb testing.TB, languages, guides int) build.Input {
	tb.Helper()
	s, err := corpus.New(corpus.Options{Languages: languages, Pages: guides, Seed: 1})
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	if err := s.Vart(dir, vart.Builtin); err != nil {
		tb.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		tb.Fatal(err)
	}
	held := textfile.Hold(root)
	tb.Cleanup(func() {
		held.Release()
		_ = root.Close()
	})
	return build.Input{Site: held, Builtin: vart.Builtin, Folder: dir, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
}

// perPage reports a benchmark's time for each page.
func perPage(b *testing.B, pages int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(pages), "µs/page")
}

func BenchmarkLoad(b *testing.B) {
	in, pages := large(b, 10, *guides), 0
	b.ReportAllocs()
	for b.Loop() {
		l, found, err := build.Load(b.Context(), in)
		if err != nil || found.Failed(false) {
			b.Fatal(err, found)
		}
		pages = len(l.Plan.Outputs)
	}
	perPage(b, pages)
}

func BenchmarkRender(b *testing.B) {
	in := large(b, 10, *guides)
	l, _, err := build.Load(b.Context(), in)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if found, err := l.Render(b.Context(), nil); err != nil || found.Failed(false) {
			b.Fatal(err, found)
		}
	}
	perPage(b, len(l.Plan.Outputs))
}

func BenchmarkSite(b *testing.B) {
	in := large(b, 10, *guides)
	var r build.Result
	b.ReportAllocs()
	for b.Loop() {
		var err error
		r, err = build.Site(b.Context(), in, filepath.Join(b.TempDir(), "public"), false)
		if err != nil || r.Found.Failed(false) {
			b.Fatal(err, r.Found)
		}
	}
	perPage(b, r.Pages)
}
