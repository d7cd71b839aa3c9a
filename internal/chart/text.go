package chart

import (
	"strings"
	"unicode"
)

// wrap breaks a text into lines that fit in width at a size of type.
func wrap(text string, size, width float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && measure(line+" "+word, size) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
		for measure(line, size) > width {
			cut := fitting(line, size, width)
			lines = append(lines, line[:cut])
			line = line[cut:]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fitting is how many bytes of a word fit, at least one letter.
func fitting(word string, size, width float64) int {
	for i := range word {
		if i > 0 && measure(word[:i], size) > width {
			return max(1, lastRune(word[:i]))
		}
	}
	return lastRune(word)
}

// lastRune is where the last letter of a text begins; its end if it is the
// only one.
func lastRune(text string) int {
	last := 0
	for i := range text {
		last = i
	}
	if last == 0 {
		return len(text)
	}
	return last
}

// measure is about how wide a text is. The reader's typeface is not known, so
// the widths are those of the widest common ones.
func measure(text string, size float64) float64 {
	width := 0.0
	for _, r := range text {
		width += letter(r)
	}
	return width * size
}

func letter(r rune) float64 {
	switch {
	case strings.ContainsRune(" .,:;'’!|()[]ijlIft-·", r):
		return 0.34
	case strings.ContainsRune("mwMW@%—…", r):
		return 0.94
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x2e80:
		return 1.05
	case unicode.IsUpper(r):
		return 0.74
	}
	return 0.60
}
