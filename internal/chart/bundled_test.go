package chart

import (
	"bytes"
	"context"
	"os"
	"testing"

	"vart/internal/load"
)

// TestBundled holds the drawing of the flow that comes with vart to what makes
// it readable: nothing lies over anything, every answer has its line, and it is
// the same every time.
func TestBundled(t *testing.T) {
	s, _, err := load.Site(context.Background(), os.DirFS("../.."), func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range s.Config.Tags() {
		f := s.Flow("vart").Graphs[lang]
		l := arrange(f)
		l.place(Swedish)
		for _, layer := range l.layers {
			for i, n := range layer {
				if i > 0 && layer[i-1].y+layer[i-1].h+10 > n.y {
					t.Errorf("%s: %q lies over %q", lang, n.step.ID, layer[i-1].step.ID)
				}
				if n.y < margin || n.x < margin {
					t.Errorf("%s: %q is outside the paper", lang, n.step.ID)
				}
				for _, s := range n.in {
					if y := s.endY(); !n.bend && (y < n.y || y > n.y+n.h) {
						t.Errorf("%s: a line to %q misses it", lang, n.step.ID)
					}
				}
			}
		}
		for _, n := range l.boxes {
			for i, r := range n.rows {
				if r.target == nil || !leads(n, i, r.target) {
					t.Errorf("%s: no line from answer %d of %q", lang, i+1, n.step.ID)
				}
			}
		}
		if c := l.crossings(); c > 230 {
			t.Errorf("%s: %d lines cross", lang, c)
		}
		draw := func() []byte {
			var b bytes.Buffer
			if err := SVG(&b, &Chart{Flow: f, Title: "Vart?", Lang: lang, Dir: "ltr", Words: Swedish}); err != nil {
				t.Fatal(err)
			}
			return b.Bytes()
		}
		if !bytes.Equal(draw(), draw()) {
			t.Errorf("%s: two drawings differ", lang)
		}
	}
}

// leads follows the line from a row over its bends.
func leads(n *node, row int, target *node) bool {
	for _, s := range n.out {
		if s.row != row && row >= 0 {
			continue
		}
		if s.to == target || s.to.bend && leads(s.to, -1, target) {
			return true
		}
	}
	return false
}
