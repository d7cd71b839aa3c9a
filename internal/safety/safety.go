// Package safety refuses finished pages that would leave a trail, load
// something from elsewhere or lack the way out, whatever layout made them. It
// reads the bytes that would be published, so nothing can be meant well.
package safety

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vart/internal/diag"
)

// Rules are what every page of a site has in common.
type Rules struct {
	// Policy is the Content-Security-Policy that stands in the page.
	Policy string
	// Exit are the addresses the quick exit may lead to.
	Exits []string
	// Hash returns the source expression of an inline style or script.
	Hash func(text string) string
}

// Violation is a rule that a page breaks.
type Violation struct {
	Check   *diag.Check
	Message diag.Text
	// Snippet is the start of the tag or text at fault, "" when something is
	// missing from the page as a whole.
	Snippet string
	Offset  int // of the snippet in the page
}

// Page returns every rule that a finished page breaks.
func (r *Rules) Page(page []byte) []Violation {
	p := &reader{rules: r, z: html.NewTokenizer(bytes.NewReader(page))}
	for {
		kind := p.z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := p.z.Raw()
		p.at = p.read
		p.read += len(raw)
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			p.raw = string(raw)
			p.tag(p.z.Token())
		case html.TextToken:
			p.raw = string(raw)
			p.text(p.raw)
		case html.EndTagToken:
			p.inside = 0
		}
	}
	p.whole()
	return p.found
}

type reader struct {
	rules    *Rules
	z        *html.Tokenizer
	found    []Violation
	raw      string
	at, read int

	inside atom.Atom // the raw-text element the tokenizer is in
	json   bool

	root, exit, policy, referrer bool
	titles, headings             int
	title                        string
}

func (p *reader) bad(c *diag.Check, sv, en string, args ...any) {
	p.found = append(p.found, Violation{c, diag.Text{SV: fmt.Sprintf(sv, args...), EN: fmt.Sprintf(en, args...)}, p.raw, p.at})
}

