package verify

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// Web fetches a published copy. It is a stranger each time: no cookies, no
// credentials, and no other address than the one that is asked for.
type Web struct {
	// Timeout is how long one file may take.
	Timeout time.Duration
	// Progress is told after each file; nil tells nobody.
	Progress func(done, all int)
	// Transport is how it is fetched; nil is as usual.
	Transport http.RoundTripper
}

// atOnce is how many files are fetched at the same time: a check is no attack.
const atOnce = 4

// URL fetches every file that was built from a published address and compares
// it. What else is published cannot be known from outside. A host that cannot
// be reached is an error.
// largest is how much is read of one file: more than any page or picture of a
// help site, less than what fills a computer.
const largest = 64 << 20

func (w Web) URL(ctx context.Context, built *Built, base string) ([]Difference, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("%q is no address that begins with https://", base)
	}
	u.RawQuery, u.Fragment = "", ""
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	client := &http.Client{
		Transport: w.Transport,
		Timeout:   w.Timeout,
		// A redirect is an answer, and not the file.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	names := slices.Sorted(maps.Keys(built.Sums))
	results := make([]*Difference, len(names))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range atOnce {
		wg.Go(func() {
			for i := range next {
				d, err := w.file(ctx, client, built, u, names[i])
				if err != nil {
					cancel(err)
					continue
				}
				mu.Lock()
				results[i] = d
				if done++; w.Progress != nil {
					w.Progress(done, len(names))
				}
				mu.Unlock()
			}
		})
	}
	for i := range names {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	var found []Difference
	for _, d := range results {
		if d != nil {
			found = append(found, *d)
		}
	}
	return found, nil
}

// file compares one file; nil is as built.
func (w Web) file(ctx context.Context, client *http.Client, built *Built, base *url.URL, name string) (*Difference, error) {
	at := *base
	if path.Base(name) == "index.html" {
		at.Path += strings.TrimSuffix(name, "index.html")
	} else {
		at.Path += name
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "vart-verify")
	req.Header.Set("Cache-Control", "no-cache") // what the host has now, not what something on the way kept (RFC 9111, 5.2.1.4)
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(res.Body, largest))
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", at.String(), err)
	}
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return &Difference{Name: name, Kind: Missing}, nil
	case res.StatusCode != http.StatusOK:
		answer := res.Status
		if to := res.Header.Get("Location"); to != "" {
			answer += " → " + to
		}
		return &Difference{Name: name, Kind: Refused, Answer: answer}, nil
	case sha256.Sum256(content) != built.Sums[name]:
		return &Difference{Name: name, Kind: Differs, Numbers: built.numbers(name, content)}, nil
	}
	return nil, nil
}
