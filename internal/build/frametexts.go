package build

import (
	"bytes"
	"strings"
	"sync"

	"vart/internal/contact"
)

// frameTexts are what a frame's pieces say outside tags, shortened to what can
// make an address together with the parts of a page that stand between them.
type frameTexts struct {
	pieces [][2]string
	// told says that the frame may tell of a place by itself.
	told bool
	room sync.Pool // of *texts, for the next page
}

// texts are what a page, or a part of one, says: outside tags, with the tags
// taken away and with space in their place, and in the attributes of tags.
type texts [3][]byte

// edge is how much of a long piece is kept at each end: more than
// contact.Suspicious reads before and after what it goes by, spaces aside.
const edge = 100

func newFrameTexts(pieces []string) *frameTexts {
	f := &frameTexts{}
	for _, piece := range pieces {
		var all texts
		f.told = !all.add(piece) || openEntity(piece) || f.told
		for _, text := range all {
			f.told = f.told || contact.Suspicious(string(text))
		}
		short := [2]string{ends(string(all[0])), ends(string(all[1]))}
		f.pieces = append(f.pieces, short)
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
	all, _ := f.room.Get().(*texts)
	if all == nil {
		all = new(texts)
	}
	defer f.room.Put(all)
	for k := range all {
		all[k] = all[k][:0]
	}
	for i, piece := range f.pieces {
		all[0], all[1] = append(all[0], piece[0]...), append(all[1], piece[1]...)
		if i < len(parts) && (openEntity(parts[i]) || !all.add(parts[i])) {
			return true
		}
	}
	for _, text := range all {
		if contact.Suspicious(view(text)) {
			return true
		}
	}
	return false
}

// add adds what a part of a page says. It says false when that can be read in
// more than one way.
func (t *texts) add(part string) bool {
	entity := -1 // where the next one may be
	for at := 0; ; {
		start := at
		if at == len(part) || part[at] != '<' {
			if start += strings.IndexByte(part[at:], '<'); start < at {
				start = len(part)
			}
		}
		if entity < at {
			if entity = strings.IndexByte(part[at:], '&') + at; entity < at {
				entity = len(part)
			}
		}
		if text := part[at:start]; entity >= start {
			t[0], t[1] = append(t[0], text...), append(t[1], text...)
		} else {
			from := len(t[0])
			t[0] = unescape(t[0], text)
			t[1] = append(t[1], t[0][from:]...)
			if bytes.IndexByte(t[0][from:], '<') >= 0 {
				return false // a tag to whoever reads it twice
			}
		}
		if start == len(part) {
			return true
		}
		t[1] = append(t[1], ' ')
		tag := part[start+1:]
		end := 0 // of the name
		if strings.HasPrefix(tag, "/") {
			end++
		}
		for end < len(tag) && wordByte(tag[end]) {
			end++
		}
		if end == len(tag) || tag[end] != '>' {
			from := end
			if end = strings.IndexByte(tag, '>'); end < 0 {
				return false
			}
			t[2] = append(unescape(t[2], tag[min(from, end):end]), '>')
		}
		if hides(tag) {
			if end = hiddenEnd(tag, 0) - 1; end < 0 {
				return false
			}
		}
		at = start + 1 + end + 1
	}
}
