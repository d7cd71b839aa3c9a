// Package i18n owns the interface strings and what is known of languages. It
// is the only package that imports go-i18n and golang.org/x/text.
//
// Each language has a bundle of its own and an explicit chain of fallbacks:
// the matcher of x/text finds wrong neighbours (Persian for Sorani).
package i18n

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"vart/internal/diag"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/yaml"
)

// Catalog holds the interface strings of all languages.
type Catalog struct {
	langs     map[string]*table
	reference map[string]Message
}

// table are one language's own strings.
type table struct {
	localizer *i18n.Localizer
	own       map[string]Message
	like      string // the language it counts like, itself as a rule
}

// Message is one interface string as a file has it.
type Message struct {
	Pos source.Pos
	// Forms are its texts by CLDR's plural category; one that does not count
	// anything has "other" only.
	Forms map[string]string
	// Counts says that the file gives forms, one for each way the language
	// counts.
	Counts bool
}

// referenceLanguage is the one that built-in strings are written in first.
const referenceLanguage = "sv"

// Layer is a folder of translations: its file system and the name it goes by
// in findings.
type Layer struct {
	FS   fs.FS
	Name string
}

// Load reads active.<lang>.yaml from the layers; a later layer wins key by
// key.
func Load(layers ...Layer) (*Catalog, diag.List, error) {
	var found diag.List
	messages := map[string]map[string]*i18n.Message{}
	own := map[string]map[string]Message{}
	plurals := map[string]string{}
	var whole map[string]Message
	for _, layer := range layers {
		names, err := fs.Glob(layer.FS, "active.*.yaml")
		if err != nil {
			return nil, nil, err
		}
		for _, name := range names {
			f, err := textfile.Read(layer.FS, name, layer.Name+"/"+name, &found)
			if err != nil {
				return nil, nil, err
			}
			if f == nil {
				continue
			}
			lang := strings.TrimSuffix(strings.TrimPrefix(name, "active."), ".yaml")
			if messages[lang] == nil {
				messages[lang], own[lang] = map[string]*i18n.Message{}, map[string]Message{}
			}
			m := yaml.Parse(f, f.Text, 1, &found)
			if p := m.Text("plurals"); p.Value != "" {
				plurals[lang] = p.Value
			}
			for key, value := range m.All {
				if key.Value == "plurals" {
					continue
				}
				m := read(key.Pos, value)
				messages[lang][key.Value] = message(key.Value, m.Forms)
				own[lang][key.Value] = m
			}
		}
		if whole == nil {
			whole = maps.Clone(own[referenceLanguage])
		}
	}
	c := &Catalog{langs: map[string]*table{}, reference: whole}
	for lang, all := range messages {
		s, err := bundle(lang, plurals[lang], all)
		if err != nil {
			return nil, nil, err
		}
		s.own, s.like = own[lang], cmp.Or(plurals[lang], lang)
		c.langs[lang] = s
	}
	return c, found, nil
}

// forms are CLDR's plural categories.
var forms = []string{"zero", "one", "two", "few", "many", "other"}

func read(at source.Pos, n yaml.Node) Message {
	m := Message{Pos: at, Forms: map[string]string{}}
	if n.IsScalar() || n.IsNull() {
		m.Forms["other"] = n.Text().Value
		return m
	}
	m.Counts = true
	counts := n.Map()
	for _, form := range forms {
		if text := counts.Text(form).Value; text != "" {
			m.Forms[form] = text
		}
	}
	counts.Done()
	return m
}

func message(id string, forms map[string]string) *i18n.Message {
	return &i18n.Message{
		ID: id, Zero: forms["zero"], One: forms["one"], Two: forms["two"],
		Few: forms["few"], Many: forms["many"], Other: forms["other"],
	}
}

// bundle makes a language's localizer. go-i18n has no plural rules for some
// languages (prs, fit, rom); their file says which language counts alike.
func bundle(lang, like string, all map[string]*i18n.Message) (*table, error) {
	if like == "" {
		like = lang
	}
	tag, err := language.Parse(like)
	if err != nil {
		return nil, fmt.Errorf("translations/active.%s.yaml: %q is no language tag", lang, like)
	}
	list := make([]*i18n.Message, 0, len(all))
	for _, m := range all {
		list = append(list, m)
	}
	b := i18n.NewBundle(tag)
	if err := b.AddMessages(tag, list...); err != nil {
		return nil, fmt.Errorf("translations/active.%s.yaml: %w; write plurals: with a language that counts in the same way", lang, err)
	}
	return &table{localizer: i18n.NewLocalizer(b, tag.String())}, nil
}

// Strings are the interface strings shown to readers of one language.
type Strings struct {
	Lang  string
	chain []*table
}

// For returns the strings of the first of the languages, with the others to
// fall back on.
func (c *Catalog) For(langs []string) *Strings {
	s := &Strings{Lang: langs[0]}
	for _, l := range langs {
		if own := c.langs[l]; own != nil {
			s.chain = append(s.chain, own)
		}
	}
	return s
}

// Languages returns the tags that have strings, sorted.
func (c *Catalog) Languages() []string {
	var tags []string
	for tag := range c.langs {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	return tags
}

// Messages returns the strings a language has itself, by key; nil if none.
func (c *Catalog) Messages(lang string) map[string]Message {
	if s := c.langs[lang]; s != nil {
		return s.own
	}
	return nil
}

// Reference returns the strings that every language should have: those of the
// first layer, which is the built-in one, in the language it is written in.
func (c *Catalog) Reference() map[string]Message { return c.reference }

// Counts returns the plural categories a language uses for whole numbers, in
// CLDR's order: [one other] for Swedish.
func (c *Catalog) Counts(lang string) []string {
	if s := c.langs[lang]; s != nil {
		return Categories(s.like)
	}
	return nil
}

// ErrMissing says that no language of the chain has a string.
var ErrMissing = errors.New("no such string")

// T returns the string with the key, its {{.Name}} replaced by the arguments,
// which come as pairs of name and value. A value named Count chooses the
// plural form.
func (s *Strings) T(key string, args ...any) (string, error) {
	for _, own := range s.chain {
		if _, ok := own.own[key]; !ok {
			continue
		}
		c := &i18n.LocalizeConfig{MessageID: key}
		if len(args) > 0 {
			data := make(map[string]any, len(args)/2)
			for i := 0; i+1 < len(args); i += 2 {
				name := fmt.Sprint(args[i])
				data[name] = args[i+1]
				if name == "Count" {
					c.PluralCount = args[i+1]
				}
			}
			c.TemplateData = data
		}
		return own.localizer.Localize(c)
	}
	return "", fmt.Errorf("%w: %s", ErrMissing, key)
}

// Text is T for callers that have the arguments as a map and know that the
// string exists; it is empty if it does not. It makes Strings a
// hours.Lexicon.
func (s *Strings) Text(key string, args map[string]any) string {
	pairs := make([]any, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, name, value)
	}
	text, err := s.T(key, pairs...)
	if err != nil {
		return ""
	}
	return text
}

// Has says whether some language of the chain has the string.
func (s *Strings) Has(key string) bool {
	for _, own := range s.chain {
		if _, ok := own.own[key]; ok {
			return true
		}
	}
	return false
}
