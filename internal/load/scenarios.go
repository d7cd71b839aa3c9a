package load

import (
	"path"
	"strings"
	"time"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

// scenarios reads content/flows/<id>/scenarios.yaml of every flow. What a
// scenario says is held against the flow when it is run; here it is only read.
func (l *loader) scenarios(files []string) error {
	for _, name := range files {
		parts := strings.Split(name, "/")
		if len(parts) != 4 || parts[1] != "flows" || parts[3] != "scenarios.yaml" {
			continue
		}
		f, err := l.read(name, &l.found)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		m := yaml.Parse(f, f.Text, 1, &l.found)
		var all []*site.Scenario
		for _, item := range m.Need("scenarios", diag.T("skriv en lista: scenarios: (ny rad) - name: …", "write a list: scenarios: (new line) - name: …")).Items() {
			all = append(all, l.scenario(item))
		}
		m.Done()
		if id := path.Base(path.Dir(name)); l.hasFlow(id) {
			l.flow(id).Scenarios = all
		} else {
			l.found.Add(f.Start(), diag.FileName, diag.T("content/flows/%s/ har inget flöde att pröva", "content/flows/%s/ has no flow to try", id),
				diag.T("skapa content/flows/%s/index.%s.md, eller ta bort filen", "create content/flows/%s/index.%s.md, or remove the file", id, l.site.Config.Source))
		}
	}
	return nil
}

func (l *loader) hasFlow(id string) bool {
	for _, f := range l.site.Flows {
		if f.ID == id {
			return true
		}
	}
	return false
}

func (l *loader) scenario(n yaml.Node) *site.Scenario {
	m := n.Map()
	s := &site.Scenario{Pos: n.Pos}
	s.Name = m.Need("name", diag.T("skriv vem det är och vad som har hänt: name: \"Granne hör skrik en fredagsnatt\"", "write who it is and what has happened: name: \"A neighbour hears screams on a Friday night\"")).Text()
	s.Area = m.Need("area", diag.T("skriv var personen bor: area: solna, eller none för den som inte vill säga", "write where the person lives: area: solna, or none for somebody who would not say")).Text()
	if s.Area.Value == "none" {
		s.Area.Value = site.National
	}
	s.Time, s.At = l.moments(m.Need("at", diag.T("skriv när det är: at: 2026-12-24 22:10", "write when it is: at: 2026-12-24 22:10")))
	s.Language = m.Text("language")
	if s.Language.Value != "" && !l.known(s.Language, &l.found) {
		s.Language.Value = ""
	}
	answers := m.Need("answers", diag.T("skriv personens svar, steg för steg: fara: Nej, inte just nu", "write the person's answers, step by step: fara: No, not right now")).Map()
	for step, answer := range answers.All {
		s.Answers = append(s.Answers, site.Choice{Step: step, Answer: answer.Text()})
	}
	s.Outcome = m.Need("outcome", diag.T("skriv vilket steg personen ska hamna i: outcome: ring-112", "write which step the person should end in: outcome: ring-112")).Text()
	s.First = m.Text("first")
	s.Includes, s.Excludes = m.Texts("includes"), m.Texts("excludes")
	m.Done()
	return s
}

// moments reads a time by the clock on the wall of the site's time zone.
func (l *loader) moments(n yaml.Node) (source.At[string], []time.Time) {
	t := n.Text()
	if t.Value == "" {
		return t, nil
	}
	wall, err := time.Parse("2006-01-02 15:04", t.Value)
	if err != nil {
		n.Wrong(diag.T("en dag och ett klockslag: 2026-12-24 22:10", "a day and a time: 2026-12-24 22:10"))
		return source.At[string]{Pos: t.Pos}, nil
	}
	return t, site.Moments(wall, l.site.Config.Timezone)
}
