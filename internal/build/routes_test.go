package build_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vart/internal/build"
	"vart/internal/doc"
	"vart/internal/site"
	"vart/internal/source"
)

// bundled loads the site of this repository at a fixed moment.
func bundled(t testing.TB) *build.Loaded {
	t.Helper()
	l, found, err := build.Whole(t.Context(), input(os.DirFS("../..")))
	if err != nil {
		t.Fatal(err)
	}
	if errs, _ := found.Count(); errs > 0 {
		t.Fatalf("the bundled site has %d errors", errs)
	}
	return l
}

// route is a row of docs/routes.md.
type route struct {
	row, name, status string
	carried           []string
}

// statuses are what a row may be; those that help must be carried by a page.
var statuses = []string{"help", "via", "passage", "method", "prose-only", "not-help", "one-line"}

func routes(t *testing.T) []route {
	t.Helper()
	text, err := os.ReadFile("../../docs/routes.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []route
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 4 || strings.HasPrefix(cells[0], "-") || strings.TrimSpace(cells[0]) == "row" {
			continue
		}
		r := route{row: strings.TrimSpace(cells[0]), name: strings.TrimSpace(cells[1]), status: strings.TrimSpace(cells[2])}
		for c := range strings.SplitSeq(cells[3], ",") {
			if c = strings.Trim(strings.TrimSpace(c), "`"); c != "" {
				r.carried = append(r.carried, c)
			}
		}
		out = append(out, r)
	}
	return out
}

// TestRoutes holds docs/routes.md against the content: every row of the source
// texts is there, and whatever is said to carry it exists, in both languages.
func TestRoutes(t *testing.T) {
	l := bundled(t)
	rows := routes(t)
	seen := map[string]bool{}
	for _, r := range rows {
		seen[r.row] = true
		if !slices.Contains(statuses, r.status) {
			t.Errorf("row %s: %q is no status", r.row, r.status)
		}
		if len(r.carried) == 0 && r.status != "not-help" {
			t.Errorf("row %s (%s): nothing carries it", r.row, r.name)
		}
		for _, c := range r.carried {
			target := l.Site.Resolve("content/x.sv.md", strings.TrimPrefix(c, "content/"))
			words := target.Languages()
			if target.IsZero() || words["sv"] == nil || words["en"] == nil {
				t.Errorf("row %s (%s): %s is not there in both languages", r.row, r.name, c)
			}
		}
	}
	for _, r := range rows {
		mentions(t, l, r)
	}
	for i := 1; i <= 44; i++ {
		if !seen[fmt.Sprint(i)] {
			t.Errorf("row %d is missing", i)
		}
	}
}

// mentions holds that every page of a row with services names one of them, by
// its id or by a role it fills. A row without a service is carried in words.
func mentions(t *testing.T, l *build.Loaded, r route) {
	var services []*site.Service
	for _, c := range r.carried {
		if id, ok := strings.CutPrefix(c, "content/services/"); ok {
			services = append(services, l.Site.Service(id))
		}
	}
	for _, c := range r.carried {
		target := l.Site.Resolve("content/x.sv.md", strings.TrimPrefix(c, "content/"))
		if len(services) == 0 || target.Service != nil || target.Area != nil {
			continue // an area's page lists every role there
		}
		named := false
		for ref := range target.Languages()["sv"].Body.Refs {
			for _, v := range services {
				named = named || ref.Kind == doc.Service && ref.Key == v.ID ||
					ref.Kind == doc.Role && slices.ContainsFunc(v.Roles, func(role source.At[string]) bool { return role.Value == ref.Key })
			}
		}
		if !named {
			t.Errorf("row %s (%s): %s names none of its services", r.row, r.name, c)
		}
	}
}

var link = regexp.MustCompile(`<a [^>]*href="([^"#]+)`)

// TestThreeTaps walks the links of finished pages, the menu and the foot left
// out: from a language's start page every row is at most three taps away.
func TestThreeTaps(t *testing.T) {
	l := bundled(t)
	for _, lang := range []string{"sv", "en"} {
		taps := distances(t, l, l.Plan.PageURL("", lang))
		worst := 0
		for _, r := range routes(t) {
			for _, c := range r.carried {
				url := address(l, strings.TrimPrefix(c, "content/"), lang)
				n, ok := taps[url]
				if !ok || n > 3 {
					t.Errorf("%s: row %s (%s): %s is %d taps away (0: unreachable)", lang, r.row, r.name, url, n)
				}
				worst = max(worst, n)
			}
		}
		t.Logf("%s: %d pages reached, the furthest row %d taps away", lang, len(taps), worst)
	}
}

func address(l *build.Loaded, content, lang string) string {
	switch target := l.Site.Resolve("content/x.sv.md", content); {
	case target.Service != nil:
		return l.Plan.ServiceURL(target.Service.ID, lang)
	case target.Area != nil:
		return l.Plan.AreaURL(target.Area.ID, lang)
	case target.Flow != nil:
		return l.Plan.FlowURL(target.Flow.ID, "", lang)
	default:
		return l.Plan.PageURL(strings.TrimSuffix(content, "/index"), lang)
	}
}

// distances is how many taps each page is from start. The flow counts as one
// document: its outcomes are not taps here.
func distances(t *testing.T, l *build.Loaded, start string) map[string]int {
	t.Helper()
	taps := map[string]int{start: 0}
	for queue := []string{start}; len(queue) > 0; queue = queue[1:] {
		o := l.Plan.At(queue[0])
		if o == nil {
			t.Errorf("a link leads to %s, which is no page", queue[0])
			continue
		}
		html, found, _ := l.Page(o)
		if len(found) > 0 {
			t.Fatalf("%s: %s", o.URL, found[0].Message.EN)
		}
		_, main, _ := strings.Cut(string(html), "<main")
		main, _, _ = strings.Cut(main, "</main>")
		for _, m := range link.FindAllStringSubmatch(main, -1) {
			if _, ok := taps[m[1]]; !ok && strings.HasPrefix(m[1], "/") {
				taps[m[1]] = taps[queue[0]] + 1
				queue = append(queue, m[1])
			}
		}
	}
	return taps
}
