package chart

import (
	"cmp"
	"slices"

	"vart/internal/flow"
)

// node is a box, or a bend: a place where a line passes a column of boxes. All
// lines to one step share the bends on their way, so that they run together.
type node struct {
	step   *flow.Step // the box's; of a bend the step its line leads to
	bend   bool
	layer  int
	order  int // place in its layer
	in     []*segment
	out    []*segment
	x, y   float64
	w, h   float64
	rows   []row // of a question: one for each answer
	title  []string
	notes  []string // whom an outcome is for
	number string
	colour string // of the lines that lead here
}

// row is an answer in its question's box.
type row struct {
	lines  []string
	y, h   float64 // from the top of the box
	target *node   // nil if the answer leads nowhere
}

// segment is the part of a line between two neighbouring layers.
type segment struct {
	from, to *node
	row      int // in from; -1 from a bend
}

// layout are the nodes of a chart, layer by layer.
type layout struct {
	layers [][]*node
	boxes  []*node // in the order of the flow's steps
}

// arrange puts every step in a layer, makes the bends, and orders each layer
// so that few lines cross.
func arrange(f *flow.Flow) *layout {
	l := &layout{}
	byStep := map[*flow.Step]*node{}
	depth := depths(f)
	for _, s := range f.Steps {
		n := &node{step: s, layer: depth[s]}
		byStep[s] = n
		l.boxes = append(l.boxes, n)
		l.put(n)
	}
	bends := map[*flow.Step]map[int]*node{}
	for _, n := range l.boxes {
		for i, a := range n.step.Answers {
			target := byStep[f.Step(a.To)]
			n.rows = append(n.rows, row{target: target})
			if target == nil || target.layer <= n.layer {
				continue // the flow is broken, and check says so
			}
			from, at := n, i
			for layer := n.layer + 1; layer < target.layer; layer++ {
				if bends[target.step] == nil {
					bends[target.step] = map[int]*node{}
				}
				bend := bends[target.step][layer]
				known := bend != nil
				if !known {
					bend = &node{step: target.step, bend: true, layer: layer}
					bends[target.step][layer] = bend
					l.put(bend)
				}
				join(from, bend, at)
				if from, at = bend, -1; known {
					from = nil
					break // from here on the line is there already
				}
			}
			if from != nil {
				join(from, target, at)
			}
		}
	}
	l.untangle()
	return l
}

func (l *layout) put(n *node) {
	for len(l.layers) <= n.layer {
		l.layers = append(l.layers, nil)
	}
	n.order = len(l.layers[n.layer])
	l.layers[n.layer] = append(l.layers[n.layer], n)
}

func join(from, to *node, row int) {
	s := &segment{from, to, row}
	from.out, to.in = append(from.out, s), append(to.in, s)
}

// depths is how many questions the longest way to each step has. Going round
// in a circle is cut short.
func depths(f *flow.Flow) map[*flow.Step]int {
	depth := map[*flow.Step]int{}
	var visit func(s *flow.Step, d int)
	visit = func(s *flow.Step, d int) {
		if d > len(f.Steps) {
			return
		}
		depth[s] = d
		for _, a := range s.Answers {
			if to := f.Step(a.To); to != nil && depth[to] <= d {
				visit(to, d+1)
			}
		}
	}
	if len(f.Steps) > 0 {
		visit(f.Steps[0], 0)
	}
	return depth
}

// untangle orders layers by where their neighbours are (Sugiyama's barycentre,
// sweeping from left and right in turn), swaps neighbours while that helps,
// and keeps the best order seen.
func (l *layout) untangle() {
	best, fewest := l.orders(), l.crossings()
	for sweep := range 24 {
		left := sweep%2 == 0
		for i := range l.layers {
			layer := l.layers[i]
			if !left {
				layer = l.layers[len(l.layers)-1-i]
			}
			centres := map[*node]float64{}
			for _, n := range layer {
				centres[n] = n.centre(left)
			}
			slices.SortStableFunc(layer, func(a, b *node) int { return cmp.Compare(centres[a], centres[b]) })
			number(layer)
		}
		l.swap()
		if c := l.crossings(); c < fewest {
			best, fewest = l.orders(), c
		}
	}
	for i, layer := range best {
		copy(l.layers[i], layer)
		number(l.layers[i])
	}
}

func number(layer []*node) {
	for i, n := range layer {
		n.order = i
	}
}

func (l *layout) orders() [][]*node {
	var all [][]*node
	for _, layer := range l.layers {
		all = append(all, slices.Clone(layer))
	}
	return all
}

// centre is where the node's neighbours on one side are on average; its own
// place if it has none.
func (n *node) centre(left bool) float64 {
	sum, count := 0.0, 0
	if left {
		for _, s := range n.in {
			sum, count = sum+s.start(), count+1
		}
	} else {
		for _, s := range n.out {
			sum, count = sum+float64(s.to.order), count+1
		}
	}
	if count == 0 {
		return float64(n.order)
	}
	return sum / float64(count)
}

// start is where a segment begins in its layer: rows of a box are parts of it.
func (s *segment) start() float64 {
	if s.row < 0 {
		return float64(s.from.order) + 0.5
	}
	return float64(s.from.order) + (float64(s.row)+0.5)/float64(len(s.from.rows))
}

// swap exchanges neighbours in a layer as long as fewer lines cross.
func (l *layout) swap() {
	for better := true; better; {
		better = false
		for _, layer := range l.layers {
			for i := range len(layer) - 1 {
				before := l.around(layer)
				exchange(layer, i)
				if l.around(layer) < before {
					better = true
				} else {
					exchange(layer, i)
				}
			}
		}
	}
}

func exchange(layer []*node, i int) {
	layer[i], layer[i+1] = layer[i+1], layer[i]
	number(layer)
}

// around counts crossings on both sides of a layer.
func (l *layout) around(layer []*node) int {
	var in, out []*segment
	for _, n := range layer {
		in, out = append(in, n.in...), append(out, n.out...)
	}
	return crossings(in) + crossings(out)
}

func (l *layout) crossings() int {
	sum := 0
	for _, layer := range l.layers {
		var out []*segment
		for _, n := range layer {
			out = append(out, n.out...)
		}
		sum += crossings(out)
	}
	return sum
}

func crossings(segments []*segment) int {
	starts, ends := make([]float64, len(segments)), make([]int, len(segments))
	for i, s := range segments {
		starts[i], ends[i] = s.start(), s.to.order
	}
	count := 0
	for i := range segments {
		for j := i + 1; j < len(segments); j++ {
			if starts[i] < starts[j] && ends[i] > ends[j] || starts[i] > starts[j] && ends[i] < ends[j] {
				count++
			}
		}
	}
	return count
}
