package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// facts are the day and the machine, for the line above a table.
func facts() string {
	about := func(file, key string) string {
		text, _ := os.ReadFile(file) // without it the line says less
		for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
			if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == key {
				return strings.TrimSpace(value)
			}
		}
		return ""
	}
	var memory int64
	fmt.Sscan(about("/proc/meminfo", "MemTotal"), &memory)
	kernel, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	return fmt.Sprintf("%s, %s, %d CPUs, %.0f GiB of memory, Linux %s, %s %s", time.Now().UTC().Format(time.DateOnly),
		cmp.Or(about("/proc/cpuinfo", "model name"), runtime.GOARCH), runtime.NumCPU(), float64(memory)/(1<<20), strings.TrimSpace(string(kernel)), runtime.Version(), runtime.GOARCH)
}

// busy is the CPU time that all processes have used, as /proc/stat has it.
func busy() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	var user, nice, system, idle, wait, irq, soft, steal int64
	fmt.Sscanf(string(text), "cpu %d %d %d %d %d %d %d %d", &user, &nice, &system, &idle, &wait, &irq, &soft, &steal)
	return time.Duration(user+nice+system+irq+soft+steal) * 10 * time.Millisecond
}

// lean gives memory back and has Linux forget how much there was: a program
// starts with the peak of the one that starts it.
func lean() error {
	debug.FreeOSMemory()
	return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // proc(5)
}

const (
	tmpfs = "tmpfs"
	ext4  = "ext4"
)

// fileSystem is what kind holds a folder, by the number that statfs has for it.
func fileSystem(dir string) (string, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	names := map[uint32]string{0xef53: ext4, 0x01021994: tmpfs, 0x58465342: "xfs", 0x9123683e: "btrfs", 0x794c7630: "overlayfs"}
	return cmp.Or(names[uint32(s.Type)], fmt.Sprintf("file system %#x", uint32(s.Type))), nil
}
