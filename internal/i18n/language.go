package i18n

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Valid says whether tag is a language tag (BCP 47).
func Valid(tag string) bool {
	_, err := language.Parse(tag)
	return err == nil
}

// scripts are those in use that are written from right to left (Unicode
// Standard Annex 9), by their code in ISO 15924.
var scripts = map[string]*unicode.RangeTable{
	"Arab": unicode.Arabic, "Hebr": unicode.Hebrew, "Syrc": unicode.Syriac, "Thaa": unicode.Thaana, "Nkoo": unicode.Nko,
	"Adlm": unicode.Adlam, "Rohg": unicode.Hanifi_Rohingya, "Mand": unicode.Mandaic, "Samr": unicode.Samaritan,
}

func rightToLeft(script string) bool {
	_, ok := scripts[script]
	return ok || script == "Aran" // Arabic in the Nastaliq style
}

// Direction is "rtl" or "ltr": that of the script the language is written in,
// named in the tag or the language's usual one. Where that is not known (prs),
// the language's own strings tell.
func (c *Catalog) Direction(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	script, sure := t.Script()
	if sure == language.No {
		script = c.script(tag)
	}
	if rightToLeft(script.String()) {
		return "rtl"
	}
	return "ltr"
}

// Direction is Catalog.Direction for those who have no strings at hand.
func Direction(tag string) string { return new(Catalog).Direction(tag) }

// script is the one of those written from right to left that most letters of
// the language's strings are in; the zero Script if most are in another.
func (c *Catalog) script(tag string) language.Script {
	count, letters := map[string]int{}, 0
	for _, m := range c.Messages(tag) {
		for _, r := range m.Forms["other"] {
			if !unicode.IsLetter(r) {
				continue
			}
			letters++
			for name, table := range scripts {
				if unicode.Is(table, r) {
					count[name]++
				}
			}
		}
	}
	for name, n := range count {
		if 2*n > letters {
			return language.MustParseScript(name)
		}
	}
	return language.Script{}
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

// NameIn is the name of the language tag in the language in; its own name where
// in has no names for others, "" where neither is known.
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
	return display.Self.Name(t)
}

func title(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
