package site

import "vart/internal/source"

// Age is how a translation stands to the source text as it is now.
type Age struct {
	// Known says that the file tells which source text it was made from.
	Known bool
	// Stale are the places where it is older, in the order of the source text.
	Stale []Stale
	// Of is how many parts were compared: title and description are one, and
	// so is each block.
	Of int
}

// Stale is a part of a translation whose source is no longer the text that was
// translated.
type Stale struct {
	// Part counts the translation's parts from 0, its title and description. A
	// part added to the source has that of the one it stands after.
	Part int
	// Now is the part's place among those of the source, -1 if it was removed.
	Now int
	// Was is the fingerprint of the source text that was translated, "" if the
	// part was added since.
	Was string
	// At and Source are the places in the translation and in the source text.
	At, Source source.Pos
}

// StaleAt says whether the block that begins at a place of the translation is
// older than its source.
func (w *Words) StaleAt(at source.Pos) bool {
	for _, s := range w.Age.Stale {
		if s.Was != "" && s.Part > 0 && s.At.Offset == at.Offset {
			return true
		}
	}
	return false
}
