package browsertest

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"vart/internal/plan"
)

// theirs is where pages with the words of ours have GOV.UK's exit, made as its
// documentation says, with the headers that ours come with.
const theirs = "https://govuk.test"

// component is GOV.UK's exit as it is published: one module with all it needs.
const component = "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.bundle.mjs"

var (
	mainPart  = regexp.MustCompile(`(?s)<main[^>]*>(.*)</main>`)
	buttonTag = regexp.MustCompile(`(?s)<button.*?</button>`)
)

// govuk serves them.
func govuk(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	for name, file := range map[string]string{
		"/exit-this-page.bundle.mjs": component,
		"/govuk-frontend.min.css":    "govuk-frontend/dist/govuk/govuk-frontend.min.css",
	} {
		if r.URL.Path == name {
			text, err := fromNPM("govuk", file)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			h.Set("Content-Type", map[string]string{".mjs": "text/javascript", ".css": "text/css"}[filepath.Ext(name)])
			fmt.Fprint(w, text)
			return
		}
	}
	b, err := bundled()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	o := b.Plan.At(r.URL.Path)
	if o == nil {
		http.NotFound(w, r)
		return
	}
	ours, err := os.ReadFile(filepath.Join(b.dir, plan.File(r.URL.EscapedPath(), "/")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	// The button's own words are an option; what else it says has defaults.
	label, skip := `<span class="govuk-visually-hidden">Emergency</span> Exit this page`, "Exit this page"
	if o.Lang != "en" {
		label, err = b.Catalog.For([]string{o.Lang}).T("exit")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		skip = label
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="%s" class="govuk-template"><head><meta charset="utf-8"><title>%s</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/govuk-frontend.min.css"></head><body class="govuk-template__body">
<script>document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')</script>
<a href="#main" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main content</a>
<a href="%[3]s/" class="govuk-skip-link govuk-js-exit-this-page-skiplink" rel="nofollow noreferrer" data-module="govuk-skip-link">%[5]s</a>
<div class="govuk-width-container" id="page"><main class="govuk-main-wrapper" id="main">
<div class="govuk-exit-this-page" data-module="govuk-exit-this-page"><a href="%[3]s/" role="button" draggable="false" class="govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button" data-module="govuk-button" rel="nofollow noreferrer">%[4]s</a></div>
<nav>%[6]s</nav>%[7]s</main></div>
<script type="module">import {ExitThisPage} from '/exit-this-page.bundle.mjs'
new ExitThisPage(document.querySelector('.govuk-exit-this-page')); document.documentElement.classList.add('ready')</script></body></html>`,
		o.Lang, html.EscapeString(b.title(r.URL.Path)), neutral, label, skip,
		links(compared(b, o.Lang)), buttonTag.ReplaceAll(mainPart.FindSubmatch(ours)[1], nil))
}

// compared are the addresses of a visit, on either site.
func compared(b *built, lang string) []string {
	return []string{b.Plan.PageURL("", lang), b.Plan.PageURL("hjalp", lang), b.Plan.PageURL("hjalp/heder", lang)}
}

func links(to []string) string {
	var text strings.Builder
	for _, address := range to {
		fmt.Fprintf(&text, `<a href="%s">%[1]s</a> `, address)
	}
	return text.String()
}
