package load

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vart/internal/diag"
	"vart/internal/source"
	"vart/internal/yaml"
)

// probe is a YAML text made from a schema, a key or value to a line, so that a
// finding's line tells what it is about.
type probe struct {
	text  strings.Builder
	line  int
	about map[int]string // by line: the mapping with the unknown key, or the key with the value
}

// fence is the line around front matter.
func fence(file string) string {
	if path.Ext(file) == ".md" {
		return "---"
	}
	return "# " + file
}

func (p *probe) write(indent int, text string) int {
	p.line++
	fmt.Fprintf(&p.text, "%s%s\n", strings.Repeat("  ", indent), text)
	return p.line
}

// mapping writes an unknown key into the schema's mapping and into the value
// of each of its properties, whether that is to be a mapping or not.
func (p *probe) mapping(s *jsonschema.Schema, at string, want map[string][]string) {
	indent := strings.Count(at, ".")
	p.about[p.write(indent, stranger+": "+stranger)] = at
	want[at] = sorted(s.Properties)
	for _, key := range want[at] {
		child := at + key + "."
		p.write(indent, key+":")
		inner := variant(s.Properties[key], isMapping)
		list := variant(s.Properties[key], func(s *jsonschema.Schema) bool { return items(s) != nil && variant(items(s), isMapping) != nil })
		switch {
		case inner != nil:
			p.mapping(inner, child, want)
		case list != nil:
			p.write(indent+1, "-")
			child += "-."
			p.mapping(variant(items(list), isMapping), child, want)
		default:
			p.about[p.write(indent+1, stranger+": "+stranger)] = child
		}
	}
}

// choices writes a value that cannot be chosen for every property that is no
// mapping; want is what the schema lets an author choose from.
func (p *probe) choices(s *jsonschema.Schema, at string, want map[string][]string) {
	indent := strings.Count(at, ".")
	for _, key := range sorted(s.Properties) {
		child := s.Properties[key]
		inner := variant(child, isMapping)
		list := variant(child, func(s *jsonschema.Schema) bool { return items(s) != nil && variant(items(s), isMapping) != nil })
		if inner == nil && list == nil {
			p.about[p.write(indent, key+": "+stranger)] = at + key
		}
		if chosen := variant(child, func(s *jsonschema.Schema) bool { return s.Enum != nil }); chosen != nil {
			for _, v := range chosen.Enum.Values {
				want[at+key] = append(want[at+key], fmt.Sprint(v))
			}
			slices.Sort(want[at+key])
		}
		switch {
		case inner != nil:
			p.write(indent, key+":")
			p.write(indent+1, "stop: here") // never empty
			p.choices(inner, at+key+".", want)
		case list != nil:
			p.write(indent, key+":")
			p.write(indent+1, "-")
			p.write(indent+2, "stop: here")
			p.choices(variant(items(list), isMapping), at+key+".-.", want)
		}
	}
}

func isMapping(s *jsonschema.Schema) bool { return len(s.Properties) > 0 }

// variant returns the schema, what it refers to, or one of the forms it may
// take, whichever is the first that fits.
func variant(s *jsonschema.Schema, fits func(*jsonschema.Schema) bool) *jsonschema.Schema {
	for s != nil {
		if fits(s) {
			return s
		}
		for _, form := range s.AnyOf {
			if v := variant(form, fits); v != nil {
				return v
			}
		}
		s = s.Ref
	}
	return nil
}

func items(s *jsonschema.Schema) *jsonschema.Schema { return s.Items2020 }

// listed finds the list at the end of a hint.
var listed = regexp.MustCompile(`^(?:keys that exist here|write one of|choose from): (.+)$`)

// hints reads the lists in the hints of a check's findings, by what the line
// is about.
func hints(found diag.List, c *diag.Check, about map[int]string) map[string][]string {
	got := map[string][]string{}
	for _, f := range found {
		line, _ := f.Pos.LineCol()
		at, ok := about[line]
		if m := listed.FindStringSubmatch(f.Hint.EN); ok && f.Check == c && m != nil {
			got[at] = strings.Split(m[1], ", ")
			slices.Sort(got[at])
			got[at] = slices.Compact(got[at])
		}
	}
	return got
}

// same compares what the schema says with what the loader does.
func same(t *testing.T, what string, schema, loader map[string][]string) {
	t.Helper()
	for at, want := range schema {
		if got := loader[at]; !slices.Equal(got, want) {
			t.Errorf("%s at “%s”: the schema has %v, the loader %v", what, at, want, got)
		}
	}
	for at, got := range loader {
		if schema[at] == nil {
			t.Errorf("%s at “%s”: the loader has %v, the schema none", what, at, got)
		}
	}
}

func sorted(m map[string]*jsonschema.Schema) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// loadOne loads a site in which one file has the given text, and returns the
// findings about it.
func loadOne(t *testing.T, name, text string) diag.List {
	t.Helper()
	fsys := fstest.MapFS{ConfigName: {Data: []byte("title: x\nbase_url: https://example.org/\nlanguages: [sv]\nexit: {url: https://www.smhi.se/}\n")}}
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
	_, found, err := Site(context.Background(), fsys, func(string) []string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(found, func(f diag.Finding) bool { return f.Pos.Name() != name })
}

// editorValue is a file's YAML as an editor's schema check sees it: plain
// scalars are null, booleans and numbers where YAML 1.2 says so; dates and
// everything else are texts.
func editorValue(t *testing.T, name string, text []byte) any {
	t.Helper()
	if path.Ext(name) == ".md" {
		front, _, ok := frontMatter(text)
		if !ok {
			t.Fatalf("%s: no front matter", name)
		}
		text = front
	}
	var found diag.List
	m := yaml.Parse(&source.File{Name: name, Text: text}, text, 1, &found)
	if len(found) > 0 {
		t.Fatalf("%s: %s", name, found[0].Message.EN)
	}
	return mapValue(m)
}

func mapValue(m yaml.Map) map[string]any {
	values := map[string]any{}
	for key, n := range m.All {
		values[key.Value] = nodeValue(n)
	}
	return values
}

func nodeValue(n yaml.Node) any {
	switch {
	case n.IsNull():
		return nil
	case n.IsList():
		list := []any{}
		for _, item := range n.Items() {
			list = append(list, nodeValue(item))
		}
		return list
	case !n.IsScalar():
		return mapValue(n.Map())
	}
	t := n.Text()
	if quote := t.Pos.File.Text[t.Pos.Offset]; quote == '"' || quote == '\'' {
		return t.Value
	}
	if t.Value == "true" || t.Value == "false" {
		return t.Value == "true"
	}
	if i, err := strconv.Atoi(t.Value); err == nil {
		return json.Number(strconv.Itoa(i))
	}
	return t.Value
}
