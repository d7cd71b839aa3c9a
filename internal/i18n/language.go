package i18n

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Valid says whether tag is a language tag (BCP 47).
func Valid(tag string) bool {
	_, err := language.Parse(tag)
	return err == nil
}

// rightToLeft are the scripts in use that are written from right to left
// (Unicode Standard Annex 9).
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Syrc": true, "Thaa": true, "Nkoo": true, "Adlm": true, "Rohg": true, "Mand": true, "Samr": true, "Aran": true}

// Direction is "rtl" or "ltr": that of the script the language is written in,
// named in the tag or the language's usual one.
func Direction(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	if script, _ := t.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

// OwnName is the language's name in itself, "" where it is not known. A tag
// with a variant (sv-simple) has none of its own.
func OwnName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || len(t.Variants()) > 0 {
		return ""
	}
	return title(display.Self.Name(t))
}

// NameIn is the name of the language tag in the language in; "" if unknown.
func NameIn(in, tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	l, err := language.Parse(in)
	if err != nil {
		return ""
	}
	if names := display.Languages(l); names != nil { // nil for languages without names of others
		return names.Name(t)
	}
	return ""
}

func title(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
