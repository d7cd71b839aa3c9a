package safety

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Most tags of a page can break no rule whatever stands around them: <p>,
// <li>, a link within the site. They are passed without being read into
// memory; what is not listed here is read in full.

// plainTags are elements that only begin the visible part of a page.
var plainTags = []atom.Atom{
	atom.A, atom.Abbr, atom.Article, atom.Aside, atom.B, atom.Bdi, atom.Blockquote, atom.Br, atom.Code, atom.Div, atom.Em, atom.Footer, atom.H2, atom.H3, atom.H4,
	atom.Header, atom.Hr, atom.Li, atom.Main, atom.Nav, atom.Ol, atom.P, atom.Section, atom.Span, atom.Strong, atom.Table, atom.Tbody, atom.Td, atom.Th, atom.Thead, atom.Tr, atom.Ul,
}

// plainKeys are attributes that mean nothing to any rule unless their value
// has a scheme.
var plainKeys = []atom.Atom{atom.Class, atom.Dir, atom.Hreflang, atom.Lang, atom.Rel, atom.Start}

// plainPrefixes begin the names of other such attributes.
var plainPrefixes = [][]byte{[]byte("data-"), []byte("aria-"), []byte("role")}

// leading are the schemes that a link may lead to.
var leading = [][]byte{[]byte("https://"), []byte("http://"), []byte("tel:"), []byte("mailto:"), []byte("sms:")}

var isPlainTag, isPlainKey = set(plainTags), set(plainKeys)

func set(list []atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range list {
		m[a] = true
	}
	return m
}

// plain passes the start tag that the tokenizer stands at if it can break no
// rule. If it says no, the tag has to be read again from its bytes.
func (p *reader) plain() bool {
	name, more := p.z.TagName()
	tag := atom.Lookup(name)
	if !isPlainTag[tag] || p.concealed != "" && p.concealed == string(name) {
		return false
	}
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		at := atom.Lookup(key)
		switch {
		case at == atom.Href && tag == atom.A:
			if bytes.IndexByte(value, ':') >= 0 && !slices.ContainsFunc(leading, func(s []byte) bool { return bytes.HasPrefix(value, s) }) {
				return false
			}
		case !isPlainKey[at] && !slices.ContainsFunc(plainPrefixes, func(s []byte) bool { return bytes.HasPrefix(key, s) }),
			bytes.IndexByte(value, ':') >= 0:
			return false
		}
	}
	p.inside, p.body = tag, true
	return true
}

// reread reads a start tag from its bytes.
func reread(raw []byte) html.Token {
	z := html.NewTokenizer(bytes.NewReader(raw))
	z.Next()
	return z.Token()
}
