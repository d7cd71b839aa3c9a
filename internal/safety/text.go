package safety

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"vart/internal/diag"
)

// storing are names that keep something on the reader's device.
var storing = []string{"localStorage", "sessionStorage", "indexedDB", "openDatabase", "cookie", "serviceWorker", "navigator.storage", "caches", "CacheStorage", "sharedStorage", "window.name", "showSaveFilePicker"}

// calling are names that reach other computers in ways the policy does not
// govern.
var calling = []string{"RTCPeerConnection", "WebTransport", "sendBeacon"}

// text checks what stands in raw-text elements; the hash is of the bytes as
// they are, as a browser counts it.
func (p *reader) text(text string) {
	switch p.inside {
	case atom.Title, atom.Textarea:
		if strings.Contains(text, "<") {
			p.bad(diag.SafetyDocument, "taggar i <%s>: en webbläsare kan läsa dem på ett annat sätt än vi", "tags in <%s>: a browser may read them in another way than we do", p.inside.String())
		}
		if p.inside == atom.Title {
			p.title += text
		}
	case atom.Style:
		if !strings.Contains(p.rules.Policy, p.rules.Hash(text)) {
			p.bad(diag.SafetyPolicy, "stilmallen är inte sajtens: policyn tillåter den inte", "the style is not the site's: the policy does not allow it")
		}
		if word := fetching(text); word != "" {
			p.badWord(word, diag.SafetyOrigin, "stilmallen hämtar något: url() och @import är inte tillåtna", "the style loads something: url() and @import are not allowed")
		}
	case atom.Script:
		if p.json {
			p.words(text)
			return
		}
		if !strings.Contains(p.rules.Policy, p.rules.Hash(text)) {
			p.bad(diag.SafetyScript, "skriptet är inte ett av sajtens", "the script is not one of the site's")
		}
		for _, name := range storing {
			if strings.Contains(text, name) {
				p.badWord(name, diag.SafetyStorage, "skriptet använder %s, som sparar på läsarens telefon", "the script uses %s, which stores on the reader's phone", name)
			}
		}
		for _, name := range calling {
			if strings.Contains(text, name) {
				p.badWord(name, diag.SafetyOrigin, "skriptet använder %s, som ringer upp andra datorer", "the script uses %s, which calls other computers", name)
			}
		}
	}
}

// words checks JSON that the script reads: the way out that it takes is the
// site's own.
func (p *reader) words(text string) {
	if strings.Contains(text, "<") {
		p.bad(diag.SafetyScript, "taggar i JSON: skriv < som \\u003c", "tags in JSON: write < as \\u003c")
	}
	if p.data != "vart" {
		return
	}
	var w struct {
		Exit string `json:"exit"`
	}
	if err := json.Unmarshal([]byte(text), &w); err != nil || !slices.Contains(p.rules.Exits, w.Exit) {
		p.bad(diag.SafetyExit, "skriptets väg ut är inte sajtens", "the script's way out is not the site's")
	}
}

// escape is a character that CSS writes as its number: \75 rl( is url(.
var escape = regexp.MustCompile(`\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?|\\(.)`)

// loads says whether CSS fetches something, other than from the page itself.
func loads(css string) bool { return fetching(css) != "" }

// fetching is the word in CSS that fetches something; "" if none does.
func fetching(css string) string {
	lower := strings.ToLower(escape.ReplaceAllStringFunc(css, func(s string) string {
		if n, err := strconv.ParseInt(strings.TrimSpace(s[1:]), 16, 32); err == nil {
			return string(rune(n))
		}
		return s[1:]
	}))
	for _, name := range []string{"@import", "image-set(", "src(", "image("} {
		if strings.Contains(lower, name) {
			return name
		}
	}
	for rest := lower; ; {
		i := strings.Index(rest, "url(")
		if i < 0 {
			return ""
		}
		rest = rest[i+len("url("):]
		if !strings.HasPrefix(strings.TrimLeft(rest, " \t\n'\""), "data:") {
			return "url("
		}
	}
}
