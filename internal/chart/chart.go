// Package chart draws a flow: as SVG, laid out here so that nobody has to
// install anything, and as text for Mermaid and Graphviz.
//
// The SVG is for reading on paper: answers are numbered rows in their
// question's box, every row says by number where it leads, and a line leads
// there. The same flow gives the same bytes.
package chart

import (
	"fmt"
	"io"
	"strings"

	"vart/internal/flow"
)

// Chart is a flow to draw.
type Chart struct {
	Flow  *flow.Flow
	Title string
	Lang  string // the language of its words
	Dir   string // "rtl" mirrors the drawing
	Words Words
}

// Words are the chart's own, in a language its reviewers read.
type Words struct {
	Lang             string
	Question, Ending string // the letters before numbers: F and U
	Legend           string
	Urgent           string
	For, Age         string // "för", "%d år"
}

// Swedish and English are the languages vart speaks.
var (
	Swedish = Words{"sv", "F", "U", "F: fråga. U: dit svaren leder. Bred röd ram: 112 står först.", "112 först", "för", "%d år"}
	English = Words{"en", "Q", "E", "Q: question. E: where the answers end. Thick red frame: 112 comes first.", "112 first", "for", "age %d"}
)

// Format is a form a flow can be drawn in.
type Format struct {
	Name string
	Draw func(io.Writer, *Chart) error
}

// Formats lists the forms of `vart flow chart --format`.
var Formats = []Format{{"svg", SVG}, {"mermaid", Mermaid}, {"dot", DOT}}

// Note says whom an outcome is for: "för unga · 15 år".
func (w Words) Note(s *flow.Step) string {
	var notes, readers []string
	for _, r := range s.For {
		readers = append(readers, flow.ReaderName(r).In(w.Lang))
	}
	if len(readers) > 0 {
		notes = append(notes, w.For+" "+strings.Join(readers, ", "))
	}
	if s.Age > 0 {
		notes = append(notes, fmt.Sprintf(w.Age, s.Age))
	}
	return strings.Join(notes, " · ")
}

// Numbers gives each step the number that reviewers call it by: F1, F2, … for
// questions and U1, U2, … for outcomes, in the order they are written.
func (w Words) Numbers(f *flow.Flow) map[*flow.Step]string {
	numbers := map[*flow.Step]string{}
	questions, endings := 0, 0
	for _, s := range f.Steps {
		if s.Question() {
			questions++
			numbers[s] = fmt.Sprintf("%s%d", w.Question, questions)
		} else {
			endings++
			numbers[s] = fmt.Sprintf("%s%d", w.Ending, endings)
		}
	}
	return numbers
}
