// Package diag owns what vart tells an author about a site: findings, the list
// of everything that is checked, and the forms findings are printed in. A
// finding is about the author's text; a broken disk is an error and never ends
// up here.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vart/internal/source"
)

// Text is a message in the languages that vart speaks with authors.
type Text struct {
	SV, EN string
}

// T formats a message: the Swedish and the English form take the same
// arguments in the same order.
func T(sv, en string, args ...any) Text {
	if len(args) == 0 {
		return Text{sv, en}
	}
	return Text{fmt.Sprintf(sv, args...), fmt.Sprintf(en, args...)}
}

// In returns the text in the given language; anything but Swedish is English.
func (t Text) In(lang string) string {
	if lang == "sv" {
		return t.SV
	}
	return t.EN
}

// IsZero says whether there is no text.
func (t Text) IsZero() bool { return t == Text{} }

// Severity says what a finding stops.
type Severity int

// An Error stops the build; a Warning does not, unless --strict is given.
const (
	Warning Severity = iota + 1
	Error
)

// String is the severity's name in machine formats.
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Finding is one thing an author should know.
type Finding struct {
	Pos      source.Pos
	Severity Severity
	Check    *Check
	Message  Text
	Hint     Text // what to type instead; may be empty
}

// List collects findings.
type List []Finding

// Add reports a finding at the check's own severity.
func (l *List) Add(pos source.Pos, c *Check, message, hint Text) {
	*l = append(*l, Finding{Pos: pos, Severity: c.Severity, Check: c, Message: message, Hint: hint})
}

// AddAt reports a finding at another severity than the check's usual one.
func (l *List) AddAt(pos source.Pos, severity Severity, c *Check, message, hint Text) {
	*l = append(*l, Finding{Pos: pos, Severity: severity, Check: c, Message: message, Hint: hint})
}

// Sort orders findings by file, place and check, and drops those that say the
// same about the same place twice.
func (l List) Sort() List {
	slices.SortStableFunc(l, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Pos.Name(), b.Pos.Name()),
			cmp.Compare(a.Pos.Offset, b.Pos.Offset),
			strings.Compare(a.Check.Name, b.Check.Name),
			strings.Compare(a.Message.EN, b.Message.EN),
		)
	})
	return slices.CompactFunc(l, func(a, b Finding) bool {
		return a.Pos.Name() == b.Pos.Name() && a.Pos.Offset == b.Pos.Offset && a.Check == b.Check && a.Message == b.Message
	})
}

// Count returns how many findings are errors and how many are warnings.
func (l List) Count() (errors, warnings int) {
	for _, f := range l {
		if f.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Failed says whether the list stops a build.
func (l List) Failed(strict bool) bool {
	errors, warnings := l.Count()
	return errors > 0 || strict && warnings > 0
}
