// Command floor builds the pages of a corpus with as little work as there is
// in Go: front matter read by hand, goldmark once, pages appended from prepared
// pieces, no checks. No site builder can be much faster than it on the same
// machine. It reads the Hugo site of package corpus.
package main

import (
	"bytes"
	"flag"
	"html"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

type page struct {
	file, lang, path   string // path is below the language, "" the start page
	title, description string
	body               []byte
}

func (p *page) url() string {
	if p.path == "" {
		return "/" + p.lang + "/"
	}
	return "/" + p.lang + "/" + p.path + "/"
}

func main() {
	in := flag.String("in", "", "the corpus as a Hugo site")
	out := flag.String("out", "", "a folder that does not exist")
	flag.Parse()
	head, err := os.ReadFile(filepath.Join(*in, "layouts/_partials/shared-head.html"))
	check(err)
	pages, languages := list(filepath.Join(*in, "content"))
	each(pages, read)
	for _, p := range pages {
		check(os.MkdirAll(*out+p.url(), 0o755))
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	each(pages, func(p *page) {
		var b bytes.Buffer
		add := func(texts ...string) {
			for _, t := range texts {
				b.WriteString(t)
			}
		}
		title, about := html.EscapeString(p.title), html.EscapeString(p.description)
		add(`<!doctype html><html lang="`, p.lang, `"><head><meta charset="utf-8"><title>`, title, `</title><meta name="description" content="`, about, `"><link rel="canonical" href="https://www.example.org`, p.url(), `">`)
		for _, l := range languages {
			add(`<link rel="alternate" hreflang="`, l, `" href="https://www.example.org/`, l, "/", p.path, `/">`)
		}
		b.Write(head)
		add(`</head><body><nav><ul>`)
		for _, l := range languages {
			add(`<li><a href="/`, l, "/", p.path, `/" lang="`, l, `" hreflang="`, l, `">`, l, `</a></li>`)
		}
		add(`</ul></nav><main><h1>`, title, `</h1><p class="lead">`, about, `</p>`)
		check(md.Convert(p.body, &b))
		add(`</main></body></html>`)
		check(os.WriteFile(*out+p.url()+"index.html", b.Bytes(), 0o644))
		p.body = nil
	})
}

// list finds the pages and the languages.
func list(root string) (pages []*page, languages []string) {
	check(filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel := strings.TrimSuffix(strings.TrimSuffix(filepath.ToSlash(name[len(root)+1:]), ".md"), "_index")
		lang, path, _ := strings.Cut(rel, "/")
		if !slices.Contains(languages, lang) {
			languages = append(languages, lang)
		}
		pages = append(pages, &page{file: name, lang: lang, path: strings.TrimSuffix(path, "/")})
		return nil
	}))
	return pages, languages
}

// read reads a file and the two lines of its front matter that are used.
func read(p *page) {
	text, err := os.ReadFile(p.file)
	check(err)
	front, body, _ := bytes.Cut(bytes.TrimPrefix(text, []byte("---\n")), []byte("---\n"))
	for line := range bytes.SplitSeq(front, []byte("\n")) {
		key, value, _ := strings.Cut(string(line), ": ")
		switch value = strings.Trim(value, `"`); key {
		case "title":
			p.title = value
		case "description":
			p.description = value
		}
	}
	p.body = body
}

func each(pages []*page, f func(*page)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				f(pages[i])
			}
		})
	}
	wg.Wait()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
