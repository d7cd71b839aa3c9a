package build_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"vart/internal/diag"
)

// TestScriptWeight says what a site's own script weighs on every page, and which
// one it is; vart's own leaves room for a small one.
func TestScriptWeight(t *testing.T) {
	for lines, want := range map[int]bool{1: false, 400: true} {
		site := linked(t)
		var script strings.Builder
		r := rand.New(rand.NewPCG(1, 2))
		for range lines {
			fmt.Fprintf(&script, "globalThis.x%x = %d;\n", r.Uint32(), r.Uint32())
		}
		add(site, "static/own.js", []byte(script.String()))
		add(site, "vart.yaml", append(site["vart.yaml"].Data, "scripts: [own.js]\n"...))
		heavy := false
		for _, f := range check(t, site) {
			if f.Check == diag.PageWeight && f.Pos.Name() == "static/own.js" {
				heavy = strings.Contains(f.Message.EN, "the limit is 3") && strings.Contains(f.Hint.EN, "static/own.js")
			}
		}
		if heavy != want {
			t.Errorf("%d lines: heavy is %v, want %v", lines, heavy, want)
		}
	}
}
