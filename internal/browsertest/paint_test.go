package browsertest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"vart/internal/plan"
)

// flight is what a server sends before it must hear from the reader again: ten
// packets of 1,460 bytes (RFC 6928), without what headers and TLS take of them.
const flight = 14_000

// TestPaint: what the first flight brings of a page is shown, with a way out and
// the heading, while the rest is still on its way. So the first paint takes one
// round trip after the connection, also of flows, which weigh more.
func TestPaint(t *testing.T) {
	b := need(t, bundled)
	zip := func(o *plan.Output) []byte {
		page, err := os.ReadFile(filepath.Join(b.dir, o.File))
		if err != nil {
			t.Fatal(err)
		}
		var z bytes.Buffer
		packed(page, &z, gzip.NewWriter(&z))
		return z.Bytes()
	}
	type kind struct {
		address string
		zipped  []byte
		rest    chan bool // closed to let the rest through
	}
	kinds, at := map[plan.Kind]*kind{}, map[string]*kind{}
	for _, o := range b.Plan.Outputs {
		if z := zip(o); !o.Go && (kinds[o.Kind] == nil || len(z) > len(kinds[o.Kind].zipped)) {
			kinds[o.Kind] = &kind{o.URL, z, make(chan bool)}
		}
	}
	for _, k := range kinds {
		at[k.address] = k
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k := at[r.URL.Path]
		if k == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		n := min(flight, len(k.zipped))
		w.Write(k.zipped[:n])
		http.NewResponseController(w).Flush()
		select {
		case <-k.rest:
			w.Write(k.zipped[n:])
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close) // after the browser, which may be waiting
	p := Launch(t, nil).Tab(t)
	for _, k := range kinds {
		p.Open("about:blank")
		before := len(p.Requests())
		p.Run(fmt.Sprintf(`setTimeout(() => location = %q)`, server.URL+k.address))
		if !p.Soon(`document.readyState == 'loading' && performance.getEntriesByName('first-contentful-paint').length
			&& document.querySelector('#exit').checkVisibility()
			&& document.querySelector('h1').getBoundingClientRect().bottom < innerHeight`, Patience) {
			t.Fatalf("%s, %d bytes as gzip: not shown from the first %d", k.address, len(k.zipped), flight)
		}
		t.Logf("%6d  %s", len(k.zipped), k.address)
		if asked := p.Requests()[before:]; !slices.Equal(asked, []string{server.URL + k.address}) {
			t.Errorf("asked for %v", asked)
		}
		close(k.rest)
		p.Until(`document.readyState == 'complete'`)
	}
}
