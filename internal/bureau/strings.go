package bureau

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/translate"
	"vart/internal/yaml"
)

// message is an interface string; one that counts nothing has a single form,
// whose name is "".
type message map[string]string

// interfaceStrings are the interface strings of the source language and another.
type interfaceStrings struct {
	file     segment.File
	from, to map[string]message
	own      *source.File // the site's own file of the other language, nil if it has none
	forms    []string     // the plural forms of the other language
}

// folder is where a site's own interface strings are.
const folder = "translations"

// strings reads the interface strings and makes their units.
func (in *Input) strings(lang string, found *diag.List) (*interfaceStrings, error) {
	s := &interfaceStrings{from: map[string]message{}, to: map[string]message{}}
	c := &in.Site.Config
	like := lang
	var order []string
	for i, layer := range in.Strings {
		for _, tag := range []string{c.Source, lang} {
			name := "active." + tag + ".yaml"
			if _, err := fs.Stat(layer.FS, name); err != nil {
				continue
			}
			f, err := textfile.Read(layer.FS, name, folder+"/"+name, found)
			if err != nil {
				return nil, err
			}
			if f == nil {
				continue // it was reported
			}
			into := s.from
			if tag == lang {
				into = s.to
				if i == len(in.Strings)-1 {
					s.own = f
				}
			}
			var ignored diag.List // reported where the catalog is loaded
			m := yaml.Parse(f, f.Text, 1, &ignored)
			for key, value := range m.All {
				if key.Value == "plurals" {
					like = cmp.Or(value.Text().Value, like)
					continue
				}
				if tag == c.Source && s.from[key.Value] == nil {
					order = append(order, key.Value)
				}
				into[key.Value] = read(value)
			}
		}
	}
	s.forms = i18n.Categories(like)
	s.file = segment.File{Name: folder + "/active." + c.Source + ".yaml", Notes: []segment.Note{{Category: segment.Own,
		Text: diag.T("Gränssnittets ord: rubriker, knappar och korta meningar. {{.Ord}} fylls i när sidan visas.", "The words of the interface: headings, buttons and short sentences. {{.Word}} is filled in when the page is shown.").In(in.Messages)}}}
	from, to := in.locks(c.Source, lang), in.locks(lang, lang)
	for _, key := range order {
		in.message(s, key, from, to)
	}
	return s, nil
}

func read(n yaml.Node) message {
	if n.IsScalar() || n.IsNull() {
		return message{"": n.Text().Value}
	}
	out := message{}
	m := n.Map()
	for form, value := range m.All {
		out[form.Value] = value.Text().Value
	}
	return out
}

// message makes a string's units: one, or one for each plural form of the
// other language.
func (in *Input) message(s *interfaceStrings, key string, from, to *locks) {
	src, own := s.from[key], s.to[key]
	forms := []string{""}
	if _, plain := src[""]; !plain {
		forms = s.forms
	}
	for _, form := range forms {
		text, ok := src[form]
		if !ok {
			text = src["other"]
		}
		u := segment.Unit{ID: key, Print: translate.Print(text), State: segment.Initial, Source: from.lock(segment.Join([]segment.Part{{Text: text}}))}
		if !segment.HasWords(u.Source) {
			continue
		}
		if form != "" {
			u.ID += ":" + form
			u.Notes = append(u.Notes, segment.Note{Category: segment.Own, Text: diag.T("pluralform: %s (CLDR)", "plural form: %s (CLDR)", form).In(in.Messages)})
		}
		if t := own[form]; t != "" {
			u.Target, u.State = to.lock(segment.Join([]segment.Part{{Text: t}})), segment.Translated
		}
		segment.Identify(u.Source, u.Target)
		s.file.Units = append(s.file.Units, u)
	}
}

// write puts new strings into the site's own file of the language; the rest of
// it is as it was.
func (s *interfaceStrings) write(changed map[string]message, lang string) (name string, text []byte) {
	name = folder + "/active." + lang + ".yaml"
	if s.own != nil {
		text = slices.Clone(s.own.Text)
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	for _, key := range slices.Sorted(maps.Keys(changed)) {
		all := maps.Clone(s.to[key])
		if all == nil {
			all = message{}
		}
		maps.Copy(all, changed[key])
		value := translate.Quote(all[""])
		if _, plain := all[""]; !plain {
			var forms []string
			for _, form := range slices.Sorted(maps.Keys(all)) {
				forms = append(forms, form+": "+translate.Quote(all[form]))
			}
			value = "{" + strings.Join(forms, ", ") + "}"
		}
		text = translate.SetIn(text, 0, len(text), key, value)
	}
	return name, text
}
