package scenario_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vart/internal/load"
	"vart/internal/scenario"
	"vart/internal/site"
)

// folder is a site with one flow; scenarios are what a test puts there.
func folder(scenarios string) fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"vart.yaml": file(`title: {sv: "Vart?"}
base_url: https://example.org/
languages: [sv, en]
areas: [solna, sundbyberg]
exit: {url: https://www.smhi.se/}
`),
		"content/areas/solna/facts.yaml":      file("kind: municipality\nparent: national\n"),
		"content/areas/sundbyberg/facts.yaml": file("kind: municipality\nparent: national\n"),
		"content/services/sos-112/facts.yaml": file(`area: national
for: [victim]
phones: [{number: "112", opening_hours: "24/7"}]
`),
		"content/services/linje/facts.yaml": file(`area: national
for: [victim]
phones: [{number: "116 016", opening_hours: "Mo-Su 20:00-03:00, 2026 Oct 25 02:30-03:00"}]
`),
		"content/services/natt/facts.yaml": file(`area: national
for: [victim]
phones: [{number: "116 111", opening_hours: "24/7"}]
`),
		"content/services/jour/facts.yaml": file(`roles: [socialjour]
area: sundbyberg
for: [victim]
phones: [{number: "08-465 004 00"}]
`),
		"content/flows/vart/index.sv.md": file(`---
title: "Vart?"
---
## Är någon i fara? {#fara}
- [Ja](#ring-112)
- [Nej, inte nu](#prata)

## Ring 112 {#ring-112 urgent=true}
- <service:natt>
- <service:sos-112>

## Prata {#prata}
- <service:linje>
- <role:socialjour>
- <service:natt>
`),
		"content/flows/vart/index.en.md": file(`---
title: "Where?"
---
## Is anyone in danger? {#fara}
- [Yes](#ring-112)
- [No, not now](#prata)

## Call 112 {#ring-112 urgent=true}
- <service:natt>
- <service:sos-112>

## Talk {#prata}
- <service:linje>
- <role:socialjour>
- <service:natt>
`),
		"content/flows/vart/scenarios.yaml": file(scenarios),
	}
}

func run(t *testing.T, fsys fstest.MapFS) (found []string, results []scenario.Result) {
	t.Helper()
	s, list, err := load.Site(context.Background(), fsys, func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	results = scenario.Run(s, s.Flow("vart"))
	for _, r := range results {
		list = append(list, r.Found...)
	}
	for _, f := range list.Sort() {
		line, col := f.Pos.LineCol()
		found = append(found, fmt.Sprintf("%s:%d:%d: %s | %s", f.Pos.Name(), line, col, f.Message.EN, f.Hint.EN))
	}
	return found, results
}

const holds = `scenarios:
  - name: I fara
    area: none
    at: 2026-12-24 22:10
    answers:
      fara: ja
    outcome: ring-112
    first: natt
    includes: [sos-112]
    excludes: [linje]
  - name: På natten
    area: solna
    at: 2026-11-28 01:00
    answers:
      fara: 2
    outcome: prata
    first: linje
    excludes: jour
  - name: Mitt på dagen
    area: sundbyberg
    at: 2026-11-28 12:00
    language: en
    answers:
      fara: No, not now
    outcome: prata
    first: natt
    includes: jour
`

func TestHolds(t *testing.T) {
	found, results := run(t, folder(holds))
	if len(found) > 0 || len(results) != 3 {
		t.Errorf("%d results, found:\n%s", len(results), strings.Join(found, "\n"))
	}
	if n := scenario.Failed(results); n != 0 {
		t.Errorf("%d failed", n)
	}
	for i, want := range []string{"sos-112 natt", "linje natt", "natt jour linje"} {
		var ids []string
		for _, c := range results[i].Contacts {
			ids = append(ids, c.Service.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: listed %q, want %q", results[i].Scenario.Name.Value, got, want)
		}
	}
}

// TestFails changes one thing of a scenario that holds and looks for what is
// said of it.
func TestFails(t *testing.T) {
	const file = "content/flows/vart/scenarios.yaml:"
	tests := []struct{ name, old, new, want string }{
		{"wrong outcome", "outcome: ring-112", "outcome: prata",
			file + `7:14: “I fara”: ends in “Ring 112” (ring-112), not in “prata” | the way: fara: Ja; change the flow, or what is expected`},
		{"wrong first", "first: natt\n    includes: [sos", "first: linje\n    includes: [sos",
			file + `8:12: “I fara”: first after 112 is “natt”, not “linje” | the way: fara: Ja; change the flow, or what is expected`},
		{"not listed", "includes: [sos-112]", "includes: [sos-112, linje]",
			file + `9:25: “I fara”: “linje” should be listed but is not | the way: fara: Ja; change the flow, or what is expected`},
		{"listed", "excludes: [linje]", "excludes: [natt]",
			file + `10:16: “I fara”: “natt” is listed but should not be | the way: fara: Ja; change the flow, or what is expected`},
		{"step that is gone", "fara: ja", "faran: ja",
			file + `6:7: “I fara”: the step “faran” does not exist | did you mean “fara”?`},
		{"outcome that is gone", "outcome: ring-112", "outcome: ring-113",
			file + `7:14: “I fara”: the step “ring-113” does not exist | did you mean “ring-112”?`},
		{"answer that is gone", "fara: ja", "fara: Nej, inte nå",
			file + `6:13: “I fara”: the question “fara” has no answer “Nej, inte nå” | did you mean “Nej, inte nu”?`},
		{"answer that never was", "fara: 2", "fara: 3",
			file + `15:13: “På natten”: the question “fara” has no answer “3” | the answers are, in order: Ja · Nej, inte nu`},
		{"answer in another language", "fara: No, not now", "fara: Nej, inte nu",
			file + `24:13: “Mitt på dagen”: the question “fara” has no answer “Nej, inte nu” | the answers are, in order: Yes · No, not now`},
		{"question that is not asked", "fara: ja", "prata: ja",
			file + `6:7: “I fara”: the question asked here is “fara”, not “prata” | answer it: fara: …`},
		{"one answer too many", "fara: ja\n", "fara: ja\n      prata: 1\n",
			file + `7:7: “I fara”: the question “prata” is never asked: the way ends in “ring-112” | remove the answer, or change those before it`},
		{"service that is gone", "first: linje", "first: linjen",
			file + `17:12: “På natten”: the service “linjen” does not exist | did you mean “linje”?`},
		{"area that is not one", "area: solna", "area: sollna",
			file + `12:11: “På natten”: the area “sollna” does not exist | did you mean “solna”?`},
		{"hour that does not exist", "at: 2026-11-28 01:00", "at: 2027-03-28 02:30",
			file + `13:9: “På natten”: the clock never shows 2027-03-28 02:30: that hour is skipped when summer time begins | choose a time before or after: 01:59 or 03:00`},
		{"no time at all", "at: 2026-11-28 01:00", "at: i natt",
			file + `13:9: “at” should be a day and a time: 2026-12-24 22:10 | `},
		{"mistyped key", "excludes: jour", "exclude: jour",
			file + `18:5: unknown key “exclude” | did you mean “excludes”?`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(holds, test.old, test.new, 1)
			if text == holds {
				t.Fatalf("%q is not in the scenarios", test.old)
			}
			if found, _ := run(t, folder(text)); len(found) != 1 || found[0] != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(found, "\n"), test.want)
			}
		})
	}
}

