package bureau_test

import (
	"strings"
	"testing"

	"vart/internal/bureau"
	"vart/internal/diag"
	"vart/internal/segment"
)

// changes are what a source text may have gone through since it was translated.
var changes = []struct {
	why      string
	file     string
	old, new string
}{
	{why: "nothing"},
	{"a changed sentence", "content/fara.sv.md", "om någon är i fara", "om du är rädd"},
	{"an added block", "content/fara.sv.md", "## Gå", "Ett nytt stycke.\n\n## Gå"},
	{"a removed block", "content/fara.sv.md", "## Gå hemifrån {#ga}\n\n", ""},
	{"an added item", "content/fara.sv.md", "- Ta med", "- Ring en vän.\n- Ta med"},
	{"no fingerprints", "content/fara.en.md", "fingerprint:", "weight: 1 #"},
	{"an escaped word", "content/fara.en.md", "is in danger", `is \*in\* danger & so <service:linjen>`},
}

// A file that comes back as it was sent changes no byte of the site.
func TestUntouched(t *testing.T) {
	for _, f := range forms {
		for _, lang := range []string{"en", "ar"} {
			for _, only := range []bureau.Only{bureau.All, bureau.Stale, bureau.Missing} {
				for _, c := range changes {
					files := fixture(t)
					if c.file != "" {
						edit(t, files, c.file, c.old, c.new)
					}
					after, r, found := receive(t, files, f, f.write(t, export(t, files, lang, only)), "")
					if len(found)+len(r.Changes)+len(r.Notes) > 0 {
						t.Errorf("%s %s %s, %s: %v %+v", f.name, lang, only, c.why, found, r)
					}
					same(t, f.name+" "+c.why, files, after)
				}
			}
		}
	}
}

// A language that has nothing yet is translated whole, and then has nothing
// left to translate; the same reply again changes nothing.
func TestNewLanguage(t *testing.T) {
	for _, f := range forms {
		files := fixture(t)
		job := export(t, files, "ar", bureau.All)
		pseudo(job)
		reply := f.write(t, job)
		after, _, found := receive(t, files, f, reply, "")
		if len(found) > 0 {
			t.Errorf("%s: %v", f.name, found)
		}
		if left := export(t, after, "ar", bureau.Missing); len(left.Files) > 0 {
			t.Errorf("%s: not translated: %+v", f.name, left.Files)
		}
		if left := export(t, after, "ar", bureau.Stale); len(left.Files) > 0 {
			t.Errorf("%s: old: %+v", f.name, left.Files)
		}
		again, r, found := receive(t, after, f, reply, "")
		if len(found)+len(r.Changes) > 0 {
			t.Errorf("%s again: %v %+v", f.name, found, r)
		}
		same(t, f.name+" again", after, again)
		for name, want := range map[string]string{
			"content/fara.ar.md": `---
title: "FARA"
description: "OM NÅGON SLÅR DIG."
translation: {reviewed: null}
fingerprint: FP
---
RING **08-465 004 01** OM NÅGON ÄR I FARA. Stödlinjen SVARAR KL. 08.00-17.00.

## GÅ HEMIFRÅN {#ga}

- GÅ TILL [EN GRANNE](hjalp).
- <service:linjen>
- TA MED ` + "`nycklar`" + `.

| DAG | TID |
|---|---|
| MÅNDAG | 8-17 |
`,
			"content/flows/vart/index.ar.md": `---
title: "VART?"
translation: {reviewed: null}
fingerprint: FP
---
## ÄR DET FARA? {#fara}

- [JA](#ring), RING NU
- [NEJ](#ring)

## RING {#ring urgent=true}

- <service:linjen>
`,
			"translations/active.ar.yaml": `answers: {few: "{{.Count}} SVAR", many: "{{.Count}} SVAR", one: "{{.Count}} SVAR", other: "{{.Count}} SVAR", two: "{{.Count}} SVAR", zero: "{{.Count}} SVAR"}
host: "GÅR TILL {{.Host}}."
skip: "HOPPA"
`,
		} {
			if got := prints(string(after[name].Data)); got != want {
				t.Errorf("%s: %s is\n%s\nwant\n%s", f.name, name, got, want)
			}
		}
	}
}

