package review_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"vart"
	"vart/internal/build"
	"vart/internal/plan"
	"vart/internal/review"
)

// TestSite holds what reviewers rely on: every text is there, every block has
// a number of its own, and the flow stands after the pages.
func TestSite(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	l, _, err := build.Whole(t.Context(), build.Input{Site: os.DirFS("../.."), Builtin: vart.Builtin, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	in := review.Input{Site: l.Site, Catalog: l.Catalog, At: now}
	for _, lang := range []string{"sv", "en"} {
		in.Lang = lang
		var b bytes.Buffer
		if err := review.Site(&b, in, l.Plan, lang); err != nil {
			t.Fatal(err)
		}
		html := b.String()
		for _, page := range in.Site.Pages {
			if w := page.Words[lang]; w != nil && !strings.HasPrefix(page.Path, plan.FlowsFolder) && !strings.Contains(html, w.File.Name) {
				t.Errorf("%s: %s is not in the document", lang, w.File.Name)
			}
		}
		for _, v := range in.Site.Services {
			if w := v.Words[lang]; w != nil && v.Published() && !strings.Contains(html, w.File.Name) {
				t.Errorf("%s: %s is not in the document", lang, w.File.Name)
			}
		}
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(`<span class="n">([^<]+)</span>`).FindAllStringSubmatch(html, -1) {
			if seen[m[1]] {
				t.Errorf("%s: the number %s stands twice", lang, m[1])
			}
			seen[m[1]] = true
		}
		if len(seen) < 500 {
			t.Errorf("%s: only %d blocks", lang, len(seen))
		}
		flow := in.Site.Flows[0].Words[lang].Title.Value
		if !strings.Contains(html[strings.LastIndex(html, `<section class="text"`):], flow) {
			t.Errorf("%s: the flow is not at the end", lang)
		}
		t.Logf("%s: %d blocks, %d kB", lang, len(seen), b.Len()>>10)
	}
}
