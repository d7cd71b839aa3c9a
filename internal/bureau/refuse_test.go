package bureau_test

import (
	"strings"
	"testing"

	"vart/internal/bureau"
)

// Whatever is locked comes back once and unchanged, or nothing of the reply is
// written, not even what is right in it.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		why, form, file, unit string
		old, new              string // in the reply to the unit
		want                  string
	}{
		{"a digit of what a placeholder stands for", "xliff", "content/fara.sv.md", "b1.1", `>08-465 004 01</data>`, `>08-465 004 02</data>`, "has been changed: “08-465 004 02”"},
		{"a digit of what it shows", "xliff", "content/fara.sv.md", "b1.1", `disp="08-465 004 01"`, `disp="08-465 004 07"`, "has been changed: “08-465 004 0"},
		{"a digit in a table", "table", "content/fara.sv.md", "b1.1", "⟦2 08-465 004 01⟧", "⟦2 08-465 004 02⟧", "⟦2 08-465 004 01⟧ has been changed: “08-465 004 02”"},
		{"a missing number", "xliff", "content/fara.sv.md", "b1.1", "<target>*NUM*", "<target>", "⟦2 08-465 004 01⟧ is missing in the translation"},
		{"a missing number in a table", "table", "content/fara.sv.md", "b1.1", "*LAST*⟦2 08-465 004 01⟧", "", "⟦2 08-465 004 01⟧ is missing"},
		{"a doubled name", "table", "content/fara.sv.md", "b1.1", "*LAST*⟦3 Stödlinjen⟧", "⟦3 Stödlinjen⟧ ⟦3 Stödlinjen⟧", "⟦3 Stödlinjen⟧ stands twice"},
		{"a number typed beside", "table", "content/fara.sv.md", "b1.1", "*LAST*⟦1⟧", "08-465 004 02 ⟦1⟧", "a number is typed into the translation: “08-465 004 02”"},
		{"another script's digits", "table", "content/fara.sv.md", "b3.1", "*LAST*GÅ", "٣ GÅ", "a number is typed into the translation: “٣”"},
		{"a code of its own", "table", "content/fara.sv.md", "b3.1", "*LAST*GÅ", "⟦9 x⟧ GÅ", "⟦9 x⟧ is not in the original"},
		{"a link that is gone", "table", "content/fara.sv.md", "b3.1", "*PAIR1*", "", "⟦1⟧ is missing in the translation"},
		{"a pair that does not end", "table", "content/fara.sv.md", "b3.1", "*LAST*⟦/1⟧", "", "the pair ⟦1⟧ does not end"},
		{"a pair the wrong way", "table", "content/fara.sv.md", "b3.1", "*TURN*", "", "the pair ⟦1⟧ does not begin and end in order"},
		{"where a link leads", "xliff", "content/fara.sv.md", "b3.1", "](hjalp)</data>", "](https://evil.example)</data>", "has been changed: “](https://evil.example)”"},
		{"a word of the interface", "table", "translations/active.sv.yaml", "host", "*LAST*{{.Host}}", "{{.Hosts}}", "has been changed: “{{.Hosts}}”"},
		{"a count of many", "table", "translations/active.sv.yaml", "answers:many", "*LAST*⟦1 {{.Count}}⟧", "", "⟦1 {{.Count}}⟧ is missing"},
		{"a file twice", "xliff", "content/hjalp.sv.md", "b1.1", `<unit id="b1.1"`, `</file><file original="content/hjalp.sv.md"><unit id="b1.1"`, "content/hjalp.sv.md stands twice"},
		{"a unit twice", "xliff", "content/fara.sv.md", "b3.1", `id="b3.1"`, `id="b1.1"`, "b1.1 stands twice"},
	} {
		f := forms[0]
		if c.form == "table" {
			f = forms[1]
		}
		files := fixture(t)
		job := export(t, files, "ar", bureau.All)
		pseudo(job)
		reply := f.write(t, job)
		start, end := unit(t, reply, c.form, c.file, c.unit)
		text := mangle(t, reply[start:end], c.old, c.new)
		if text == reply[start:end] {
			t.Errorf("%s: the reply is not changed: %s", c.why, text)
		}
		after, r, found := receive(t, files, f, reply[:start]+text+reply[end:], "")
		errors, _ := found.Count()
		if errors == 0 || !strings.Contains(found[0].Message.EN, c.want) || !strings.Contains(found[0].Message.EN, c.file) {
			t.Errorf("%s: found %v", c.why, found)
			continue
		}
		line, _ := found[0].Pos.LineCol()
		if want := strings.Count(reply[:start], "\n") + 1; line != want {
			t.Errorf("%s: the finding is on line %d, want %d", c.why, line, want)
		}
		if len(r.Changes) > 0 {
			t.Errorf("%s: %+v", c.why, r)
		}
		same(t, c.why, files, after)
	}
}

