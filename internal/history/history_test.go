package history_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vart/internal/history"
)

// texts are what Versions ranges over.
func texts(t *testing.T, ctx context.Context, dir, name string) ([]string, error) {
	t.Helper()
	var all []string
	for text, err := range history.Versions(ctx, dir, name) {
		if err != nil {
			return all, err
		}
		all = append(all, string(text))
	}
	return all, nil
}

func TestVersions(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	dir := t.TempDir()
	if _, err := texts(t, t.Context(), dir, "x"); !errors.Is(err, history.ErrNone) {
		t.Errorf("no repository: %v", err)
	}
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	// A site in a folder of a repository; a name that git would read as a pattern.
	site, name := filepath.Join(dir, "site"), "content/å [a]*.md"
	write := func(text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Join(site, "content"), 0o755), os.WriteFile(filepath.Join(site, name), []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
		git("add", ".")
		git("commit", "-qm", "x")
	}
	git("init", "-q")
	write("one")
	write("two")
	git("rm", "-q", "site/"+strings.NewReplacer("[", `\[`, "*", `\*`).Replace(name))
	git("commit", "-qm", "x")
	write("three")
	got, err := texts(t, t.Context(), site, name)
	if s := strings.Join(got, " "); err != nil || s != "three two one" {
		t.Errorf("got %q, %v", s, err)
	}
	if got, err := texts(t, t.Context(), site, "content/other.md"); err != nil || len(got) > 0 {
		t.Errorf("a file that was never there: %q, %v", got, err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := texts(t, stopped, site, name); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}
