package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// table writes the results: the median of each measure, its least and its most.
func (b *bench) table(results [][]result, from, to string) string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s; corpus on %s, output on %s; %d rounds in turn; others used %s of the machine meanwhile.\n\n", facts(), from, to, len(results[0]),
		spread(slices.Concat(results...), func(r result) float64 { return 100 * r.foreign }, "%.0f %%"))
	t.WriteString("| | pages | HTML | wall, s | CPU, s | peak memory, MiB | wall, times vart's | CPU, times vart's | memory, times vart's |\n|---|---|---|---|---|---|---|---|---|\n")
	for i, list := range results {
		r := list[0]
		fmt.Fprintf(&t, "| %s | %d | %.1f MB | %s | %s | %s ", b.tools[i].name, r.pages, float64(r.size)/1e6,
			spread(list, func(r result) float64 { return r.wall.Seconds() }, "%.2f"), spread(list, func(r result) float64 { return r.cpu.Seconds() }, "%.2f"),
			spread(list, func(r result) float64 { return float64(r.peak) / (1 << 20) }, "%.0f"))
		for _, measure := range []func(r result) float64{
			func(r result) float64 { return r.wall.Seconds() }, func(r result) float64 { return r.cpu.Seconds() }, func(r result) float64 { return float64(r.peak) },
		} {
			if i == 0 {
				t.WriteString("| 1 ")
				continue
			}
			ratios := make([]float64, len(list))
			for k := range list { // each run against vart's in the same round
				ratios[k] = measure(list[k]) / measure(results[0][k])
			}
			fmt.Fprintf(&t, "| %s ", spread(ratios, func(x float64) float64 { return x }, "%.2f"))
		}
		t.WriteString("|\n")
	}
	return t.String()
}

// spread writes the median, and in brackets the least and the most.
func spread[T any](list []T, measure func(T) float64, format string) string {
	var values []float64
	for _, v := range list {
		values = append(values, measure(v))
	}
	slices.Sort(values)
	n := len(values)
	median := (values[n/2] + values[(n-1)/2]) / 2
	return fmt.Sprintf(format+" ("+format+"–"+format+")", median, values[0], values[n-1])
}

// replace puts a table between its marks in a document.
func replace(file, name, table string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return fmt.Errorf("%s has no place for %s", file, name)
	}
	return os.WriteFile(file, []byte(before+begin+"\n"+table+"\n"+end+after), 0o644)
}
