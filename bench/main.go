// Command bench measures whole builds of the same site by vart and by what
// people would pick instead of it, in turn, so that whatever else the machine
// does hits them alike. It installs what it needs below -dir.
//
//	go run ./bench                      10 languages × 1,000 pages, vart and Hugo and the floor
//	go run ./bench -pages 100           a quick look
//	go run ./bench -pages 10000 -alone  100,000 pages, which takes others long
//	go run ./bench -out /dev/shm        output into memory, so that no disk is measured
//	go run ./bench -eleventy            Eleventy as well, which takes minutes
//	go run ./bench -preview             how long an author waits for what was edited
//	go run ./bench -lighthouse          what Lighthouse says of the bundled site
//	go run ./bench -update              writes the table into docs/performance.md
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"vart/bench/corpus"
)

func main() {
	cache, err := os.UserCacheDir()
	check(err)
	dir := flag.String("dir", filepath.Join(cache, "vart-bench"), "where corpora, tools and output are kept")
	pages := flag.Int("pages", 1000, "guides in each language")
	languages := flag.Int("languages", 10, "languages, at most ten")
	out := flag.String("out", "", "where output is written while it is measured (default: beside the corpus)")
	runs := flag.Int("runs", 5, "rounds, after one that does not count")
	alone := flag.Bool("alone", false, "measure vart alone")
	eleventy := flag.Bool("eleventy", false, "measure Eleventy too")
	preview := flag.Bool("preview", false, "measure previews instead: from start to the first page, from edit to served")
	lighthouse := flag.Bool("lighthouse", false, "have Lighthouse visit the bundled site instead")
	update := flag.Bool("update", false, "write the table into docs/performance.md")
	flag.Parse()

	*dir, err = filepath.Abs(*dir)
	check(err)
	b := &bench{dir: *dir, site: filepath.Join(*dir, fmt.Sprintf("corpus-%dx%d", *languages, *pages)), bin: filepath.Join(*dir, "bin"), alone: *alone}
	b.out, err = filepath.Abs(cmp.Or(*out, b.site))
	check(err)
	check(b.build())
	if !*lighthouse {
		if !b.alone {
			check(b.installHugo())
		}
		check(b.prepare(corpus.Options{Languages: *languages, Pages: *pages, Seed: 1}, *eleventy))
	}
	name := fmt.Sprint(*languages * *pages)
	if b.alone {
		name += "-alone"
	}
	var table string
	switch {
	case *lighthouse:
		name = "lighthouse"
		table, err = b.lighthouse()
	case *preview:
		name = "preview-" + name
		table, err = b.previews(corpus.Guide(*pages / 2))
	default:
		name = "cold-" + name
		table, err = b.measure(*runs)
	}
	check(err)
	fmt.Print(table)
	if *update {
		check(replace("docs/performance.md", name, table))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
