package browsertest

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"vart"
	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/plan"
)

// The hosts of these tests. The browser resolves every name to one server on
// loopback, so that nothing can reach the network and every attempt is seen.
const (
	ours    = "https://vart.test"    // the bundled site
	sorani  = "https://sorani.test"  // the same with a language more, that reads from right to left
	neutral = "https://weather.test" // where the exit leads
	before  = "https://before.test"  // what was visited before us
	plain   = "https://plain.test"   // the bundled site as most sites are: see residue_test.go
)

// root is the repository.
const root = "../.."

// builtAt is when the sites of these tests are built.
var builtAt = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// built is a built site and the values it was made from.
type built struct {
	*build.Loaded
	dir string
}

// bundled is the site in this repository, with a neutral page of our own.
var bundled = sync.OnceValues(func() (*built, error) { return buildSite(ours, nil) })

// rightToLeft is the bundled site with a language more, added by files alone as
// an author would: Sorani, which reads from right to left.
var rightToLeft = sync.OnceValues(func() (*built, error) {
	return buildSite(sorani, func(dir string) error {
		if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "internal", "build", "testdata", "languages", "ckb"))); err != nil {
			return err
		}
		return edit(filepath.Join(dir, "vart.yaml"), `languages: \[sv,`, "languages: [sv, ckb,")
	})
})

// buildSite builds a copy of the repository's site for a host, after a change.
func buildSite(host string, change func(dir string) error) (*built, error) {
	tmp, err := os.MkdirTemp("", "vart-site-")
	if err != nil {
		return nil, err
	}
	temporary = append(temporary, tmp)
	dir := filepath.Join(tmp, "site")
	for _, part := range []string{"content", "layouts", "static", "translations"} {
		if _, err := os.Stat(filepath.Join(root, part)); err != nil {
			continue
		}
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			return nil, err
		}
	}
	config, err := os.ReadFile(filepath.Join(root, "vart.yaml"))
	if err != nil {
		return nil, err
	}
	config = regexp.MustCompile(`(?m)^base_url:.*$`).ReplaceAll(config, []byte("base_url: "+host+"/"))
	config = regexp.MustCompile(`(?m)^exit:.*$`).ReplaceAll(config, []byte("exit: {url: "+neutral+"/}"))
	if err := os.WriteFile(filepath.Join(dir, "vart.yaml"), config, 0o600); err != nil {
		return nil, err
	}
	// Scenarios are no part of what is published, and have tests of their own.
	scenarios, err := filepath.Glob(filepath.Join(dir, "content/flows/*/scenarios.yaml"))
	if err != nil {
		return nil, err
	}
	for _, name := range scenarios {
		if err := os.Remove(name); err != nil {
			return nil, err
		}
	}
	if change != nil {
		if err := change(dir); err != nil {
			return nil, err
		}
	}
	in := build.Input{Site: os.DirFS(dir), Builtin: vart.Builtin, Now: builtAt, Folder: dir}
	b := &built{dir: filepath.Join(tmp, "public")}
	result, err := build.Site(context.Background(), in, b.dir, false)
	if err != nil {
		return nil, err
	}
	if result.Pages == 0 {
		var errs []error
		for _, f := range result.Found {
			if f.Severity == diag.Error {
				errs = append(errs, fmt.Errorf("%s: %s", f.Pos.Name(), f.Message.EN))
			}
		}
		return nil, fmt.Errorf("the site was not built: %w", errors.Join(errs...))
	}
	b.Loaded, _, err = build.Load(context.Background(), in)
	return b, err
}

func edit(name, pattern, with string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !regexp.MustCompile(pattern).Match(text) {
		return fmt.Errorf("%s has no %s", name, pattern)
	}
	return os.WriteFile(name, regexp.MustCompile(pattern).ReplaceAll(text, []byte(with)), 0o600)
}

