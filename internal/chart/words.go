package chart

import (
	"fmt"
	"io"
	"strings"
)

// Mermaid writes the chart for https://mermaid.js.org/syntax/flowchart.html.
func Mermaid(w io.Writer, c *Chart) error {
	numbers := c.Words.Numbers(c.Flow)
	var b strings.Builder
	direction := "LR"
	if c.Dir == "rtl" {
		direction = "RL"
	}
	fmt.Fprintf(&b, "%%%% %s\nflowchart %s\n", strings.ReplaceAll(c.Title, "\n", " "), direction)
	for _, s := range c.Flow.Steps {
		open, end := "([", "])"
		if s.Question() {
			open, end = "[", "]"
		}
		fmt.Fprintf(&b, "  %s%s\"%s: %s\"%s\n", numbers[s], open, numbers[s], mermaidText(s.Title), end)
		if s.Urgent {
			fmt.Fprintf(&b, "  class %s urgent\n", numbers[s])
		}
	}
	for _, s := range c.Flow.Steps {
		for i, a := range s.Answers {
			if to := c.Flow.Step(a.To); to != nil {
				fmt.Fprintf(&b, "  %s -->|\"%d: %s\"| %s\n", numbers[s], i+1, mermaidText(a.Text), numbers[to])
			}
		}
	}
	b.WriteString("  classDef urgent stroke:" + alarm + ",stroke-width:4px\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// mermaidText writes what Mermaid would take for its own as entities.
func mermaidText(s string) string {
	return strings.NewReplacer(`"`, "#quot;", "#", "#35;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(s)
}

// DOT writes the chart for Graphviz (https://graphviz.org/doc/info/lang.html).
func DOT(w io.Writer, c *Chart) error {
	numbers := c.Words.Numbers(c.Flow)
	var b strings.Builder
	direction := "LR"
	if c.Dir == "rtl" {
		direction = "RL"
	}
	fmt.Fprintf(&b, "digraph flow {\n  label=%s\n  labelloc=t\n  rankdir=%s\n  node [shape=box, fontname=\"sans-serif\"]\n  edge [fontname=\"sans-serif\"]\n", dotText(c.Title), direction)
	for _, s := range c.Flow.Steps {
		style := ""
		switch {
		case s.Urgent:
			style = fmt.Sprintf(", style=rounded, color=%q, penwidth=3", alarm)
		case !s.Question():
			style = ", style=rounded"
		}
		fmt.Fprintf(&b, "  %s [label=%s%s]\n", numbers[s], dotText(numbers[s]+": "+s.Title), style)
	}
	for _, s := range c.Flow.Steps {
		for i, a := range s.Answers {
			if to := c.Flow.Step(a.To); to != nil {
				fmt.Fprintf(&b, "  %s -> %s [label=%s]\n", numbers[s], numbers[to], dotText(fmt.Sprintf("%d: %s", i+1, a.Text)))
			}
		}
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}
