package letters

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// run is three letters of 16 bits each; a space is the edge of a word.
type run uint64

const (
	letter = 16 // bits
	edge   = run(' ')
	edges  = edge<<letter | edge
)

// letters are those of a run.
func (r run) letters() [3]uint16 {
	return [3]uint16{uint16(r >> (2 * letter)), uint16(r >> letter), uint16(r)}
}

// reader reads the runs of a text.
type reader struct {
	text string
	at   int
	last run
}

func begin(text string) reader { return reader{text: text, last: edge<<(2*letter) | edges} }

// read returns the next runs, as many as there is room for; none at the end.
func (t *reader) read(room []run) []run {
	n, at, r, text := 0, t.at, t.last, t.text
	for at < len(text) && n < len(room) {
		var c run
		if b := text[at]; b < utf8.RuneSelf {
			c = run(small[b])
			at++
		} else if next := at + 1; b >= 0xC2 && b < 0xE0 && next < len(text) && text[next]&0xC0 == 0x80 {
			c = run(small[int(b&0x1F)<<6|int(text[next]&0x3F)])
			at += 2
		} else {
			r, size := utf8.DecodeRuneInString(text[at:])
			c = run(shrunk(r))
			at += size
		}
		if c == edge && r&(1<<letter-1) == edge {
			continue
		}
		r = (r<<letter | c) & (1<<(3*letter) - 1)
		room[n] = r
		if r>>letter != edges { // the first letter alone is no run
			n++
		}
	}
	if at == len(text) && n < len(room) && r&(1<<letter-1) != edge { // the end of the text is one of a word
		r = (r<<letter | edge) & (1<<(3*letter) - 1)
		room[n] = r
		n++
	}
	t.at, t.last = at, r
	return room[:n]
}

// all ranges over the runs of texts.
func all(texts []string) iter.Seq[run] {
	return func(yield func(run) bool) {
		var some [64]run
		for _, text := range texts {
			t := begin(text)
			for runs := t.read(some[:]); len(runs) > 0; runs = t.read(some[:]) {
				for _, r := range runs {
					if !yield(r) {
						return
					}
				}
			}
		}
	}
}

// small is shrunk of the characters that take one byte or two.
var small = func() (set [0x800]uint16) {
	for r := range rune(len(set)) {
		set[r] = shrunk(r)
	}
	return set
}()

// shrunk is a letter or a mark as a small letter, and an edge for all else. Of
// letters in rare scripts it keeps the last 16 bits, which tell them apart.
func shrunk(r rune) uint16 {
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		return uint16(unicode.ToLower(r))
	}
	return uint16(edge)
}
