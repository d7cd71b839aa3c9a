// Command vart builds and shows help sites.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" {
		// A build makes much that it lets go of at once. Half as much more of it may
		// lie about than Go's default lets, which spares a twentieth of the work.
		debug.SetGCPercent(150)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
