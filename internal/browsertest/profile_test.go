package browsertest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
	"github.com/pierrec/lz4/v4"
)

// profile is all that a browser wrote down, by what the file is for.
type profile map[string][][]byte

// readProfile reads every file of a profile that is no longer in use, and
// unpacks what is packed in them.
func readProfile(t *testing.T, dir string) profile {
	t.Helper()
	all := profile{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		kind := family(filepath.ToSlash(rel))
		all[kind] = append(all[kind], bytes.ToLower([]byte(rel)), bytes.ToLower(raw))
		for _, body := range unpacked(kind, raw) {
			all[kind] = append(all[kind], bytes.ToLower(body))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// family is a file's name for readers: those of a folder whose names mean
// nothing go by the folder's.
func family(name string) string {
	name = strings.TrimPrefix(name, "Default/")
	folder, _, nested := strings.Cut(name, "/")
	if !nested {
		return strings.TrimSuffix(strings.TrimSuffix(name, "-journal"), "-wal")
	}
	return folder
}

// unpacked returns what stands compressed in a file: gzip and zlib wherever
// they begin, Firefox's own form of LZ4, and brotli, which has no mark of its
// own, where a cache entry's body begins.
func unpacked(kind string, raw []byte) [][]byte {
	var all [][]byte
	keep := func(r io.Reader) {
		// What comes after the body is no part of it, so an error is no news.
		if body, _ := io.ReadAll(io.LimitReader(r, 1<<22)); len(body) > 64 {
			all = append(all, body)
		}
	}
	for i := 0; i+18 < len(raw); i++ {
		switch {
		case raw[i] == 0x1f && raw[i+1] == 0x8b && raw[i+2] == 8:
			if r, err := gzip.NewReader(bytes.NewReader(raw[i:])); err == nil {
				r.Multistream(false)
				keep(r)
			}
		case raw[i] == 0x78 && (raw[i+1] == 0x01 || raw[i+1] == 0x5e || raw[i+1] == 0x9c || raw[i+1] == 0xda):
			if r, err := zlib.NewReader(bytes.NewReader(raw[i:])); err == nil {
				keep(r)
			}
		}
	}
	if rest, ok := bytes.CutPrefix(raw, []byte("mozLz40\x00")); ok && len(rest) > 4 {
		body := make([]byte, binary.LittleEndian.Uint32(rest))
		if n, err := lz4.UncompressBlock(rest[4:], body); err == nil {
			all = append(all, body[:n])
		}
	}
	if kind == "cache2" { // Firefox's: the body, and then what is known of it
		keep(brotli.NewReader(bytes.NewReader(raw)))
	}
	// Chromium's simple cache entry: magic number, version, length of the key, its hash,
	// padding, the key, the body.
	if len(raw) > 24 && binary.LittleEndian.Uint64(raw) == 0xfcfb6d1ba7725c30 {
		body := 24 + int(binary.LittleEndian.Uint32(raw[12:]))
		if body < len(raw) {
			keep(brotli.NewReader(bytes.NewReader(raw[body:])))
			keep(flate.NewReader(bytes.NewReader(raw[body:])))
		}
	}
	return all
}

// holds returns what of the profile has the words, in any way that a browser
// may write them.
func (p profile) holds(words string) []string {
	words = strings.ToLower(words)
	var wide []byte
	for _, unit := range utf16.Encode([]rune(words)) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	ways := [][]byte{[]byte(words), wide, []byte(strings.ToLower(url.QueryEscape(words))), []byte(strings.ToLower(url.PathEscape(words)))}
	var found []string
	for kind, pieces := range p {
		if slices.ContainsFunc(pieces, func(piece []byte) bool {
			return slices.ContainsFunc(ways, func(way []byte) bool { return bytes.Contains(piece, way) })
		}) {
			found = append(found, kind)
		}
	}
	slices.Sort(found)
	return found
}

// addresses are those of a host in a table of a browser's history, whose
// second column is the address.
func addresses(t *testing.T, file, of, host string) []string {
	t.Helper()
	db, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	visited, err := table(db, of)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range visited {
		if address, ok := row[1].(string); ok && strings.HasPrefix(address, host) {
			seen[address] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
