package main

import (
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// author is a person with a preview: the command that starts it, the files that
// are edited and the page that is looked at.
type author struct {
	name, folder       string
	command            []string // {port} is a free one
	text, layout, page string
}

// authors work on the same page, in the source language.
func (b *bench) authors(guide string) []author {
	page := "/sv/" + guide + "/"
	all := []author{
		{"vart serve", "vart", []string{filepath.Join(b.bin, "vart"), "serve", "--addr", "127.0.0.1:{port}"},
			"content/" + guide + ".sv.md", "layouts/page.html", page},
		{"Hugo 0.165 server", "hugo", []string{filepath.Join(b.bin, "hugo"), "server", "--renderToMemory", "--noBuildLock", "--bind", "127.0.0.1", "--port", "{port}"},
			"content/sv/" + guide + ".md", "layouts/baseof.html", page},
	}
	if b.alone {
		return all[:1]
	}
	return all
}

// kinds are the edits: what becomes of a file's text, and how it is saved.
var kinds = []struct {
	name   string
	times  int
	layout bool
	edit   func(text, word string) string
	save   func(name, text string) error
}{
	{"a word in a text, saved by renaming", 20, false, appended, renamed},
	{"a word in a text, written in place", 20, false, appended, inPlace},
	{"a page's title, saved by renaming", 20, false, retitled, renamed},
	{"the layout of all pages, saved by renaming", 5, true, classed, renamed},
}

func appended(text, word string) string { return text + "\n" + word + "\n" }

func retitled(text, word string) string {
	return strings.Replace(text, `title: "`, `title: "`+word+` `, 1)
}

func classed(text, word string) string {
	return strings.Replace(text, "<article>", `<article class="`+word+`">`, 1)
}

// renamed saves as editors do that never leave half a file.
func renamed(name, text string) error {
	if err := os.WriteFile(name+"~", []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(name+"~", name)
}

func inPlace(name, text string) error { return os.WriteFile(name, []byte(text), 0o644) }

const (
	starts  = 3
	reading = 2 * time.Second // before the next edit
)

// preview is what an author waited for.
type preview struct {
	starts  []time.Duration
	edits   [][]time.Duration // by kind
	memory  [2]int64          // bytes after the first page, and after the edits
	foreign float64
}

// previews has the authors work one after the other.
func (b *bench) previews(guide string) (string, error) {
	authors := b.authors(guide)
	results := make([]preview, len(authors))
	for i, a := range authors {
		before, ours, began := busy(), spent(), time.Now()
		if err := a.work(filepath.Join(b.site, a.folder), &results[i]); err != nil {
			return "", fmt.Errorf("%s: %w", a.name, err)
		}
		results[i].foreign = max(0, (busy()-before-(spent()-ours)).Seconds()/time.Since(began).Seconds()/float64(runtime.NumCPU()))
	}
	return previewTable(authors, results), nil
}

// work starts the preview a few times, and edits files below the last one.
func (a author) work(dir string, p *preview) error {
	for i := range starts {
		s, took, err := a.start(dir)
		if err != nil {
			return err
		}
		log.Printf("%s: first page after %s", a.name, took.Round(time.Millisecond))
		p.starts = append(p.starts, took)
		if i == starts-1 {
			err = a.edit(dir, s, p)
		}
		if err := errors.Join(err, s.stop()); err != nil {
			return err
		}
	}
	return nil
}

func (a author) start(dir string) (*server, time.Duration, error) {
	began := time.Now()
	s, err := serve(dir, a.command, a.page)
	if err != nil {
		return nil, 0, err
	}
	if err := s.until("<article"); err != nil {
		return nil, 0, errors.Join(err, s.stop())
	}
	return s, time.Since(began), nil
}

// edit edits the files in turn. At the end they are as they were.
func (a author) edit(dir string, s *server, p *preview) error {
	var err error
	if p.memory[0], err = s.memory(); err != nil {
		return err
	}
	pause := rand.New(rand.NewPCG(1, 1))
	for _, kind := range kinds {
		name := filepath.Join(dir, a.text)
		if kind.layout {
			name = filepath.Join(dir, a.layout)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var took []time.Duration
		for i := range kind.times {
			time.Sleep(reading + time.Duration(pause.Int64N(int64(time.Second)))) // in no step with the preview's own pauses
			word := fmt.Sprintf("edit%dx", i)
			began := time.Now()
			err := kind.save(name, kind.edit(string(text), word))
			if err == nil {
				err = s.until(word)
			}
			took = append(took, time.Since(began))
			if err != nil {
				return errors.Join(fmt.Errorf("%s: %w", kind.name, err), renamed(name, string(text)))
			}
		}
		log.Printf("%s: %s: %s", a.name, kind.name, waits(took))
		p.edits = append(p.edits, took)
		if err := renamed(name, string(text)); err != nil {
			return err
		}
	}
	time.Sleep(reading)
	p.memory[1], err = s.memory()
	return err
}

// waits writes the median in milliseconds, and in brackets the longest.
func waits(list []time.Duration) string {
	sorted := slices.Sorted(slices.Values(list))
	n := len(sorted)
	ms := func(d time.Duration) string {
		if d < 100*time.Millisecond {
			return fmt.Sprintf("%.1f", d.Seconds()*1000)
		}
		return fmt.Sprint(d.Milliseconds())
	}
	return ms((sorted[n/2]+sorted[(n-1)/2])/2) + " (" + ms(sorted[n-1]) + ")"
}

func previewTable(authors []author, results []preview) string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s; %d starts each, medians and in brackets the longest; others used %s of the machine meanwhile.\n\n|", facts(), starts,
		spread(results, func(p preview) float64 { return 100 * p.foreign }, "%.0f %%"))
	row := func(name string, cell func(p preview) string) {
		fmt.Fprintf(&t, "\n| %s |", name)
		for _, p := range results {
			fmt.Fprintf(&t, " %s |", cell(p))
		}
	}
	for _, a := range authors {
		fmt.Fprintf(&t, " | %s", a.name)
	}
	t.WriteString(" |\n|---|" + strings.Repeat("---|", len(authors)))
	row("start to the first page, ms", func(p preview) string { return waits(p.starts) })
	for i, kind := range kinds {
		row(fmt.Sprintf("%s, to served, ms, %d times", kind.name, kind.times), func(p preview) string { return waits(p.edits[i]) })
	}
	for i, name := range []string{"memory after the first page, MiB", "memory after the edits, MiB"} {
		row(name, func(p preview) string { return fmt.Sprint(p.memory[i] >> 20) })
	}
	return t.String() + "\n"
}
