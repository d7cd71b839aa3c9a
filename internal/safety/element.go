package safety

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"vart/internal/diag"
)

// refused are elements that load, run or send something whatever is in them,
// and those that a browser reads in another way than a tokenizer does: with
// script off, what is in <noscript> is as real as the rest.
var refused = []string{"iframe", "frame", "frameset", "object", "embed", "applet", "base", "form", "portal", "fencedframe", "audio", "video", "source", "track",
	"noscript", "noembed", "noframes", "xmp", "plaintext", "template"}

// loading are attributes whose address a browser fetches by itself.
var loading = []string{"src", "srcset", "poster", "data", "background", "manifest", "imagesrcset", "lowsrc", "longdesc", "codebase", "archive", "classid", "profile", "xlink:href", "cite", "action", "formaction"}

// headOnly are the elements that may stand before the page's visible part.
var headOnly = []string{"html", "head", "meta", "title", "link", "style", "script"}

func (p *reader) tag(t html.Token) {
	p.inside = t.DataAtom
	p.body = p.body || !slices.Contains(headOnly, t.Data)
	p.conceal(t)
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
		if p.concealed == "" {
			p.headings++
		}
	case "a":
		p.link(t)
	case "meta":
		p.meta(t)
	case "link":
		p.rel(t)
	case "script":
		p.first()
		kind, _ := attr(t, "type")
		p.json = kind == "application/json"
		p.data, _ = attr(t, "id")
		if _, ok := attr(t, "src"); ok {
			p.bad(diag.SafetyScript, "skript får inte hämtas från en fil: de blir kvar i webbläsaren", "scripts may not be loaded from a file: they stay in the browser")
		} else if kind != "" && !p.json {
			p.bad(diag.SafetyScript, "skript av typen ”%s” är inte tillåtna", "scripts of type “%s” are not allowed", kind)
		}
	case "style":
		p.first()
	case "input", "textarea", "select":
		if v, _ := attr(t, "autocomplete"); v != "off" {
			p.bad(diag.SafetyStorage, "fältet kan sparas av webbläsaren: autocomplete=\"off\" saknas", "the field can be saved by the browser: autocomplete=\"off\" is missing")
		}
	}
}

// first reports what stands before the policy, which does not govern it.
func (p *reader) first() {
	if !p.policy {
		p.bad(diag.SafetyPolicy, "det här står före policyn, som därför inte gäller det", "this stands before the policy, which therefore does not govern it")
	}
}

// hiding are elements whose content is not shown, or only when it is opened.
var hiding = []string{"template", "dialog", "details", "svg", "math", "title", "datalist"}

// void elements have no end tag, so nothing is in them.
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// conceal notes when an element hides what is in it.
func (p *reader) conceal(t html.Token) {
	switch {
	case slices.Contains(void, t.Data):
	case p.concealed == t.Data:
		p.depth++
	case p.concealed != "":
	default:
		_, hidden := attr(t, "hidden")
		_, inert := attr(t, "inert")
		if hidden || inert || slices.Contains(hiding, t.Data) {
			p.concealed, p.depth = t.Data, 1
		}
	}
}

func (p *reader) leave(name string) {
	if name == p.concealed {
		if p.depth--; p.depth <= 0 {
			p.concealed = ""
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
	case a.Key == "attributionsrc":
		p.bad(diag.SafetyOrigin, "attributionsrc berättar för någon att länken följdes", "attributionsrc tells somebody that the link was followed")
	case a.Key == "referrerpolicy" && !strings.EqualFold(value, "no-referrer"):
		p.bad(diag.SafetyPolicy, "referrerpolicy=\"%s\" berättar för andra sajter varifrån läsaren kom", "referrerpolicy=\"%s\" tells other sites where the reader came from", value)
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
	if s := scheme(value); slices.Contains(running, s) && !(s == "data" && (t.Data == "img" || t.Data == "link")) {
		p.bad(diag.SafetyScript, "adressen kör ett skript: %s", "the address runs a script: %s", value)
	}
}

// running are schemes whose address is itself a document or a script.
var running = []string{"javascript", "vbscript", "data", "blob", "filesystem", "view-source"}

// clean drops what a browser drops from an address before it reads it: white
// space and control characters (WHATWG URL, 4.4).
func clean(address string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
}

// scheme is an address's scheme as a browser reads it.
func scheme(address string) string {
	if !strings.Contains(address, ":") {
		return ""
	}
	clean := clean(address)
	i := strings.IndexAny(clean, ":/?#")
	if i < 0 || clean[i] != ':' {
		return ""
	}
	return strings.ToLower(clean[:i])
}

// foreign says whether an address leaves the site's own origin. data: stays in
// the page.
func foreign(address string) bool {
	s := scheme(address)
	return s != "" && s != "data" || strings.HasPrefix(strings.ReplaceAll(clean(address), `\`, "/"), "//")
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
	_, target := attr(t, "target")
	_, download := attr(t, "download")
	if slices.Contains(p.rules.Exits, href) && p.concealed == "" && !target && !download && strings.Contains(rel, "noreferrer") {
		p.exit = true
	}
}

func (p *reader) meta(t html.Token) {
	content, _ := attr(t, "content")
	if name, _ := attr(t, "name"); strings.EqualFold(name, "referrer") {
		p.referrer = content == "no-referrer" && !p.body
	}
	equiv, ok := attr(t, "http-equiv")
	switch {
	case !ok:
	case strings.EqualFold(equiv, "content-security-policy"):
		p.policy = content == p.rules.Policy && !p.body
		if content != p.rules.Policy {
			p.bad(diag.SafetyPolicy, "policyn är inte sajtens", "the policy is not the site's")
		} else if p.body {
			p.bad(diag.SafetyPolicy, "policyn står inte i <head>, och då bryr sig webbläsaren inte om den", "the policy is not in <head>, so the browser ignores it")
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
