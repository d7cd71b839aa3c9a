package corpus

import (
	"encoding/json"
	"fmt"
	"path"
	"strconv"
)

// Eleventy writes the corpus as an Eleventy site whose pages show the same.
func (s *Site) Eleventy(root string) error {
	f := newFolder(root)
	if err := f.copy("eleventy", ""); err != nil {
		return err
	}
	head, err := sharedHead()
	if err != nil {
		return err
	}
	type link struct {
		URL   string `json:"url"`
		Title string `json:"title"`
	}
	languages := map[string]any{}
	for i, l := range s.Languages {
		titles := map[string]string{"flows/guide": l.names["flow"], "services": l.names["services"], "areas": l.names["areas"]}
		for _, p := range l.Pages {
			titles[p.Path()] = p.Title
		}
		links := func(paths ...string) (all []link) {
			for _, p := range paths {
				all = append(all, link{"/" + l.tag + "/" + p + "/", titles[p]})
			}
			return all
		}
		languages[l.tag] = map[string]any{"name": l.name, "dir": l.dir, "title": l.Title, "menu": links(append([]string{"flows/guide"}, menu()...)...), "about": links("services", "areas")}
		err := s.plain(l, func(id string) string { return cardText(l, id) }, func(p page) error {
			name := p.path + ".md"
			if p.folder {
				name = path.Join(p.path, "index.md")
			}
			more := []string{"lang_code", quote(l.tag), "order", strconv.Itoa(i), "key", quote("/" + p.path), "folder", strconv.FormatBool(p.folder)}
			return f.write("content/"+l.tag+"/"+name, front(append(more, p.front...)...)+p.body)
		})
		if err != nil {
			return err
		}
	}
	words := map[string]string{}
	for _, w := range interfaceWords {
		words[w[0]] = w[1]
	}
	data, err := json.Marshal(map[string]any{"base": "https://www.example.org", "policy": policy, "head": head, "words": words, "languages": languages})
	if err != nil {
		return err
	}
	if err := f.write("content/_data/site.json", string(data)); err != nil {
		return err
	}
	return f.sweep()
}

// cardText is a contact card as Markdown allows it in the middle of a list:
// Eleventy's texts are not run through a template language here, which spares
// it work.
func cardText(l *Language, id string) string {
	for _, v := range services {
		if v.id == id {
			return fmt.Sprintf("[%s](/%s/services/%s/) [%s](tel:%s) %s", l.names[id], l.tag, id, v.number, dial(v.number), v.hours)
		}
	}
	return ""
}
