//go:build race

package hours

// underRace is whether the race detector runs. It makes the corpus ten times
// slower, and there is nothing in this package to race.
const underRace = true
