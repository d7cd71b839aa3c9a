// Package source holds the text of a site's files and the places in it, so that
// everything read from a file can say where it stood. It knows nothing of
// formats.
package source

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"
)

// File is one file of a site: its name relative to the site's folder, with
// slashes, and its whole text, which does not change: values that were read from
// it may be the same bytes.
type File struct {
	Name string
	Text []byte

	once  sync.Once
	lines []int // offset of each line's first byte; made when first asked for
}

// Pos is a place in a file: a byte offset, turned into line and column only
// when somebody wants to read it. The zero Pos is no place at all.
type Pos struct {
	File   *File
	Offset int
	// Len is how many bytes the thing at this place takes; 0 when unknown.
	Len int
}

// At is a value and where it stood.
type At[T any] struct {
	Value T
	Pos   Pos
}

// Pos returns the place of the n bytes at offset, kept inside the file.
func (f *File) Pos(offset, n int) Pos {
	offset = max(0, min(offset, len(f.Text)))
	return Pos{File: f, Offset: offset, Len: max(0, min(n, len(f.Text)-offset))}
}

// Start is the place that stands for the file as a whole: 1:1.
func (f *File) Start() Pos { return Pos{File: f} }

// At returns the place of the given line and column, both counted from one and
// the column in characters, as YAML readers count.
func (f *File) At(line, column int) Pos {
	f.index()
	if line < 1 || line > len(f.lines) {
		return f.Start()
	}
	offset := f.lines[line-1]
	for i := 1; i < column && offset < len(f.Text) && f.Text[offset] != '\n'; i++ {
		_, n := utf8.DecodeRune(f.Text[offset:])
		offset += n
	}
	return Pos{File: f, Offset: offset}
}

func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i, b := range f.Text {
			if b == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	})
}

// IsZero says whether the place is unset.
func (p Pos) IsZero() bool { return p.File == nil }

// Name is the file's name, or the empty string of an unset place.
func (p Pos) Name() string {
	if p.File == nil {
		return ""
	}
	return p.File.Name
}

// LineCol returns the line and the column, counted from one, the column in
// characters. An unset place is 1:1.
func (p Pos) LineCol() (line, column int) {
	if p.File == nil {
		return 1, 1
	}
	p.File.index()
	i, exact := slices.BinarySearch(p.File.lines, p.Offset)
	if !exact {
		i--
	}
	start := p.File.lines[i]
	return i + 1, utf8.RuneCount(p.File.Text[start:min(p.Offset, len(p.File.Text))]) + 1
}

// Line returns the text of the line the place is on, without its line break.
func (p Pos) Line() string {
	if p.File == nil {
		return ""
	}
	p.File.index()
	line, _ := p.LineCol()
	text := p.File.Text[p.File.lines[line-1]:]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return string(bytes.TrimRight(text, "\r"))
}

// Shift returns the place n bytes later in the same file, of length length.
func (p Pos) Shift(n, length int) Pos {
	if p.File == nil {
		return p
	}
	return p.File.Pos(p.Offset+n, length)
}
