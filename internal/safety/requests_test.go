package safety_test

import (
	"slices"
	"testing"

	"vart/internal/safety"
)

func TestRequests(t *testing.T) {
	tests := []struct {
		html string
		want []string
	}{
		{`<a href="https://other.example/">x</a><link rel="canonical" href="https://example.org/"><link rel=alternate href="/en/">`, nil},
		{`<link rel="icon" href="data:,"><img src="data:image/png;base64,AA">`, nil},
		{`<blockquote cite="https://other.example/">x</blockquote>`, nil},
		{`<img src="/a.png" srcset="/b.png 2x, /c.png 3x">`, []string{"/a.png", "/b.png", "/c.png"}},
		{`<link rel="stylesheet" href="/a.css"><link rel=preconnect href=//other.example>`, []string{"/a.css", "//other.example"}},
		{`<script src=/a.js></script><iframe src="/x"></iframe>`, []string{"/a.js", "/x"}},
		{`<svg><image href="/p.png"/></svg>`, []string{"/p.png"}},
		{`<style>a{background:url(/x.png)}</style>`, []string{"a{background:url(/x.png)}"}},
		{`<p style="background:url(/x.png)">`, []string{"background:url(/x.png)"}},
		{`<meta http-equiv="refresh" content="1;url=/x">`, []string{"1;url=/x"}},
		{`<style>a{color:red}</style><p style="color:red">`, nil},
	}
	for _, test := range tests {
		var got []string
		for _, r := range safety.Requests([]byte(test.html)) {
			got = append(got, r.Address)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.html, got, test.want)
		}
	}
}
