// Command vart builds and shows help sites.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// collectLate is for a command that makes much, lets go of it at once, and is
// soon over: nothing is collected before there is some, and then twice as much as
// is in use may lie about. That spares a tenth of the work.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	// Go collects for the first time at so many percent of 4 MiB.
	const first, later = 1600, 200
	debug.SetGCPercent(first)
	runtime.AddCleanup(new([16]byte), func(percent int) { debug.SetGCPercent(percent) }, later)
}
