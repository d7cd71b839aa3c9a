package safety

import (
	"strings"
	"testing"
)

// BenchmarkClean reads the own parts of a page of common size.
func BenchmarkClean(b *testing.B) {
	rules, pieces, parts := framed()
	frame := rules.Frame(pieces)
	parts[0] += strings.Repeat(`<link rel="alternate" hreflang="en" href="https://example.org/en/help/">`, 10)
	parts[2] += strings.Repeat(`<h2>Vem kan hjälpa?</h2><p>Det finns <a href="/sv/hjalp/">andra</a> att <em>prata</em> med, också på natten. Ring <a class="tel" href="tel:112">112</a>.</p><ul><li>En</li><li>Två</li></ul>`, 30)
	b.ReportAllocs()
	for b.Loop() {
		if clean, _ := frame.Clean(parts...); !clean {
			b.Fatal("not clean")
		}
	}
}
