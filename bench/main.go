// Command bench measures whole builds of the same site by vart and by what
// people would pick instead of it, in turn, so that whatever else the machine
// does hits them alike. It installs what it needs below -dir.
//
//	go run ./bench                      10 languages × 1,000 pages, vart and Hugo and the floor
//	go run ./bench -pages 100           a quick look
//	go run ./bench -pages 10000 -runs 2 100,000 pages
//	go run ./bench -out /dev/shm        output into memory, so that no disk is measured
//	go run ./bench -eleventy            Eleventy as well, which takes minutes
//	go run ./bench -preview             how long an author waits for what was edited
//	go run ./bench -update              writes the table into docs/performance.md
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"vart"
	"vart/bench/corpus"
)

// The newest Hugo that this Go builds; later ones ask for a later Go.
const hugo = "github.com/gohugoio/hugo@v0.165.0"

func main() {
	cache, err := os.UserCacheDir()
	check(err)
	dir := flag.String("dir", filepath.Join(cache, "vart-bench"), "where corpora, tools and output are kept")
	pages := flag.Int("pages", 1000, "guides in each language")
	languages := flag.Int("languages", 10, "languages, at most ten")
	out := flag.String("out", "", "where output is written while it is measured (default: beside the corpus)")
	runs := flag.Int("runs", 5, "rounds, after one that does not count")
	eleventy := flag.Bool("eleventy", false, "measure Eleventy too")
	preview := flag.Bool("preview", false, "measure previews instead: from start to the first page, from edit to served")
	update := flag.Bool("update", false, "write the table into docs/performance.md")
	flag.Parse()

	*dir, err = filepath.Abs(*dir)
	check(err)
	b := &bench{dir: *dir, site: filepath.Join(*dir, fmt.Sprintf("corpus-%dx%d", *languages, *pages)), bin: filepath.Join(*dir, "bin")}
	b.out, err = filepath.Abs(cmp.Or(*out, b.site))
	check(err)
	check(b.prepare(corpus.Options{Languages: *languages, Pages: *pages, Seed: 1}, *eleventy))
	var name, table string
	switch {
	case *preview:
		name = "preview"
		table, err = b.previews(corpus.Guide(*pages / 2))
	default:
		name = "cold"
		table, err = b.measure(*runs)
	}
	check(err)
	fmt.Print(table)
	if *update {
		check(replace("docs/performance.md", fmt.Sprintf("%s-%d", name, *languages**pages), table))
	}
}

// prepare makes the corpus, builds vart and the floor, and installs the peers.
func (b *bench) prepare(o corpus.Options, eleventy bool) error {
	for _, tool := range []string{"./cmd/vart", "./bench/floor"} {
		if err := run(".", "go", "build", "-o", b.bin+string(filepath.Separator), tool); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(b.bin, "hugo")); err != nil {
		log.Print("installing Hugo")
		cmd := exec.Command("go", "install", hugo)
		cmd.Env = append(os.Environ(), "GOBIN="+b.bin, "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("install Hugo: %w\n%s", err, out)
		}
	}
	log.Print("making the corpus")
	s, err := corpus.New(o)
	if err != nil {
		return err
	}
	var making sync.WaitGroup
	var made [2]error
	making.Go(func() { made[0] = s.Vart(filepath.Join(b.site, "vart"), vart.Builtin) })
	making.Go(func() { made[1] = s.Hugo(filepath.Join(b.site, "hugo")) })
	making.Wait()
	if err := errors.Join(made[:]...); err != nil {
		return err
	}
	b.tools = []tool{
		{"vart, every check and safety rule", "vart", []string{filepath.Join(b.bin, "vart"), "build", "--out", "{out}"}, nil},
		{"Hugo 0.165 --minify", "hugo", []string{filepath.Join(b.bin, "hugo"), "--minify", "--quiet", "--noBuildLock", "-d", "{out}"}, nil},
		{"floor: goldmark and appending, no checks", "hugo", []string{filepath.Join(b.bin, "floor"), "-in", ".", "-out", "{out}"}, nil},
	}
	if !eleventy {
		return nil
	}
	home := filepath.Join(b.site, "eleventy")
	if err := s.Eleventy(home); err != nil {
		return err
	}
	log.Print("installing Eleventy")
	if err := run(home, "npm", "ci", "--no-audit", "--no-fund", "--silent"); err != nil {
		return err
	}
	node := []string{"node", "--max-old-space-size=12000", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", "--output={out}"}
	b.tools = append(b.tools, tool{"Eleventy 3.1.6, not minified", "eleventy", node, nil}, tool{"Eleventy 3.1.6, html-minifier-terser", "eleventy", node, []string{"MINIFY=1"}})
	return nil
}

func run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
