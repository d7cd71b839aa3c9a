package markdown_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"vart"
	"vart/bench/corpus"
	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/markdown"
	"vart/internal/source"
)

// guides are pages as they are, from 300 to 600 words, in ten languages.
func guides(b *testing.B) [][]byte {
	b.Helper()
	s, err := corpus.New(corpus.Options{Languages: 10, Pages: 20, Seed: 1})
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	if err := s.Vart(dir, vart.Builtin); err != nil {
		b.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "content", "*", "guide-*.md"))
	if err != nil || len(names) != 200 {
		b.Fatal(len(names), err)
	}
	var texts [][]byte
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	return texts
}

// body is where a text begins after its front matter.
func body(text []byte) int { return bytes.Index(text, []byte("\n---\n")) + len("\n---\n") }

// BenchmarkParse is all that becomes of one page's text.
func BenchmarkParse(b *testing.B) {
	texts, p := guides(b), markdown.New()
	n := contact.Numbers{Known: func(key string) bool { return key == "112" }, CallWords: []string{"ring", "call"}}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		var found diag.List
		src := texts[i%len(texts)]
		p.Parse(&source.File{Name: "x.md", Text: src}, body(src), n, nil, &found)
	}
}

// BenchmarkGoldmark is what the library takes of that: to parse, and to parse
// and render.
func BenchmarkGoldmark(b *testing.B) {
	texts := guides(b)
	for i, src := range texts {
		texts[i] = src[body(src):]
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			md.Parser().Parse(text.NewReader(texts[i%len(texts)]))
		}
	})
	b.Run("convert", func(b *testing.B) {
		b.ReportAllocs()
		var out bytes.Buffer
		for i := 0; b.Loop(); i++ {
			out.Reset()
			if err := md.Convert(texts[i%len(texts)], &out); err != nil {
				b.Fatal(err)
			}
		}
	})
}