func attr(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// refused are elements that load, run or send something whatever is in them.
var refused = []string{"iframe", "frame", "frameset", "object", "embed", "applet", "base", "form", "portal", "fencedframe", "audio", "video", "source", "track"}

// loading are attributes whose address a browser fetches by itself.
var loading = []string{"src", "srcset", "poster", "data", "background", "manifest", "imagesrcset", "lowsrc", "longdesc", "codebase", "archive", "classid", "profile", "xlink:href", "cite", "action", "formaction"}

func (p *reader) tag(t html.Token) {
	p.inside = t.DataAtom
	if slices.Contains(refused, t.Data) {
		check := diag.SafetyOrigin
		if t.Data == "form" {
			check = diag.SafetyForm
		}
		p.bad(check, "<%s> är inte tillåtet", "<%s> is not allowed", t.Data)
	}
	for _, a := range t.Attr {
		p.attribute(t, a)
	}
	switch t.Data {
	case "html":
		lang, _ := attr(t, "lang")
		dir, _ := attr(t, "dir")
		p.root = lang != "" && (dir == "ltr" || dir == "rtl")
	case "title":
		p.titles++
	case "h1":
		p.headings++
	case "a":
		p.link(t)
	case "meta":
		p.meta(t)
	case "link":
		p.rel(t)
	case "script":
		kind, _ := attr(t, "type")
		p.json = kind == "application/json"
		if _, ok := attr(t, "src"); ok {
			p.bad(diag.SafetyScript, "skript får inte hämtas från en fil: de blir kvar i webbläsaren", "scripts may not be loaded from a file: they stay in the browser")
		} else if kind != "" && !p.json {
			p.bad(diag.SafetyScript, "skript av typen ”%s” är inte tillåtna", "scripts of type “%s” are not allowed", kind)
		}
	case "style":
	case "input", "textarea", "select":
		if v, _ := attr(t, "autocomplete"); v != "off" {
			p.bad(diag.SafetyStorage, "fältet kan sparas av webbläsaren: autocomplete=\"off\" saknas", "the field can be saved by the browser: autocomplete=\"off\" is missing")
		}
	}
}

func (p *reader) attribute(t html.Token, a html.Attribute) {
	value := strings.TrimSpace(a.Val)
	switch {
	case strings.HasPrefix(a.Key, "on"):
		p.bad(diag.SafetyScript, "händelseattributet %s är inte tillåtet", "the event attribute %s is not allowed", a.Key)
	case a.Key == "style":
		p.bad(diag.SafetyPolicy, "style=\"…\" stoppas av policyn; skriv det i style.css", "style=\"…\" is stopped by the policy; write it in style.css")
	case a.Key == "ping":
		p.bad(diag.SafetyOrigin, "ping berättar för någon att länken följdes", "ping tells somebody that the link was followed")
	case a.Key == "srcdoc":
		p.bad(diag.SafetyOrigin, "srcdoc är inte tillåtet", "srcdoc is not allowed")
	case slices.Contains(loading, a.Key), a.Key == "href" && t.Data != "a" && t.Data != "area" && t.Data != "link":
		for part := range strings.SplitSeq(value, ",") {
			if foreign(part) {
				p.bad(diag.SafetyOrigin, "%s hämtar något från en annan adress: %s", "%s loads something from another origin: %s", a.Key, value)
				break
			}
		}
	}
	if scheme(value) == "javascript" || scheme(value) == "vbscript" {
		p.bad(diag.SafetyScript, "adressen kör ett skript: %s", "the address runs a script: %s", value)
	}
}

// scheme is an address's scheme as a browser reads it: white space and control
// characters in it are dropped (WHATWG URL, 4.4).
func scheme(address string) string {
	clean := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
	i := strings.IndexAny(clean, ":/?#")
	if i < 0 || clean[i] != ':' {
		return ""
	}
	return strings.ToLower(clean[:i])
}

// foreign says whether an address leaves the site's own origin. data: stays in
// the page.
func foreign(address string) bool {
	address = strings.TrimSpace(address)
	s := scheme(address)
	return s != "" && s != "data" || strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//")
}

func (p *reader) link(t html.Token) {
	rel, _ := attr(t, "rel")
	if target, ok := attr(t, "target"); ok && strings.EqualFold(target, "_blank") && !strings.Contains(rel, "noopener") && !strings.Contains(rel, "noreferrer") {
		p.bad(diag.SafetyOrigin, "target=\"_blank\" utan rel=\"noopener\"", "target=\"_blank\" without rel=\"noopener\"")
	}
	if id, _ := attr(t, "id"); id != "exit" {
		return
	}
	href, _ := attr(t, "href")
	_, hidden := attr(t, "hidden")
	if slices.Contains(p.rules.Exits, href) && !hidden && strings.Contains(rel, "noreferrer") {
		p.exit = true
	}
}

func (p *reader) meta(t html.Token) {
	content, _ := attr(t, "content")
	if name, _ := attr(t, "name"); strings.EqualFold(name, "referrer") {
		p.referrer = content == "no-referrer"
	}
	equiv, ok := attr(t, "http-equiv")
	switch {
	case !ok:
	case strings.EqualFold(equiv, "content-security-policy"):
		p.policy = content == p.rules.Policy
		if !p.policy {
			p.bad(diag.SafetyPolicy, "policyn är inte sajtens", "the policy is not the site's")
		}
	case strings.EqualFold(equiv, "set-cookie"):
		p.bad(diag.SafetyStorage, "sidan sätter en kaka", "the page sets a cookie")
	default:
		p.bad(diag.SafetyOrigin, "<meta http-equiv=\"%s\"> är inte tillåtet", "<meta http-equiv=\"%s\"> is not allowed", equiv)
	}
}

// rels are the relations that a browser only notes and does not follow.
var rels = []string{"canonical", "alternate"}

func (p *reader) rel(t html.Token) {
	rel, _ := attr(t, "rel")
	href, _ := attr(t, "href")
	rel = strings.ToLower(strings.TrimSpace(rel))
	if slices.Contains(rels, rel) || rel == "icon" && strings.HasPrefix(href, "data:") {
		return
	}
	p.bad(diag.SafetyOrigin, "<link rel=\"%s\"> är inte tillåtet: webbläsaren hämtar eller sparar det", "<link rel=\"%s\"> is not allowed: the browser fetches or keeps it", rel)
}

// storing are names that keep something on the reader's device.
var storing = []string{"localStorage", "sessionStorage", "indexedDB", "cookie", "cookieStore", "serviceWorker", "navigator.storage", "caches", "CacheStorage", "sharedStorage"}

// text checks what stands in raw-text elements; the hash is of the bytes as
// they are, as a browser counts it.
func (p *reader) text(text string) {
	switch p.inside {
	case atom.Title:
		p.title += text
	case atom.Style:
		if !strings.Contains(p.rules.Policy, p.rules.Hash(text)) {
			p.bad(diag.SafetyPolicy, "stilmallen är inte sajtens: policyn tillåter den inte", "the style is not the site's: the policy does not allow it")
		}
		if loads(text) {
			p.bad(diag.SafetyOrigin, "stilmallen hämtar något: url() och @import är inte tillåtna", "the style loads something: url() and @import are not allowed")
		}
	case atom.Script:
		if p.json {
			return
		}
		if !strings.Contains(p.rules.Policy, p.rules.Hash(text)) {
			p.bad(diag.SafetyScript, "skriptet är inte ett av sajtens", "the script is not one of the site's")
		}
		for _, name := range storing {
			if strings.Contains(text, name) {
				p.bad(diag.SafetyStorage, "skriptet använder %s, som sparar på läsarens telefon", "the script uses %s, which stores on the reader's phone", name)
			}
		}
	}
}

// loads says whether CSS fetches something, other than from the page itself.
func loads(css string) bool {
	lower := strings.ToLower(css)
	if strings.Contains(lower, "@import") || strings.Contains(lower, "image-set(") {
		return true
	}
	for rest := lower; ; {
		i := strings.Index(rest, "url(")
		if i < 0 {
			return false
		}
		rest = rest[i+len("url("):]
		if !strings.HasPrefix(strings.TrimLeft(rest, " \t\n'\""), "data:") {
			return true
		}
	}
}

// whole checks what a page must have.
func (p *reader) whole() {
	p.raw, p.at = "", 0
	if !p.root {
		p.bad(diag.SafetyDocument, "<html> saknar lang eller dir", "<html> lacks lang or dir")
	}
	if p.titles != 1 || strings.TrimSpace(p.title) == "" {
		p.bad(diag.SafetyDocument, "sidan ska ha en titel, den har %d", "a page has one title, this one has %d", p.titles)
	}
	if p.headings != 1 {
		p.bad(diag.SafetyDocument, "sidan ska ha en <h1>, den har %d", "a page has one <h1>, this one has %d", p.headings)
	}
	if !p.exit {
		p.bad(diag.SafetyExit, "vägen ut saknas: <a id=\"exit\" href=\"{{.Exit}}\" rel=\"noreferrer\">", "the way out is missing: <a id=\"exit\" href=\"{{.Exit}}\" rel=\"noreferrer\">")
	}
	if !p.policy {
		p.bad(diag.SafetyPolicy, "sajtens policy saknas: <meta http-equiv=\"Content-Security-Policy\" content=\"{{.Policy}}\">", "the site's policy is missing: <meta http-equiv=\"Content-Security-Policy\" content=\"{{.Policy}}\">")
	}
	if !p.referrer {
		p.bad(diag.SafetyPolicy, "<meta name=\"referrer\" content=\"no-referrer\"> saknas: andra sajter får veta varifrån läsaren kom", "<meta name=\"referrer\" content=\"no-referrer\"> is missing: other sites learn where the reader came from")
	}
}
