package build

import (
	"strings"
	"testing"
)

// BenchmarkFrameTexts reads the own parts of a page of common size.
func BenchmarkFrameTexts(b *testing.B) {
	f := newFrameTexts([]string{"<head>", "</head><body>", "<main>", "</main></body>"})
	head := "<title>Hjälp</title>" + strings.Repeat(`<link rel="alternate" hreflang="en" href="https://example.org/en/help/">`, 10)
	languages := strings.Repeat(`<li><a href="/en/help/" lang="en" hreflang="en" dir="ltr">English</a></li>`, 10)
	main := strings.Repeat(`<h2>Vem kan hjälpa?</h2><p>Det finns <a href="/sv/hjalp/">andra</a> att <em>prata</em> med, också på natten. Ring <a class="tel" href="tel:112">112</a>.</p><ul><li>En</li><li>Två</li></ul>`, 30)
	b.ReportAllocs()
	for b.Loop() {
		if f.suspicious(head, languages, main) {
			b.Fatal("there is no address")
		}
	}
}
