package safety_test

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"vart/internal/diag"
	"vart/internal/safety"
)

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

const (
	style  = "body{margin:0}"
	script = "document.title=''"
	exit   = "https://www.smhi.se/"
)

var policy = "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) + "; connect-src 'self'; form-action 'none'; base-uri 'none'"

var rules = safety.Rules{Policy: policy, Exits: []string{exit, "https://www.bbc.com/weather"}, Hash: hash}

// good is a page that keeps every rule.
var good = `<!doctype html>
<html lang="sv" dir="ltr"><head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="` + policy + `">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>Hjälp</title>
<link rel="canonical" href="https://example.org/sv/">
<style>` + style + `</style>
<script type="application/json" id="vart">{"exit":"https://www.smhi.se/"}</script>
<script>` + script + `</script>
</head><body>
<a id="exit" href="https://www.smhi.se/" rel="noreferrer">Lämna sidan</a>
<main><h1>Hjälp</h1>
<p>Ring <a class="tel" href="tel:112">112</a> eller läs <a href="https://www.socialstyrelsen.se/?a=1&amp;b=2" rel="noreferrer">mer</a>.</p>
<img src="/karta.svg" alt=""><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
<input type="radio" name="q1" id="a1" autocomplete="off"><label for="a1">Ja</label>
<details><summary>Meny</summary><a href="/sv/om/">Om</a></details>
</main></body></html>`

func checks(found []safety.Violation) string {
	var names []string
	for _, v := range found {
		names = append(names, v.Check.Name)
	}
	return strings.Join(names, " ")
}

func TestGood(t *testing.T) {
	for _, v := range rules.Page([]byte(good)) {
		t.Errorf("%s: %s (%q)", v.Check.Name, v.Message.EN, v.Snippet)
	}
}

