package yaml

// Room is where the values of a text are kept while they are asked for. The next
// text may have the same room, once nothing of the last is asked for any more:
// only texts may be kept, which are the file's own.
type Room struct {
	nodes   part[node]
	entries part[entry]
	asked   part[string]
}

// Clear gives up what was read.
func (r *Room) Clear() {
	r.nodes.clear()
	r.entries.clear()
	r.asked.clear()
}

// part is the room for values of one kind: as much as was wanted last.
type part[T any] struct {
	all          []T
	used, wanted int
}

// take returns an empty list for n values. There may be more, and then it moves.
func (p *part[T]) take(n int) []T {
	p.wanted += n
	if p.used+n > len(p.all) {
		return make([]T, 0, n)
	}
	p.used += n
	return p.all[p.used-n : p.used-n : p.used]
}

func (p *part[T]) clear() {
	clear(p.all[:p.used])
	if p.wanted > len(p.all) {
		p.all = make([]T, p.wanted)
	}
	p.used, p.wanted = 0, 0
}
