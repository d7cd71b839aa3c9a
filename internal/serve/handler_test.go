package serve

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vart/internal/build"
	"vart/internal/output"
)

func TestAddresses(t *testing.T) {
	s, _ := built(t, nil)
	for _, c := range []struct {
		address string
		status  int
		to, has string
	}{
		{"/", 200, "", "<h1"},
		{"/sv/", 200, "", "Välkommen hit."},
		{"/sv", 302, "/sv/", ""},
		{"/sv/hjalp", 302, "/sv/hjalp/", ""},
		{"/sv/hjalp/", 200, "", "Första raden."},
		{"/sv/hjalp/index.html", 200, "", "Första raden."},
		{"/en/help/", 200, "", "The first line."},
		{"/go/hjalp/", 200, "", "Första raden."},
		{"/go/hjalp/en/", 200, "", "The first line."},
		{"/sv/guide/vart/national/", 200, "", "Är du i fara?"},
		{"/robots.txt", 200, "", "User-agent"},
		{"/bild/logo.svg", 200, "", "<svg"},
		{"/bild/", 404, "", `<html lang="sv"`},
		{"/bild", 404, "", `<html lang="sv"`},
		{"/sv/inte/", 404, "", `<html lang="sv"`},
		{"/en/not/", 404, "", `<html lang="en"`},
		{"/vart.yaml", 404, "", "<h1"},
		{"/../vart.yaml", 404, "", "<h1"},
		{"//evil.example/x", 404, "", `data-preview="/evil.example/x"`},
		{"/%2e%2e/vart.yaml", 404, "", "<h1"},
	} {
		w := get(t, s, c.address)
		if w.Code != c.status || w.Header().Get("Location") != c.to || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s: %d %q, want %d %q with %q", c.address, w.Code, w.Header().Get("Location"), c.status, c.to, c.has)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "frame-ancestors 'none'"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", c.address, name, got)
			}
		}
	}
	if got := get(t, s, "/bild/logo.svg").Header().Get("Content-Type"); got != "image/svg+xml" {
		t.Errorf("a picture is %q", got)
	}
}

func TestBasePath(t *testing.T) {
	s, _ := built(t, map[string]string{"vart.yaml": strings.Replace(small["vart.yaml"], "example.org/", "example.org/hitta/hjalp/", 1)})
	for address, want := range map[string]string{"/": "302 /hitta/hjalp/", "/hitta/hjalp": "302 /hitta/hjalp/", "/hitta/hjalp/": "200 ", "/hitta/hjalp/sv/": "200 ",
		"/hitta/hjalp/sv/hjalp": "302 /hitta/hjalp/sv/hjalp/", "/hitta/hjalp/bild/logo.svg": "200 ", "/sv/": "404 ", "/hitta/": "404 ", "/hitta/hjalp/robots.txt": "404 "} {
		w := get(t, s, address)
		if got := fmt.Sprint(w.Code, " ", w.Header().Get("Location")); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		addr, host string
		want       bool
	}{
		{"127.0.0.1:8080", "localhost:8080", true},
		{"127.0.0.1:8080", "LOCALHOST", true},
		{"127.0.0.1:8080", "127.0.0.1:9", true},
		{"127.0.0.1:8080", "[::1]:8080", true},
		{"127.0.0.1:8080", "[::1]", true},
		{"127.0.0.1:8080", "evil.example", false},
		{"127.0.0.1:8080", "localhost.evil.example:8080", false},
		{"127.0.0.1:8080", "127.0.0.1.evil.example", false},
		{"127.0.0.1:8080", "192.168.1.5:8080", false},
		{"127.0.0.1:8080", "", false},
		{"192.168.1.5:8080", "192.168.1.5:8080", true},
		{"min-dator:8080", "min-dator:8080", true},
		{"min-dator:8080", "annan-dator:8080", false},
		{"0.0.0.0:8080", "192.168.1.5:8080", true},
		{":8080", "192.168.1.5:8080", true},
		{":8080", "[fe80::1]:8080", true},
		{":8080", "evil.example:8080", false},
	} {
		if got := namesOf(c.addr).ours(c.host); got != c.want {
			t.Errorf("--addr %s, Host %q: %v", c.addr, c.host, got)
		}
	}
	s, _ := built(t, nil)
	for _, address := range []string{"/sv/", eventsPath} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "http://evil.example"+address, nil))
		if w.Code != http.StatusMisdirectedRequest || strings.Count(w.Body.String(), "\n") != 1 || !strings.Contains(w.Body.String(), `"evil.example"`) {
			t.Errorf("%s: %d %q", address, w.Code, w.Body)
		}
	}
}

func TestMethods(t *testing.T) {
	s, _ := built(t, nil)
	server := httptest.NewServer(s)
	defer server.Close()
	for method, want := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "DELETE": 405, "OPTIONS": 405} {
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+"/sv/", nil)
		if err != nil {
			t.Fatal(err)
		}
		w, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = w.Body.Close()
		if w.StatusCode != want || want == 405 && w.Header.Get("Allow") != "GET, HEAD" || method == "HEAD" && w.ContentLength < 1000 {
			t.Errorf("%s: %s, %d bytes", method, w.Status, w.ContentLength)
		}
	}
}

// The bytes are those of the written site, but for what live reload adds.
func TestSameAsBuilt(t *testing.T) {
	s, _ := built(t, nil)
	in, err := s.opt.Input()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	if _, err := build.Site(t.Context(), in, out, false); err != nil {
		t.Fatal(err)
	}
	files := 0
	err = filepath.Walk(out, func(at string, info os.FileInfo, err error) error {
		name := filepath.ToSlash(strings.TrimPrefix(at, out))
		if err != nil || info.IsDir() || name == "/"+output.Sums {
			return err
		}
		files++
		want, err := os.ReadFile(at)
		w := get(t, s, name)
		got := w.Body.String()
		if strings.HasSuffix(name, ".html") {
			got = strip(t, got)
		}
		if got != string(want) {
			t.Errorf("%s differs (status %d)", name, w.Code)
		}
		return err
	})
	if err != nil || files < 20 {
		t.Errorf("%d files, %v", files, err)
	}
}

// strip takes away what live adds, and fails if that is not exactly there.
func strip(t *testing.T, page string) string {
	t.Helper()
	page = regexp.MustCompile(` data-preview="[^"]*" data-sum="[^"]*" data-served="\d+"|"served":\d+,`).ReplaceAllString(page, "")
	before, rest, ok := strings.Cut(page, "<vart-preview>")
	_, after, ok2 := strings.Cut(rest, script+"</script>")
	if !ok || !ok2 {
		t.Fatal("the preview's own part is missing")
	}
	for _, text := range []string{script, style} {
		added := " " + hash(text)
		if strings.Count(before, html.EscapeString(added)) != 1 {
			t.Errorf("the policy has %q %d times", added, strings.Count(before, added))
		}
		before = strings.Replace(before, html.EscapeString(added), "", 1)
	}
	// The two ways to escape a plus sign mean the same.
	return plus(before) + after
}
