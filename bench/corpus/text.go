package corpus

import (
	"fmt"
	"strings"
)

// fill replaces the marks of a body.
func fill(body string, link, number, card func(string) string) string {
	var b strings.Builder
	for {
		i := strings.IndexAny(body, markLink+markNumber+markCard)
		if i < 0 {
			b.WriteString(body)
			return b.String()
		}
		b.WriteString(body[:i])
		mark := body[i : i+1]
		value, rest, _ := strings.Cut(body[i+1:], mark)
		switch mark {
		case markLink:
			b.WriteString(link(value))
		case markNumber:
			b.WriteString(number(value))
		default:
			b.WriteString(card(value))
		}
		body = rest
	}
}

// front is front matter: pairs of key and value, the values as they are.
func front(pairs ...string) string {
	var b strings.Builder
	b.WriteString("---\n")
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&b, "%s: %s\n", pairs[i], pairs[i+1])
	}
	b.WriteString("---\n\n")
	return b.String()
}

func quote(s string) string { return `"` + s + `"` }

// sourceOf is what a page says it rests on.
func sourceOf(p *Page) string { return "https://source.example.org/" + p.Path() + "/" }

// dial is a number as a phone dials it.
func dial(number string) string {
	digits := strings.NewReplacer("-", "", " ", "").Replace(number)
	if strings.HasPrefix(digits, "0") {
		return "+46" + digits[1:]
	}
	return digits
}
