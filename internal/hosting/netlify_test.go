package hosting_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"vart/internal/hosting"
)

// rule is a path of a _headers file and what it sets.
type rule struct {
	path   string
	header http.Header
}

// parseHeaders reads a _headers file as
// https://docs.netlify.com/manage/routing/headers/ describes it: a path at the
// start of a line, its headers indented below, # for comments.
func parseHeaders(text string) ([]rule, error) {
	var rules []rule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "#"):
		case line[0] == ' ' || line[0] == '\t':
			name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if !ok || len(rules) == 0 || strings.ContainsAny(name, " \t") || value == "" {
				return nil, fmt.Errorf("%q is no header of a path", line)
			}
			rules[len(rules)-1].header.Add(name, value)
		case line[0] == '/':
			rules = append(rules, rule{line, http.Header{}})
		default:
			return nil, fmt.Errorf("%q is neither a path nor a header", line)
		}
	}
	return rules, nil
}

// matches says whether a rule is for an address: * stands for anything, and
// only at the end.
func (r rule) matches(address string) bool {
	if prefix, ok := strings.CutSuffix(r.path, "*"); ok {
		return strings.HasPrefix(address, prefix) || address+"/" == prefix
	}
	return strings.TrimSuffix(r.path, "/") == strings.TrimSuffix(address, "/")
}

// served are the headers of an address: the rules that match add up.
func served(rules []rule, address string) http.Header {
	all := http.Header{}
	for _, r := range rules {
		if r.matches(address) {
			for name, values := range r.header {
				all[name] = append(all[name], values...)
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
	files, err := hosting.Settings("netlify", site, hosting.Options{Root: "/"})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := parseHeaders(files[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	check := func(address string, framed bool) {
		got := served(rules, address)
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
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
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

var redirectTarget = regexp.MustCompile(`^(/|https://)\S*$`)

// TestNetlifyRedirects reads _redirects as
// https://docs.netlify.com/manage/routing/redirects/overview/ describes it:
// from, to, a status that may end in ! to win over files. The first that
// matches decides.
func TestNetlifyRedirects(t *testing.T) {
	files, err := hosting.Settings("netlify", exampleSite, hosting.Options{Root: "/"})
	if err != nil {
		t.Fatal(err)
	}
	type redirect struct{ from, to, status string }
	var all []redirect
	for line := range strings.Lines(files[1].Text) {
		line, _, _ = strings.Cut(line, "#")
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		if len(f) != 3 || !redirectTarget.MatchString(f[1]) || !regexp.MustCompile(`^(301|404)!?$`).MatchString(f[2]) {
			t.Fatalf("%q is no redirect", line)
		}
		all = append(all, redirect{f[0], f[1], f[2]})
	}
	for address, want := range map[string]redirect{
		"http://example.org/sv/": {to: "https://example.org/:splat", status: "301!"},
		"/sv/finns-inte/":        {to: "/sv/404.html", status: "404"},
		"/en/no-such/":           {to: "/en/404.html", status: "404"},
		"/finns-inte/":           {to: "/404.html", status: "404"},
		"/vart.sha256":           {to: "/404.html", status: "404!"},
	} {
		var got redirect
		for _, r := range all {
			if (rule{path: r.from}).matches(address) {
				got = redirect{to: r.to, status: r.status}
				break
			}
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", address, got, want)
		}
	}
}
