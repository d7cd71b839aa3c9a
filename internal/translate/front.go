package translate

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Body is where the text after the front matter begins.
func Body(text []byte) int {
	if _, end := front(text); end >= 0 {
		return next(text, end)
	}
	return 0
}

// Set returns a text whose front matter has the value for a key, written as
// YAML. Every other byte is as it was; a key that is new comes last.
func Set(text []byte, key, value string) []byte {
	start, end := front(text)
	if end < 0 {
		return text
	}
	return SetIn(text, start, end, key, value)
}

// SetIn is Set for YAML that stands in a part of a text.
func SetIn(text []byte, start, end int, key, value string) []byte {
	at, until := end, end
	for i := start; i < end; i = next(text, i) {
		line := text[i:next(text, i)]
		if at == end {
			if bytes.HasPrefix(line, []byte(key+":")) {
				at = i
			}
			continue
		}
		if !strings.ContainsRune(" \t-]}\r\n", rune(line[0])) {
			until = i
			break
		}
	}
	entry := strings.ReplaceAll(key+": "+value+"\n", "\n", lineBreak(text))
	return []byte(string(text[:at]) + entry + string(text[until:]))
}

// front returns where the front matter begins and where the line that closes it
// does, -1 if nothing does.
func front(text []byte) (start, end int) {
	start = next(text, 0)
	for i := start; i < len(text); i = next(text, i) {
		if string(bytes.TrimRight(text[i:next(text, i)], " \t\r\n")) == "---" {
			return start, i
		}
	}
	return start, -1
}

// next is where the line after the one at i begins.
func next(text []byte, i int) int {
	if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

func lineBreak(text []byte) string {
	if n := next(text, 0); n > 1 && text[n-1] == '\n' && text[n-2] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// wide is how many fingerprints stand on a line.
const wide = 9

// Fingerprint writes which source text a translation was made from.
func Fingerprint(text []byte, parts []string) []byte {
	var b strings.Builder
	b.WriteByte('[')
	for i, p := range parts {
		switch {
		case i > 0 && i%wide == 0:
			b.WriteString(",\n  ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(p)
	}
	b.WriteByte(']')
	return Set(text, "fingerprint", b.String())
}

// Reviewed writes who read a translation, and when; nobody if by is "".
func Reviewed(text []byte, on time.Time, by string) []byte {
	if by == "" {
		return Set(text, "translation", "{reviewed: null}")
	}
	return Set(text, "translation", fmt.Sprintf("{reviewed: {on: %s, by: %s}}", on.Format(time.DateOnly), Quote(by)))
}

// Quote writes a text as a YAML scalar in double quotes.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
