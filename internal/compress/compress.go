// Package compress makes and reads the small copies that stand beside a file:
// x.gz and x.br, which web servers send instead of x. It is the only package
// that imports a brotli library.
package compress

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"

	"github.com/andybalholm/brotli"
)

// Format is a way to make a file smaller.
type Format struct {
	Ext string // what a copy's name ends in
	// Pack returns the copy of content: always the same for the same content.
	Pack func(content []byte) []byte
	open func(io.Reader) (io.Reader, error)
}

// Formats lists the formats that web servers send, each as small as it gets:
// a copy is made once and sent for as long as its page does not change.
var Formats = []Format{
	{".gz", gzipped, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{".br", brotlied, func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
}

// gzipped is without a name and a time, so that it says nothing of the machine.
func gzipped(content []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // the level exists
	}
	_, _ = z.Write(content) // a bytes.Buffer does not fail
	_ = z.Close()
	return b.Bytes()
}

func brotlied(content []byte) []byte {
	var b bytes.Buffer
	z := brotli.NewWriterLevel(&b, brotli.BestCompression)
	_, _ = z.Write(content)
	_ = z.Close()
	return b.Bytes()
}

// textual are the endings of files that get much smaller.
var textual = []string{".html", ".htm", ".txt", ".xml", ".json", ".css", ".js", ".svg", ".csv", ".ics"}

// Worth says whether copies of a file are worth making.
func Worth(name string) bool { return slices.Contains(textual, path.Ext(name)) }

// largest is how much is unpacked of one copy: more than any page or picture of
// a help site, less than what fills a computer.
const largest = 64 << 20

// Unpack returns what a copy was made of.
func (f Format) Unpack(copied []byte) ([]byte, error) {
	r, err := f.open(bytes.NewReader(copied))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(r, largest))
}
