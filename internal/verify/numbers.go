package verify

import (
	"crypto/sha256"
	"html"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
)

// tel finds the links that dial (RFC 3966).
var tel = regexp.MustCompile(`(?i)\bhref\s*=\s*["']?\s*tel:([^"'\s>]*)`)

// Numbers counts the phone numbers that a page links to.
func Numbers(page []byte) map[string]int {
	n := map[string]int{}
	for _, m := range tel.FindAllSubmatch(page, -1) {
		n[html.UnescapeString(string(m[1]))]++
	}
	return n
}

// numbers says which phone numbers of a page differ from the built one's. It
// says nothing where the built page is not there, or itself not as built.
func (b *Built) numbers(name string, page []byte) []Number {
	if b.Files == nil || path.Ext(name) != ".html" {
		return nil
	}
	want, err := fs.ReadFile(b.Files, name)
	if err != nil || sha256.Sum256(want) != b.Sums[name] {
		return nil
	}
	before, after := Numbers(want), Numbers(page)
	all := maps.Clone(before)
	maps.Copy(all, after)
	var differ []Number
	for _, number := range slices.Sorted(maps.Keys(all)) {
		if before[number] != after[number] {
			differ = append(differ, Number{number, before[number], after[number]})
		}
	}
	return differ
}
