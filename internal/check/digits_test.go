package check

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"vart/internal/site"
	"vart/internal/source"
)

func TestDigits(t *testing.T) {
	for text, want := range map[string][]int{
		"":                          nil,
		"112 och 1177":              nil,
		"\u0661\u0661":              nil,
		"ring \u0661\u0661\u0662":   {5},
		"\u06f1\u06f1\u06f2 \u06f1": {0},
		"\u0661\u066111":            nil,
		"a\u0661\u06f1\u07c0b":      {1},
		"\u096f\u096f\u096f, \U0001d7ce\U0001d7ce\U0001d7ce": {0, 11},
		"٫٪ﺀابث\xd9\xd9\xd9\xd9":                             nil,
	} {
		p := &pass{}
		p.digits(&site.Words{File: &source.File{Name: "x.md", Text: []byte(text)}})
		var got []int
		for _, f := range p.found {
			got = append(got, f.Pos.Offset)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: at %v, not %v", text, got, want)
		}
	}
	for r := rune(unicode.MaxASCII + 1); r <= unicode.MaxRune; r++ {
		if unicode.IsDigit(r) {
			p := &pass{}
			p.digits(&site.Words{File: &source.File{Text: []byte(strings.Repeat(string(r), leastDigits))}})
			if len(p.found) != 1 {
				t.Errorf("%U: %d findings", r, len(p.found))
			}
		}
	}
}

func BenchmarkDigits(b *testing.B) {
	text := []byte(strings.Repeat("اتصل بالخدمات الاجتماعية 112. Ring socialtjänsten. ", 50))
	w := &site.Words{File: &source.File{Name: "x.md", Text: text}}
	p := &pass{}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p.digits(w)
	}
}