// Each is the good page with one thing changed; each must be refused by this
// check at least.
func TestSmuggling(t *testing.T) {
	before := func(at, text string) func(string) string {
		return func(p string) string { return strings.Replace(p, at, text+at, 1) }
	}
	instead := func(old, text string) func(string) string {
		return func(p string) string { return strings.Replace(p, old, text, 1) }
	}
	body := func(text string) func(string) string { return before("</main>", text) }
	head := func(text string) func(string) string { return before("</head>", text) }
	theExit := `<a id="exit" href="https://www.smhi.se/" rel="noreferrer">`
	csp := `<meta http-equiv="Content-Security-Policy" content="` + policy + `">`
	for _, c := range []struct {
		name   string
		change func(string) string
		want   *diag.Check
	}{
		// The way out.
		{"no exit", instead(theExit, "<a>"), diag.SafetyExit},
		{"exit in a comment", instead(theExit, "<!--"+theExit+"--><a>"), diag.SafetyExit},
		{"exit elsewhere", instead(theExit, `<a id="exit" href="https://evil.example/" rel="noreferrer">`), diag.SafetyExit},
		{"exit that tells where from", instead(theExit, `<a id="exit" href="https://www.smhi.se/">`), diag.SafetyExit},
		{"hidden exit", instead(theExit, `<a id="exit" href="https://www.smhi.se/" rel="noreferrer" hidden>`), diag.SafetyExit},
		{"inert exit", instead(theExit, `<a id="exit" href="https://www.smhi.se/" rel="noreferrer" inert>`), diag.SafetyExit},
		{"exit in something hidden", instead(theExit+"Lämna sidan</a>", "<div hidden><div></div>"+theExit+"Lämna sidan</a></div>"), diag.SafetyExit},
		{"exit in a closed menu", instead(theExit+"Lämna sidan</a>", "<details>"+theExit+"Lämna sidan</a></details>"), diag.SafetyExit},
		{"exit in a template", instead(theExit+"Lämna sidan</a>", "<template>"+theExit+"Lämna sidan</a></template>"), diag.SafetyExit},
		{"exit in another tab", instead(theExit, `<a id="exit" href="https://www.smhi.se/" rel="noreferrer" target="_blank">`), diag.SafetyExit},
		{"exit that downloads", instead(theExit, `<a id="exit" href="https://www.smhi.se/" rel="noreferrer" download>`), diag.SafetyExit},
		{"exit as a button", instead(theExit, `<button id="exit">`), diag.SafetyExit},
		{"two hrefs, the first counts", instead(theExit, `<a id="exit" href="https://evil.example/" href="https://www.smhi.se/" rel="noreferrer">`), diag.SafetyExit},
		{"the script's exit elsewhere", instead(`{"exit":"https://www.smhi.se/"}`, `{"exit":"https://evil.example/"}`), diag.SafetyExit},
		{"the script's exit missing", instead(`{"exit":"https://www.smhi.se/"}`, `{}`), diag.SafetyExit},

		// The document.
		{"no lang", instead(` lang="sv"`, ""), diag.SafetyDocument},
		{"empty lang", instead(`lang="sv"`, `lang=""`), diag.SafetyDocument},
		{"no dir", instead(` dir="ltr"`, ""), diag.SafetyDocument},
		{"dir auto", instead(`dir="ltr"`, `dir="auto"`), diag.SafetyDocument},
		{"no title", instead("<title>Hjälp</title>", ""), diag.SafetyDocument},
		{"empty title", instead("<title>Hjälp</title>", "<title> </title>"), diag.SafetyDocument},
		{"two titles", head("<title>b</title>"), diag.SafetyDocument},
		{"no h1", instead("<h1>Hjälp</h1>", "<h2>Hjälp</h2>"), diag.SafetyDocument},
		{"two h1", body("<h1>b</h1>"), diag.SafetyDocument},
		{"hidden h1", instead("<h1>Hjälp</h1>", "<div hidden><h1>Hjälp</h1></div>"), diag.SafetyDocument},
		{"empty page", func(string) string { return "" }, diag.SafetyDocument},

		// What a browser loads or contacts by itself.
		{"img", body(`<img src="https://evil.example/x">`), diag.SafetyOrigin},
		{"img without scheme", body(`<img src="//evil.example/x">`), diag.SafetyOrigin},
		{"img with backslashes", body(`<img src="\\evil.example/x">`), diag.SafetyOrigin},
		{"img with both slashes", body(`<img src="/\evil.example/x">`), diag.SafetyOrigin},
		{"img with a tab in the slashes", body("<img src=\"/\t/evil.example/x\">"), diag.SafetyOrigin},
		{"img with an entity", body(`<img src="&#x2f;&sol;evil.example/x">`), diag.SafetyOrigin},
		{"img with a newline in the scheme", body("<img src=\"ht\ntps://evil.example/x\">"), diag.SafetyOrigin},
		{"img in capitals", body(`<IMG SRC=HTTPS://EVIL.EXAMPLE/X>`), diag.SafetyOrigin},
		{"srcset", body(`<img src="/a" srcset="/a 1x, https://evil.example/x 2x">`), diag.SafetyOrigin},
		{"picture source", body(`<picture><source srcset="/a"></picture>`), diag.SafetyOrigin},
		{"iframe", body(`<iframe src="/a"></iframe>`), diag.SafetyOrigin},
		{"srcdoc", body(`<iframe srcdoc="x"></iframe>`), diag.SafetyOrigin},
		{"object", body(`<object data="/a"></object>`), diag.SafetyOrigin},
		{"embed", body(`<embed src="/a">`), diag.SafetyOrigin},
		{"video", body(`<video src="/a"></video>`), diag.SafetyOrigin},
		{"background", body(`<table background="https://evil.example/x"></table>`), diag.SafetyOrigin},
		{"svg image", body(`<svg><image href="https://evil.example/x"/></svg>`), diag.SafetyOrigin},
		{"svg image, old", body(`<svg><image xlink:href="//evil.example/x"/></svg>`), diag.SafetyOrigin},
		{"svg use", body(`<svg><use href="https://evil.example/x#a"/></svg>`), diag.SafetyOrigin},
		{"base", head(`<base href="https://evil.example/">`), diag.SafetyOrigin},
		{"stylesheet", head(`<link rel="stylesheet" href="/a.css">`), diag.SafetyOrigin},
		{"alternate stylesheet", head(`<link rel="alternate stylesheet" href="/a.css">`), diag.SafetyOrigin},
		{"preconnect", head(`<link rel="preconnect" href="https://evil.example">`), diag.SafetyOrigin},
		{"dns-prefetch", head(`<link rel="dns-prefetch" href="//evil.example">`), diag.SafetyOrigin},
		{"prefetch of our own", head(`<link rel="prefetch" href="/sv/om/">`), diag.SafetyOrigin},
		{"manifest", head(`<link rel="manifest" href="/m.json">`), diag.SafetyOrigin},
		{"icon", head(`<link rel="icon" href="/favicon.ico">`), diag.SafetyOrigin},
		{"pingback", head(`<link rel="pingback" href="https://evil.example">`), diag.SafetyOrigin},
		{"refresh", head(`<meta http-equiv="refresh" content="0;url=https://evil.example">`), diag.SafetyOrigin},
		{"dns prefetch control", head(`<meta http-equiv="x-dns-prefetch-control" content="on">`), diag.SafetyOrigin},
		{"ping", body(`<a href="/a" ping="/log">x</a>`), diag.SafetyOrigin},
		{"attributionsrc", body(`<a href="/a" attributionsrc>x</a>`), diag.SafetyOrigin},
		{"opener", body(`<a href="https://x.example" target="_blank">x</a>`), diag.SafetyOrigin},
		{"referrer of one link", body(`<a href="https://x.example" referrerpolicy="unsafe-url">x</a>`), diag.SafetyPolicy},
		{"noscript", body(`<noscript><img src="https://evil.example/x"></noscript>`), diag.SafetyOrigin},
		{"title in svg", instead("<title>Hjälp</title>", `<svg><title>a<img src="https://evil.example/x"></title></svg>`), diag.SafetyDocument},
		{"textarea in svg", body(`<svg><textarea autocomplete="off"><img src="https://evil.example/x"></textarea></svg>`), diag.SafetyDocument},
		{"style in svg", body(`<svg><style><img src="https://evil.example/x"></style></svg>`), diag.SafetyPolicy},
		{"JSON in svg", body(`<svg><script type="application/json"><img src="https://evil.example/x"></script></svg>`), diag.SafetyScript},
		{"xmp", body(`<xmp></xmp>`), diag.SafetyOrigin},

		// Scripts.
		{"inline script", body("<script>alert(1)</script>"), diag.SafetyScript},
		{"one byte more", instead("<script>"+script, "<script>"+script+" "), diag.SafetyScript},
		{"script from a file", body(`<script src="/a.js"></script>`), diag.SafetyScript},
		{"script from elsewhere", body(`<script src="https://evil.example/a.js"></script>`), diag.SafetyScript},
		{"module", body(`<script type="module">` + script + `</script>`), diag.SafetyScript},
		{"import map", body(`<script type="importmap">{}</script>`), diag.SafetyScript},
		{"speculation rules", body(`<script type="speculationrules">{"prefetch":[{"urls":["/a"]}]}</script>`), diag.SafetyScript},
		{"onclick", body(`<p onclick="alert(1)">x</p>`), diag.SafetyScript},
		{"onerror in capitals", body(`<img src="/a" ONERROR=alert(1)>`), diag.SafetyScript},
		{"javascript link", body(`<a href="javascript:alert(1)">x</a>`), diag.SafetyScript},
		{"javascript with entities", body(`<a href="&#106;ava&Tab;script&colon;alert(1)">x</a>`), diag.SafetyScript},
		{"javascript in svg", body(`<svg><a xlink:href="JavaScript:alert(1)">x</a></svg>`), diag.SafetyScript},
		{"javascript by animation", body(`<svg><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>`), diag.SafetyScript},
		{"data document", body(`<a href="data:text/html,x">x</a>`), diag.SafetyScript},
		{"blob", body(`<a href="blob:https://example.org/1">x</a>`), diag.SafetyScript},

		// Storage and forms.
		{"cookie", head(`<meta http-equiv="Set-Cookie" content="a=b">`), diag.SafetyStorage},
		{"field that is remembered", body(`<input type="text">`), diag.SafetyStorage},
		{"radio that is remembered", body(`<input type="radio" autocomplete="on">`), diag.SafetyStorage},
		{"select", body(`<select><option>a</select>`), diag.SafetyStorage},
		{"form", body(`<form></form>`), diag.SafetyForm},
		{"form elsewhere", body(`<form action="https://evil.example/" method="post"></form>`), diag.SafetyForm},
		{"formaction", body(`<button formaction="https://evil.example/">x</button>`), diag.SafetyOrigin},

		// The policy and the style.
		{"no policy", instead(csp, ""), diag.SafetyPolicy},
		{"another policy", instead("default-src 'none'", "default-src *"), diag.SafetyPolicy},
		{"a second policy", head(`<meta http-equiv="content-security-policy" content="default-src *">`), diag.SafetyPolicy},
		{"report only", instead("Content-Security-Policy", "Content-Security-Policy-Report-Only"), diag.SafetyPolicy},
		{"policy in the body", func(p string) string { return before("</main>", csp)(strings.Replace(p, csp, "", 1)) }, diag.SafetyPolicy},
		{"policy after the script", func(p string) string { return before("</head>", csp)(strings.Replace(p, csp, "", 1)) }, diag.SafetyPolicy},
		{"no referrer rule", instead(`<meta name="referrer" content="no-referrer">`, ""), diag.SafetyPolicy},
		{"another referrer rule", head(`<meta name="referrer" content="unsafe-url">`), diag.SafetyPolicy},
		{"another style", head("<style>p{color:red}</style>"), diag.SafetyPolicy},
		{"style attribute", body(`<p style="color:red">x</p>`), diag.SafetyPolicy},
	} {
		page := c.change(good)
		if page == good {
			t.Errorf("%s: the page was not changed", c.name)
			continue
		}
		found := rules.Page([]byte(page))
		hit := false
		for _, v := range found {
			hit = hit || v.Check == c.want
			if v.Snippet != "" && !strings.HasPrefix(page[v.Offset:], v.Snippet) {
				t.Errorf("%s: %q does not stand at %d", c.name, v.Snippet, v.Offset)
			}
			if v.Message.SV == "" || v.Message.EN == "" || strings.Contains(v.Message.EN+v.Message.SV, "%!") {
				t.Errorf("%s: message %+v", c.name, v.Message)
			}
		}
		if !hit {
			t.Errorf("%s: got %q, want %s", c.name, checks(found), c.want.Name)
		}
	}
}

