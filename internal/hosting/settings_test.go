package hosting_test

import (
	"errors"
	"flag"
	"os"
	"path"
	"strings"
	"testing"

	"vart/internal/hosting"
)

var update = flag.Bool("update", false, "rewrite golden files")

// exampleSite is a site small enough to read its settings.
var exampleSite = hosting.Site{
	BaseURL: "https://example.org/", Languages: []string{"sv", "en"}, Folders: []string{"", "sv", "en", "go", "embed"},
	Policy: "default-src 'none'; style-src 'sha256-AAAA=' 'sha256-BBBB='; script-src 'sha256-CCCC='; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'",
}

func TestGolden(t *testing.T) {
	for _, server := range hosting.Servers {
		for _, variant := range []string{"", ".path", ".exact"} {
			site, opt := exampleSite, hosting.Options{Root: "/var/www/vart"}
			switch variant {
			case ".path":
				if server == "netlify" {
					continue
				}
				site.BaseURL = "https://www.example.org:8443/hjalp/nu/"
				opt = hosting.Options{Root: "/srv/hjälp/public", Listen: "127.0.0.1:8443", Plain: "127.0.0.1:8080", Cert: "/etc/ssl/c.pem", Key: "/etc/ssl/k.pem", Brotli: true}
			case ".exact":
				opt.Exact = true
			}
			files, err := hosting.Settings(server, site, opt)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				name := path.Join("testdata", f.Name+variant)
				if *update {
					if err := os.WriteFile(name, []byte(f.Text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if f.Text != string(want) {
					t.Errorf("%s has changed; read the difference, then: go test ./internal/hosting -update", name)
				}
				if hashes := strings.Contains(f.Text, "sha256-"); hashes != (variant == ".exact") && f.Name != "_redirects" {
					t.Errorf("%s: hashes in the policy: %v", name, hashes)
				}
			}
		}
	}
}

// What could be read as something else than a name or an address never gets
// into settings.
func TestRefused(t *testing.T) {
	type change func(*hosting.Site, *hosting.Options)
	tests := map[string]change{
		"host":     func(s *hosting.Site, _ *hosting.Options) { s.BaseURL = "https://a;b/" },
		"idn":      func(s *hosting.Site, _ *hosting.Options) { s.BaseURL = "https://vårt.se/" },
		"base":     func(s *hosting.Site, _ *hosting.Options) { s.BaseURL = "https://example.org/a b/" },
		"brace":    func(s *hosting.Site, _ *hosting.Options) { s.BaseURL = "https://example.org/{path}/" },
		"root":     func(_ *hosting.Site, o *hosting.Options) { o.Root = "/var/www\"; include /etc/passwd; #" },
		"newline":  func(_ *hosting.Site, o *hosting.Options) { o.Root = "/var/www\nx" },
		"relative": func(_ *hosting.Site, o *hosting.Options) { o.Root = "public" },
		"variable": func(_ *hosting.Site, o *hosting.Options) { o.Cert = "/etc/$host.pem" },
		"listen":   func(_ *hosting.Site, o *hosting.Options) { o.Listen = "evil host:443" },
		"port":     func(_ *hosting.Site, o *hosting.Options) { o.Plain = ":http" },
	}
	for name, change := range tests {
		site, opt := exampleSite, hosting.Options{Root: "/var/www/vart"}
		change(&site, &opt)
		for _, server := range hosting.Servers {
			if _, err := hosting.Settings(server, site, opt); err == nil {
				t.Errorf("%s: %s took it", name, server)
			}
		}
	}
	below := exampleSite
	below.BaseURL = "https://example.org/hjalp/"
	if _, err := hosting.Settings("netlify", below, hosting.Options{Root: "/x"}); !errors.Is(err, hosting.ErrPath) {
		t.Errorf("netlify below a path: %v", err)
	}
	if _, err := hosting.Settings("iis", exampleSite, hosting.Options{Root: "/x"}); !errors.Is(err, hosting.ErrServer) {
		t.Errorf("a server nobody has written settings for: %v", err)
	}
}
