package watch

import (
	"context"
	"maps"
	"slices"
	"time"
)

// patience is how many quiet times a batch waits at most, so that files that
// keep changing are seen all the same.
const patience = 20

// gather joins changes into batches. A batch that nobody has taken yet grows.
func gather(ctx context.Context, quiet time.Duration, changed <-chan string, batches chan<- []string) {
	var (
		pending = map[string]bool{}
		latest  time.Time        // when the batch is handed over whatever happens
		silent  <-chan time.Time // fires when it was quiet for long enough
		ready   chan<- []string  // batches, once there is one to hand over
		batch   []string
	)
	for {
		select {
		case <-ctx.Done():
			return
		case name := <-changed:
			if len(pending) == 0 {
				latest = time.Now().Add(patience * quiet)
			}
			pending[name] = true
			ready, silent = nil, time.After(max(0, min(quiet, time.Until(latest))))
		case <-silent:
			ready, silent = batches, nil
			batch = slices.Sorted(maps.Keys(pending))
		case ready <- batch:
			ready = nil
			clear(pending)
		}
	}
}
