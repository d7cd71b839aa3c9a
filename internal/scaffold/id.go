package scaffold

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"vart/internal/diag"
)

// letters are those that Swedish and its neighbours have and an address that
// is read out over the phone has not.
var letters = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "è", "e", "ü", "u", "æ", "ae", "ø", "o", "ß", "ss", "á", "a", "à", "a", "ç", "c", "ñ", "n", "ó", "o", "í", "i", "ú", "u")

// nearest is the legal id most like what was typed; "" if nothing of it can
// stand in one.
func nearest(typed string) string {
	var b strings.Builder
	for _, r := range letters.Replace(strings.ToLower(typed)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case (r == '-' || r == '_' || r == '.' || unicode.IsSpace(r)) && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// checkID refuses an id that cannot be typed, with the nearest that can.
func checkID(id string) error {
	near := nearest(id)
	switch {
	case near == id && id != "":
		return nil
	case near == "":
		return refuse("”%s” går inte att ha i en adress; använd små bokstäver a-z, siffror och bindestreck", "“%s” cannot stand in an address; use small letters a-z, digits and hyphens", id)
	}
	return refuse("”%s” går inte att skriva i en adress; skriv %s", "“%s” cannot be typed in an address; write %s", id, near)
}

// checkPath refuses a page's path that cannot be typed, with the nearest that
// can: what comes from a file's whole name, or from another system, counts.
func checkPath(typed string) error {
	p := strings.ReplaceAll(typed, `\`, "/")
	if rest, ok := strings.CutSuffix(p, ".md"); ok {
		p = strings.TrimSuffix(rest, path.Ext(rest))
	}
	p = strings.TrimPrefix(strings.Trim(p, "/"), "content/")
	var near []string
	for part := range strings.SplitSeq(p, "/") {
		if n := nearest(part); n != "" {
			near = append(near, n)
		}
	}
	if len(near) == 0 {
		return checkID("")
	}
	if n := strings.Join(near, "/"); n != typed {
		return refuse("”%s” går inte att ha som adress; skriv %s", "“%s” cannot be an address; write %s", typed, n)
	}
	return nil
}

// oneOf refuses a value that is not among those there are.
func oneOf(value string, all []string, what diag.Text) error {
	if slices.Contains(all, value) {
		return nil
	}
	hint := diag.Meant(value, all, diag.T("det finns: %s", "there is: %s", strings.Join(all, ", ")))
	return &Refused{diag.Text{
		SV: fmt.Sprintf("%s ”%s” finns inte; %s", what.SV, value, hint.SV),
		EN: fmt.Sprintf("the %s “%s” does not exist; %s", what.EN, value, hint.EN),
	}}
}

// title makes a heading to begin with out of an id.
func title(id string) string {
	words := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}
