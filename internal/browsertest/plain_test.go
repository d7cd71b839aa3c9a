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
	"vart/internal/route"
)

var (
	scripts  = regexp.MustCompile(`(?s)<script.*?</script>`)
	policies = regexp.MustCompile(`<meta (http-equiv="?Content-Security-Policy|name="?referrer)[^>]*>`)
)

// ordinary serves the bundled site as most sites are made: cacheable, with
// titles, no script, and a page for every question. It is what the residue
// test must be able to see.
func ordinary(w http.ResponseWriter, r *http.Request) {
	b, err := bundled()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "max-age=3600")
	content, err := os.ReadFile(filepath.Join(b.dir, plan.File(r.URL.EscapedPath(), "/")))
	if o := b.Plan.At(r.URL.Path); o != nil && o.Kind == plan.Flow {
		content = []byte(question(b, r.URL.Path+graphOf(b).Steps[0].ID+"/"))
	} else if err != nil {
		content = []byte(question(b, r.URL.Path))
	}
	content = policies.ReplaceAll(scripts.ReplaceAll(content, nil), nil)
	compressed(w, r, http.StatusOK, content)
}

// question is a page of a flow's own: its address ends in the step's id.
func question(b *built, path string) string {
	doc, id, _ := cutLast(strings.TrimSuffix(path, "/"))
	out := b.Plan.At(doc + "/")
	if out == nil || out.Flow == nil {
		return "<!doctype html><title>?</title>"
	}
	step := out.Flow.Graph(&b.Site.Config, out.Lang).Step(id)
	if step == nil {
		return "<!doctype html><title>?</title>"
	}
	var page strings.Builder
	fmt.Fprintf(&page, "<!doctype html><title>%[1]s</title><div id=page><h1>%[1]s</h1>", html.EscapeString(step.Title))
	for _, a := range step.Answers {
		fmt.Fprintf(&page, `<p><a href="%s/%s/">%s</a>`, doc, a.To, html.EscapeString(a.Text))
	}
	contacts, _ := route.Contacts(b.Site, step, out.Area.ID)
	for _, c := range contacts {
		fmt.Fprintf(&page, `<p><a href="%s">%s</a>`, b.Plan.ServiceURL(c.Service.ID, out.Lang), c.Service.ID)
	}
	fmt.Fprintf(&page, `<p><a id="exit" href="%s/">Exit</a></div>`, neutral)
	return page.String()
}

func cutLast(path string) (before, after string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return path, "", false
	}
	return path[:i], path[i+1:], true
}
