// Package xliff writes and reads jobs for translators as XLIFF 2.1
// (https://docs.oasis-open.org/xliff/xliff-core/v2.1/), the form that
// translators' tools exchange. Numbers, links and names are inline codes, which
// such tools show but do not let anybody change.
package xliff

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode"

	"vart/internal/segment"
)

// namespace is that of XLIFF 2.0, which 2.1 kept.
const namespace = "urn:oasis:names:tc:xliff:document:2.0"

// Write writes a job.
func Write(w io.Writer, j *segment.Job) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=%q version=\"2.1\" srcLang=\"%s\" trgLang=\"%s\" xml:space=\"preserve\">\n", namespace, attribute(j.From), attribute(j.To))
	for i := range j.Files {
		f := &j.Files[i]
		fmt.Fprintf(b, "<file id=\"%s\" original=\"%s\" canResegment=\"no\" trgDir=\"%s\">\n", attribute(id(f.Name, i)), attribute(f.Name), attribute(j.Dir))
		notes(b, f.Notes)
		for n := range f.Units {
			unit(b, &f.Units[n])
		}
		b.WriteString("</file>\n")
	}
	b.WriteString("</xliff>\n")
	return b.Flush()
}

// id names a file, since some tools do not keep what it was made from. An id has
// no slashes.
func id(name string, i int) string {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/._-", r)
	}
	if strings.ContainsFunc(name, odd) {
		return fmt.Sprintf("f%d", i+1)
	}
	return strings.ReplaceAll(name, "/", ":")
}

func notes(b *bufio.Writer, list []segment.Note) {
	if len(list) == 0 {
		return
	}
	b.WriteString("<notes>")
	for _, n := range list {
		fmt.Fprintf(b, "<note category=\"%s\">%s</note>", attribute(n.Category), text(n.Text))
	}
	b.WriteString("</notes>\n")
}

func unit(b *bufio.Writer, u *segment.Unit) {
	fmt.Fprintf(b, "<unit id=\"%s\" name=\"%s\">\n", attribute(u.ID), attribute(u.Print))
	notes(b, u.Notes)
	d := data{refs: map[string]string{}}
	source, target := d.inline(u.Source), d.inline(u.Target)
	if len(d.list) > 0 {
		b.WriteString("<originalData>")
		for i, raw := range d.list {
			fmt.Fprintf(b, "<data id=\"d%d\">%s</data>", i+1, text(raw))
		}
		b.WriteString("</originalData>\n")
	}
	fmt.Fprintf(b, "<segment id=\"s1\" state=\"%s\">\n<source>%s</source>\n", attribute(string(u.State)), source)
	if u.Target != nil {
		fmt.Fprintf(b, "<target>%s</target>\n", target)
	}
	b.WriteString("</segment>\n</unit>\n")
}

// data is what the codes of a unit stand for, each once.
type data struct {
	list []string
	refs map[string]string
}

func (d *data) ref(raw string) string {
	if d.refs[raw] == "" {
		d.list = append(d.list, raw)
		d.refs[raw] = fmt.Sprintf("d%d", len(d.list))
	}
	return d.refs[raw]
}

// types are XLIFF's words for what a code is.
var types = map[segment.Role]string{
	segment.Emphasis: `type="fmt" subType="xlf:i"`, segment.Strong: `type="fmt" subType="xlf:b"`, segment.Break: `type="fmt" subType="xlf:lb"`,
	segment.Link: `type="link"`, segment.Image: `type="image"`,
}

func typeOf(r segment.Role) string {
	if t := types[r]; t != "" {
		return t
	}
	return `type="other" subType="vart:` + string(r) + `"`
}

func (d *data) inline(parts []segment.Part) string {
	var b strings.Builder
	for i, p := range parts {
		locked := `canCopy="no"`
		if !p.Optional() {
			locked += ` canDelete="no"`
		}
		switch p.Kind {
		case segment.Words:
			b.WriteString(text(p.Text))
		case segment.Mark:
			fmt.Fprintf(&b, `<ph id="%s" %s %s equiv="%s" disp="%s" dataRef="%s"/>`, attribute(p.ID), typeOf(p.Role), locked, attribute(p.Text), attribute(p.Text), d.ref(p.Raw))
		case segment.Open:
			end := closing(parts[i:])
			fmt.Fprintf(&b, `<pc id="%s" %s %s dispStart="%s" dispEnd="%s" dataRefStart="%s" dataRefEnd="%s">`, attribute(p.ID), typeOf(p.Role), locked, attribute(p.Text), attribute(end.Text), d.ref(p.Raw), d.ref(end.Raw))
		case segment.Close:
			b.WriteString("</pc>")
		}
	}
	return b.String()
}

// closing is the code that closes the first of the parts.
func closing(parts []segment.Part) segment.Part {
	for _, p := range parts {
		if p.Kind == segment.Close && p.Pair == parts[0].Pair {
			return p
		}
	}
	return segment.Part{}
}

func attribute(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// text escapes words; what XML cannot hold is written by its number.
func text(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r < ' ' && r != '\t' && r != '\r' || r == 0xfffe || r == 0xffff:
			fmt.Fprintf(&b, `<cp hex="%04X"/>`, r)
		default:
			_ = xml.EscapeText(&b, []byte(string(r)))
		}
	}
	return b.String()
}
