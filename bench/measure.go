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
	dir, site, bin string
	tools          []tool
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
	out := filepath.Join(b.site, "out")
	if err := os.RemoveAll(out); err != nil {
		return "", err
	}
	// Making a tree again where one was just removed is slow on ext4: every run
	// writes to a folder of its own, and all are removed at the end.
	defer os.RemoveAll(out)
	results := make([][]result, len(b.tools))
	for round := range rounds + 1 {
		for i, t := range b.tools {
			r, err := t.run(filepath.Join(b.site, t.folder), filepath.Join(out, fmt.Sprintf("%d-%d", i, round)))
			if err != nil {
				return "", fmt.Errorf("%s: %w", t.name, err)
			}
			log.Printf("%s: %.2f s, CPU %.2f s, %d MiB, others %.0f %%", t.name, r.wall.Seconds(), r.cpu.Seconds(), r.peak>>20, 100*r.foreign)
			if round > 0 { // the first warms the disk's cache
				results[i] = append(results[i], r)
			}
		}
	}
	return b.table(results), nil
}

func (t tool) run(dir, out string) (result, error) {
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return result{}, err
	}
	args := slices.Clone(t.command)
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "{out}", out)
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), t.env...)
	syscall.Sync()
	busy, began := machine(), time.Now()
	if text, err := cmd.CombinedOutput(); err != nil {
		return result{}, fmt.Errorf("%w\n%s", err, text)
	}
	r := result{wall: time.Since(began)}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	r.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	r.peak = usage.Maxrss << 10 // Linux counts in KiB
	r.foreign = max(0, (machine()-busy-r.cpu).Seconds()/r.wall.Seconds()/float64(runtime.NumCPU()))
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

// machine is the CPU time that all processes have used, as /proc/stat has it.
func machine() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	var user, nice, system, idle, wait, irq, soft, steal int64
	fmt.Sscanf(string(text), "cpu %d %d %d %d %d %d %d %d", &user, &nice, &system, &idle, &wait, &irq, &soft, &steal)
	return time.Duration(user+nice+system+irq+soft+steal) * 10 * time.Millisecond
}
