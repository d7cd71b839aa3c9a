package serve

import (
	"strings"
	"testing"

	"vart/internal/render"
)

func hash(text string) string { return render.Hash(text) }

func plus(page string) string {
	head, rest, _ := strings.Cut(page, "</head>")
	i, j := strings.Index(head, ` content="default-src`), strings.Index(head, `<meta name="referrer"`)
	if i < 0 || j < 0 {
		return page
	}
	return head[:i] + strings.ReplaceAll(head[i:j], "+", "&#43;") + head[j:] + "</head>" + rest
}

func TestAllow(t *testing.T) {
	a, b := render.Hash(script), render.Hash(style)
	for policy, want := range map[string]string{
		"default-src 'none'; style-src 'x'; script-src 'y'; connect-src 'self'; base-uri 'none'": "default-src 'none'; style-src 'x' " + b + "; script-src 'y' " + a + "; connect-src 'self'; base-uri 'none'",
		"default-src 'none'; script-src 'none';":                                                 "default-src 'none'; script-src " + a + "; style-src " + b + "; connect-src 'self'",
	} {
		if got := allow(policy); got != want {
			t.Errorf("%s becomes\n%s, want\n%s", policy, got, want)
		}
	}
}

func TestLiveTouchesOnlyTheMarkers(t *testing.T) {
	st := state{Version: "v", Shell: "s", Notes: "n", Panel: "P", Moment: "M"}
	got := string(live([]byte(`<body><div id="page">text</div></body>`), `/sv/"x/`, st, 7))
	want := `<body><div id="page" data-preview="/sv/&#34;x/" data-sum="`
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "</script></body>") || !strings.Contains(got, `<div id="time">M</div><div id="notes">P</div></div></template></vart-preview>`) {
		t.Errorf("got %s", got)
	}
	if got := string(live([]byte("no body"), "/", st, 8)); !strings.HasPrefix(got, "no body<vart-preview>") {
		t.Errorf("got %s", got)
	}
}

func TestLiveSaysTheMoment(t *testing.T) {
	for block, want := range map[string]string{
		`<script type="application/json" id="vart">{"title":`: `<script type="application/json" id="vart">{"served":7,"at":1798146600000,"title":`,
		`<script id=vart type=application/json> {"a":`:        `<script id=vart type=application/json> {"served":7,"at":1798146600000,"a":`,
		`<script>{let a = 1`:                                  `<script>{let a = 1`,
	} {
		got := string(live([]byte(block+`1}</script>`), "/", state{at: 1798146600000}, 7))
		if !strings.HasPrefix(got, want+"1}</script>") {
			t.Errorf("%s becomes %s", block, got[:min(len(got), 120)])
		}
	}
	if got := string(live([]byte(`<script id="vart">{"a":1}`), "/", state{}, 7)); !strings.HasPrefix(got, `<script id="vart">{"served":7,"a":1}`) {
		t.Errorf("the clock's moment is said: %s", got[:60])
	}
}
