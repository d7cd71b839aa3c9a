package load

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vart/docs/schema"
	"vart/internal/diag"
)

// schemaFiles say which schema of docs/schema/ describes which kind of file, and
// where a file of that kind stands. The tests ask the loader itself what it
// knows, so that there is no second list to keep.
var schemaFiles = []struct{ schema, file string }{
	{"vart.schema.json", ConfigName},
	{"page.schema.json", "content/x.sv.md"},
	{"service.schema.json", "content/services/x/facts.yaml"},
	{"area.schema.json", "content/areas/x/facts.yaml"},
	{"scenarios.schema.json", "content/flows/x/scenarios.yaml"},
}

// glossarySchema describes the one kind of file whose keys are the author's
// own words, so that there are none to compare.
const glossarySchema = "glossary.schema.json"

// stranger is a key and a value that no author would write and that is near
// nothing they could have meant, so that hints list everything there is.
const stranger = "qqqq"

// TestSchemaKeys gives the loader a mapping with an unknown key wherever the
// schema has a property, and reads the keys it does know from its hints.
func TestSchemaKeys(t *testing.T) {
	for _, k := range schemaFiles {
		t.Run(k.schema, func(t *testing.T) {
			p := &probe{about: map[int]string{}}
			want := map[string][]string{}
			p.write(0, fence(k.file))
			p.mapping(compile(t, k.schema), "", want)
			p.write(0, fence(k.file))
			got := hints(loadOne(t, k.file, p.text.String()), diag.UnknownKey, p.about)
			same(t, "keys", want, got)
		})
	}
}

// TestSchemaValues does the same with values, where the loader lets an author
// choose from a few.
func TestSchemaValues(t *testing.T) {
	for _, k := range schemaFiles {
		t.Run(k.schema, func(t *testing.T) {
			p := &probe{about: map[int]string{}}
			want := map[string][]string{}
			p.write(0, fence(k.file))
			p.choices(compile(t, k.schema), "", want)
			p.write(0, fence(k.file))
			got := hints(loadOne(t, k.file, p.text.String()), diag.WrongType, p.about)
			same(t, "values", want, got)
		})
	}
}

// TestSchemaContent holds the site that comes with vart against the schemas,
// as an editor would.
func TestSchemaContent(t *testing.T) {
	root := os.DirFS("../..")
	files := []string{ConfigName, glossaryName}
	for _, pattern := range []string{"content/services/*/facts.yaml", "content/areas/*/facts.yaml", "content/flows/*/scenarios.yaml"} {
		found, err := fs.Glob(root, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	err := fs.WalkDir(root, "content", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".md" {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*jsonschema.Schema{glossarySchema: compile(t, glossarySchema)}
	for _, k := range schemaFiles {
		all[k.schema] = compile(t, k.schema)
	}
	for _, name := range files {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := all[schemaOf(name)].Validate(editorValue(t, name, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses shows that a schema draws a line under what the loader
// would report.
func TestSchemaRefuses(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{ConfigName, "title: x\nbase_url: https://example.org/\nlanguages: [sv]\nexit: {url: https://www.smhi.se/}\nlangauges: [en]"},
		{ConfigName, "title: x\nbase_url: example.org\nlanguages: [sv]\nexit: {url: https://www.smhi.se/}"},
		{"content/x.sv.md", "---\ndescription: no title\n---\n"},
		{"content/x.sv.md", "---\ntitle: x\nweight: first\n---\n"},
		{"content/services/x/facts.yaml", "area: national"},
		{"content/services/x/facts.yaml", "area: national\nfor: [grandmother]"},
		{"content/services/x/facts.yaml", "area: national\nfor: [victim]\nphones: [{number: ring oss}]"},
		{"content/services/x/facts.yaml", "area: national\nfor: [victim]\nvisit: {secret: true, address: Storgatan 1}"},
		{"content/services/x/facts.yaml", "area: national\nfor: [victim]\nverified: {on: yesterday, by: x}"},
		{"content/areas/x/facts.yaml", "kind: town\nparent: national"},
		{glossaryName, "skyddat boende: sheltered housing"},
		{"content/flows/x/scenarios.yaml", "scenarios: [{name: x, area: none, at: tonight, answers: {}, outcome: y}]"},
	} {
		if err := compile(t, schemaOf(c.name)).Validate(editorValue(t, c.name, []byte(c.text))); err == nil {
			t.Errorf("%s: accepted:\n%s", c.name, c.text)
		}
	}
}

// TestSchemaWords checks that every property says what it is, what it means
// and how it looks: that is what an editor shows a communicator.
func TestSchemaWords(t *testing.T) {
	for _, k := range schemaFiles {
		var raw any
		if err := json.Unmarshal(read(t, k.schema), &raw); err != nil {
			t.Fatal(err)
		}
		words(t, k.schema, raw)
	}
}

func words(t *testing.T, at string, value any) {
	m, ok := value.(map[string]any)
	if !ok {
		return
	}
	properties, _ := m["properties"].(map[string]any)
	for key, p := range properties {
		s, _ := p.(map[string]any)
		description, _ := s["description"].(string)
		if _, rule := s["const"]; !rule && (s["title"] == nil || !strings.Contains(description, "Example: "+key+": ")) {
			t.Errorf("%s: %s needs a title, and a description with “Example: %s: …”", at, key, key)
		}
	}
	if properties != nil && m["required"] == nil && m["additionalProperties"] != false && m["$schema"] != nil {
		t.Errorf("%s: additionalProperties is not false", at)
	}
	for key, child := range m {
		words(t, at+"/"+key, child)
	}
}

func schemaOf(name string) string {
	switch {
	case name == ConfigName:
		return "vart.schema.json"
	case path.Ext(name) == ".md":
		return "page.schema.json"
	case strings.HasPrefix(name, "content/areas/"):
		return "area.schema.json"
	case name == glossaryName:
		return glossarySchema
	case path.Base(name) == "scenarios.yaml":
		return "scenarios.schema.json"
	}
	return "service.schema.json"
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := schema.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// compile compiles a schema; what it refers to stands beside it.
func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	names := []string{glossarySchema}
	for _, k := range schemaFiles {
		names = append(names, k.schema)
	}
	for _, name := range names {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(read(t, name))))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := c.AddResource("file:///"+name, doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile("file:///" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
