package hosting_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vart/internal/hosting"
)

// The account is computed from the published files: what is put into one of
// them shows up in it.
func TestAccount(t *testing.T) {
	site, root := built(t, "https://"+host+"/")
	a, err := hosting.Accounts(os.DirFS(root), site)
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(filepath.Join(root, "vart.sha256"))
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(list)); a.Manifest != sum || a.Files != strings.Count(string(list), "\n") {
		t.Errorf("manifest %s of %d files, want %s", a.Manifest, a.Files, sum)
	}
	if a.Pages < 100 || len(a.Others) > 0 || len(a.Own) > 0 {
		t.Errorf("%d pages, others %v, own %v", a.Pages, a.Others, a.Own)
	}
	for lang, nothing := range map[string]string{"sv": "inget. Räknat i alla", "en": "nothing. Counted in all"} {
		text, err := a.Markdown(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{nothing, a.Manifest, site.Policy, fmt.Sprint(a.Pages)} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not there", lang, want)
			}
		}
		for _, h := range a.Headers {
			if !strings.Contains(text, "`"+h.Name+": "+h.Value+"`") || !strings.Contains(text, h.Why.In(lang)) {
				t.Errorf("%s: the header %s is not there", lang, h.Name)
			}
		}
	}

	page := filepath.Join(root, "sv/om/index.html")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	write(t, page, strings.Replace(string(text), "</main>", `<img src="https://tracker.example/p.gif"><img src="/bild.svg"></main>`, 1))
	a, err = hosting.Accounts(os.DirFS(root), site)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(a.Others) != "[{sv/om/index.html https://tracker.example/p.gif}]" || fmt.Sprint(a.Own) != "[/bild.svg]" {
		t.Errorf("others %v, own %v", a.Others, a.Own)
	}
	if text, err := a.Markdown("sv"); err != nil || !strings.Contains(text, "**1 hämtningar**") || !strings.Contains(text, "https://tracker.example/p.gif (på sv/om/index.html)") {
		t.Errorf("%v: %.900s", err, text)
	}
	site.Policy = "default-src *"
	if _, err := hosting.Accounts(os.DirFS(root), site); !errors.Is(err, hosting.ErrOther) {
		t.Errorf("built with another policy: %v", err)
	}
}
