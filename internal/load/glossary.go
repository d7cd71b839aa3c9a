package load

import (
	"slices"

	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

const glossaryName = "content/glossary.yaml"

// glossary reads the agreed words. A term is known by its own name in the
// source language, and by the other forms that are given for it.
func (l *loader) glossary(files []string) error {
	if !slices.Contains(files, glossaryName) {
		return nil
	}
	f, err := l.read(glossaryName, &l.found)
	if f == nil {
		return err
	}
	terms := yaml.Parse(f, f.Text, 1, &l.found)
	for name, value := range terms.All {
		t := &site.Term{Name: name, Forms: map[string][]source.At[string]{}}
		forms := value.Map()
		for lang, n := range forms.All {
			if l.known(lang, &l.found) {
				t.Forms[lang.Value] = n.Texts()
			}
		}
		t.Forms[l.site.Config.Source] = append(t.Forms[l.site.Config.Source], name)
		l.site.Glossary = append(l.site.Glossary, t)
	}
	return nil
}
