package corpus

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"vart/internal/load"
	"vart/internal/source"
	"vart/internal/translate"
)

//go:embed all:vart all:hugo all:eleventy
var files embed.FS

// Vart writes the corpus as a vart site. strings are the built-in interface
// strings; languages that have none of their own get the English ones in their
// own words, so that every language has all of them.
func (s *Site) Vart(root string, strings fs.FS) error {
	f := newFolder(root)
	if err := f.copy("vart", ""); err != nil {
		return err
	}
	if err := f.write("vart.yaml", s.config()); err != nil {
		return err
	}
	english, err := fs.ReadFile(strings, "translations/active.en.yaml")
	if err != nil {
		return err
	}
	for _, l := range s.Languages {
		if _, err := fs.Stat(strings, "translations/active."+l.tag+".yaml"); err != nil {
			own := l.interfaceStrings(random(s.Seed, l.tag+"/strings"), string(english))
			if err := f.write("translations/active."+l.tag+".yaml", own); err != nil {
				return err
			}
		}
	}
	if err := s.vartTexts(f); err != nil {
		return err
	}
	if err := s.registry(f); err != nil {
		return err
	}
	return f.sweep()
}

// copy writes the embedded files of a folder.
func (f *folder) copy(from, to string) error {
	return fs.WalkDir(files, from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		return f.write(path.Join(to, strings.TrimPrefix(name, from)), string(text))
	})
}

func (s *Site) config() string {
	var tags, titles, discreet []string
	for _, l := range s.Languages {
		tags = append(tags, l.tag)
		titles = append(titles, l.tag+": "+quote(l.Title))
		discreet = append(discreet, l.tag+": "+quote(l.discreet))
	}
	return fmt.Sprintf(`title: {%s}
discreet_title: {%s}
base_url: https://www.example.org/
status: live
publisher: {name: "Bench", email: "bench@example.org"}
source_language: %s
languages: [%s]
areas: [%s]
exit: {url: https://www.example.com/}
timezone: Europe/Stockholm
review: {services: 365d, pages: 365d}
readability: {sv: 90, en: 90}
menu: [%s]
footer: [services, areas]
danger: %s
`, strings.Join(titles, ", "), strings.Join(discreet, ", "), tags[0], strings.Join(tags, ", "), strings.Join(areas, ", "), strings.Join(menu(), ", "), Guide(0))
}

func (s *Site) vartTexts(f *folder) error {
	err := s.vartText(f, "index", func(l *Language) ([]string, string) {
		w := s.writer(l, "home")
		return []string{"title", quote(l.Title), "description", quote(w.phrase(12, 12))}, w.some(6) + "\n"
	})
	named := func(path, name string) {
		if err == nil {
			err = s.vartText(f, path, func(l *Language) ([]string, string) {
				w := s.writer(l, "words of "+name)
				return []string{"title", quote(l.names[name]), "description", quote(w.phrase(10, 10))}, w.some(2) + "\n"
			})
		}
	}
	for _, folder := range []string{"services", "areas", "flows"} {
		named(folder+"/index", folder)
	}
	for _, v := range services {
		named("services/"+v.id+"/index", v.id)
	}
	for _, a := range areas {
		named("areas/"+a+"/index", a)
	}
	if err == nil {
		err = s.vartText(f, "flows/guide/index", func(l *Language) ([]string, string) {
			return []string{"title", quote(l.names["flow"]), "description", quote(l.names["lead"])}, s.flow(l)
		})
	}
	for i, p := range s.Languages[0].Pages {
		if err != nil {
			return err
		}
		name := p.Path()
		if p.Name == "" {
			name += "/index"
		}
		err = s.vartText(f, name, func(l *Language) ([]string, string) {
			p := l.Pages[i]
			body := fill(p.body(),
				func(to string) string { return "../" + to },
				func(number string) string { return number },
				func(id string) string { return "<service:" + id + ">" })
			return []string{"title", quote(p.Title), "description", quote(p.Description), "weight", fmt.Sprint(p.Weight),
				"sources", fmt.Sprintf(`[{url: "%s", name: "Example", dated: 2026-01, seen: 2026-02-01}]`, sourceOf(p)),
				"review", "{owner: \"bench\", on: " + p.Reviewed.Format("2006-01-02") + "}"}, body
		})
	}
	return err
}

// vartText writes a text in every language: first the source, since its
// translations say which parts they were made from.
func (s *Site) vartText(f *folder, name string, text func(*Language) (pairs []string, body string)) error {
	var parts []string
	for i, l := range s.Languages {
		file := "content/" + name + "." + l.tag + ".md"
		pairs, body := text(l)
		if i > 0 {
			pairs = append(pairs, "translation", `{reviewed: {on: 2026-09-01, by: "Bench"}}`, "fingerprint", "["+strings.Join(parts, ", ")+"]")
		}
		made := front(pairs...) + body
		if i == 0 {
			w := load.Text(&source.File{Name: file, Text: []byte(made)}, l.tag)
			if w == nil {
				return fmt.Errorf("%s is no text", file)
			}
			parts = translate.Parts(w)
		}
		if err := f.write(file, made); err != nil {
			return err
		}
	}
	return nil
}

// flow is the guided flow: questions and outcomes.
func (s *Site) flow(l *Language) string {
	var b strings.Builder
	b.WriteString(s.writer(l, "flow").some(2) + "\n")
	for _, step := range steps {
		fmt.Fprintf(&b, "\n## %s {#%s%s}\n\n", l.names["step."+step.id], step.id, step.attributes)
		for _, a := range step.answers {
			text := l.names[a[0]]
			if a[0] == "unsure" && l.tag == "sv" {
				text = "Jag vet inte"
			}
			fmt.Fprintf(&b, "- [%s](#%s)\n", text, a[1])
		}
		for _, c := range step.contacts {
			fmt.Fprintf(&b, "- <%s>\n", c)
		}
	}
	return b.String()
}

// registry writes the facts of services and areas.
func (s *Site) registry(f *folder) error {
	for _, v := range services {
		facts := "area: " + v.area + "\nstatus: active\nfor: [victim, witness, neighbour, parent, child, youth]\nphones:\n  - number: " + quote(v.number) +
			"\n    opening_hours: " + quote(v.hours) + "\n    eves: open\n    free: yes\nlanguages: [sv, en]\nanonymous: yes\n" +
			"sources: [{url: \"https://source.example.org/\", name: \"Example\", dated: 2026-01, seen: 2026-02-01}]\nverified: {on: 2026-10-01, by: \"Bench\"}\n"
		if v.role != "" {
			facts = "roles: [" + v.role + "]\n" + facts
		}
		if v.secret {
			facts += "visit: {secret: true}\n"
		}
		if err := f.write("content/services/"+v.id+"/facts.yaml", facts); err != nil {
			return err
		}
	}
	for _, a := range areas {
		if err := f.write("content/areas/"+a+"/facts.yaml", "kind: municipality\nparent: national\n"); err != nil {
			return err
		}
	}
	return nil
}
