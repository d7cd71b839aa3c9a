package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vart/internal/minify"
)

// alone is a page with the exit's part of our script and nothing else of it.
const alone = "https://alone.test"

var sayPart = regexp.MustCompile(`(?s)const say = .*?\n}\n`)

// exitScript is that part: what the script knows and how it leaves, as they
// stand in layouts/script.js; announcing; and the exit's share of the two
// listeners that it has in common with the rest.
func exitScript() (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "layouts", "script.js"))
	if err != nil {
		return "", err
	}
	leaving, rest, ok := strings.Cut(string(text), "// ---- Showing an entry")
	say := sayPart.FindString(rest)
	if !ok || say == "" || !strings.Contains(leaving, "const leave =") {
		return "", errors.New("layouts/script.js has another order than this test knows")
	}
	return leaving + say + `
addEventListener('click', e => {
  if (e.button || !e.target.closest?.('#exit')) return
  e.preventDefault()
  leave()
})
addEventListener('popstate', () => left && away())
}`, nil
}

func onlyExit(w http.ResponseWriter) {
	script, err := exitScript()
	if err == nil {
		script, err = minify.Script(script)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	words, _ := json.Marshal(map[string]any{"title": "Information", "exit": neutral + "/", "shift": []string{"2", "1", "0"}})
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Referrer-Policy", "no-referrer")
	fmt.Fprintf(w, `<!doctype html><title>Alone</title><link rel="icon" href="data:,"><script type="application/json" id="vart">%s</script><script>%s</script>
<p id="say" role="status"></p><h1>Alone</h1><a id="exit" href="%s/">%s</a>`, words, script, neutral, html.EscapeString("Leave"))
}

// weigh measures the scripts, both made small by the same minifier, and adds
// them to the table.
func weigh(t *testing.T, table *strings.Builder) {
	t.Helper()
	exit, err := exitScript()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(root, "layouts", "script.js"))
	if err != nil {
		t.Fatal(err)
	}
	module, err := fromNPM("govuk", component)
	if err != nil {
		t.Fatal(err)
	}
	bytes := func(text string) (plain, packed int) {
		small, err := minify.Script(text)
		if err != nil {
			t.Fatal(err)
		}
		return len(small), zipped([]byte(small))
	}
	small, packed := bytes(exit)
	theirSmall, theirPacked := bytes(module)
	fmt.Fprintf(table, "| script for the exit alone, minified | %d bytes | %d bytes |\n| the same, with gzip | %d bytes | %d bytes |\n", small, theirSmall, packed, theirPacked)
	if 3*small > theirSmall || 3*packed > theirPacked {
		t.Errorf("the exit's script is %d bytes, %d packed: more than a third of theirs, %d and %d", small, packed, theirSmall, theirPacked)
	}
	allSmall, allPacked := bytes(string(whole))
	fmt.Fprintf(table, "| all script of a page, minified (ours has the flow, hours and one address a visit in it) | %d bytes | %d bytes |\n| the same, with gzip | %d bytes | %d bytes |\n", allSmall, theirSmall, allPacked, theirPacked)
}

// TestExitAlone: the part that is weighed is an exit that works.
func TestExitAlone(t *testing.T) {
	for name, leave := range map[string]func(p *Tab){
		"click": func(p *Tab) { p.Click("#exit") },
		"Shift": func(p *Tab) { p.Press("ShiftLeft", "ShiftRight", "ShiftLeft") },
	} {
		p := newTab(t)
		p.Open(before)
		p.Open(alone)
		p.Until("document.querySelector('#exit') && document.title == 'Information'")
		leave(p)
		p.gone()
		equal(t, "Back after "+name, p.backs(), "the neutral page, then the page before ours")
	}
}
