package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"vart/internal/plan"
)

// TestScreens takes pictures to look at, into the folder that VART_SCREENS
// names: start, a question, an outcome, a service, a topic, an area.
func TestScreens(t *testing.T) {
	folder := os.Getenv("VART_SCREENS")
	if folder == "" {
		t.Skip("VART_SCREENS names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		host, lang string
		get        func() (*built, error)
	}{{ours, "sv", bundled}, {ours, "en", bundled}, {ours, "ar", bundled}, {ours, "fa", bundled}, {sorani, "ckb", rightToLeft}} {
		b := need(t, look.get)
		g := graphOf(b)
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				p := newTab(t)
				p.Do(chromedp.EmulateViewport(width, 800))
				p.media("", map[string]string{"prefers-color-scheme": scheme})
				shoot := func(name string) {
					png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
					if err != nil {
						t.Fatal(err)
					}
					file := fmt.Sprintf("%s-%s-%d-%s.png", name, look.lang, width, scheme)
					if err := os.WriteFile(filepath.Join(folder, file), png, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				for _, page := range []struct{ name, address string }{
					{"start", b.Plan.PageURL("", look.lang)},
					{"topic", b.Plan.PageURL("hjalp/heder", look.lang)},
					{"service", b.Plan.ServiceURL("polisen-114-14", look.lang)},
					{"area", b.Plan.AreaURL("solna", look.lang)},
					{"services", b.Plan.PageURL(plan.ServicesFolder, look.lang)},
				} {
					p.Open(look.host + page.address)
					shoot(page.name)
				}
				p.Open(look.host + b.flowURL("solna", look.lang))
				way := longest(t, g)
				p.answer(g, way[0])
				shoot("question")
				p.answer(g, way[1:]...)
				shoot("outcome")
			}
		}
	}
}
