package browsertest

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// firefox is a running Firefox, driven by WebDriver BiDi
// (https://www.w3.org/TR/webdriver-bidi/) over a socket that it opens itself.
type firefox struct {
	profile string
	cmd     *exec.Cmd
	socket  *websocket.Conn
	window  string // the browser's own window, around the pages
	turn    sync.Mutex
	last    int // number of the last command
	close   sync.Once
}

// preferences of every run. Those that WebDriver would set are left unset:
// they turn off much that a person's browser writes down.
func preferences() map[string]any {
	_, port, _ := net.SplitHostPort(server().Listener.Addr().String())
	return map[string]any{
		"remote.prefs.recommended":          false,
		"network.dns.forceResolve":          "127.0.0.1", // every name is our server
		"network.socket.forcePort":          "443=" + port,
		"network.trr.mode":                  5,
		"app.update.enabled":                false,
		"browser.shell.checkDefaultBrowser": false,
		// Else a tab of Mozilla's own opens, on its terms.
		"datareporting.policy.dataSubmissionPolicyBypassNotification": true,
		"termsofuse.bypassNotification":                               true,
		// Else Firefox may ask Mozilla, and so our server, whether somebody is in
		// between, and then trusts it no longer.
		"security.certerrors.mitm.priming.enabled": false,
		// Else clicks are dropped until a page has been painted for a while.
		"dom.input_events.security.minNumTicks":        0,
		"dom.input_events.security.minTimeElapsedInMS": 0,
	}
}

// launchFirefox starts a Firefox with a fresh profile, more preferences, and
// trust in our server; it is closed when the test ends.
func launchFirefox(t testing.TB, more map[string]any) *firefox {
	t.Helper()
	needFirefox(t)
	profile, err := os.MkdirTemp("", "vart-profile-")
	if err != nil {
		t.Fatal(err)
	}
	var user strings.Builder
	for _, set := range []map[string]any{preferences(), more} {
		for name, value := range set {
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&user, "user_pref(%q, %s);\n", name, text)
		}
	}
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(user.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	f := &firefox{profile: profile}
	t.Cleanup(func() {
		f.Close()
		if err := os.RemoveAll(profile); err != nil {
			t.Log(err)
		}
	})
	if err := f.start(); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *firefox) start() error {
	f.cmd = exec.Command(findFirefox(), "--headless", "--no-remote", "--profile", f.profile,
		"--remote-debugging-port", "0", "--remote-allow-origins", "http://127.0.0.1",
		"--remote-allow-system-access", "about:blank") // access to the window around the pages
	says, err := f.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := f.cmd.Start(); err != nil {
		return err
	}
	at := ""
	lines := bufio.NewScanner(says)
	for at == "" && lines.Scan() {
		_, at, _ = strings.Cut(lines.Text(), "WebDriver BiDi listening on ")
	}
	if at == "" {
		return errors.New("firefox ended before it listened")
	}
	go io.Copy(io.Discard, says)
	if f.socket, err = websocket.Dial(at+"/session", "", "http://127.0.0.1"); err != nil {
		return err
	}
	if err := f.call("session.new", map[string]any{"capabilities": map[string]any{}}, nil); err != nil {
		return err
	}
	var tree contexts
	if err := f.call("browsingContext.getTree", map[string]any{"moz:scope": "chrome"}, &tree); err != nil {
		return err
	}
	f.window = tree.Contexts[0].Context
	return f.trust()
}

// trust has Firefox trust our server. Trusted, not merely excused: what came with
// a bad certificate is treated otherwise by HSTS and by the cache.
func (f *firefox) trust() error {
	authority := base64.StdEncoding.EncodeToString(certificates().authority.Raw)
	_, err := f.evaluate(f.window, fmt.Sprintf(`Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB).addCertFromBase64(%q, "C,,")`, authority), time.Minute)
	return err
}

// Close quits as the menu does. WebDriver's own command closes the tabs first,
// and then they are not written down.
func (f *firefox) Close() {
	f.close.Do(func() {
		if f.cmd.Process == nil {
			return
		}
		quit := errors.New("not started")
		if f.window != "" {
			_, quit = f.evaluate(f.window, "Services.startup.quit(Ci.nsIAppStartup.eAttemptQuit)", 30*time.Second)
		}
		if quit != nil {
			f.cmd.Process.Kill()
		}
		ended := time.AfterFunc(time.Minute, func() { f.cmd.Process.Kill() })
		f.cmd.Wait()
		ended.Stop()
	})
}

// needFirefox is Need for Firefox.
func needFirefox(t testing.TB) {
	t.Helper()
	if os.Getenv(NoBrowser) == "1" {
		t.Skip(NoBrowser + "=1: not proved in a browser")
	}
	if err := installFirefox(); err != nil {
		t.Fatalf("no Firefox: %v\ninstall it (apt-get install firefox-esr), or set %s=1 to do without this proof", err, NoBrowser)
	}
}

var installFirefox = sync.OnceValue(func() error {
	if findFirefox() != "" {
		return nil
	}
	return aptGet("firefox-esr")
})

func findFirefox() string {
	for _, name := range []string{os.Getenv("FIREFOX"), "firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
