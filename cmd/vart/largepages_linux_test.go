package main

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// The heap lies in what large pages were asked for, and takes no more for it.
func TestLargePages(t *testing.T) {
	largePages()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	asked := regexp.MustCompile(`(?s)Size: +(\d+) kB\n[^-]*?\nRss: +(\d+) kB\n[^-]*?VmFlags:[^\n]* hg`)
	for _, m := range asked.FindAllSubmatch(maps, -1) {
		size, _ := strconv.Atoi(string(m[1]))
		rss, _ := strconv.Atoi(string(m[2]))
		if size > 100<<10 {
			if rss > 32<<10 {
				t.Errorf("%d KiB of %d are in use", rss, size)
			}
			return
		}
	}
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err == nil {
		t.Error("nothing is in large pages")
	}
}
