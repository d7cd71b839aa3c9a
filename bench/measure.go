package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

type bench struct {
	dir, site, bin, out string
	tools               []tool
	alone               bool // without the others
}

// tool is a program that builds a site from the folder of the corpus.
type tool struct {
	name, folder string
	command      []string // {out} is a folder that does not exist
	env          []string
}

// result is one run of a whole process.
type result struct {
	wall, cpu time.Duration
	peak      int64 // bytes of memory
	foreign   float64
	pages     int
	size      int64 // bytes of HTML
}

// measure runs the tools in turn, A B A B, and returns a table.
func (b *bench) measure(rounds int) (string, error) {
	out := filepath.Join(b.out, "vart-bench-out")
	kind, err := b.clear(out)
	if err != nil {
		return "", err
	}
	defer func() {
		if _, err := b.clear(out); err != nil {
			log.Print(err)
		}
	}()
	if kind != tmpfs {
		b.settle()
	}
	if kind == ext4 {
		// Each folder in it gets a part of the disk of its own (chattr(1)): else each
		// run has to look for room past all that those before it wrote.
		if text, err := exec.Command("chattr", "+T", out).CombinedOutput(); err != nil {
			log.Printf("chattr: %v: %s", err, text)
		}
	}
	results := make([][]result, len(b.tools))
	for round := range rounds + 1 {
		for i, t := range b.tools {
			own := filepath.Join(out, fmt.Sprintf("%d-%d", i, round))
			r, err := t.run(filepath.Join(b.site, t.folder), own)
			if err != nil {
				return "", fmt.Errorf("%s: %w", t.name, err)
			}
			log.Printf("%s: %.2f s, CPU %.2f s, %d MiB, others %.0f %%", t.name, r.wall.Seconds(), r.cpu.Seconds(), r.peak>>20, 100*r.foreign)
			if round > 0 { // in the first the machine gets up to pace
				results[i] = append(results[i], r)
			}
			if kind == tmpfs { // it is memory
				if err := os.RemoveAll(own); err != nil {
					return "", err
				}
			}
		}
	}
	from, err := fileSystem(b.site)
	return b.table(results, from, kind), err
}

// forgets is how long ext4 takes before it uses the place of a file that was
// removed: until then it looks for others, and making files takes two to three
// times as long. (recently_deleted in Linux, fs/ext4/ialloc.c: 60 and 300 s.)
// So every run writes to a folder of its own, all are removed at the end, and
// the next bench waits.
const forgets = 6 * time.Minute

func (b *bench) settle() {
	if removed, err := os.Stat(b.removed()); err == nil {
		if left := time.Until(removed.ModTime().Add(forgets)); left > 0 {
			log.Printf("output was removed lately, which makes the disk slow: waiting %s (-out with a folder on tmpfs needs no wait)", left.Round(time.Second))
			time.Sleep(left)
		}
	}
}

// clear empties a folder for output, says what file system it is on, and notes
// for settle that files were removed.
func (b *bench) clear(out string) (string, error) {
	had, err := os.ReadDir(out)
	if err == nil && len(had) > 0 {
		if err := os.RemoveAll(out); err != nil {
			return "", err
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return "", err
	}
	kind, err := fileSystem(out)
	if err == nil && len(had) > 0 && kind != tmpfs {
		err = os.WriteFile(b.removed(), nil, 0o644)
	}
	return kind, err
}

func (b *bench) removed() string { return filepath.Join(b.dir, "removed") }

func (t tool) run(dir, out string) (result, error) {
	args := slices.Clone(t.command)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "{out}", out)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), t.env...)
	syscall.Sync()
	if err := errors.Join(warm(cmd.Path), warm(dir)); err != nil {
		return result{}, err
	}
	if err := lean(); err != nil {
		return result{}, err
	}
	before, began := busy(), time.Now()
	if text, err := cmd.CombinedOutput(); err != nil {
		return result{}, fmt.Errorf("%w\n%s", err, text)
	}
	r := result{wall: time.Since(began)}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	r.peak = usage.Maxrss << 10 // Linux counts in KiB
	r.foreign = max(0, (busy()-before-r.cpu).Seconds()/r.wall.Seconds()/float64(runtime.NumCPU()))
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		info, err := d.Info()
		if err == nil {
			r.pages, r.size = r.pages+1, r.size+info.Size()
		}
		return err
	})
	if err == nil && r.pages == 0 {
		err = errors.New("no page was made")
	}
	return r, err
}

// warm reads a file, or all files in a folder, so that no run waits for the disk
// and the next does not: there are machines that take memory back from the disk's
// cache all the time.
func warm(name string) error {
	return filepath.WalkDir(name, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		_, err = os.ReadFile(name)
		return err
	})
}
