package verify_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/andybalholm/brotli"

	"aead.dev/minisign"

	"vart/internal/output"
	"vart/internal/verify"
)

const page = `<h1>Ring</h1><a href="tel:+468121">08-121</a><a href="tel:+468121">igen</a><a href=tel:112>112</a>`

// site is a built site: pages and their list.
func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fsys[name] = &fstest.MapFile{Data: []byte(files[name])}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256([]byte(files[name])), name)
	}
	fsys[output.Sums] = &fstest.MapFile{Data: []byte(list.String())}
	return fsys
}

var files = map[string]string{"index.html": "start", "sv/index.html": page, "sv/404.html": "borta", "en/index.html": "English", "static/a b.txt": "text"}

func gz(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}

func br(text string) string {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}

// said writes differences in a line each.
func said(found []verify.Difference) string {
	var lines []string
	for _, d := range found {
		words := []string{d.Name, fmt.Sprint(int(d.Kind))}
		if d.Answer != "" {
			words = append(words, d.Answer)
		}
		for _, n := range d.Numbers {
			words = append(words, fmt.Sprintf("%s:%d→%d", n.Tel, n.Built, n.Copy))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

func TestFolder(t *testing.T) {
	wrong := strings.Replace(page, "+468121", "+468122", 1)
	tests := []struct {
		name   string
		change map[string]string // "" removes
		want   string
	}{
		{"as built", nil, ""},
		{"smaller files beside the pages", map[string]string{"sv/index.html.gz": gz(page), "sv/index.html.br": br(page)}, ""},
		{"a number", map[string]string{"sv/index.html": wrong}, "sv/index.html 1 +468121:2→1 +468122:0→1"},
		{"a number in a smaller file only", map[string]string{"sv/index.html.gz": gz(wrong)}, "sv/index.html.gz 1 +468121:2→1 +468122:0→1"},
		{"a number in brotli only", map[string]string{"sv/index.html.br": br(wrong)}, "sv/index.html.br 1 +468121:2→1 +468122:0→1"},
		{"no gzip", map[string]string{"sv/index.html.gz": "rubbish"}, "sv/index.html.gz 1"},
		{"a number is gone", map[string]string{"sv/index.html": strings.Replace(page, "<a href=tel:112>112</a>", "", 1)}, "sv/index.html 1 112:1→0"},
		{"words only", map[string]string{"sv/index.html": page + "!"}, "sv/index.html 1"},
		{"missing", map[string]string{"en/index.html": ""}, "en/index.html 2"},
		{"extra", map[string]string{"favicon.ico": "x", "sv/ny.html.gz": gz("x")}, "favicon.ico 3\nsv/ny.html.gz 3"},
		{"another list", map[string]string{output.Sums: "changed"}, output.Sums + " 1"},
		{"a signature that was not built", map[string]string{output.Signature: "x"}, output.Signature + " 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			built, err := verify.Read(site(files))
			if err != nil {
				t.Fatal(err)
			}
			copied := site(files)
			for name, text := range test.change {
				copied[name] = &fstest.MapFile{Data: []byte(text)}
				if text == "" {
					delete(copied, name)
				}
			}
			found, err := verify.Folder(t.Context(), built, copied)
			if got := said(found); err != nil || got != test.want {
				t.Errorf("got %q, want %q (%v)", got, test.want, err)
			}
		})
	}
}

func TestURL(t *testing.T) {
	good := site(files)
	built, err := verify.Read(good)
	if err != nil {
		t.Fatal(err)
	}
	var cookies atomic.Int32
	serve := func(change map[string]http.HandlerFunc) *httptest.Server {
		return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			if r.Header.Get("Cookie") != "" {
				cookies.Add(1)
			}
			path, ok := strings.CutPrefix(r.URL.Path, "/hjalp/")
			if h := change[path]; h != nil {
				h(w, r)
				return
			}
			if path == "" || strings.HasSuffix(path, "/") {
				path += "index.html"
			}
			text, err := fs.ReadFile(good, path)
			if !ok || err != nil {
				http.NotFound(w, r)
				return
			}
			// A host that compresses is still the same site.
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.Header().Set("Content-Encoding", "gzip")
				text = []byte(gz(string(text)))
			}
			_, _ = w.Write(text)
		}))
	}
	ask := func(change map[string]http.HandlerFunc) (string, error) {
		s := serve(change)
		defer s.Close()
		told := 0
		found, err := verify.Web{Timeout: 5 * time.Second, Progress: func(done, all int) { told++ }}.URL(t.Context(), built, s.URL+"/hjalp")
		if err == nil && told != len(files) {
			t.Errorf("told of %d files, want %d", told, len(files))
		}
		return strings.ReplaceAll(said(found), s.URL, ""), err
	}
	text := func(s string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
	}
	tests := []struct {
		name   string
		change map[string]http.HandlerFunc
		want   string
	}{
		{"as built", nil, ""},
		{"a number", map[string]http.HandlerFunc{"sv/": text(strings.Replace(page, "tel:112", "tel:113", 1))}, "sv/index.html 1 112:1→0 113:0→1"},
		{"missing", map[string]http.HandlerFunc{"en/": http.NotFound}, "en/index.html 2"},
		{"redirected", map[string]http.HandlerFunc{"en/": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }}, "en/index.html 4 302 Found → /login"},
		{"broken", map[string]http.HandlerFunc{"": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }}, "index.html 4 500 Internal Server Error"},
		{"a banner that the host adds", map[string]http.HandlerFunc{"en/": text("English<script src=//x></script>")}, "en/index.html 1"},
	}
	for _, test := range tests {
		if got, err := ask(test.change); err != nil || got != test.want {
			t.Errorf("%s: got %q, want %q (%v)", test.name, got, test.want, err)
		}
	}
	if n := cookies.Load(); n > 0 {
		t.Errorf("%d requests carried a cookie", n)
	}
	if _, err := ask(map[string]http.HandlerFunc{"en/": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }}); err == nil {
		t.Error("a connection that breaks is no error")
	}
	slow := serve(map[string]http.HandlerFunc{"en/": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }})
	defer slow.Close()
	if _, err := (verify.Web{Timeout: 100 * time.Millisecond}).URL(t.Context(), built, slow.URL+"/hjalp/"); err == nil {
		t.Error("a host that never answers is no error")
	}
	for _, address := range []string{"ftp://example.org/", "https://", "example.org"} {
		if _, err := (verify.Web{}).URL(t.Context(), built, address); err == nil {
			t.Errorf("%q was taken", address)
		}
	}
}

