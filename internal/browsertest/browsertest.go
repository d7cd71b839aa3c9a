// Package browsertest drives real browsers in the words that this project's
// tests use: Chromium, and in its own tests Firefox. Its own tests are those of the finished site: the way through,
// the way out, and what a visit leaves behind.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// NoBrowser is the environment variable that, set to 1, skips what needs a
// browser. Without it a machine that has none fails: a skipped proof is none.
const NoBrowser = "VART_NO_BROWSER"

// Browser is a running Chromium.
type Browser struct {
	Profile string // the folder where it keeps what it remembers
	ctx     context.Context
	close   sync.Once
}

// Start starts a browser with a fresh profile and returns the context of its
// first tab, for chromedp. It is closed when the test ends.
func Start(t testing.TB) context.Context {
	t.Helper()
	return Launch(t, nil).ctx
}

// Launch starts a browser with a fresh profile; it is closed when the test
// ends. flags are Chromium's, without dashes, and their values.
func Launch(t testing.TB, flags map[string]string) *Browser {
	t.Helper()
	Need(t)
	// Not t.TempDir: it fails the test if Chromium's last process still writes.
	profile, err := os.MkdirTemp("", "vart-profile-")
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(profile, flags)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		b.Close()
		if err := os.RemoveAll(profile); err != nil {
			t.Log(err)
		}
	})
	return b
}

// New starts a browser that lives until Close, whatever test it was started
// for.
func New(profile string, flags map[string]string) (*Browser, error) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		// Without it Chromium drops clicks until a page has been painted, which on
		// a busy machine is later than it has loaded.
		chromedp.Flag("allow-pre-commit-input", true),
	}
	for name, value := range flags {
		options = append(options, chromedp.Flag(name, value))
	}
	if path := find(); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	return &Browser{Profile: profile, ctx: ctx}, chromedp.Do(ctx)
}

// Close closes the browser as its user would, so that it writes down what it
// would remember.
func (b *Browser) Close() {
	b.close.Do(func() {
		ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
		defer cancel()
		_ = chromedp.Cancel(ctx) // the process is gone either way
	})
}

// Need makes sure that there is a browser: it skips the test if the user said
// that there is none, and fails it if none can be had.
func Need(t testing.TB) {
	t.Helper()
	if os.Getenv(NoBrowser) == "1" {
		t.Skip(NoBrowser + "=1: not proved in a browser")
	}
	if err := install(); err != nil {
		t.Fatalf("no browser: %v\ninstall Chromium (apt-get install chromium), or set %s=1 to do without this proof", err, NoBrowser)
	}
}

// install gets Debian's Chromium where there is none and we may.
var install = sync.OnceValue(func() error {
	if find() != "" {
		return nil
	}
	return aptGet("chromium")
})

// aptGet installs one of Debian's packages.
func aptGet(name string) error {
	for _, args := range [][]string{{"update", "-q"}, {"install", "-y", "-q", "--no-install-recommends", name}} {
		cmd := exec.Command("apt-get", args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	return nil
}

// find is where the browser is, "" if there is none.
func find() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	for _, path := range []string{"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if _, err := os.Stat(filepath.FromSlash(path)); err == nil {
			return path
		}
	}
	return ""
}
