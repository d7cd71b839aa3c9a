package site

import (
	"path"
	"testing"
)

// TestJoin holds join to path.Join for every way of writing a link.
func TestJoin(t *testing.T) {
	for _, dir := range []string{"", "a", "a/b", "a.b/c"} {
		for _, link := range []string{"b", "b/c", "../b", "../b/c.sv.md", "../../b", "../../../b", "..", "../..", ".", "./b", "b/", "../", "b//c", "b/../c", "b/./c", "../b/..", "..b", "a/.b", "...", ".../b", "//b", "../.", "../../"} {
			want := path.Join(dir, link)
			if got := join(dir, link); got != want && (got != "" || want != ".") {
				t.Errorf("join(%q, %q) = %q, want %q", dir, link, got, want)
			}
		}
	}
}

func BenchmarkClean(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Clean("content/help-now/guide-00761.sv.md", "../violence/guide-00642")
	}
}