// A style or script that the policy allows still may not load or store.
func TestAllowedButRefused(t *testing.T) {
	for _, c := range []struct {
		style, script string
		want          *diag.Check
	}{
		{style: "a{background:url(/x)}", want: diag.SafetyOrigin},
		{style: "a{background:URL( 'https://evil.example/x')}", want: diag.SafetyOrigin},
		{style: `a{background:u\72l(//evil.example/x)}`, want: diag.SafetyOrigin},
		{style: `a{background:\000075 rl(//evil.example/x)}`, want: diag.SafetyOrigin},
		{style: "@import 'https://evil.example/x.css';", want: diag.SafetyOrigin},
		{style: `@\69 mport "x.css";`, want: diag.SafetyOrigin},
		{style: "a{background:image-set('/x' 1x)}", want: diag.SafetyOrigin},
		{style: "a{background:-webkit-image-set(url(/x) 1x)}", want: diag.SafetyOrigin},
		{style: "@font-face{src:url(/f.woff2)}", want: diag.SafetyOrigin},
		{style: "a{background:url(data:image/gif;base64,AA)}"},
		{style: `a::before{content:"\201D"}`},
		{script: "localStorage.a=1", want: diag.SafetyStorage},
		{script: "sessionStorage.a=1", want: diag.SafetyStorage},
		{script: "document.cookie='a=b'", want: diag.SafetyStorage},
		{script: "indexedDB.open('a')", want: diag.SafetyStorage},
		{script: "navigator.serviceWorker.register('/a.js')", want: diag.SafetyStorage},
		{script: "caches.open('a')", want: diag.SafetyStorage},
		{script: "window.name='a'", want: diag.SafetyStorage},
		{script: "new RTCPeerConnection", want: diag.SafetyOrigin},
		{script: "navigator.sendBeacon('/a')", want: diag.SafetyOrigin},
		{script: "document.title='a'"},
	} {
		r, page := rules, good
		if c.style != "" {
			r.Policy += hash(c.style)
			page = strings.Replace(page, style, c.style, 1)
		}
		if c.script != "" {
			r.Policy += hash(c.script)
			page = strings.Replace(page, script, c.script, 1)
		}
		page = strings.Replace(page, policy, r.Policy, 1)
		got, want := checks(r.Page([]byte(page))), ""
		if c.want != nil {
			want = c.want.Name
		}
		if got != want {
			t.Errorf("%s%s: got %q, want %q", c.style, c.script, got, want)
		}
	}
}

