package main

import (
	"runtime"
	"syscall"
)

// largePages has the heap grow in pages of 2 MiB where the system has them for
// who asks (madvise(2), MADV_HUGEPAGE). Else each 4 KiB of it is a fault of its
// own, and a page that is harder to find again: a tenth of a build where a machine
// is shared.
func largePages() {
	// Go makes the room without touching it, and makes what comes after in it.
	room := make([]byte, 128<<20)
	_ = syscall.Madvise(room, syscall.MADV_HUGEPAGE)
	runtime.GC()
}
