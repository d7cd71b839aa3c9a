package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"vart"
	"vart/bench/corpus"
)

// build builds vart and the floor.
func (b *bench) build() error {
	for _, tool := range []string{"./cmd/vart", "./bench/floor"} {
		if err := run(".", "go", "build", "-o", b.bin+string(filepath.Separator), tool); err != nil {
			return err
		}
	}
	return nil
}

// The newest Hugo that this Go builds; later ones ask for a later Go.
const hugo = "github.com/gohugoio/hugo@v0.165.0"

func (b *bench) installHugo() error {
	if _, err := os.Stat(filepath.Join(b.bin, "hugo")); err == nil {
		return nil
	}
	log.Print("installing Hugo")
	cmd := exec.Command("go", "install", hugo)
	cmd.Env = append(os.Environ(), "GOBIN="+b.bin, "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("install Hugo: %w\n%s", err, out)
	}
	return nil
}

// prepare makes the corpus and says how each tool builds it.
func (b *bench) prepare(o corpus.Options, eleventy bool) error {
	log.Print("making the corpus")
	s, err := corpus.New(o)
	if err != nil {
		return err
	}
	var making sync.WaitGroup
	var made [2]error
	making.Go(func() { made[0] = s.Vart(filepath.Join(b.site, "vart"), vart.Builtin) })
	if !b.alone {
		making.Go(func() { made[1] = s.Hugo(filepath.Join(b.site, "hugo")) })
	}
	making.Wait()
	if err := errors.Join(made[:]...); err != nil {
		return err
	}
	b.tools = []tool{
		{"vart, every check and safety rule", "vart", []string{filepath.Join(b.bin, "vart"), "build", "--out", "{out}"}, nil},
		{"Hugo 0.165 --minify", "hugo", []string{filepath.Join(b.bin, "hugo"), "--minify", "--quiet", "--noBuildLock", "-d", "{out}"}, nil},
		{"floor: goldmark and appending, no checks", "hugo", []string{filepath.Join(b.bin, "floor"), "-in", ".", "-out", "{out}"}, nil},
	}
	if b.alone {
		b.tools = b.tools[:1]
		return nil
	}
	if !eleventy {
		return nil
	}
	home := filepath.Join(b.site, "eleventy")
	if err := s.Eleventy(home); err != nil {
		return err
	}
	if err := install(home); err != nil {
		return err
	}
	node := []string{"node", "--max-old-space-size=12000", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", "--output={out}"}
	b.tools = append(b.tools, tool{"Eleventy 3.1.6, not minified", "eleventy", node, nil}, tool{"Eleventy 3.1.6, html-minifier-terser", "eleventy", node, []string{"MINIFY=1"}})
	return nil
}

// install installs what a folder's package-lock.json pins, once.
func install(home string) error {
	lock, err := os.Stat(filepath.Join(home, "package-lock.json"))
	if err != nil {
		return err
	}
	// npm writes it last.
	if done, err := os.Stat(filepath.Join(home, "node_modules", ".package-lock.json")); err == nil && done.ModTime().After(lock.ModTime()) {
		return nil
	}
	log.Print("installing from npm into ", home)
	return run(home, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
}

func run(dir, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}