// unit is where a unit stands in a reply.
func unit(t *testing.T, reply, form, file, id string) (start, end int) {
	t.Helper()
	open, closed, name := `<unit id="`+id+`"`, "</unit>", `original="`+file
	if form == "table" {
		open, closed, name = "<tr><td>"+id+" ", "</tr>", ">"+file
	}
	at := strings.Index(reply, name)
	start = at + strings.Index(reply[max(at, 0):], open)
	if at < 0 || start < at {
		t.Fatalf("the reply has no %s %s", file, id)
	}
	return start, start + strings.Index(reply[start:], closed)
}

// mangle changes the text of a unit; *LAST* changes what stands last, which is
// in the translation.
func mangle(t *testing.T, text, old, new string) string {
	t.Helper()
	at := strings.LastIndex(text, "<td ")
	switch rest, last := strings.CutPrefix(old, "*LAST*"); {
	case last:
		return text[:at] + strings.Replace(text[at:], rest, new, 1)
	case old == "*PAIR1*":
		return text[:at] + strings.NewReplacer("⟦1⟧", "", "⟦/1⟧", "").Replace(text[at:])
	case old == "*TURN*":
		return text[:at] + strings.NewReplacer("⟦1⟧", "⟦/1⟧", "⟦/1⟧", "⟦1⟧").Replace(text[at:])
	case strings.HasSuffix(old, "*NUM*"):
		at = strings.Index(text, "<target>")
		ph := at + strings.Index(text[at:], `<ph id="2"`)
		return text[:ph] + text[ph+strings.Index(text[ph:], "/>")+2:]
	}
	return strings.ReplaceAll(text, old, new)
}

// What a translator may do: leave out emphasis, move codes, write a small
// number, and say in words that something is one or two.
func TestAllowed(t *testing.T) {
	f := forms[1]
	files := fixture(t)
	job := export(t, files, "ar", bureau.All)
	pseudo(job)
	reply := f.write(t, job)
	for _, c := range []struct{ file, unit, target string }{
		{"content/fara.sv.md", "b1.1", "⟦3 Stödlinjen⟧: ⟦4 08.00-17.00⟧, 24 ⟦2 08-465 004 01⟧"},
		{"translations/active.sv.yaml", "answers:two", "جوابان"},
	} {
		start, end := unit(t, reply, "table", c.file, c.unit)
		at := start + strings.LastIndex(reply[start:end], `<td `)
		reply = reply[:at] + "<td>" + c.target + "</td>" + reply[end:]
	}
	after, _, found := receive(t, files, f, reply, "")
	if len(found) > 0 {
		t.Fatal(found)
	}
	for name, want := range map[string]string{
		"content/fara.ar.md":          "\nStödlinjen: 08.00-17.00, 24 08-465 004 01\n",
		"translations/active.ar.yaml": `two: "جوابان"`,
	} {
		if !strings.Contains(string(after[name].Data), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, after[name].Data)
		}
	}
}

// What Markdown would read as something else is refused, with its unit; it
// cannot be seen in the text what a reader would get.
func TestMarkdown(t *testing.T) {
	f := forms[1]
	files := fixture(t)
	job := export(t, files, "ar", bureau.All)
	pseudo(job)
	reply := f.write(t, job)
	start, end := unit(t, reply, "table", "content/fara.sv.md", "b1.1")
	at := start + strings.LastIndex(reply[start:end], `<td `)
	reply = reply[:at] + "<td>a⟦1⟧, b⟦/1⟧c ⟦3 Stödlinjen⟧ ⟦4 08.00-17.00⟧ ⟦2 08-465 004 01⟧</td>" + reply[end:]
	after, _, found := receive(t, files, f, reply, "")
	if len(found) != 1 || !strings.Contains(found[0].Message.EN, "content/fara.sv.md b1.1 cannot be written as Markdown") {
		t.Errorf("%v", found)
	}
	same(t, "Markdown", files, after)
}
