package translate

import "strings"

// Span is a stretch of words that was kept, removed or added.
type Span struct {
	Kind string // "", "del", "ins"
	Text string
}

// near is how many words that were kept are shown on each side of a change.
const near = 6

// Diff tells which words changed between two texts; of what was kept only the
// words near a change are shown.
func Diff(was, now string) []Span {
	a, b := strings.Fields(was), strings.Fields(now)
	var out []Span
	add := func(kind string, words []string) {
		if len(words) > 0 {
			out = append(out, Span{kind, strings.Join(words, " ")})
		}
	}
	at, kept := pair{}, []string(nil)
	end := pair{len(a), len(b)}
	for _, p := range append(common(pair{}, end, func(i, j int) bool { return a[i] == b[j] }), end) {
		if p.was > at.was || p.now > at.now || p == end {
			add("", shorten(kept, len(out) == 0, p == end && at == end))
			kept = nil
		}
		add("del", a[at.was:p.was])
		add("ins", b[at.now:p.now])
		if p != end {
			kept = append(kept, a[p.was])
		}
		at = pair{p.was + 1, p.now + 1}
	}
	return out
}

// shorten leaves the words of a stretch that are near a change: before it
// unless the stretch is the last, after one unless it is the first.
func shorten(words []string, first, last bool) []string {
	keep := 2 * near
	if first || last {
		keep = near
	}
	if len(words) <= keep+1 {
		return words
	}
	var out []string
	if !first {
		out = append(out, words[:near]...)
	}
	out = append(out, "…")
	if !last {
		out = append(out, words[len(words)-near:]...)
	}
	return out
}
