package diag

import "strings"

// Closest returns the candidate most like name, or "" when none is near enough
// to be what the author meant: at most a third of the letters may differ.
func Closest(name string, candidates []string) string {
	best, limit := "", max(1, (len([]rune(name))+1)/3)
	for _, c := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(c), limit); d <= limit && (best == "" || d < limit) {
			best, limit = c, d
		}
	}
	return best
}

// Meant is the hint that names the nearest candidate, or what else to do when
// none is near.
func Meant(name string, candidates []string, otherwise Text) Text {
	if c := Closest(name, candidates); c != "" {
		return T("menade du ”%s”?", "did you mean “%s”?", c)
	}
	return otherwise
}

// distance is the number of letters to add, drop, change or swap with their
// neighbour (optimal string alignment) to turn a into b; anything over limit
// is returned as limit+1.
func distance(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d > limit || -d > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(t)], limit+1)
}
