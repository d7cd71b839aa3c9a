// Command vart builds and shows help sites.
package main

import (
	"os"
	"runtime/debug"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// collectLate is for a command that makes much, lets go of it at once, and is
// soon over: twice as much as is in use may lie about, which spares a twentieth
// of the work.
func collectLate() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
}
