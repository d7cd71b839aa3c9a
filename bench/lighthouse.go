package main

import (
	"compress/gzip"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// lighthouseVersion is the newest that Node 20 runs, and the one that the lock
// below pins.
const lighthouseVersion = "12.8.2"

//go:embed lighthouse
var pinned embed.FS

// looked are the pages of the bundled site that Lighthouse visits, one of each
// kind.
var looked = []struct{ name, address string }{
	{"start page", "/sv/"},
	{"topic", "/sv/hjalp/vald-nara-relation/"},
	{"service", "/sv/tjanster/kvinnofridslinjen/"},
	{"area", "/sv/omraden/solna/"},
	{"flow", "/sv/guide/vart/solna/"},
	{"topic in Arabic", "/ar/help/someone-close/"},
}

// networks are those that Lighthouse works out how long a visit takes on: its
// own, which is slow 4G, and slow 3G.
var networks = [][]string{nil, {"--throttling.rttMs=400", "--throttling.throughputKbps=400"}}

// connected is when Lighthouse asks for a page on slow 3G, in milliseconds: after
// two round trips for the name, and one each for TCP and TLS.
const connected = 4 * 400

// visits is how often each page is visited on each network.
const visits = 3

// visit is what Lighthouse says of one.
type visit struct {
	Categories struct {
		Performance struct{ Score float64 }
	}
	Audits map[string]struct {
		NumericValue float64
		Details      json.RawMessage // of its own form for each audit
	}
}

// requests are how many files the browser asked for, and their bytes as they
// came over the wire.
func (v visit) requests() (n, bytes int, err error) {
	var details struct{ Items []struct{ TransferSize int } }
	err = json.Unmarshal(v.Audits["network-requests"].Details, &details)
	for _, item := range details.Items {
		bytes += item.TransferSize
	}
	return len(details.Items), bytes, err
}

// lighthouse builds the bundled site and visits its pages, served as a host
// does: over TLS and HTTP/2, with gzip.
func (b *bench) lighthouse() (string, error) {
	home, site := filepath.Join(b.dir, "lighthouse-"+lighthouseVersion), filepath.Join(b.dir, "site")
	if _, err := os.Stat(home); err != nil {
		files, err := fs.Sub(pinned, "lighthouse")
		if err != nil {
			return "", err
		}
		if err := os.CopyFS(home, files); err != nil {
			return "", err
		}
	}
	if err := install(home); err != nil {
		return "", err
	}
	if err := run(".", filepath.Join(b.bin, "vart"), "build", "--out", site); err != nil {
		return "", err
	}
	server := httptest.NewUnstartedServer(gzipped(site))
	server.EnableHTTP2 = true
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // connections that a browser opens and does not use
	server.StartTLS()
	defer server.Close()
	var t strings.Builder
	fmt.Fprintf(&t, "%s; Lighthouse %s, %d visits each: the worst and the best score, and medians.\n\n", facts(), lighthouseVersion, visits)
	t.WriteString("| | requests | bytes, gzip | score | first paint, ms | largest paint, ms | blocked, ms | layout shift | slow 3G: first paint, ms | after the connection, ms |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, page := range looked {
		fast, err := b.visit(home, server.URL+page.address, networks[0])
		if err != nil {
			return "", err
		}
		slow, err := b.visit(home, server.URL+page.address, networks[1])
		if err != nil {
			return "", err
		}
		requests, bytes, err := fast[0].requests()
		if err != nil {
			return "", err
		}
		paint := median(slow, "first-contentful-paint")
		fmt.Fprintf(&t, "| %s, `%s` | %d | %d | %s | %.0f | %.0f | %.0f | %.3f | %.0f | %.0f |\n", page.name, page.address, requests, bytes, scores(fast), median(fast, "first-contentful-paint"),
			median(fast, "largest-contentful-paint"), median(fast, "total-blocking-time"), median(fast, "cumulative-layout-shift"), paint, paint-connected)
	}
	return t.String(), nil
}

func median(list []visit, audit string) float64 {
	var values []float64
	for _, v := range list {
		values = append(values, v.Audits[audit].NumericValue)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// scores are the worst and the best, of a hundred.
func scores(list []visit) string {
	worst, best := 100.0, 0.0
	for _, v := range list {
		score := 100 * v.Categories.Performance.Score
		worst, best = min(worst, score), max(best, score)
	}
	if worst == best {
		return fmt.Sprintf("%.0f", best)
	}
	return fmt.Sprintf("%.0f–%.0f", worst, best)
}

// visit has Lighthouse visit a page a few times as a phone does.
func (b *bench) visit(home, url string, network []string) ([]visit, error) {
	var list []visit
	for range visits {
		file := filepath.Join(b.dir, "lighthouse.json")
		args := append([]string{"node_modules/lighthouse/cli/index.js", url, "--quiet", "--only-categories=performance", "--output=json", "--output-path=" + file,
			"--chrome-flags=--headless=new --no-sandbox --ignore-certificate-errors"}, network...)
		if err := run(home, "node", args...); err != nil {
			return nil, err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var v visit
		if err := json.Unmarshal(text, &v); err != nil {
			return nil, err
		}
		log.Printf("%s: %.0f, first paint after %.0f ms", url, 100*v.Categories.Performance.Score, v.Audits["first-contentful-paint"].NumericValue)
		list = append(list, v)
	}
	return list, nil
}

// gzipped serves the pages of a folder.
func gzipped(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := fs.ReadFile(os.DirFS(dir), strings.TrimPrefix(r.URL.Path+"index.html", "/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, err = z.Write(text)
		if err := errors.Join(err, z.Close()); err != nil {
			log.Print(err)
		}
	})
}
