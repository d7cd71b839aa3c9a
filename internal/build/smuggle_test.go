package build_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSmuggling tries to bring what the safety rules refuse into a site by
// every door that a site has: layouts, style, scripts, static files, texts and
// settings. Each must be refused at its file and line.
func TestSmuggling(t *testing.T) {
	conf := string(base(t)["vart.yaml"].Data)
	page := func(body string) string { return "---\ntitle: \"X\"\n---\n" + body + "\n" }
	frame := layout(t, "frame.html")
	style, script := layout(t, "style.css"), layout(t, "script.js")
	for _, c := range []struct {
		name, file, text string
		want             string // "file:line: check", one that must be among the findings
	}{
		{"a frame without the exit", "layouts/frame.html", strings.Replace(frame, `id="exit"`, `id="x"`, 1), "layouts/frame.html:1: safety-exit"},
		{"a frame without the policy", "layouts/frame.html", strings.Replace(frame, `Content-Security-Policy`, `X`, 1), "layouts/frame.html:%http-equiv=: safety-origin"},
		{"a weaker policy", "layouts/frame.html", strings.Replace(frame, `content="{{.Policy}}"`, `content="default-src *"`, 1), "layouts/frame.html:%Content-Security-Policy: safety-policy"},
		{"a frame without the referrer rule", "layouts/frame.html", strings.Replace(frame, `<meta name="referrer" content="no-referrer">`, "", 1), "layouts/frame.html:1: safety-policy"},
		{"a frame without a language", "layouts/frame.html", strings.Replace(frame, `<html lang="{{.Lang}}" dir="{{.Dir}}">`, `<html>`, 1), "layouts/languages.html:1: safety-document"},
		{"a stylesheet from elsewhere", "layouts/frame.html", strings.Replace(frame, "<style>", "<link rel=\"stylesheet\" href=\"https://fonts.example/a.css\">\n<style>", 1), "layouts/frame.html:%fonts.example: safety-origin"},
		{"analytics", "layouts/frame.html", strings.Replace(frame, "</head>", "<script src=\"https://stats.example/a.js\"></script></head>", 1), "layouts/frame.html:%</head>: safety-script"},
		{"an inline script of one's own", "layouts/foot.html", "<script>alert(1)</script>", "layouts/foot.html:1: safety-script"},
		{"a handler", "layouts/pagehead.html", "<h1 onmouseover=\"x()\">{{.Title}}</h1>", "layouts/pagehead.html:1: safety-script"},
		{"a pixel", "layouts/foot.html", "<p>a</p>\n<img src=\"//stats.example/p.gif\" alt=\"\">", "layouts/foot.html:2: safety-origin"},
		{"a frame in the page", "layouts/foot.html", "<iframe src=\"https://maps.example\"></iframe>", "layouts/foot.html:1: safety-origin"},
		{"a search form", "layouts/foot.html", "<form><input autocomplete=\"off\"></form>", "layouts/foot.html:1: safety-form"},
		{"a field that is remembered", "layouts/foot.html", "<input type=\"text\" name=\"q\">", "layouts/foot.html:1: safety-storage"},
		{"a second style", "layouts/foot.html", "<style>a{color:red}</style>", "layouts/foot.html:1: safety-policy"},
		{"an exit that is not the site's", "layouts/frame.html", strings.Replace(frame, `"exit":{{.Exit}}`, `"exit":"https://evil.example/"`, 1), "layouts/frame.html:%application/json: safety-exit"},
		{"a font in the style", "layouts/style.css", style + "\n@font-face{font-family:x;src:url(https://fonts.example/x.woff2)}", "layouts/style.css:%src:url(: safety-origin"},
		{"a background in the style", "layouts/style.css", style + "\nbody{background:u\\72l(/x.png)}", "layouts/style.css:1: safety-origin"},
		{"storage in the script", "layouts/script.js", script + "\nlocalStorage.seen = 1", "layouts/script.js:%localStorage: safety-storage"},
		{"a page of one's own", "static/karta.html", "<!doctype html><title>Karta</title><h1>Karta</h1>", "static/karta.html:1: safety-exit"},
		{"a page with a script", "static/karta.htm", "<!doctype html>\n<script>alert(1)</script>", "static/karta.htm:2: safety-script"},
		{"a service worker", "static/sw.js", "self.onfetch = 1", "static/sw.js:1: safety-script"},
		{"a module", "static/a/x.mjs", "x", "static/a/x.mjs:1: safety-script"},
		{"XHTML", "static/x.xhtml", "<html/>", "static/x.xhtml:1: safety-script"},
		{"a picture with a script", "static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>", "static/logo.svg:2: safety-script"},
		{"a picture from elsewhere", "static/logo.svg", "<svg>\n<image href=\"https://cdn.example/x.png\"/></svg>", "static/logo.svg:2: safety-origin"},
		{"an icon", "static/favicon.ico", "x", "static/favicon.ico:1: safety-storage"},
		{"an icon for the home screen", "static/apple-touch-icon-precomposed.png", "x", "static/apple-touch-icon-precomposed.png:1: safety-storage"},
		{"a file in a page's place", "static/sv/index.html", "x", "static/sv/index.html:1: address-taken"},
		{"a file where a folder is", "static/sv", "x", "static/sv:1: address-taken"},
		{"a folder where a file is", "static/404.html/x", "x", "static/404.html/x:1: address-taken"},
		{"the list of sums", "static/vart.sha256", "x", "static/vart.sha256:1: address-taken"},
		{"a search engine to leave to", "vart.yaml", strings.Replace(conf, "https://www.smhi.se/", "https://duckduckgo.com/?q=", 1), "vart.yaml:5: safety-exit"},
		{"an exit without https", "vart.yaml", strings.Replace(conf, "https://www.smhi.se/", "http://www.smhi.se/", 1), "vart.yaml:5: wrong-type"},
		{"an exit that runs a script", "vart.yaml", strings.Replace(conf, "https://www.smhi.se/", "javascript:alert(1)", 1), "vart.yaml:5: wrong-type"},
		{"a script outside static", "vart.yaml", conf + "scripts: [../vart.yaml]\n", "vart.yaml:6: link-target"},
		{"raw HTML", "content/x.sv.md", page("<script>alert(1)</script>"), "content/x.sv.md:4: raw-html"},
		{"a picture from elsewhere in a text", "content/x.sv.md", page("![x](https://cdn.example/x.png)"), "content/x.sv.md:4: link-target"},
		{"a link that runs a script", "content/x.sv.md", page("[x](JAVASCRIPT:alert(1))"), "content/x.sv.md:4: link-scheme"},
		{"a link by reference that runs one", "content/x.sv.md", page("[x][y]\n\n[y]: java&#115;cript:alert(1)"), "content/x.sv.md:4: link-scheme"},
		{"a chat that runs a script", "content/services/x/facts.yaml", "area: national\nfor: [victim]\nchat: [{url: \"javascript:alert(1)\"}]\n", "content/services/x/facts.yaml:3: wrong-type"},
		{"a way out of content", "content/x.sv.md", page("[x](../../vart.yaml)"), "content/x.sv.md:4: link-target"},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := base(t)
			if old := site[c.file]; old != nil && string(old.Data) == c.text || strings.HasPrefix(c.file, "layouts/") && c.text == layout(t, strings.TrimPrefix(c.file, "layouts/")) {
				t.Fatal("nothing was changed")
			}
			add(site, c.file, []byte(c.text))
			found := check(t, site)
			want := c.want
			// "file:%text: check" is the line of the file that has the text.
			if before, rest, ok := strings.Cut(want, ":%"); ok {
				mark, name, _ := strings.Cut(rest, ": ")
				text := c.text
				if before != c.file {
					text = layout(t, strings.TrimPrefix(before, "layouts/"))
				}
				i := strings.Index(text, mark)
				want = fmt.Sprintf("%s:%d: %s", before, strings.Count(text[:max(0, i)], "\n")+1, name)
			}
			var got []string
			for _, f := range found {
				line, _ := f.Pos.LineCol()
				got = append(got, fmt.Sprintf("%s:%d: %s", f.Pos.Name(), line, f.Check.Name))
			}
			if !slices.Contains(got, want) || !found.Failed(false) {
				t.Errorf("want %s, got:\n%s", want, strings.Join(got, "\n"))
			}
			whole(t, found)
		})
	}
}

// A script that vart.yaml names is written into the pages, allowed by its
// hash, and is no file of the site.
func TestScripts(t *testing.T) {
	site := base(t)
	add(site, "vart.yaml", append(slices.Clone(site["vart.yaml"].Data), "scripts: [count.js]\n"...))
	add(site, "static/count.js", []byte("document.body.dataset.count = 1\n"))
	if found := check(t, site); len(found) > 0 {
		t.Error(text(t, found, "en"))
	}
	add(site, "static/count.js", []byte("document.cookie = 'a=1'\n"))
	if found := check(t, site); !found.Failed(false) || !strings.Contains(text(t, found, "en"), "safety-storage") {
		t.Error(text(t, found, "en"))
	}
}
