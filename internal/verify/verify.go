// Package verify says whether a published copy of a site is the one that was
// built, by the list of SHA-256 sums that every build writes, and which phone
// number differs if one does: a wrong number is the worst that can happen to a
// copy.
package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"vart/internal/compress"
	"vart/internal/output"
)

// Sums are the sums of a build's files, by name.
type Sums map[string][sha256.Size]byte

// Parse reads a list in the form of sha256sum(1).
func Parse(list []byte) (Sums, error) {
	sums := Sums{}
	for line := range strings.Lines(string(list)) {
		hash, name, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  ")
		sum, err := hex.DecodeString(hash)
		if !ok || err != nil || len(sum) != sha256.Size || !fs.ValidPath(name) {
			return nil, fmt.Errorf("%s: %q is no line of a list of sums", output.Sums, strings.TrimSpace(line))
		}
		if _, twice := sums[name]; twice {
			return nil, fmt.Errorf("%s: %s is listed twice", output.Sums, name)
		}
		sums[name] = [sha256.Size]byte(sum)
	}
	return sums, nil
}

// Built is what a copy is compared with.
type Built struct {
	Sums Sums
	// Files are the built files themselves, to say what differs in them; nil
	// where there are none.
	Files fs.FS
}

// Read reads the list in a built folder.
func Read(dir fs.FS) (*Built, error) {
	list, err := fs.ReadFile(dir, output.Sums)
	if err != nil {
		return nil, err
	}
	sums, err := Parse(list)
	if err != nil {
		return nil, err
	}
	return &Built{Sums: sums, Files: dir}, nil
}

// Kind says what is wrong with a file of a copy.
type Kind int

// The ways in which a file can be wrong.
const (
	Differs Kind = iota + 1
	Missing
	Extra   // a file that was not built
	Refused // the host answered something else than the file
)

// Difference is a file of a copy that is not as it was built.
type Difference struct {
	Name    string
	Kind    Kind
	Answer  string   // of Refused: what the host answered
	Numbers []Number // of Differs: the phone numbers that are not as they were
}

// Number is a phone number that a page links to more or fewer times than it
// should.
type Number struct {
	Tel         string // as dialled
	Built, Copy int    // how many links
}

// Folder compares a folder with what was built. Files that were made smaller
// beside a page (x.gz, x.br) are unpacked and compared with the page.
func Folder(ctx context.Context, built *Built, copied fs.FS) ([]Difference, error) {
	var found []Difference
	seen := map[string]bool{}
	err := fs.WalkDir(copied, ".", func(name string, d fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil || d.IsDir() {
			return err
		}
		seen[name] = true
		sum, listed := built.Sums[name]
		packed := path.Ext(name)
		of := strings.TrimSuffix(name, packed)
		if !listed && (packed == ".gz" || packed == ".br") {
			sum, listed = built.Sums[of]
		} else {
			packed, of = "", name
		}
		switch {
		case name == output.Sums || name == output.Signature:
			if built.Files == nil {
				return nil
			}
			if same, err := equal(built.Files, copied, name); err != nil || same {
				return err
			}
			found = append(found, Difference{Name: name, Kind: Differs})
			return nil
		case !listed:
			found = append(found, Difference{Name: name, Kind: Extra})
			return nil
		}
		content, err := fs.ReadFile(copied, name)
		if err != nil {
			return err
		}
		if content, err = unpack(packed, content); err != nil {
			found = append(found, Difference{Name: name, Kind: Differs})
		} else if sha256.Sum256(content) != sum {
			found = append(found, Difference{Name: name, Kind: Differs, Numbers: built.numbers(of, content)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(built.Sums)) {
		if !seen[name] {
			found = append(found, Difference{Name: name, Kind: Missing})
		}
	}
	slices.SortStableFunc(found, func(a, b Difference) int { return strings.Compare(a.Name, b.Name) })
	return found, nil
}

// equal says whether a file is the same in two folders. One that the built
// folder lacks cannot be told from a forged one.
func equal(built, copied fs.FS, name string) (bool, error) {
	want, err := fs.ReadFile(built, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	got, err2 := fs.ReadFile(copied, name)
	return err == nil && bytes.Equal(want, got), err2
}

func unpack(ext string, content []byte) ([]byte, error) {
	for _, f := range compress.Formats {
		if f.Ext == ext {
			return f.Unpack(content)
		}
	}
	return content, nil
}
