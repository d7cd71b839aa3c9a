package hosting_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vart/internal/hosting"
)

// netlify is what Netlify's own readers, which testdata/netlify pins, make of
// its files. Its servers are not ours to try.
type netlify struct {
	Headers []struct {
		For    string // a regular expression of addresses
		Values map[string]string
	}
	Redirects []struct {
		Scheme, Path, To string // a path may end in *
		Status           int
		Force            bool // wins over a file
	}
	Errors []string
}

func readNetlify(t *testing.T, site hosting.Site) netlify {
	t.Helper()
	files, err := hosting.Settings("netlify", site, hosting.Options{Root: "/"})
	if err != nil {
		t.Fatal(err)
	}
	folder, readers := t.TempDir(), filepath.Join("testdata", "netlify")
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), []byte(f.Text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(readers, "node_modules")); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		install.Dir = readers
		if out, err := install.CombinedOutput(); err != nil {
			t.Fatalf("npm ci in %s: %v\n%s", readers, err, out)
		}
	}
	out, err := exec.Command("node", filepath.Join(readers, "read.js"), folder).Output()
	if err != nil {
		t.Fatal(err)
	}
	var read netlify
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	for _, e := range read.Errors {
		t.Error(e)
	}
	return read
}

// served are the headers of an address: the rules that match add up.
func (n netlify) served(address string) http.Header {
	all := http.Header{}
	for _, r := range n.Headers {
		if regexp.MustCompile(r.For).MatchString(address) {
			for name, value := range r.Values {
				all.Add(name, value)
			}
		}
	}
	return all
}

// frames says whether policies together let another site frame the page: every
// one of them is enforced.
func frames(policies []string) bool {
	for _, p := range policies {
		if strings.Contains(p, "frame-ancestors 'none'") {
			return false
		}
	}
	return true
}

func TestNetlifyHeaders(t *testing.T) {
	site, root := built(t, "https://"+host+"/")
	read := readNetlify(t, site)
	pages := 0
	check := func(address string, framed bool) {
		got := read.served(address)
		for _, h := range hosting.Headers(site.Policy, false) {
			switch h.Name {
			case "Content-Security-Policy":
				if policy := strings.TrimSuffix(h.Value, "; frame-ancestors 'none'"); got[h.Name][0] != policy {
					t.Errorf("%s: the policy is %q", address, got[h.Name])
				}
				if frames(got[h.Name]) != framed {
					t.Errorf("%s: may be framed: %v, want %v", address, !framed, framed)
				}
			case "Cross-Origin-Resource-Policy":
				want := map[bool]string{true: "cross-origin", false: "same-origin"}[framed]
				if len(got[h.Name]) != 1 || got[h.Name][0] != want {
					t.Errorf("%s: %s is %q", address, h.Name, got[h.Name])
				}
			default:
				if got := got[http.CanonicalHeaderKey(h.Name)]; len(got) != 1 || got[0] != h.Value {
					t.Errorf("%s: %s is %q, want %q", address, h.Name, got, h.Value)
				}
			}
		}
		pages++
	}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, "index.html") {
			check("/"+strings.TrimSuffix(name, "index.html"), false)
		}
		return err
	})
	if err != nil || pages < 100 {
		t.Fatalf("%d pages: %v", pages, err)
	}
	check("/embed/sv/kort/", true)
}

// TestNetlifyRedirects: the first that matches decides
// (https://docs.netlify.com/manage/routing/redirects/overview/).
func TestNetlifyRedirects(t *testing.T) {
	read := readNetlify(t, exampleSite)
	for address, want := range map[string]string{
		"http://example.org/sv/": "301! https://example.org/:splat",
		"/sv/finns-inte/":        "404 /sv/404.html",
		"/en/no-such/":           "404 /en/404.html",
		"/finns-inte/":           "404 /404.html",
		"/vart.sha256":           "404! /404.html",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range read.Redirects {
			start, wild := strings.CutSuffix(r.Path, "*")
			if r.Scheme == u.Scheme && (u.Path == r.Path || wild && strings.HasPrefix(u.Path, start)) {
				got = fmt.Sprintf("%d%s %s", r.Status, map[bool]string{true: "!"}[r.Force], r.To)
				break
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
