package hosting_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vart"
	"vart/internal/build"
	"vart/internal/hosting"
)

// built builds the bundled site at an address and returns what settings need,
// and where it is.
func built(t *testing.T, baseURL string) (hosting.Site, string) {
	t.Helper()
	config, err := os.ReadFile("../../vart.yaml")
	if err != nil {
		t.Fatal(err)
	}
	config = bytes.Replace(config, []byte("https://example.org/"), []byte(baseURL), 1)
	fsys := fstest.MapFS{"vart.yaml": {Data: config}, "static/bild.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}}
	if err := copyInto(fsys, "../..", "content"); err != nil {
		t.Fatal(err)
	}
	in := build.Input{Site: fsys, Builtin: vart.Builtin, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	root := filepath.Join(readable(t), "public")
	if r, err := build.Site(t.Context(), in, root, false); err != nil || r.Pages == 0 {
		t.Fatalf("the bundled site cannot be built: %v, %v", err, r.Found)
	}
	l, _, err := build.Load(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return hosting.Of(l), root
}

func copyInto(fsys fstest.MapFS, dir, name string) error {
	root := os.DirFS(dir)
	return filepath.WalkDir(filepath.Join(dir, name), func(at string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, at)
		if err != nil {
			return err
		}
		f, err := root.Open(filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		defer f.Close()
		text, err := io.ReadAll(f)
		fsys[filepath.ToSlash(rel)] = &fstest.MapFile{Data: text}
		return err
	})
}

// ask makes one request; address is below https://example.org unless whole.
func (r *running) ask(t *testing.T, method, address string, header ...string) (*http.Response, string) {
	t.Helper()
	if strings.HasPrefix(address, "/") {
		address = "https://" + host + address
	}
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := r.client.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", method, address, err, r.written(t))
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// TestServers starts the real servers with the settings as they are printed,
// for a site at the root of a host and for one below a path.
func TestServers(t *testing.T) {
	for _, base := range []string{"/", "/hjalp-nu/"} {
		site, root := built(t, "https://"+host+base)
		small(t, root)
		for _, name := range []string{"nginx", "caddy", "apache"} {
			t.Run(name+strings.TrimSuffix(base, "/"), func(t *testing.T) {
				r := start(t, name, site, root)
				before := r.settled(t)
				t.Run("headers", func(t *testing.T) { headers(t, r, site, base) })
				t.Run("addresses", func(t *testing.T) { addresses(t, r, base) })
				t.Run("missing", func(t *testing.T) { missing(t, r, site, base) })
				t.Run("compression", func(t *testing.T) { compression(t, r, root, base) })
				t.Run("http", func(t *testing.T) { plain(t, r, base) })
				t.Run("faults", func(t *testing.T) { faults(t, r, root, base) })
				if after := r.settled(t); after != before {
					t.Errorf("the server wrote about the requests; before:\n%s\nafter:\n%s", before, after)
				}
			})
		}
	}
}

// expect holds a response against every header that the settings promise.
func expect(t *testing.T, res *http.Response, site hosting.Site) {
	t.Helper()
	where := res.Request.Method + " " + res.Request.URL.Path
	for _, h := range hosting.Headers(site.Policy, false) {
		if got := res.Header.Values(h.Name); len(got) != 1 || got[0] != h.Value {
			t.Errorf("%s: %s is %q, want %q", where, h.Name, got, h.Value)
		}
	}
	if csp := res.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Errorf("%s: other sites may frame it: %q", where, csp)
	}
	for _, name := range []string{"ETag", "Last-Modified", "Set-Cookie", "Report-To", "NEL", "Reporting-Endpoints"} {
		if got := res.Header.Get(name); got != "" {
			t.Errorf("%s: %s is %q", where, name, got)
		}
	}
	if got := res.Header.Get("Server"); strings.ContainsAny(got, "0123456789(") {
		t.Errorf("%s: the server tells its version: %q", where, got)
	}
}

func headers(t *testing.T, r *running, site hosting.Site, base string) {
	for _, c := range []struct{ address, kind string }{
		{base, "text/html; charset=utf-8"},
		{base + "sv/", "text/html; charset=utf-8"},
		{base + "en/help/", "text/html; charset=utf-8"},
		{base + "go/spar/", "text/html; charset=utf-8"},
		{base + "go/spar/en/", "text/html; charset=utf-8"},
		{base + "bild.svg", "image/svg+xml"},
	} {
		res, body := r.ask(t, "GET", c.address)
		if kind := res.Header.Get("Content-Type"); res.StatusCode != 200 || !strings.EqualFold(strings.TrimSuffix(kind, "; charset=utf-8"), strings.TrimSuffix(c.kind, "; charset=utf-8")) {
			t.Errorf("%s: %d, %q", c.address, res.StatusCode, kind)
		} else if strings.HasPrefix(c.kind, "text/") && !strings.EqualFold(kind, c.kind) {
			t.Errorf("%s: %q, want %q", c.address, kind, c.kind)
		}
		expect(t, res, site)
		head, none := r.ask(t, "HEAD", c.address)
		if head.StatusCode != 200 || none != "" || body == "" {
			t.Errorf("HEAD %s: %d, %d bytes", c.address, head.StatusCode, len(none))
		}
		expect(t, head, site)
	}
	// A browser that asks whether something has changed is given the whole page:
	// an answer would be a way to know it again.
	res, _ := r.ask(t, "GET", base+"sv/", "If-Modified-Since", time.Now().UTC().Format(http.TimeFormat), "If-None-Match", "*")
	if res.StatusCode != 200 {
		t.Errorf("a conditional request was answered with %d", res.StatusCode)
	}
	// What is below embed/ may be framed; everything else holds for it too.
	res, body := r.ask(t, "GET", base+"embed/kort/")
	if csp := res.Header.Values("Content-Security-Policy"); res.StatusCode != 200 || body != "card" || len(csp) != 1 || strings.Contains(csp[0], "frame-ancestors") || !strings.Contains(csp[0], "default-src 'none'") {
		t.Errorf("embed/: %d %q, the policy is %q", res.StatusCode, body, csp)
	}
	for _, h := range hosting.Headers(site.Policy, false) {
		want := h.Value
		switch h.Name {
		case "Content-Security-Policy":
			continue
		case "Cross-Origin-Resource-Policy":
			want = "cross-origin"
		}
		if got := res.Header.Values(h.Name); len(got) != 1 || got[0] != want {
			t.Errorf("embed/: %s is %q, want %q", h.Name, got, want)
		}
	}
}

func addresses(t *testing.T, r *running, base string) {
	for _, address := range []string{base + "sv", base + "sv/om", base + "go/spar"} {
		res, _ := r.ask(t, "GET", address)
		to, err := res.Location()
		if err != nil || res.StatusCode != 301 && res.StatusCode != 308 || to.Path != address+"/" || to.Hostname() != host {
			t.Errorf("%s: %d, to %v (%v)", address, res.StatusCode, to, err)
		}
	}
	if base != "/" {
		res, _ := r.ask(t, "GET", strings.TrimSuffix(base, "/"))
		if to, err := res.Location(); err != nil || to.Path != base {
			t.Errorf("the base path without its slash: %d, %v (%v)", res.StatusCode, to, err)
		}
		if res, _ := r.ask(t, "GET", "/"); res.StatusCode != 404 && res.StatusCode != 403 {
			t.Errorf("the host's own root: %d", res.StatusCode)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "TRACE"} {
		if res, body := r.ask(t, method, base+"sv/"); res.StatusCode == 200 && body == "" || method == "TRACE" && strings.Contains(body, "TRACE /") {
			t.Errorf("%s: %d", method, res.StatusCode)
		}
	}
}

func missing(t *testing.T, r *running, site hosting.Site, base string) {
	for address, lang := range map[string]string{
		"finns-inte/": "sv", "sv/finns-inte/": "sv", "sv/finns/inte": "sv", "en/no-such/page/": "en", "en/nothing.html": "en",
		"go/": "sv", "sv/print-nothing/": "sv",
		"vart.sha256": "sv", ".env": "sv", ".git/config": "sv", "en/.hidden": "en", "sv/om/.hidden": "sv",
	} {
		for _, method := range []string{"GET", "HEAD"} {
			res, body := r.ask(t, method, base+address)
			if res.StatusCode != 404 {
				t.Errorf("%s %s: %d", method, address, res.StatusCode)
			}
			if method == "GET" && !strings.Contains(body, `<html lang="`+lang+`"`) && !strings.Contains(body, `<html lang=`+lang) {
				t.Errorf("%s: the page is not in %s: %.120q", address, lang, body)
			}
			expect(t, res, site)
		}
	}
	if base == "/" {
		// One file in the published folder's .well-known is for everybody.
		if res, body := r.ask(t, "GET", "/robots.txt"); res.StatusCode != 200 || !strings.Contains(body, "User-agent") {
			t.Errorf("robots.txt: %d %q", res.StatusCode, body)
		}
	}
	if res, body := r.ask(t, "GET", base+".well-known/test.txt"); res.StatusCode != 200 || body != "well known" {
		t.Errorf(".well-known/: %d %q", res.StatusCode, body)
	}
	if res, body := r.ask(t, "GET", base+"folder/"); res.StatusCode != 404 || strings.Contains(body, "inside.txt") {
		t.Errorf("a folder is listed: %d", res.StatusCode)
	}
}

// small makes what a step after the build may make: smaller files beside the
// pages. Their content differs from the page's, so that a test can tell which
// was sent.
func small(t *testing.T, root string) {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte("made small beforehand")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"sv/om/index.html.gz": b.String(), "sv/om/index.html.br": "brotli bytes",
		"embed/kort/index.html": "card",
		".well-known/test.txt":  "well known", "folder/inside.txt": "inside", ".env": "secret", "en/.hidden": "secret", "sv/om/.hidden": "secret", ".git/config": "secret",
	} {
		at := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, at, text)
	}
}

func compression(t *testing.T, r *running, root, base string) {
	page, err := os.ReadFile(filepath.Join(root, "sv/om/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ accept, encoding string }{{"gzip", "gzip"}, {"br", "br"}, {"gzip, deflate, br", "br"}, {"", ""}, {"identity", ""}} {
		res, body := r.ask(t, "GET", base+"sv/om/", "Accept-Encoding", c.accept)
		if got := res.Header.Get("Content-Encoding"); res.StatusCode != 200 || got != c.encoding {
			t.Errorf("asked for %q: %d, %q", c.accept, res.StatusCode, got)
			continue
		}
		if kind := res.Header.Get("Content-Type"); !strings.EqualFold(kind, "text/html; charset=utf-8") {
			t.Errorf("asked for %q: the type is %q", c.accept, kind)
		}
		if c.encoding != "" && !strings.Contains(strings.Join(res.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("asked for %q: Vary is %q", c.accept, res.Header.Values("Vary"))
		}
		switch c.encoding {
		case "gzip":
			if text := unzip(t, body); text != "made small beforehand" {
				t.Errorf("the file beside the page was not used: %.80q", text)
			}
		case "br":
			if body != "brotli bytes" {
				t.Errorf("the file beside the page was not used: %.80q", body)
			}
		default:
			if body != string(page) {
				t.Errorf("the page is not the one that was built: %d bytes, want %d", len(body), len(page))
			}
		}
	}
	// Without a smaller file the page is made small while it is sent.
	res, body := r.ask(t, "GET", base+"sv/", "Accept-Encoding", "gzip")
	if got := res.Header.Get("Content-Encoding"); got != "gzip" {
		t.Errorf("a page without a smaller file: %q", got)
	} else if text := unzip(t, body); !strings.Contains(text, "<h1") {
		t.Errorf("a page without a smaller file: %.80q", text)
	}
}

// faults asks for what makes a server note an error.
func faults(t *testing.T, r *running, root, base string) {
	loop := filepath.Join(root, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(loop)
	if res, _ := r.ask(t, "GET", base+"loop"); res.StatusCode < 400 {
		t.Errorf("a link that leads to itself: %d", res.StatusCode)
	}
	conn, err := net.Dial("tcp", r.https)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "GET /sv/ HTTP/1.1\r\nHost: example.org\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, conn)
}

func unzip(t *testing.T, body string) string {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func plain(t *testing.T, r *running, base string) {
	res, _ := r.ask(t, "GET", "http://"+host+base+"sv/om/")
	if to := res.Header.Get("Location"); res.StatusCode != 301 || to != "https://"+host+base+"sv/om/" {
		t.Errorf("http: %d, to %q", res.StatusCode, to)
	}
	if got := res.Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("http: Cache-Control is %q", got)
	}
}
