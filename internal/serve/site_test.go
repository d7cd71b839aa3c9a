package serve

import (
	"context"
	"maps"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vart"
	"vart/internal/build"
)

// small is a whole site, as small as one can be and still have a flow.
var small = map[string]string{
	"vart.yaml": `title: {sv: "Vart", en: "Where"}
discreet_title: {sv: "Information", en: "Information"}
base_url: https://example.org/
languages: [sv, en]
areas: []
exit: {url: https://www.smhi.se/}
menu: [hjalp]
`,
	"content/index.sv.md":          "---\ntitle: Vart\n---\nVälkommen hit.\n",
	"content/index.en.md":          "---\ntitle: Where\n---\nWelcome.\n",
	"content/hjalp/index.sv.md":    "---\ntitle: Hjälp\ngo: hjalp\n---\nFörsta raden.\n",
	"content/hjalp/index.en.md":    "---\ntitle: Help\nslug: help\ngo: hjalp\n---\nThe first line.\n",
	"content/services/index.sv.md": "---\ntitle: Tjänster\nslug: tjanster\n---\n",
	"content/services/index.en.md": "---\ntitle: Services\n---\n",
	"content/areas/index.sv.md":    "---\ntitle: Områden\n---\n",
	"content/areas/index.en.md":    "---\ntitle: Areas\n---\n",
	"content/flows/index.sv.md":    "---\ntitle: Guide\nslug: guide\n---\n",
	"content/flows/index.en.md":    "---\ntitle: Guide\nslug: guide\n---\n",
	"content/services/jour/facts.yaml": `roles: [kvinnojour]
area: national
status: active
for: [victim]
phones: [{number: "08-465 004 00", opening_hours: "24/7"}]
sources: [{url: "https://example.org/", seen: 2026-11-01}]
verified: {on: 2026-11-01, by: test}
`,
	"content/services/jour/index.sv.md": "---\ntitle: Jouren\ndescription: Någon svarar.\n---\n",
	"content/services/jour/index.en.md": "---\ntitle: The helpline\ndescription: Somebody answers.\n---\n",
	"content/flows/vart/index.sv.md":    "---\ntitle: Guiden\n---\nInled.\n\n## Är du i fara? {#fara}\n- [Ja](#ring)\n- [Nej](#sen)\n\n## Vill du prata? {#sen}\n- [Ja](#ring)\n- [Kanske](#ring)\n\n## Ring {#ring}\n- <service:jour>\n",
	"content/flows/vart/index.en.md":    "---\ntitle: The guide\n---\nBegin.\n\n## Are you in danger? {#fara}\n- [Yes](#ring)\n- [No](#sen)\n\n## Want to talk? {#sen}\n- [Yes](#ring)\n- [Maybe](#ring)\n\n## Ring {#ring}\n- <service:jour>\n",
	"static/bild/logo.svg":              `<svg xmlns="http://www.w3.org/2000/svg"/>`,
}

var moment = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// folder writes the small site to disk, with changes; "" leaves a file out.
func folder(t *testing.T, changes map[string]string) (dir string, input func() (build.Input, error)) {
	t.Helper()
	dir = t.TempDir()
	files := maps.Clone(small)
	maps.Copy(files, changes)
	for name, text := range files {
		if text != "" {
			write(t, dir, name, text)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return dir, func() (build.Input, error) {
		return build.Input{Site: root.FS(), Builtin: vart.Builtin, Now: moment, Folder: dir}, nil
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// built is a server that has built the site once and follows nothing.
func built(t *testing.T, changes map[string]string) (*Server, string) {
	t.Helper()
	dir, input := folder(t, changes)
	s := New(Options{Input: input, Addr: "127.0.0.1:8080", Language: "sv"})
	s.build(t.Context(), nil)
	t.Cleanup(s.running.Wait)
	return s, dir
}

// running is a server that follows edits, and its address without the last /.
func running(t *testing.T, changes map[string]string, tell func(Event)) (at, dir string) {
	t.Helper()
	dir, input := folder(t, changes)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		ended <- New(Options{Input: input, Addr: "127.0.0.1:0", Language: "sv", Tell: tell}).Run(ctx, l)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	return "http://" + l.Addr().String(), dir
}

// get asks a server for an address.
func get(t *testing.T, s *Server, address string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "GET", "http://localhost:8080"+address, nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}
