package chart

import (
	"cmp"
	"slices"
)

// Measures of the drawing, in CSS pixels.
const (
	questionWidth = 290.0
	endingWidth   = 240.0
	padding       = 12.0
	titleSize     = 15.0
	textSize      = 14.0
	smallSize     = 11.5
	lineHeight    = 18.0
	noteHeight    = 15.0
	rowPadding    = 7.0
	numberWidth   = 24.0 // of an answer's number at the start of its row
	targetWidth   = 40.0 // of the number at its end
	margin        = 32.0
	header        = 72.0 // above the drawing: its title and legend
	portSpace     = 11.0 // between lines that end at the same box
)

// place measures the boxes and says where everything stands.
func (l *layout) place(w Words) {
	for _, n := range l.boxes {
		n.measure(w)
	}
	x := margin
	for i, layer := range l.layers {
		width, lines := 0.0, 0
		for _, n := range layer {
			width = max(width, n.w)
			lines += len(n.out)
		}
		for _, n := range layer {
			n.x = x
			if n.bend {
				n.w = width
			}
		}
		if x += width; i+1 < len(l.layers) {
			x += min(320, 110+float64(lines)*5)
		}
		stack(layer)
	}
	for range 40 {
		for i := 1; i < len(l.layers); i++ {
			l.align(l.layers[i], true)
		}
		for i := len(l.layers) - 2; i >= 0; i-- {
			l.align(l.layers[i], false)
		}
	}
	top := 0.0
	for i, layer := range l.layers {
		if len(layer) > 0 && (i == 0 || layer[0].y < top) {
			top = layer[0].y
		}
	}
	for _, layer := range l.layers {
		for _, n := range layer {
			n.y += margin + header - top
			slices.SortFunc(n.in, func(a, b *segment) int { return cmp.Compare(a.startY(), b.startY()) })
		}
	}
}

// measure breaks the box's words into lines and says how big it is.
func (n *node) measure(w Words) {
	n.w = endingWidth
	if n.step.Question() {
		n.w = questionWidth
	}
	n.title = wrap(n.step.Title, titleSize, n.w-2*padding)
	n.h = padding + smallSize + 6 + float64(len(n.title))*lineHeight + padding/2
	if note := w.Note(n.step); note != "" {
		n.notes = wrap(note, smallSize, n.w-2*padding)
	}
	if !n.step.Question() {
		n.h += float64(len(n.notes))*noteHeight + padding/2
	}
	for i := range n.rows {
		r := &n.rows[i]
		r.lines = wrap(n.step.Answers[i].Text, textSize, n.w-2*padding-numberWidth-targetWidth)
		r.y, r.h = n.h, float64(len(r.lines))*lineHeight+2*rowPadding
		n.h += r.h
	}
}

// stack puts the nodes of a layer below each other.
func stack(layer []*node) {
	y := 0.0
	for i, n := range layer {
		if i > 0 {
			y += space(layer[i-1], n)
		}
		n.y = y
		y += n.h
	}
}

// space is what must be free between two nodes.
func space(a, b *node) float64 {
	switch {
	case a.bend && b.bend:
		return 14
	case a.bend || b.bend:
		return 16
	}
	return 22
}

// align moves a layer's nodes to where their lines on one side are straightest
// without changing their order: least squares with fixed distances, solved by
// pooling neighbours that push each other (the pool adjacent violators
// algorithm).
func (l *layout) align(layer []*node, left bool) {
	type pool struct{ sum, weight float64 }
	var pools []pool
	var counts []int
	offset, offsets := 0.0, make([]float64, len(layer))
	for i, n := range layer {
		if i > 0 {
			offset += layer[i-1].h + space(layer[i-1], n)
		}
		offsets[i] = offset
		want, weight := n.wish(left)
		pools = append(pools, pool{sum: (want - offset) * weight, weight: weight})
		counts = append(counts, 1)
		for k := len(pools) - 1; k > 0 && pools[k-1].sum/pools[k-1].weight > pools[k].sum/pools[k].weight; k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].weight += pools[k].weight
			counts[k-1] += counts[k]
			pools, counts = pools[:k], counts[:k]
		}
	}
	i := 0
	for k, p := range pools {
		for range counts[k] {
			layer[i].y = p.sum/p.weight + offsets[i]
			i++
		}
	}
}

// wish is where a node would like its top to be, and how much: bends more than
// boxes, so that long lines are straight.
func (n *node) wish(left bool) (y, weight float64) {
	sum := 0.0
	if left {
		for _, s := range n.in {
			w := s.pull()
			sum, weight = sum+w*(s.startY()-n.h/2), weight+w
		}
	} else {
		for _, s := range n.out {
			w := s.pull()
			sum, weight = sum+w*(s.to.y+s.to.h/2-(s.startY()-n.y)), weight+w
		}
	}
	if weight == 0 {
		return n.y, 0.01
	}
	return sum / weight, weight
}

func (s *segment) pull() float64 {
	if s.from.bend && s.to.bend {
		return 8
	}
	if s.from.bend || s.to.bend {
		return 2
	}
	return 1
}

// startY is the height a segment begins at.
func (s *segment) startY() float64 {
	if s.row < 0 {
		return s.from.y + s.from.h/2
	}
	r := s.from.rows[s.row]
	return s.from.y + r.y + r.h/2
}

// endY is the height a segment ends at: lines to one box end side by side.
func (s *segment) endY() float64 {
	if s.to.bend {
		return s.to.y
	}
	at := slices.Index(s.to.in, s)
	step := min(portSpace, (s.to.h-2*padding)/float64(max(1, len(s.to.in)-1)))
	return s.to.y + s.to.h/2 + (float64(at)-float64(len(s.to.in)-1)/2)*step
}
