package chart

import (
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
)

// colours are those of lines, dark enough on white to be followed. The reds are
// for 112 alone.
var (
	reds    = []string{alarm, "#c8313f"}
	colours = []string{"#1f5f8b", "#8a5a00", "#2e7048", "#6f4a94", "#0b6e74", "#a0457a", "#4a5568", "#596b16", "#3f51a5", "#7a4b3a"}
)

const (
	ink, soft, line, alarm = "#17202a", "#46525d", "#7b8791", "#8c1023"
)

// SVG draws the chart as an image of its own, on white.
func SVG(w io.Writer, c *Chart) error {
	l := arrange(c.Flow)
	l.place(c.Words)
	d := &drawing{chart: c}
	numbers := c.Words.Numbers(c.Flow)
	for _, n := range l.boxes {
		n.number = numbers[n.step]
	}
	l.paint()
	for _, layer := range l.layers {
		for _, n := range layer {
			d.width, d.height = max(d.width, n.x+n.w+margin), max(d.height, n.y+n.h+margin)
		}
	}
	d.width, d.height = math.Ceil(d.width), math.Ceil(d.height)
	d.open()
	for _, layer := range l.layers {
		for _, n := range layer {
			d.lines(n)
		}
	}
	for _, n := range l.boxes {
		d.box(n)
	}
	d.print("</svg>\n")
	_, err := io.WriteString(w, d.b.String())
	return err
}

// paint gives the lines to each box a colour that those beside it have not.
func (l *layout) paint() {
	i, red := 0, 0
	for _, layer := range l.layers {
		for _, n := range layer {
			switch {
			case n.bend:
			case n.step.Urgent:
				n.colour = reds[red%len(reds)]
				red++
			default:
				n.colour = colours[i%len(colours)]
				i++
			}
		}
	}
	for _, layer := range l.layers {
		for _, n := range layer {
			for _, b := range l.boxes {
				if n.bend && b.step == n.step {
					n.colour = b.colour
				}
			}
		}
	}
}

// drawing is an SVG while it is written.
type drawing struct {
	chart         *Chart
	b             strings.Builder
	width, height float64
}

