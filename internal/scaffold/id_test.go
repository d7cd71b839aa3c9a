package scaffold

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"vart/docs/schema"
)

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"solna":             "solna",
		"Hässelby-Vällinge": "hasselby-vallinge",
		"våld_i nära":       "vald-i-nara",
		"Spel & dobbel":     "spel-dobbel",
		"1177":              "1177",
		"--jour--":          "jour",
		"جمعية":             "",
		"":                  "",
		"../../etc":         "etc",
	} {
		if got := nearest(typed); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
		if err := checkID(typed); (err == nil) != (typed == want && typed != "") {
			t.Errorf("checkID(%q) = %v", typed, err)
		}
	}
}

// TestRefusals: each says what to type instead, in both languages.
func TestRefusals(t *testing.T) {
	root := newSite(t, "sv")
	p := part(t, root, "sv")
	for _, c := range []struct {
		make func() (*Plan, error)
		says string
	}{
		{func() (*Plan, error) { return p.Page("hjalp/Spel & dobbel") }, "hjalp/spel-dobbel"},
		{func() (*Plan, error) { return p.Page("content/hjalp/spel.sv.md") }, "hjalp/spel"},
		{func() (*Plan, error) { return p.Page(`hjalp\spel`) }, "hjalp/spel"},
		{func() (*Plan, error) { return p.Page("../hjalp/spel") }, "hjalp/spel"},
		{func() (*Plan, error) { return p.Page("") }, "a-z"},
		{func() (*Plan, error) { return p.Page("hjalp") }, "content/hjalp/index.sv.md"},
		{func() (*Plan, error) { return p.Page("index") }, "content/index.sv.md"},
		{func() (*Plan, error) { return p.Page("services/jour") }, "vart new service jour"},
		{func() (*Plan, error) { return p.Page("areas") }, "areas/index"},
		{func() (*Plan, error) { return p.Service("Jour", "", "") }, "jour"},
		{func() (*Plan, error) { return p.Service("sos-112", "", "") }, "content/services/sos-112/"},
		{func() (*Plan, error) { return p.Service("jour", "exempelsta", "") }, "exempelstad"},
		{func() (*Plan, error) { return p.Service("jour", "", "sos-113") }, "sos-112"},
		{func() (*Plan, error) { return p.Area("national", "national", "") }, "national"},
		{func() (*Plan, error) { return p.Area("grannby", "exempelsta", "") }, "exempelstad"},
		{func() (*Plan, error) { return p.Area("grannby", "national", "town") }, "municipality"},
		{func() (*Plan, error) { return p.Flow("vart") }, "content/flows/vart/"},
		{func() (*Plan, error) { return p.Language("sv", nil, nil) }, "sv"},
		{func() (*Plan, error) { return p.Language("AR", nil, nil) }, "ar"},
		{func() (*Plan, error) { return p.Language("sv_simple", nil, nil) }, "sv-simple"},
		{func() (*Plan, error) { return p.Language("arabiska", nil, nil) }, "sv-simple"},
		{func() (*Plan, error) { return Site("x", "ar") }, "vart new language ar"},
	} {
		plan, err := c.make()
		var r *Refused
		if plan != nil || !errors.As(err, &r) || !strings.Contains(r.Why.SV, c.says) || !strings.Contains(r.Why.EN, c.says) || r.Why.SV == r.Why.EN {
			t.Errorf("want a refusal that says %q, got %v", c.says, err)
		}
	}
}

// keys are all the keys a schema describes.
func keys(t *testing.T, name string) []string {
	t.Helper()
	b, err := schema.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	var all []string
	var walk func(any)
	walk = func(value any) {
		m, _ := value.(map[string]any)
		if properties, ok := m["properties"].(map[string]any); ok {
			for key := range properties {
				all = append(all, key)
			}
		}
		for _, child := range m {
			walk(child)
		}
	}
	walk(doc)
	slices.Sort(all)
	return slices.Compact(all)
}
