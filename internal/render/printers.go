package render

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// Types of values that are printed.
var (
	ofString = reflect.TypeFor[string]()
	ofHTML   = reflect.TypeFor[template.HTML]()
	ofURL    = reflect.TypeFor[template.URL]()
	ofCSS    = reflect.TypeFor[template.CSS]()
	ofInt    = reflect.TypeFor[int]()
)

// printers are what html/template's escapers make of a value, by the escapers
// of a context and the type of the value.
var printers = map[string]map[reflect.Type]step{
	"htmlescaper":                         {ofString: printText, ofURL: printText, ofInt: printNumber, ofHTML: printRaw},
	"attrescaper":                         {ofString: printText, ofURL: printText, ofInt: printNumber},
	"rcdataescaper":                       {ofString: printText, ofURL: printText, ofInt: printNumber},
	"urlfilter urlnormalizer attrescaper": {ofString: printAddress, ofURL: printURL},
	"urlnormalizer attrescaper":           {ofString: printURL, ofURL: printURL},
	"cssvaluefilter":                      {ofCSS: printRaw},
}

func printRaw(s *state, v reflect.Value)    { s.out = append(s.out, v.String()...) }
func printText(s *state, v reflect.Value)   { s.out = appendText(s.out, v.String()) }
func printNumber(s *state, v reflect.Value) { s.out = strconv.AppendInt(s.out, v.Int(), 10) }

// printAddress prints an address whose scheme has to be one that does nothing.
func printAddress(s *state, v reflect.Value) {
	scheme, _, ok := strings.Cut(v.String(), ":")
	if ok && scheme != "https" && scheme != "http" && scheme != "mailto" && !strings.Contains(scheme, "/") {
		s.failed = true
		return
	}
	printURL(s, v)
}

// printURL prints an address in which nothing has to be normalized.
func printURL(s *state, v reflect.Value) {
	switch address := v.String(); {
	case all(&plain, address):
		s.out = append(s.out, address...)
	case normal(address):
		s.out = appendText(s.out, address)
	default:
		s.failed = true
	}
}

// all says whether a text has no other characters than those in a set.
func all(in *[256]bool, text string) bool {
	for i := range len(text) {
		if !in[text[i]] {
			return false
		}
	}
	return true
}

// normal says whether html/template leaves an address as it is.
func normal(address string) bool {
	for i := 0; i < len(address); i++ {
		if c := address[i]; !addressed[c] && !(c == '%' && i+2 < len(address) && hex(address[i+1]) && hex(address[i+2])) {
			return false
		}
	}
	return true
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// addressed are the characters that stand in an address as they are; escaped
// are those that do not stand so in a text; plain stand so in both.
var (
	plain     = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~!#$*,:;=?@[]")
	addressed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~!#$&*+,:;=?@[]")
	escaped   = set("\x00\"&'+<>")
)

func set(characters string) (in [256]bool) {
	for i := range len(characters) {
		in[characters[i]] = true
	}
	return in
}

// text is what html/template makes of a text, between tags and in quotes alike.
var text = template.Must(template.New("").Parse("{{.}}"))

func appendText(out []byte, s string) []byte {
	for i := range len(s) {
		if escaped[s[i]] {
			b := bytes.NewBuffer(out)
			_ = text.Execute(b, s) // a buffer does not fail
			return b.Bytes()
		}
	}
	return append(out, s...)
}