// prints puts FP for the fingerprints of a text.
func prints(text string) string {
	before, rest, ok := strings.Cut(text, "fingerprint: [")
	_, after, closed := strings.Cut(rest, "]")
	if !ok || !closed {
		return text
	}
	return before + "fingerprint: FP" + after
}

// answer changes the reply to one unit.
func answer(t *testing.T, j *segment.Job, file, unit string, state segment.State, target ...segment.Part) {
	t.Helper()
	for i := range j.Files {
		for n := range j.Files[i].Units {
			if u := &j.Files[i].Units[n]; j.Files[i].Name == file && u.ID == unit {
				u.State = state
				if target != nil {
					u.Target = target
				}
				return
			}
		}
	}
	t.Fatalf("%s has no unit %s", file, unit)
}

// Only what was translated anew is written, and its part is fresh again.
func TestStale(t *testing.T) {
	const page, en = "content/fara.sv.md", "content/fara.en.md"
	for _, f := range forms {
		files := fixture(t)
		edit(t, files, page, "[en granne]", "[en vän]")
		edit(t, files, page, "## Gå hemifrån", "## Gå ut")
		job := export(t, files, "en", bureau.Stale)
		if n := len(job.Files); n != 1 || len(job.Files[0].Units) != 3 {
			t.Fatalf("%d files: %+v", n, job.Files)
		}
		var item segment.Unit
		for _, u := range job.Files[0].Units {
			if u.ID == "b3.1" {
				item = u
			}
		}
		target := append([]segment.Part(nil), item.Target...)
		for i := range target {
			if target[i].Text == "a neighbour" {
				target[i].Text = "a *friend*"
			}
		}
		answer(t, job, page, "b3.1", segment.Translated, target...)
		answer(t, job, page, "b3.3", segment.Translated)
		after, r, found := receive(t, files, f, f.write(t, job), "")
		want := strings.Replace(string(files[en].Data), "[a neighbour]", `[a \*friend\*]`, 1)
		want = strings.Replace(want, `reviewed: {on: 2026-10-01, by: "Editors"}`, "reviewed: null", 1)
		if len(found) > 0 || len(r.Changes) != 1 || !r.Changes[0].Lost {
			t.Fatalf("%s: %v %+v", f.name, found, r)
		}
		if got := string(after[en].Data); prints(got) != prints(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", f.name, got, want)
		}
		stale := input(t, after).Site.Page("fara").Words["en"].Age.Stale
		if f.name == "xliff" && (len(stale) != 1 || stale[0].Part != 2) { // the heading is left
			t.Errorf("%s: %+v is stale", f.name, stale)
		}
	}
}

// A block that the source has got is put where the source has it; what was
// translated before stays as it was written.
func TestAddedBlock(t *testing.T) {
	const page, en = "content/fara.sv.md", "content/fara.en.md"
	for _, f := range forms {
		files := fixture(t)
		edit(t, files, page, "## Gå", "Ett nytt stycke.\n\n## Gå")
		edit(t, files, page, "- Ta med", "- Ring en vän.\n- Ta med")
		job := export(t, files, "en", bureau.All)
		answer(t, job, page, "b2.1", segment.Translated, segment.Part{Text: "A new block."})
		after, r, found := receive(t, files, f, f.write(t, job), "")
		if len(found)+len(r.Changes) != 1 {
			t.Fatalf("%s: %v %+v", f.name, found, r)
		}
		want := strings.Replace(string(files[en].Data), "## Leave", "A new block.\n\n## Leave", 1)
		want = strings.Replace(want, `reviewed: {on: 2026-10-01, by: "Editors"}`, "reviewed: null", 1)
		if got := string(after[en].Data); prints(got) != prints(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", f.name, got, want)
		}
		stale := input(t, after).Site.Page("fara").Words["en"].Age.Stale
		if len(stale) != 1 || stale[0].Part != 4 { // the list, which lacks an item
			t.Errorf("%s: %+v is stale", f.name, stale)
		}
	}
}