// TestUnfinished: answers that stop at a question.
func TestUnfinished(t *testing.T) {
	fsys := folder("scenarios:\n  - {name: Tyst, area: none, at: 2026-12-24 22:10, answers: {}, outcome: prata}\n")
	found, _ := run(t, fsys)
	want := "content/flows/vart/scenarios.yaml:2:5: “Tyst”: the answers end at the question “Är någon i fara?” (fara) | answer it too: fara: …"
	if len(found) != 1 || found[0] != want {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(found, "\n"), want)
	}
}

// TestTwice: in the hour that comes twice a scenario must hold both times.
func TestTwice(t *testing.T) {
	fsys := folder(`scenarios:
  - name: När klockan ställs tillbaka
    area: none
    at: 2026-10-25 02:45
    answers: {fara: 2}
    outcome: prata
    first: linje
`)
	found, results := run(t, fsys)
	if len(found) > 0 || len(results) != 2 || results[1].At.Sub(results[0].At) != time.Hour {
		t.Errorf("%d results, found %v", len(results), found)
	}
}

// TestBundled runs the scenarios of the site that comes with vart, and holds
// them to what a set of them should cover.
func TestBundled(t *testing.T) {
	s, _, err := load.Site(context.Background(), os.DirFS("../.."), func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	f := s.Flow("vart")
	results := scenario.Run(s, f)
	for _, r := range results {
		for _, found := range r.Found {
			t.Errorf("%s (%s)", found.Message.EN, found.Hint.EN)
		}
	}
	if len(f.Scenarios) < 40 {
		t.Errorf("%d scenarios, want 40 or more", len(f.Scenarios))
	}
	outcomes, areas := map[string]bool{}, map[string]bool{}
	night, weekend, days := 0, 0, map[string]bool{}
	for _, r := range results {
		outcomes[r.Scenario.Outcome.Value], areas[r.Scenario.Area.Value] = true, true
		days[r.At.Format("01-02")] = true
		if h := r.At.Hour(); h >= 22 || h < 6 {
			night++
		}
		if d := r.At.Weekday(); d == time.Saturday || d == time.Sunday {
			weekend++
		}
	}
	for _, step := range f.Graphs["sv"].Steps {
		if !step.Question() && !outcomes[step.ID] {
			t.Errorf("nobody is sent to %q", step.ID)
		}
	}
	for _, area := range []string{"sundbyberg", "solna", "hasselby-vallingby", site.National} {
		if !areas[area] {
			t.Errorf("nobody lives in %q", area)
		}
	}
	for _, day := range []string{"12-24", "06-25", "03-28", "03-29", "10-25"} {
		if !days[day] {
			t.Errorf("nobody asks on %s", day)
		}
	}
	if night < 10 || weekend < 10 {
		t.Errorf("%d at night and %d on weekends, want 10 or more of each", night, weekend)
	}
}
