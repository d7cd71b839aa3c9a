package build

import (
	"strings"
	"sync"

	"vart/internal/contact"
)

// frameTexts are the readings of a frame's pieces, shortened to what can make
// an address together with the parts of a page that stand between them.
type frameTexts struct {
	pieces [][3]string
	// told says that the frame may tell of a place by itself.
	told bool
	room sync.Pool // of *readings, for the next page
}

// edge is how much of a long piece is kept at each end: more than
// contact.Suspicious reads before and after what it goes by, spaces aside.
const edge = 100

func newFrameTexts(pieces []string) *frameTexts {
	f := &frameTexts{}
	for _, piece := range pieces {
		var all readings
		all.add(piece)
		var texts [3]string
		for i := range all {
			text := string(all[i])
			f.told = f.told || contact.Suspicious(text)
			texts[i] = ends(text)
		}
		f.told = f.told || openEntity(piece)
		f.pieces = append(f.pieces, texts)
	}
	return f
}

// ends is a text without its middle, if nothing in the middle can be read
// together with what stands before or after the text.
func ends(text string) string {
	start, end := len(text)-len(strings.TrimLeft(text, blank)), len(strings.TrimRight(text, blank))
	if end-start <= 2*edge || len(strings.TrimRight(text[start:start+edge], blank)) < edge/2 {
		return text
	}
	return text[:start+edge] + "\x00" + text[end-edge:]
}

// blank is every character that contact takes for space.
const blank = " \n\t\u00a0\u202f"

// openEntity says whether an entity may go on beyond the end of a piece.
func openEntity(piece string) bool {
	return strings.Contains(piece[strings.LastIndexByte(piece, '>')+1:], "&")
}

// suspicious says whether a page with these parts may tell of a place. It is
// never false of a page that does, if no tag is partly in a part.
func (f *frameTexts) suspicious(parts ...string) bool {
	if f.told {
		return true
	}
	texts, _ := f.room.Get().(*readings)
	if texts == nil {
		texts = new(readings)
	}
	defer f.room.Put(texts)
	for k := range texts {
		texts[k] = texts[k][:0]
	}
	for i, piece := range f.pieces {
		for k := range texts {
			texts[k] = append(texts[k], piece[k]...)
		}
		if i < len(parts) {
			if openEntity(parts[i]) {
				return true
			}
			texts.add(parts[i])
		}
	}
	for k := range texts {
		if contact.Suspicious(view(texts[k])) {
			return true
		}
	}
	return false
}
