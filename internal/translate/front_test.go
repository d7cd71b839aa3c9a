package translate_test

import (
	"testing"
	"time"

	"vart/internal/translate"
)

func TestSet(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"new", "---\ntitle: x # why\n---\nb\n", "---\ntitle: x # why\nk: [v]\n---\nb\n"},
		{"one line", "---\nk: [a]\ntitle: x\n---\n", "---\nk: [v]\ntitle: x\n---\n"},
		{"several lines", "---\nk: [a,\n  b]\n# c\ntitle: x\n---\nk: b\n", "---\nk: [v]\n# c\ntitle: x\n---\nk: b\n"},
		{"a list of lines", "---\nk:\n- a\n- b\ntitle: x\n---\n", "---\nk: [v]\ntitle: x\n---\n"},
		{"last", "---\ntitle: x\nk:\n  - a\n---\nb", "---\ntitle: x\nk: [v]\n---\nb"},
		{"line breaks of Windows", "---\r\ntitle: x\r\n---\r\nb", "---\r\ntitle: x\r\nk: [v]\r\n---\r\nb"},
		{"a longer key", "---\nkk: a\n---\n", "---\nkk: a\nk: [v]\n---\n"},
		{"no front matter", "b\n", "b\n"},
	} {
		if got := string(translate.Set([]byte(c.text), "k", "[v]")); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func TestReviewed(t *testing.T) {
	got := string(translate.Reviewed([]byte("---\ntranslation: {reviewed: null}\n---\n"), time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), `An "interpreter"`))
	if want := "---\ntranslation: {reviewed: {on: 2026-11-21, by: \"An \\\"interpreter\\\"\"}}\n---\n"; got != want {
		t.Errorf("got %q", got)
	}
}
