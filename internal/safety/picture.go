package safety

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vart/internal/diag"
)

// Picture returns every rule that an SVG picture or another XML file breaks: it
// is a document of its own when somebody opens its address.
func (r *Rules) Picture(file []byte) []Violation {
	p := &reader{rules: r, z: html.NewTokenizer(bytes.NewReader(file))}
	for {
		kind := p.z.Next()
		if kind == html.ErrorToken {
			return p.found
		}
		raw := p.z.Raw()
		p.at, p.raw = p.read, string(raw)
		p.read += len(raw)
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			t := p.z.Token()
			p.inside = t.DataAtom
			p.z.NextIsNotRawText() // in XML every tag is a tag
			p.part(t)
		case html.TextToken:
			if p.inside == atom.Style && loads(p.raw) {
				p.bad(diag.SafetyOrigin, "stilmallen hämtar något: url() och @import är inte tillåtna", "the style loads something: url() and @import are not allowed")
			}
		case html.CommentToken, html.DoctypeToken:
			if strings.Contains(p.raw, "xml-stylesheet") || strings.Contains(p.raw, "<!ENTITY") {
				p.bad(diag.SafetyOrigin, "filen hämtar något från en annan fil", "the file loads something from another file")
			}
		case html.EndTagToken:
			p.inside = 0
		}
	}
}

// part checks one element of a picture.
func (p *reader) part(t html.Token) {
	switch t.Data {
	case "script", "foreignobject", "handler", "listener":
		p.bad(diag.SafetyScript, "<%s> är inte tillåtet i en bild", "<%s> is not allowed in a picture", t.Data)
		return
	}
	for _, a := range t.Attr {
		if a.Key == "style" {
			if loads(a.Val) {
				p.bad(diag.SafetyOrigin, "stilmallen hämtar något: url() och @import är inte tillåtna", "the style loads something: url() and @import are not allowed")
			}
			continue
		}
		p.attribute(t, a)
	}
}