func (d *drawing) print(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

func (d *drawing) open() {
	c := d.chart
	d.print(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img" lang="%s" direction="%s" font-family="'Noto Sans','Liberation Sans',Arial,Helvetica,sans-serif" fill="%s">`+"\n",
		num(d.width), num(d.height), html.EscapeString(c.Lang), c.Dir, ink)
	d.print("<title>%s</title>\n", html.EscapeString(c.Title))
	d.print(`<rect width="%s" height="%s" fill="#fff"/>`+"\n", num(d.width), num(d.height))
	d.text(margin, margin+18, 24, "bold", ink, c.Title)
	d.note(margin, margin+42, textSize, "normal", soft, "start", c.Words.Legend)
}

// at mirrors a place where the language is read from the right.
func (d *drawing) at(x float64) string {
	if d.chart.Dir == "rtl" {
		x = d.width - x
	}
	return num(x)
}

// text writes a line that begins at x, whichever side that is.
func (d *drawing) text(x, y, size float64, weight, colour, text string) {
	d.words(x, y, size, weight, colour, "start", text)
}

func (d *drawing) words(x, y, size float64, weight, colour, anchor, text string) {
	d.write(x, y, size, weight, colour, anchor, "", text)
}

// note writes what reviewers read, which is never from right to left.
func (d *drawing) note(x, y, size float64, weight, colour, anchor, text string) {
	attrs := ` lang="` + d.chart.Words.Lang + `"`
	if d.chart.Dir == "rtl" {
		attrs += ` direction="ltr"`
		anchor = map[string]string{"start": "end", "end": "start"}[anchor]
	}
	d.write(x, y, size, weight, colour, anchor, attrs, text)
}

func (d *drawing) write(x, y, size float64, weight, colour, anchor, attrs, text string) {
	d.print(`<text x="%s" y="%s" font-size="%s"%s`, d.at(x), num(y), num(size), attrs)
	if weight != "normal" {
		d.print(` font-weight="%s"`, weight)
	}
	if anchor != "start" {
		d.print(` text-anchor="%s"`, anchor)
	}
	d.print(` fill="%s">%s</text>`+"\n", colour, html.EscapeString(text))
}

func (d *drawing) rect(x, y, w, h, radius float64, rest string) {
	if d.chart.Dir == "rtl" {
		x = d.width - x - w
	}
	d.print(`<rect x="%s" y="%s" width="%s" height="%s" rx="%s" %s/>`+"\n", num(x), num(y), num(w), num(h), num(radius), rest)
}

// box draws a question with its answers as rows, or an outcome.
func (d *drawing) box(n *node) {
	d.print(`<g id="%s">`+"\n", n.number)
	switch {
	case n.step.Question():
		d.rect(n.x, n.y, n.w, n.h, 5, `fill="#fff" stroke="`+ink+`" stroke-width="1.25"`)
	case n.step.Urgent:
		d.rect(n.x, n.y, n.w, n.h, 14, `fill="#fff" stroke="`+alarm+`" stroke-width="4"`)
	default:
		d.rect(n.x, n.y, n.w, n.h, 14, `fill="#eef2f5" stroke="`+line+`" stroke-width="1.25"`)
	}
	y := n.y + padding + smallSize
	d.text(n.x+padding, y, smallSize, "bold", n.colour, n.number)
	if n.step.Urgent {
		d.note(n.x+n.w-padding, y, smallSize, "bold", alarm, "end", d.chart.Words.Urgent)
	}
	y += 6
	for _, t := range n.title {
		y += lineHeight
		d.text(n.x+padding, y-4, titleSize, "bold", ink, t)
	}
	for _, t := range n.notes {
		y += noteHeight
		d.note(n.x+padding, y-2, smallSize, "normal", soft, "start", t)
	}
	for i, r := range n.rows {
		d.row(n, i, r)
	}
	d.print("</g>\n")
}

func (d *drawing) row(n *node, i int, r row) {
	top := n.y + r.y
	d.print(`<path d="M%s %sH%s" stroke="#c9d0d6" stroke-width="1"/>`+"\n", d.at(n.x+1), num(top), d.at(n.x+n.w-1))
	y := top + rowPadding + lineHeight - 5
	d.text(n.x+padding, y, textSize, "normal", soft, strconv.Itoa(i+1))
	for k, t := range r.lines {
		d.text(n.x+padding+numberWidth, y+float64(k)*lineHeight, textSize, "normal", ink, t)
	}
	if r.target != nil {
		d.words(n.x+n.w-padding, top+r.h/2+5, 13, "bold", r.target.colour, "end", r.target.number)
	}
}

// lines draws the segments that leave a node, and a bend's own stretch past
// its column.
func (d *drawing) lines(n *node) {
	if n.bend {
		d.stroke(n.colour, "M%s %sH%s", d.at(n.x), num(n.y), d.at(n.x+n.w))
	}
	for _, s := range n.out {
		x1, y1, x2, y2 := n.x+n.w, s.startY(), s.to.x, s.endY()
		if !s.to.bend {
			x2 -= 8 // the head
		}
		reach := (x2 - x1) * 0.5
		d.stroke(s.to.colour, "M%s %sC%s %s %s %s %s %s", d.at(x1), num(y1), d.at(x1+reach), num(y1), d.at(x2-reach), num(y2), d.at(x2), num(y2))
		if !s.to.bend {
			d.print(`<path d="M%s %sL%s %sL%s %sZ" fill="%s"/>`+"\n", d.at(x2-1), num(y2-4.5), d.at(s.to.x), num(y2), d.at(x2-1), num(y2+4.5), s.to.colour)
		}
	}
}

// stroke draws a line with a white edge, so that those it crosses pass under
// it.
func (d *drawing) stroke(colour, path string, args ...any) {
	at := fmt.Sprintf(path, args...)
	d.print(`<path d="%s" fill="none" stroke="#fff" stroke-width="5"/><path d="%[1]s" fill="none" stroke="%s" stroke-width="1.75"/>`+"\n", at, colour)
}

// num writes a measure with at most one decimal.
func num(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}
