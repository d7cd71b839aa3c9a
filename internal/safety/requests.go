package safety

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Request is what a browser fetches by itself when it shows a page.
type Request struct {
	Element, Attribute, Address string
}

// Requests lists what a browser would fetch by itself to show a page, as
// addresses stand in it. What is in the page (data:) is no request, and neither
// is a link before somebody chooses it. Answers to data protection officers
// are computed from it, so it trusts no rule to have held.
func Requests(page []byte) []Request {
	var all []Request
	add := func(element, attribute, address string) {
		if s := scheme(address); strings.TrimSpace(address) != "" && s != "data" {
			all = append(all, Request{element, attribute, strings.TrimSpace(address)})
		}
	}
	var inside atom.Atom
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all
		case html.TextToken:
			if text := string(z.Text()); inside == atom.Style && loads(text) {
				add("style", "url", text)
			}
		case html.EndTagToken:
			inside = 0
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			inside = t.DataAtom
			for _, a := range t.Attr {
				switch {
				case a.Key == "style" && loads(a.Val):
					add(t.Data, a.Key, a.Val)
				case a.Key == "srcset" || a.Key == "imagesrcset":
					for candidate := range strings.SplitSeq(a.Val, ",") {
						address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
						add(t.Data, a.Key, address)
					}
				case slices.Contains(loading, a.Key) && a.Key != "cite",
					a.Key == "href" && t.Data != "a" && t.Data != "area" && t.Data != "link" && t.Data != "base",
					a.Key == "href" && t.Data == "link" && !noted(t),
					a.Key == "content" && refreshes(t):
					add(t.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// noted says whether a browser only notes a link element and fetches nothing.
func noted(t html.Token) bool {
	rel, _ := attr(t, "rel")
	return slices.Contains(rels, strings.ToLower(strings.TrimSpace(rel)))
}

func refreshes(t html.Token) bool {
	equiv, _ := attr(t, "http-equiv")
	return strings.EqualFold(equiv, "refresh")
}
