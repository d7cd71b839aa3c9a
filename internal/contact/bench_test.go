package contact

import (
	"strings"
	"testing"
)

func BenchmarkSuspicious(b *testing.B) {
	page := strings.Repeat(`<p>Det finns <a href="/sv/hjalp/">andra</a> att <em>prata</em> med, också på natten. Ring <a class="tel" href="tel:112">112</a>, dygnet runt. Den 21 november 2026.</p>`, 50)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if Suspicious(page) {
			b.Fatal("there is no address")
		}
	}
}