func TestParse(t *testing.T) {
	sum := strings.Repeat("ab", 32)
	for _, bad := range []string{"x", sum + " a", sum + "  ../a", sum + "  /a", sum[:10] + "  a", sum + "  a\n" + sum + "  a\n"} {
		if _, err := verify.Parse([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	if sums, err := verify.Parse([]byte(sum + "  a b/c.html\r\n")); err != nil || len(sums) != 1 {
		t.Errorf("%v, %v", sums, err)
	}
}

// keys are made as minisign(1) makes them.
func keys(t *testing.T) (public, secret []byte) {
	t.Helper()
	pub, priv, err := minisign.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	public, err = pub.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	if secret, err = priv.MarshalText(); err != nil {
		t.Fatal(err)
	}
	return public, secret
}

func TestSigned(t *testing.T) {
	public, secret := keys(t)
	other, _ := keys(t)
	dir := site(files)
	if err := verify.Signed(dir, public); !errors.Is(err, verify.ErrUnsigned) {
		t.Errorf("unsigned: %v", err)
	}
	sign, err := verify.Signer(secret, "", "vart build")
	if err != nil {
		t.Fatal(err)
	}
	signature, err := sign(dir[output.Sums].Data)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := sign(dir[output.Sums].Data); !bytes.Equal(again, signature) {
		t.Error("the same list was signed with other bytes")
	}
	dir[output.Signature] = &fstest.MapFile{Data: signature}
	if err := verify.Signed(dir, public); err != nil {
		t.Errorf("signed: %v", err)
	}
	if err := verify.Signed(dir, other); !errors.Is(err, verify.ErrForged) {
		t.Errorf("another key: %v", err)
	}
	dir[output.Sums] = &fstest.MapFile{Data: append(dir[output.Sums].Data, '\n')}
	if err := verify.Signed(dir, public); !errors.Is(err, verify.ErrForged) {
		t.Errorf("another list: %v", err)
	}
	if _, err := verify.Signer([]byte("rubbish"), "", ""); err == nil {
		t.Error("rubbish was taken for a key")
	}
}
