package load

import (
	"bytes"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct {
		text, front, body string
		ok                bool
	}{
		{"---\ntitle: a\n---\nText\n", "title: a\n", "Text\n", true},
		{"---\r\ntitle: a\r\n---\r\nText\r\n", "title: a\r\n", "Text\r\n", true},
		{"\ufeff---\ntitle: a\n---\nText\n", "title: a\n", "Text\n", true},
		{"---\n---\n", "", "", true},
		{"---\ntitle: a\n---", "title: a\n", "", true},
		{"---\ntitle: a\n---  \nText", "title: a\n", "Text", true},
		{"---\ntitle: |\n  a\n  ---\n---\nText", "title: |\n  a\n  ---\n", "Text", true},
		{"", "", "", false},
		{"Text\n", "", "", false},
		{"---", "", "", false},
		{"---\ntitle: a\n", "", "", false},
		{"--- \ntitle: a\n---\n", "title: a\n", "", true},
		{"----\ntitle: a\n---\n", "", "", false},
		{"\n---\ntitle: a\n---\n", "", "", false},
		{"---\ntitle: a\n----\nText\n", "", "", false},
	} {
		front, body, ok := frontMatter([]byte(c.text))
		if ok != c.ok || string(front) != c.front || ok && c.text[body:] != c.body {
			t.Errorf("%q: got %q, %d, %v", c.text, front, body, ok)
		}
	}
}

// The YAML and the body are parts of the file, in order, at their own places.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"---\na: b\n---\nx", "\ufeff---\n---\n", "---\r\n---", "---", "\ufeff", "--- \n--- "} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		front, body, ok := frontMatter(text)
		if !ok {
			if front != nil || body != 0 {
				t.Errorf("%q: %q, %d", text, front, body)
			}
			return
		}
		if body < 0 || body > len(text) || !bytes.Contains(text[:body], front) {
			t.Errorf("%q: %q, %d", text, front, body)
		}
		if !bytes.HasPrefix(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("---")) || !bytes.HasSuffix(bytes.TrimRight(text[:body], " \t\r\n"), []byte("---")) {
			t.Errorf("%q: body at %d", text, body)
		}
	})
}
