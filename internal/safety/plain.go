package safety

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Most of a page's own parts is written so plainly that there is one way to
// read it: tags in small letters with quoted values, and text. stretch reads
// such HTML without a tokenizer, and passes by the tags that can break no rule
// whatever stands around them: <p>, <li>, a link within the site. Anything else
// it leaves to those who read the whole page.

// plainTag says whether an element only begins the visible part of a page.
func plainTag(name string) bool {
	switch name {
	case "a", "abbr", "article", "aside", "b", "bdi", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "fieldset", "footer", "h2", "h3", "h4", "h5", "h6",
		"header", "hr", "i", "label", "legend", "li", "main", "nav", "ol", "p", "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul":
		return true
	}
	return false
}

// plainKey says whether an attribute means nothing to any rule unless its value
// has a scheme.
func plainKey(key string) bool {
	switch key {
	case "class", "dir", "hreflang", "lang", "rel", "role", "start", "aria-label", "aria-labelledby", "aria-current":
		return true
	}
	return strings.HasPrefix(key, "data-")
}

// swallowing says whether an element's content is not read as HTML.
func swallowing(name string) bool {
	switch name {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp":
		return true
	}
	return false
}

// leading are the schemes that a link may lead to.
var leading = []string{"https://", "http://", "tel:", "mailto:", "sms:"}

// stretch reads a part of a page on from the state that p is in. It says false
// when a rule may be broken, or when the part is written in a way that this
// package does not read.
func (p *reader) stretch(part string) bool {
	for len(part) > 0 {
		start := strings.IndexByte(part, '<')
		if start < 0 {
			break
		}
		part = part[start:]
		size, name, plain := p.scan(part)
		if size == 0 {
			return false
		}
		switch tag := part[:size]; {
		case tag[1] == '/':
			p.inside = 0
			p.leave(name)
		case plain && name != p.concealed:
			p.inside, p.body = 0, p.body || name != "link"
		case name == "title" || name == "style" && !p.body:
			// Nothing that could be read as an end may stand before the end.
			end := strings.Index(part, "</")
			if end < 0 || !strings.HasPrefix(part[end+len("</"):], name+">") {
				return false
			}
			p.raw = tag
			p.tag(p.token(tag, name))
			p.raw = part[size:end]
			p.text(p.raw)
			p.inside = 0
			p.leave(name)
			size = end + len("</>") + len(name)
		case swallowing(name):
			return false
		default:
			p.raw = tag
			p.tag(p.token(tag, name))
		}
		if len(p.found) > 0 {
			return false
		}
		part = part[size:]
	}
	p.raw = ""
	return true
}

// mostAttrs is how many attributes a tag has that scan reads.
const mostAttrs = 8

// scan reads the tag that a text begins with: how long it is, 0 where there is
// more than one way to read it; its name; and whether it can break no rule.
func (p *reader) scan(text string) (size int, name string, plain bool) {
	p.attrs = p.attrs[:0]
	i := 1
	closing := i < len(text) && text[i] == '/'
	if closing {
		i++
	}
	start := i
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || i > start && text[i] >= '0' && text[i] <= '9') {
		i++
	}
	name = text[start:i]
	switch {
	case name == "" || i == len(text) || closing && text[i] != '>':
		return 0, "", false
	case text[i] == '>':
		return i + 1, name, plainTag(name)
	}
	link := name == "link"
	plain, related := plainTag(name) || link, false
	for text[i] != '>' {
		if text[i] != ' ' || len(p.attrs) == mostAttrs {
			return 0, "", false
		}
		i++
		start := i
		for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || i > start && text[i] == '-') {
			i++
		}
		key, value := text[start:i], ""
		if key == "" {
			return 0, "", false
		}
		if strings.HasPrefix(text[i:], `="`) {
			i += 2
			end := strings.IndexByte(text[i:], '"')
			if end < 0 {
				return 0, "", false
			}
			value = text[i : i+end]
			i += end + 1
			if n := slices.Index(p.watched, value); n >= 0 {
				p.seen = append(p.seen, n)
			}
		}
		if i >= len(text) {
			return 0, "", false
		}
		for k := range p.attrs {
			if p.attrs[k].Key == key {
				return 0, "", false // named twice: which one counts is for others to say
			}
		}
		p.attrs = append(p.attrs, html.Attribute{Key: key, Val: value})
		related = related || link && key == "rel" && slices.Contains(rels, value)
		plain = plain && plainAttribute(name, key, value)
	}
	return i + 1, name, plain && (!link || related)
}

// plainAttribute says whether an attribute can break no rule.
func plainAttribute(tag, key, value string) bool {
	switch {
	case key == "href" && (tag == "a" || tag == "link"):
		// What begins so has that scheme, or none, whatever follows.
		return strings.HasPrefix(value, "/") || schemeless(value) || slices.ContainsFunc(leading, func(s string) bool { return strings.HasPrefix(value, s) })
	case plainKey(key):
		return schemeless(value) || !strings.Contains(value, ":") && !strings.Contains(html.UnescapeString(value), ":")
	}
	return key == "id" && tag != "a" && schemeless(value)
}

// schemeless says whether a value has neither a colon nor an entity that may be
// one.
func schemeless(value string) bool {
	for i := range len(value) {
		if value[i] == ':' || value[i] == '&' {
			return false
		}
	}
	return true
}

// token is a start tag that scan has just passed.
func (p *reader) token(tag, name string) html.Token {
	if strings.ContainsAny(tag, "&\r") {
		z := html.NewTokenizer(strings.NewReader(tag))
		z.Next()
		return z.Token()
	}
	return html.Token{Type: html.StartTagToken, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: p.attrs}
}

// raw says whether text in an element is read in a way of its own.
func raw(a atom.Atom) bool {
	return a == atom.Title || a == atom.Textarea || a == atom.Style || a == atom.Script
}
