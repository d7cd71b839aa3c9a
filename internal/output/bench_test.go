package output_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"vart/internal/output"
)

// pages are 10,000 of 13 kB, in ten languages of ten sections.
func pages() (names []string, text []byte) {
	for lang := range 10 {
		for page := range 1000 {
			names = append(names, fmt.Sprintf("l%d/section-%d/guide-%05d/index.html", lang, page%10, page))
		}
	}
	return names, bytes.Repeat([]byte("words "), 13<<10/6)
}

// build10k has two workers hand over every page.
func build10k(b *testing.B, target string, names []string, add func(d *output.Dir, name string) error) (written, same int) {
	d, err := output.Create(target)
	if err != nil {
		b.Fatal(err)
	}
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := w; i < len(names); i += 2 {
				if err := add(d, names[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	written, same, err = d.Swap()
	if err != nil {
		b.Fatal(err)
	}
	return written, same
}

// TMPDIR says on which file system. Nothing is removed while a build is timed
// but what it removes itself.
func BenchmarkBuild(b *testing.B) {
	names, text := pages()
	sum := sha256.Sum256(text)
	dir := b.TempDir()
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for i := range folders(b, dir) {
			build10k(b, i, names, func(d *output.Dir, name string) error { return d.Write(name, text) })
		}
	})
	target := filepath.Join(dir, "public")
	write := func(d *output.Dir, name string) error { return d.Write(name, text) }
	build10k(b, target, names, write)
	b.Run("same", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			build10k(b, target, names, write)
		}
	})
	b.Run("kept", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			build10k(b, target, names, func(d *output.Dir, name string) error {
				if ok, err := d.Keep(name, sum); !ok || err != nil {
					return fmt.Errorf("%s is not kept: %w", name, err)
				}
				return nil
			})
		}
	})
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		n := 0
		for b.Loop() {
			n++
			build10k(b, target, names, func(d *output.Dir, name string) error {
				if name == names[500] {
					return d.Write(name, fmt.Append(nil, n))
				}
				return d.Write(name, text)
			})
		}
	})
}

// folders are those that the loop of a benchmark writes to, removed untimed.
func folders(b *testing.B, dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; b.Loop(); i++ {
			name := filepath.Join(dir, fmt.Sprint("cold", i))
			if !yield(name) {
				return
			}
			b.StopTimer()
			if err := os.RemoveAll(name); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	}
}
