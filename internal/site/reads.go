package site

import (
	"cmp"
	"slices"
	"strings"
)

// Read is something that was asked of a site: what a page was made from beside
// its own texts and what all pages share.
type Read struct {
	Kind ReadKind
	Name string
}

// ReadKind says what was asked for.
type ReadKind uint8

// What pages ask of each other.
const (
	Front ReadKind = iota + 1 // what is shown of the page at a path, or that there is none
	Order                     // which pages a folder has, in which order
	Text                      // what the file of the name says
)

// Reads collects what was read, by one goroutine.
type Reads struct{ all map[Read]struct{} }

// Noting returns the same site, which notes what is asked of it.
func (s *Site) Noting() (*Site, *Reads) {
	noting := *s
	noting.reads = &Reads{map[Read]struct{}{}}
	return &noting, noting.reads
}

// Reads notes that something was read.
func (s *Site) Reads(kind ReadKind, name string) {
	if s.reads != nil {
		s.reads.all[Read{kind, name}] = struct{}{}
	}
}

// Sorted are the reads in a fixed order.
func (r *Reads) Sorted() []Read {
	list := make([]Read, 0, len(r.all))
	for read := range r.all {
		list = append(list, read)
	}
	slices.SortFunc(list, func(a, b Read) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Name, b.Name))
	})
	return list
}
