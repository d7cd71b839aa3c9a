package compress_test

import (
	"bytes"
	"strings"
	"testing"

	"vart/internal/compress"
)

func TestFormats(t *testing.T) {
	page := []byte(strings.Repeat("<p>Ring 112 om någon är i fara.</p>\n", 200))
	for _, f := range compress.Formats {
		small := f.Pack(page)
		if len(small) >= len(page)/10 || !bytes.Equal(small, f.Pack(page)) {
			t.Errorf("%s: %d bytes of %d, and not the same twice", f.Ext, len(small), len(page))
		}
		back, err := f.Unpack(small)
		if err != nil || !bytes.Equal(back, page) {
			t.Errorf("%s does not give the page back: %v", f.Ext, err)
		}
		if back, err := f.Unpack([]byte("rubbish")); err == nil && bytes.Equal(back, page) {
			t.Errorf("%s reads anything", f.Ext)
		}
	}
}

func BenchmarkPack(b *testing.B) {
	page := []byte(strings.Repeat("<p>Ring 112 om någon är i fara, annars 114 14.</p>\n", 240))
	for _, f := range compress.Formats {
		b.Run(f.Ext[1:], func(b *testing.B) {
			for b.Loop() {
				f.Pack(page)
			}
		})
	}
}
