package build_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"vart"
	"vart/internal/diag"
)

// TestSecretAddress smuggles the address of a secret shelter into everything
// that is published, in every form; each is refused.
func TestSecretAddress(t *testing.T) {
	const facts = "area: national\nfor: [victim, witness]\nphones: [{number: \"08-465 004 02\", opening_hours: \"24/7\", eves: open}]\nvisit: {secret: true}\nverified: {on: 2026-11-01, by: \"Redaktionen\"}\n"
	const open = "area: national\nfor: [victim, witness]\nphones: [{number: \"08-465 004 03\", opening_hours: \"24/7\", eves: open}]\nvisit: {address: \"Rådhusgatan 4, 172 22 Exempelstad\"}\nverified: {on: 2026-11-01, by: \"Redaktionen\"}\n"
	words := func(title, text string) string { return "---\ntitle: \"" + title + "\"\n---\n" + text + "\n" }
	files := func(more map[string]string) fstest.MapFS {
		site := base(t)
		for name, text := range map[string]string{
			"content/services/jouren/facts.yaml": facts, "content/services/jouren/index.sv.md": words("Gömda jouren", "Ring först."),
			"content/services/radhuset/facts.yaml": open, "content/services/radhuset/index.sv.md": words("Rådhuset", "Vi finns på Rådhusgatan 4."),
			"content/a.sv.md": words("Hjälp", "Ring [jouren](service:jouren). Kom annars till Rådhusgatan 4.\n\n- <service:radhuset>\n- <service:jouren>"),
		} {
			add(site, name, []byte(text))
		}
		for name, text := range more {
			delete(site, name)
			add(site, name, []byte(text))
		}
		return site
	}
	secret := func(found diag.List) (names []string) {
		for _, f := range found {
			if f.Check == diag.SecretAddress {
				names = append(names, f.Pos.Name())
			}
		}
		return names
	}
	if found := secret(check(t, files(nil))); len(found) > 0 {
		t.Fatalf("the address of another service was refused: %v", found)
	}
	layout := func(html string) string {
		text, err := vart.Builtin.ReadFile("layouts/service.html")
		if err != nil {
			t.Fatal(err)
		}
		return string(text) + html
	}
	tests := []struct{ name, file, text string }{
		{"street", "content/services/jouren/index.sv.md", words("Gömda jouren", "Vi finns på Storgatan 12.")},
		{"street in the title", "content/services/jouren/index.sv.md", words("Jouren på Storgatan 12", "Ring.")},
		{"street with other spaces", "content/services/jouren/index.sv.md", words("Gömda jouren", "Storgatan\u00a012")},
		{"postcode", "content/services/jouren/index.sv.md", words("Gömda jouren", "Brev: 172 22 Exempelstad")},
		{"map", "content/services/jouren/index.sv.md", words("Gömda jouren", "[Karta](https://maps.app.goo.gl/x)")},
		{"coordinates", "content/services/jouren/index.sv.md", words("Gömda jouren", "59.3612, 17.9723")},
		{"a comment in the facts", "content/services/jouren/facts.yaml", facts + "# nyckeln finns på Storgatan 12\n"},
		{"the web address", "content/services/jouren/facts.yaml", facts + "web: https://www.hitta.se/jouren\n"},
		{"a source", "content/services/jouren/facts.yaml", facts + "sources: [{url: \"https://www.google.com/maps/x\", seen: 2026-11-01}]\n"},
		{"a phone's label", "content/services/jouren/facts.yaml", strings.Replace(facts, "eves: open", "eves: open, label: {sv: \"Storgatan 12\"}", 1)},
		{"beside a link on another page", "content/a.sv.md", words("Hjälp", "Ring [jouren](service:jouren) på Storgatan 12.")},
		{"below its card on another page", "content/a.sv.md", words("Hjälp", "- <service:jouren>\n\nDörren är Storgatan 12.")},
		{"a link to its page", "content/a.sv.md", words("Hjälp", "[Jouren](services/jouren) ligger på Storgatan 12.")},
		{"a layout", "layouts/service.html", layout(`<p>Storgatan <b>12</b></p>`)},
		{"a layout, split by tags", "layouts/service.html", layout(`<p>Storgatan</p><p>12</p>`)},
		{"a layout, as entities", "layouts/service.html", layout(`<p>Stor&#103;atan&nbsp;12</p>`)},
		{"a layout, in an attribute", "layouts/service.html", layout(`<p data-at="59.3612 17.9723">x</p>`)},
		{"an interface string", "translations/active.sv.yaml", "visit.secret: \"Hemlig: Storgatan 12\"\n"},
		{"a static text", "static/lista.txt", "Gömda jouren, Storgatan 12\n"},
		{"a static calendar", "static/x.ics", "SUMMARY:Möte med gömda jouren\nLOCATION:Storgatan 12\n"},
		{"static coordinates", "static/x.geojson", `{"name":"Gömda jouren","at":[17.9723,59.3612]}`},
	}
	for _, test := range tests {
		found := secret(check(t, files(map[string]string{test.file: test.text})))
		if len(found) == 0 {
			t.Errorf("%s: it got past", test.name)
		}
	}
	// A static text that does not name the shelter is nobody's secret.
	if found := secret(check(t, files(map[string]string{"static/x.txt": "Rådhuset, Storgatan 12\n"}))); len(found) > 0 {
		t.Errorf("a static file about something else: %v", found)
	}
}
