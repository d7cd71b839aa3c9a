package textfile

import "unicode/utf8"

// What a text may go on with after its first bytes is one of these states: a
// character is over, so many bytes of one are to come, or only some bytes may
// come next (RFC 3629, section 4).
const (
	over = iota
	one
	two
	three
	afterE0
	afterED
	afterF0
	afterF4
	broken
	stateBits = 6
)

// steps are by byte which state comes after each: at the place that is a state's
// number times stateBits stands the next one's. So going on takes a shift, and
// nothing that a processor would have to guess where letters take one byte and two
// in turn.
var steps = func() (rows [256]uint64) {
	in := func(b, from, to int) bool { return b >= from && b <= to }
	for b := range rows {
		next := [broken]int{broken, broken, broken, broken, broken, broken, broken, broken}
		switch {
		case in(b, 0x01, utf8.RuneSelf-1):
			next[over] = over
		case in(b, 0xC2, 0xDF):
			next[over] = one
		case b == 0xE0:
			next[over] = afterE0
		case b == 0xED:
			next[over] = afterED
		case in(b, 0xE1, 0xEF):
			next[over] = two
		case b == 0xF0:
			next[over] = afterF0
		case in(b, 0xF1, 0xF3):
			next[over] = three
		case b == 0xF4:
			next[over] = afterF4
		case in(b, 0x80, 0xBF):
			next[one], next[two], next[three] = over, one, two
			if b >= 0xA0 {
				next[afterE0] = one
			} else {
				next[afterED] = one
			}
			if b >= 0x90 {
				next[afterF0] = two
			} else {
				next[afterF4] = two
			}
		}
		rows[b] = broken * stateBits << (broken * stateBits)
		for from, to := range next {
			rows[b] |= uint64(to*stateBits) << (from * stateBits)
		}
	}
	return rows
}()

// isText says whether it is UTF-8 without a zero byte.
func isText(text []byte) bool {
	state := uint64(over)
	for _, b := range text {
		state = steps[b] >> (state & 63)
	}
	return state&63 == over
}