// need returns a built site, or fails the test.
func need(t testing.TB, get func() (*built, error)) *built {
	t.Helper()
	b, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// mode is how the server misbehaves, for the tests that set it.
type mode struct {
	fail     atomic.Bool  // answers with an empty connection
	slow     atomic.Int64 // answers of the neutral page take so long (ms)
	slowPage atomic.Int64 // and of ours
	late     atomic.Bool  // ours stop after the exit for a while
	noHas    atomic.Bool  // ours, as a browser without :has() sees them
	asked    sync.Map     // hosts that were asked for
	told     sync.Map     // what pages told of themselves: path → *atomic.Int64
}

var behave mode

// times is how often a page told something.
func (m *mode) times(path string) int64 {
	if n, ok := m.told.Load(path); ok {
		return n.(*atomic.Int64).Load()
	}
	return 0
}

// server answers for every host.
var server = sync.OnceValue(func() *httptest.Server {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := "https://" + r.Host
		behave.asked.Store(host, true)
		if strings.HasPrefix(r.URL.Path, "/told/") {
			n, _ := behave.told.LoadOrStore(r.URL.Path, new(atomic.Int64))
			n.(*atomic.Int64).Add(1)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		switch host {
		case theirs:
			govuk(w, r)
		case alone:
			onlyExit(w)
		case ours:
			hosted(w, r, bundled)
		case plain:
			ordinary(w, r)
		case sorani:
			hosted(w, r, rightToLeft)
		case neutral:
			time.Sleep(time.Duration(behave.slow.Load()) * time.Millisecond)
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<!doctype html><title>Weather</title><p id=weather>%s", r.Referer())
		case before:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html><title>Before</title><p id=before>")
		default: // a site that ours links to
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">`)
		}
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // the browser's own requests, without TLS
	s.TLS = certificates().config()
	s.StartTLS()
	return s
})

// hosted serves a site with the headers that its hosting adds.
func hosted(w http.ResponseWriter, r *http.Request, get func() (*built, error)) {
	b, err := get()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if behave.fail.Load() {
		if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
			c.Close()
		}
		return
	}
	time.Sleep(time.Duration(behave.slowPage.Load()) * time.Millisecond)
	status, name := http.StatusOK, filepath.Join(b.dir, plan.File(r.URL.EscapedPath(), "/"))
	if !strings.HasSuffix(r.URL.Path, "/") {
		name = filepath.Join(b.dir, filepath.FromSlash(r.URL.Path))
	}
	content, err := os.ReadFile(name)
	if err != nil {
		status = http.StatusNotFound
		if content, err = os.ReadFile(filepath.Join(b.dir, "404.html")); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Strict-Transport-Security", "max-age=31536000")
	h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
	if behave.noHas.Load() {
		content = withoutHas(content)
	}
	if head, rest, ok := bytes.Cut(content, []byte("</section>")); ok && behave.late.Load() {
		w.Write(head)
		http.NewResponseController(w).Flush()
		time.Sleep(3 * time.Second)
		w.Write(rest)
		return
	}
	compressed(w, r, status, content)
}

var turn atomic.Int64

// compressed sends pages in turn as gzip and as brotli, as hosts do.
func compressed(w http.ResponseWriter, r *http.Request, status int, content []byte) {
	var b bytes.Buffer
	switch accepts := r.Header.Get("Accept-Encoding"); {
	case strings.Contains(accepts, "br") && turn.Add(1)%2 == 0:
		w.Header().Set("Content-Encoding", "br")
		z := brotli.NewWriterLevel(&b, 5)
		z.Write(content)
		z.Close()
	case strings.Contains(accepts, "gzip"):
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(&b)
		z.Write(content)
		z.Close()
	default:
		b.Write(content)
	}
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// withoutHas makes a page look to the browser as it does to one that lacks
// :has(): the condition that asks for it is never true.
func withoutHas(html []byte) []byte {
	html = bytes.ReplaceAll(html, []byte("@supports selector(:has(a))"), []byte("@supports selector(:lacks(a))"))
	// The policy allows the style by its hash.
	policy := regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"?[^>]*>`)
	return policy.ReplaceAll(html, nil)
}

// flags make a browser find all hosts at the server and trust it, as if it had
// a certificate: with one that is merely ignored, nothing would be cached.
func flags() map[string]string {
	key := sha256.Sum256(server().Certificate().RawSubjectPublicKeyInfo)
	return map[string]string{
		"host-resolver-rules":                 "MAP * " + server().Listener.Addr().String(),
		"ignore-certificate-errors-spki-list": base64.StdEncoding.EncodeToString(key[:]),
	}
}

// shared is the browser of all tests that do not read its profile.
var shared = sync.OnceValues(func() (*Browser, error) {
	profile, err := os.MkdirTemp("", "vart-profile-")
	if err != nil {
		return nil, err
	}
	temporary = append(temporary, profile)
	b, err := New(profile, flags())
	closing = b.Close
	return b, err
})

// newTab opens a tab of its own in the shared browser.
func newTab(t testing.TB) *Tab {
	t.Helper()
	Need(t)
	need(t, bundled)
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return b.Tab(t)
}

// What is left to do when all tests are done.
var (
	temporary []string // folders to remove
	closing   = func() {}
)

func TestMain(m *testing.M) {
	code := m.Run()
	closing()
	for _, dir := range temporary {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}