func TestPicture(t *testing.T) {
	for _, c := range []struct {
		svg  string
		want *diag.Check
	}{
		{`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><title>Karta</title><style>a{fill:red}</style><path d="M0 0" style="fill:red"/><use href="#a"/></svg>`, nil},
		{`<svg><script>alert(1)</script></svg>`, diag.SafetyScript},
		{`<svg><script href="https://evil.example/x.js"/></svg>`, diag.SafetyScript},
		{`<svg onload="alert(1)"/>`, diag.SafetyScript},
		{`<svg><a href="javascript:alert(1)"/></svg>`, diag.SafetyScript},
		{`<svg><foreignObject><p>x</p></foreignObject></svg>`, diag.SafetyScript},
		{`<svg><image href="https://evil.example/x"/></svg>`, diag.SafetyOrigin},
		{`<svg><title><image href="https://evil.example/x"/></title></svg>`, diag.SafetyOrigin},
		{`<svg><style>@import "https://evil.example/x.css"</style></svg>`, diag.SafetyOrigin},
		{`<svg><path style="fill:url(https://evil.example/x)"/></svg>`, diag.SafetyOrigin},
		{`<?xml-stylesheet href="x.xsl"?><svg/>`, diag.SafetyOrigin},
		{`<!DOCTYPE svg [<!ENTITY x SYSTEM "https://evil.example/">]><svg/>`, diag.SafetyOrigin},
	} {
		got, want := checks(rules.Picture([]byte(c.svg))), ""
		if c.want != nil {
			want = c.want.Name
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", c.svg, got, want)
		}
	}
}

// No page makes the checks fail, and an empty page is never a good one.
func FuzzPage(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("<svg><title><![CDATA[>]]><img src=//x>"))
	f.Fuzz(func(t *testing.T, page []byte) {
		for _, v := range rules.Page(page) {
			if v.Offset < 0 || v.Offset+len(v.Snippet) > len(page) {
				t.Fatalf("%q at %d of %d", v.Snippet, v.Offset, len(page))
			}
		}
		rules.Picture(page)
	})
}
