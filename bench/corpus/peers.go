package corpus

import (
	"fmt"
	"strings"
	"time"
)

// page is a page as a site generator that knows no services has it: front
// matter and Markdown.
type page struct {
	path   string // "" the language's start page
	folder bool
	front  []string
	body   string
}

// plain makes every page of a language for a peer, the ones that vart makes of
// its registry included. card writes a contact card.
func (s *Site) plain(l *Language, card func(id string) string, yield func(page) error) error {
	text := func(body string) string {
		return fill(body,
			func(to string) string { return "/" + l.tag + "/" + to + "/" },
			func(number string) string { return "[" + number + "](tel:" + dial(number) + ")" },
			card)
	}
	named := func(path, name string, folder bool, body string, more ...string) error {
		w := s.writer(l, "words of "+name)
		about := w.phrase(10, 10)
		return yield(page{path, folder, append([]string{"title", quote(l.names[name]), "description", quote(about)}, more...), text(w.some(2) + "\n\n" + body)})
	}
	w := s.writer(l, "home")
	err := yield(page{"", true, []string{"title", quote(l.Title), "description", quote(w.phrase(12, 12))}, w.some(6) + "\n"})
	for _, folder := range []string{"services", "areas", "flows"} {
		if err == nil {
			err = named(folder, folder, true, "")
		}
	}
	for _, v := range services {
		if err == nil {
			err = named("services/"+v.id, v.id, false, "", "number", quote(v.number), "dial", quote(dial(v.number)), "hours", quote(v.hours))
		}
	}
	for _, a := range areas {
		if err == nil {
			err = named("areas/"+a, a, false, list(services[1].id, services[3].id))
		}
	}
	if err == nil {
		err = named("flows/guide", "flow", true, "")
	}
	for _, a := range append([]string{"national"}, areas...) {
		if err == nil {
			err = named("flows/guide/"+a, "flow", false, s.steps(l))
		}
	}
	for _, p := range l.Pages {
		if err != nil {
			return err
		}
		err = yield(page{p.Path(), p.Name == "", []string{
			"title", quote(p.Title), "description", quote(p.Description), "weight", fmt.Sprint(p.Weight),
			"sources", fmt.Sprintf(`[{url: "%s", name: "Example", dated: "2026-01", seen: "2026-02-01"}]`, sourceOf(p)),
			"reviewed", quote(p.Reviewed.Format(time.DateOnly)),
		}, text(p.body())})
	}
	return err
}

func list(ids ...string) string {
	return "- " + markCard + strings.Join(ids, markCard+"\n- "+markCard) + markCard + "\n"
}

// steps is the flow as a text: peers have no flows.
func (s *Site) steps(l *Language) string {
	var b strings.Builder
	for _, step := range steps {
		fmt.Fprintf(&b, "## %s {#%s}\n\n", l.names["step."+step.id], step.id)
		for _, a := range step.answers {
			fmt.Fprintf(&b, "- [%s](#%s)\n", l.names[a[0]], a[1])
		}
		if len(step.contacts) > 0 {
			b.WriteString(list(services[0].id, services[1].id))
		}
		b.WriteString("\n")
	}
	return b.String()
}
