package build_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"vart/internal/build"
)

// A build that is interrupted, or fails while it writes, leaves what is
// published as it was, and nothing beside it.
func TestInterrupted(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	site := base(t)
	if _, err := build.Site(t.Context(), input(site), target, false); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(target, "vart.sha256"))
	if err != nil {
		t.Fatal(err)
	}
	add(site, "content/fara.sv.md", []byte("---\ntitle: \"Fara\"\n---\n"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := build.Site(ctx, input(site), target, false); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// A page that breaks a rule is found only when it is rendered.
	add(site, "layouts/notfound.html", []byte("<h2>{{.Title}}</h2>"))
	r, err := build.Site(t.Context(), input(site), target, false)
	if err != nil || !r.Found.Failed(false) || r.Written != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	after, err := os.ReadFile(filepath.Join(target, "vart.sha256"))
	if err != nil || string(after) != string(before) {
		t.Errorf("what is published has changed: %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
