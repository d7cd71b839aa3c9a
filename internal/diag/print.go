package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Format is a form findings can be printed in.
type Format struct {
	Name  string
	Print func(w io.Writer, l List, lang string) error
}

// Formats lists the forms of `vart check --format`.
var Formats = []Format{
	{"text", printText},
	{"json", printJSON},
	{"github", printGitHub},
	{"sarif", printSARIF},
}

// alike is how many warnings of one kind the text form prints before it only
// counts them.
const alike = 3

// printText prints findings for people. Warnings that say the same are gathered
// beyond the first three, so that one that matters is seen among them; errors
// never are.
func printText(w io.Writer, l List, lang string) error {
	type kind struct {
		check   *Check
		message Text
	}
	seen := map[kind]int{}
	var b strings.Builder
	var gathered []kind
	for _, f := range l {
		k := kind{f.Check, f.Message}
		if f.Severity == Warning {
			if seen[k]++; seen[k] > alike {
				if seen[k] == alike+1 {
					gathered = append(gathered, k)
				}
				continue
			}
		}
		printFinding(&b, f, lang)
	}
	for _, k := range gathered {
		fmt.Fprintf(&b, "%s: %s [%s]\n", severityIn(Warning, lang),
			T("%d till av samma slag: %s", "%d more of the same kind: %s", seen[k]-alike, k.message.In(lang)).In(lang), k.check.Name)
	}
	if len(gathered) > 0 {
		fmt.Fprintf(&b, "  %s: %s\n", T("gör så här", "hint").In(lang), T("vart check --all visar alla, --format json också", "vart check --all shows them all, and so does --format json").In(lang))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// PrintAll prints every finding for people, those that say the same too.
func PrintAll(w io.Writer, l List, lang string) error {
	var b strings.Builder
	for _, f := range l {
		printFinding(&b, f, lang)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printFinding prints the place, what is wrong, the line with what is meant
// underlined, and what to do.
func printFinding(b *strings.Builder, f Finding, lang string) {
	line, col := f.Pos.LineCol()
	fmt.Fprintf(b, "%s:%d:%d: %s: %s [%s]\n", f.Pos.Name(), line, col, severityIn(f.Severity, lang), f.Message.In(lang), f.Check.Name)
	snippet(b, f, line, col)
	if !f.Hint.IsZero() {
		fmt.Fprintf(b, "  %s: %s\n", T("gör så här", "hint").In(lang), f.Hint.In(lang))
	}
}

func severityIn(s Severity, lang string) string {
	if lang != "sv" {
		return s.String()
	}
	if s == Error {
		return "fel"
	}
	return "varning"
}

// snippet shows the line and underlines the place in it. A finding about a
// whole file has none, and neither has a line too long to be read.
func snippet(b *strings.Builder, f Finding, line, col int) {
	text := f.Pos.Line()
	if f.Pos.Offset == 0 && f.Pos.Len == 0 || text == "" || utf8.RuneCountInString(text) > 200 || !utf8.ValidString(text) {
		return
	}
	before := []rune(text)[:min(col-1, utf8.RuneCountInString(text))]
	for i, r := range before {
		if r != '\t' {
			before[i] = ' '
		}
	}
	n := 1
	if f.Pos.Len > 0 {
		marked := f.Pos.File.Text[f.Pos.Offset : f.Pos.Offset+f.Pos.Len]
		first, _, _ := strings.Cut(string(marked), "\n")
		n = max(1, utf8.RuneCountInString(first))
	}
	fmt.Fprintf(b, "%5d | %s\n      | %s%s\n", line, text, string(before), strings.Repeat("^", n))
}

// FindingJSON is a finding as `--format json` prints it.
type FindingJSON struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Check    string `json:"check"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// JSON returns the findings in the shape of the machine format.
func (l List) JSON(lang string) []FindingJSON {
	out := make([]FindingJSON, 0, len(l))
	for _, f := range l {
		line, col := f.Pos.LineCol()
		out = append(out, FindingJSON{f.Pos.Name(), line, col, f.Severity.String(), f.Check.Name, f.Message.In(lang), f.Hint.In(lang)})
	}
	return out
}

func printJSON(w io.Writer, l List, lang string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Version  int           `json:"version"`
		Findings []FindingJSON `json:"findings"`
	}{1, l.JSON(lang)})
}

// printGitHub prints workflow commands, so that findings stand beside the
// changed lines of a pull request:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
func printGitHub(w io.Writer, l List, lang string) error {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, f := range l {
		line, col := f.Pos.LineCol()
		text := f.Message.In(lang)
		if !f.Hint.IsZero() {
			text += "\n" + f.Hint.In(lang)
		}
		if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", f.Severity,
			property.Replace(f.Pos.Name()), line, col, property.Replace(f.Check.Name), value.Replace(text)); err != nil {
			return err
		}
	}
	return nil
}