// The source may change while the bureau works: what moved is found, and what
// says something else now is left out.
func TestSourceMovesOn(t *testing.T) {
	const page, en = "content/fara.sv.md", "content/fara.en.md"
	for _, f := range forms {
		files := fixture(t)
		job := export(t, files, "en", bureau.All)
		answer(t, job, page, "b2.1", segment.Translated, segment.Part{Text: "Go"})
		answer(t, job, page, "title", segment.Translated, segment.Part{Text: "Peril"})
		edit(t, files, page, "## Gå", "## Gå ut {#ut}\n\n## Gå")
		edit(t, files, en, "## Leave", "## Go out {#ut}\n\n## Leave")
		sign(t, files)
		edit(t, files, page, `title: "Fara"`, `title: "Stor fara"`)
		after, _, found := receive(t, files, f, f.write(t, job), "")
		if errors, warnings := found.Count(); errors > 0 || warnings != 2 || !strings.Contains(found[0].Message.EN, "content/fara.sv.md title: the original has changed") {
			t.Fatalf("%s: %v", f.name, found)
		}
		want := strings.Replace(string(files[en].Data), "## Leave home", "## Go", 1)
		want = strings.Replace(want, `reviewed: {on: 2026-10-01, by: "Editors"}`, "reviewed: null", 1)
		if got := string(after[en].Data); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", f.name, got, want)
		}
	}
}

// Who has reviewed is written where every unit of a file is reviewed, and only
// if somebody says who.
func TestReviewed(t *testing.T) {
	f := forms[0]
	files := fixture(t)
	for _, by := range []string{"", "An interpreter"} {
		job := export(t, files, "ar", bureau.All)
		pseudo(job)
		for i := range job.Files {
			for n := range job.Files[i].Units {
				if job.Files[i].Units[n].State = segment.Checked; job.Files[i].Name == "content/hjalp.sv.md" && n == 1 {
					job.Files[i].Units[n].State = segment.Translated
				}
			}
		}
		after, _, found := receive(t, files, f, f.write(t, job), by)
		if len(found) > 0 {
			t.Fatal(found)
		}
		words := input(t, after).Site
		if got := words.Page("fara").Words["ar"].Reviewed(); got != (by != "") {
			t.Errorf("by %q: reviewed is %v", by, got)
		}
		if words.Page("hjalp").Words["ar"].Reviewed() {
			t.Errorf("by %q: reviewed, though a unit is not", by)
		}
		again, r, _ := receive(t, after, f, f.write(t, job), by)
		if len(r.Changes) > 0 {
			t.Errorf("by %q: again: %+v", by, r)
		}
		same(t, "again", after, again)
	}
}

// A text that is not translated whole is not written, and the rest is.
func TestHalf(t *testing.T) {
	f := forms[0]
	files := fixture(t)
	job := export(t, files, "ar", bureau.All)
	pseudo(job)
	for i := range job.Files {
		if job.Files[i].Name == "content/hjalp.sv.md" {
			job.Files[i].Units[2].Target = nil
		}
	}
	after, _, found := receive(t, files, f, f.write(t, job), "")
	if len(found) != 1 || found[0].Severity != diag.Warning || !strings.Contains(found[0].Message.EN, "content/hjalp.ar.md is not written: b2.1 is not translated") {
		t.Errorf("%v", found)
	}
	if after["content/hjalp.ar.md"] != nil || after["content/fara.ar.md"] == nil {
		t.Error("the wrong texts are written")
	}
}
