package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"vart/internal/minify"
)

// Hugo writes the corpus as a Hugo site whose pages show the same, in layouts
// that render once per language what a language shares.
func (s *Site) Hugo(root string) error {
	f := newFolder(root)
	if err := f.copy("hugo", ""); err != nil {
		return err
	}
	head, err := sharedHead()
	if err != nil {
		return err
	}
	if err := f.write("layouts/_partials/shared-head.html", head); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "baseURL = \"https://www.example.org/\"\ndefaultContentLanguage = %q\ndefaultContentLanguageInSubdir = true\n", s.Languages[0].tag)
	b.WriteString("disableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\", \"404\", \"robotsTXT\"]\ndisableAliases = true\n")
	// Its own hook for links blanks tel:.
	b.WriteString("[markup.goldmark.renderHooks.link]\nuseEmbedded = \"never\"\n")
	fmt.Fprintf(&b, "[params]\npolicy = %q\n", policy)
	for i, l := range s.Languages {
		fmt.Fprintf(&b, "\n[languages.%s]\nlabel = %q\ndirection = %q\ntitle = %q\nweight = %d\ncontentDir = \"content/%s\"\n", l.tag, l.name, l.dir, l.Title, i+1, l.tag)
		for weight, to := range append([]string{"flows/guide"}, menu()...) {
			fmt.Fprintf(&b, "[[languages.%s.menus.main]]\npageRef = \"/%s\"\nweight = %d\n", l.tag, to, weight+1)
		}
		var words strings.Builder
		for _, w := range interfaceWords {
			fmt.Fprintf(&words, "%s = %q\n", w[0], w[1])
		}
		if err := f.write("i18n/"+l.tag+".toml", words.String()); err != nil {
			return err
		}
		err := s.plain(l, func(id string) string { return `{{< service "` + id + `" >}}` }, func(p page) error {
			name := p.path + ".md"
			if p.folder {
				name = path.Join(p.path, "_index.md")
			}
			return f.write("content/"+l.tag+"/"+name, front(p.front...)+p.body)
		})
		if err != nil {
			return err
		}
	}
	if err := f.write("hugo.toml", b.String()); err != nil {
		return err
	}
	return f.sweep()
}

// policy stands for the one that vart works out: of the same length.
const policy = "default-src 'none'; style-src 'sha256-MzGs2Lp2D5xeawZi7/xGmMurZ7naBepDFz7EiMgrFkM=' 'sha256-I4/lJzvPwJ1kF0nqYj1X7fRQDxYPgFrUfhyECojmT5s='; script-src 'sha256-ReHC7YNnTjL7VPtVD+Mb/CuPdsCtalpTb6yxrhchujo='; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'"

// interfaceWords are the strings of the frame, which peers keep in a file for
// each language.
var interfaceWords = [][2]string{
	{"skip", "Skip to the content"}, {"top", "Emergency number and leaving the page"}, {"danger_ask", "Danger?"}, {"danger_call", "Call"},
	{"exit", "Leave page"}, {"home", "Start"}, {"menu", "Menu"}, {"language", "Language"}, {"about", "About this site"},
	{"publisher", "Published by Bench"}, {"sources", "Sources"}, {"source_seen", "read"}, {"reviewed", "Reviewed"}, {"own", "Link to this page:"},
}

// sharedHead is the style and the script that every page has in it, as vart
// minifies them.
func sharedHead() (string, error) {
	read := func(name string) string {
		text, err := fs.ReadFile(files, "vart/layouts/"+name)
		if err != nil {
			panic(err) // embedded
		}
		return string(text)
	}
	style, err := minify.Style(read("style.css"))
	if err != nil {
		return "", err
	}
	script, err := minify.Script(read("script.js"))
	if err != nil {
		return "", err
	}
	words := `{"title":"Information","exit":"https://www.example.com/","shift":["Shift, press two more times to leave the page.","Shift, press one more time to leave the page.","You are still on the page."]}`
	return "<style>" + style + "</style>\n<script type=\"application/json\" id=\"vart\">" + words + "</script>\n<script>" + script + "</script>\n", nil
}
