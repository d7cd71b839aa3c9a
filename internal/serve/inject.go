package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"hash/fnv"
	"html"
	"regexp"
	"slices"
	"strings"

	"vart/internal/render"
)

//go:embed preview.js
var script string

//go:embed panel.css
var panelStyle string

//go:embed control.css
var controlStyle string

// style is one text, since the policy names it by its hash.
var style = panelStyle + controlStyle

// live adds what a served page has beside the bytes of the written one:
//
//   - in its policy, the hashes of the preview's own script and style. Nothing
//     else is let in, so that what the policy would stop on the published site
//     it stops here;
//   - on #page, the address it came from. The site's script shows other pages
//     without changing the address, so the address bar does not tell;
//   - in the words for the site's script, the moment that it is, if that is
//     not the clock's; and in both the same number, by which they belong
//     together. Words are data, which no policy hashes;
//   - before </body>, the panel and the script.
func live(page []byte, address string, st state, number int64) []byte {
	mark := fmt.Sprintf(` id="page" data-preview="%s" data-sum="%s-%d" data-served="%d"`, html.EscapeString(address), sum(page), st.at, number)
	own := fmt.Sprintf(`"served":%d,`, number)
	if st.at != 0 {
		own += fmt.Sprintf(`"at":%d,`, st.at)
	}
	page = words.ReplaceAll(page, []byte("${0}"+own))
	page = metaPolicy.ReplaceAllFunc(page, func(tag []byte) []byte {
		return content.ReplaceAllFunc(tag, func(attr []byte) []byte {
			value := html.UnescapeString(string(attr[len(` content=.`) : len(attr)-1]))
			return []byte(` content="` + html.EscapeString(allow(value)) + `"`)
		})
	})
	page = bytes.Replace(page, []byte(` id="page"`), []byte(mark), 1)
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	return slices.Concat(page[:end], []byte(host(st, "")), page[end:])
}

var (
	metaPolicy = regexp.MustCompile(`(?i)<meta\s[^>]*http-equiv=["']?content-security-policy["']?[^>]*>`)
	content    = regexp.MustCompile(` content=("[^"]*"|'[^']*')`)
	words      = regexp.MustCompile(`<script\s[^>]*\bid=["']?vart["']?[^>]*>\s*\{`)
)

// host is the element of what lies over the page and the script that keeps it
// current. The control of the time and the panel are in a shadow root, where
// the site's style does not reach, and in the page from the start, so that the
// panel shows without script too.
func host(st state, attributes string) string {
	return fmt.Sprintf(`<vart-preview%s><template shadowrootmode="open"><style>%s</style><div id="bar" dir="ltr"><div id="time">%s</div><div id="notes">%s</div></div></template></vart-preview><script data-version="%s" data-shell="%s" data-notes="%s">%s</script>`,
		attributes, style, st.Moment, st.Panel, st.Version, st.Shell, st.Notes, script)
}

// allow adds the preview's script and style to a policy.
func allow(policy string) string {
	var out []string
	add := map[string]string{"script-src": render.Hash(script), "style-src": render.Hash(style), "connect-src": "'self'"}
	for d := range strings.SplitSeq(policy, ";") {
		fields := strings.Fields(d)
		if len(fields) == 0 {
			continue
		}
		if source, ok := add[fields[0]]; ok {
			delete(add, fields[0])
			fields = slices.DeleteFunc(fields, func(f string) bool { return f == "'none'" || f == source })
			fields = append(fields, source)
		}
		out = append(out, strings.Join(fields, " "))
	}
	for _, name := range []string{"script-src", "style-src", "connect-src"} {
		if source, ok := add[name]; ok {
			out = append(out, name+" "+source)
		}
	}
	return strings.Join(out, "; ")
}

func fnv64(text []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(text)
	return h.Sum64()
}
