package review

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"vart/internal/route"
	"vart/internal/site"
)

// Coverage is who fills each role in each area.
type Coverage struct {
	Input
	Areas  []string // names, in the order of the columns
	Roles  []Filled
	Local  []string // for each area, how long a week nobody local is known to answer
	Holes  int
	Period string
}

// Filled is a role with a cell for each area.
type Filled struct {
	ID, Name string
	Cells    []Cell
}

// Cell is who fills a role in an area.
type Cell struct {
	Area  string
	Names []string
	// Level is where they were found, if that is not the area itself.
	Level  string
	Silent string // how long a week none of them is known to answer
	Hole   bool   // nobody is known
	Asks   bool   // nobody answers in the whole country: the page asks for an area
}

// Cover looks up who fills each role, with the hours of the year from in.At.
func Cover(in Input) *Coverage {
	c := &Coverage{Input: in, Period: in.At.Format(time.DateOnly) + " – " + in.At.AddDate(1, 0, 0).Format(time.DateOnly)}
	for _, area := range route.Areas(in.Site) {
		c.Areas = append(c.Areas, in.area(area))
		if area == site.National {
			c.Local = append(c.Local, "")
			continue
		}
		c.Local = append(c.Local, c.week(route.Local(in.Site, area, in.At)))
	}
	for _, cover := range route.Coverage(in.Site, in.At) {
		if n := len(c.Roles); n == 0 || c.Roles[n-1].ID != cover.Role {
			c.Roles = append(c.Roles, Filled{ID: cover.Role, Name: in.role(cover.Role)})
		}
		r := &c.Roles[len(c.Roles)-1]
		cell := Cell{Area: in.area(cover.Area), Hole: cover.Level == "" && cover.Area != site.National, Asks: cover.Level == "" && cover.Area == site.National}
		for _, v := range cover.Services {
			cell.Names = append(cell.Names, in.title(v.Words, v.ID))
		}
		if cover.Level != "" && cover.Level != cover.Area {
			cell.Level = in.area(cover.Level)
		}
		cell.Silent = c.week(cover.Silent)
		if cell.Hole {
			c.Holes++
		}
		r.Cells = append(r.Cells, cell)
	}
	return c
}

// week says how much of a week nobody is known to answer.
func (c *Coverage) week(silent time.Duration) string {
	switch hours := silent.Hours(); {
	case hours >= 7*24:
		return c.say("inga kända tider", "no known hours")
	case hours == 0:
		return c.say("dygnet runt", "round the clock")
	default:
		return fmt.Sprintf(c.say("%.0f tim/vecka utan svar", "%.0f h a week unanswered"), hours)
	}
}

// Text writes the coverage as lines in columns.
func (c *Coverage) Text(w io.Writer) error {
	var lines [][]string // a line of one cell is a heading
	for _, r := range c.Roles {
		lines = append(lines, []string{r.Name + " (" + r.ID + ")"})
		for _, cell := range r.Cells {
			lines = append(lines, c.lines(cell)...)
		}
		lines = append(lines, nil)
	}
	lines = append(lines, []string{c.say("Någon i området eller länet, vilken roll som helst", "Somebody in the area or its county, whatever the role")})
	for i, local := range c.Local {
		if local != "" {
			lines = append(lines, []string{c.Areas[i], local})
		}
	}
	_, err := fmt.Fprintf(w, "%s"+c.say("\n%d roller, %d områden, %d luckor; tider för %s.\n", "\n%d roles, %d areas, %d holes; hours of %s.\n"),
		columns(lines), len(c.Roles), len(c.Areas)-1, c.Holes, c.Period)
	return err
}

// lines are a cell's, one for each service.
func (c *Coverage) lines(cell Cell) [][]string {
	switch {
	case cell.Hole:
		return [][]string{{cell.Area, c.say("vi vet ingen", "we know nobody")}}
	case cell.Asks:
		return [][]string{{cell.Area, c.say("beror på området", "depends on the area")}}
	}
	level := cell.Level
	if level == "" {
		level = c.say("här", "here")
	}
	lines := [][]string{{cell.Area, cell.Names[0], level, cell.Silent}}
	for _, name := range cell.Names[1:] {
		lines = append(lines, []string{"", name})
	}
	return lines
}

// columns writes lines with their cells below each other, two spaces in.
func columns(lines [][]string) string {
	var widths [4]int
	for _, cells := range lines {
		for i, cell := range cells {
			if len(cells) > 1 {
				widths[i] = max(widths[i], utf8.RuneCountInString(cell))
			}
		}
	}
	var b strings.Builder
	for _, cells := range lines {
		line := strings.Join(cells, "")
		if len(cells) > 1 {
			line = ""
			for i, cell := range cells {
				line += "  " + cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
