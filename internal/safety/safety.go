// Package safety refuses finished pages that would leave a trail, load
// something from elsewhere or lack the way out, whatever layout made them. It
// reads the bytes that would be published, so nothing can be meant well.
package safety

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vart/internal/diag"
)

// Rules are what every page of a site has in common.
type Rules struct {
	// Policy is the Content-Security-Policy that stands in the page.
	Policy string
	// Exit are the addresses the quick exit may lead to.
	Exits []string
	// Hash returns the source expression of an inline style or script.
	Hash func(text string) string
}

// Violation is a rule that a page breaks.
type Violation struct {
	Check   *diag.Check
	Message diag.Text
	// Snippet is the start of the tag or text at fault, "" when something is
	// missing from the page as a whole.
	Snippet string
	Offset  int // of the snippet in the page
	// Word is what in a script or style is at fault, where it is one word of
	// many.
	Word string
}

// Page returns every rule that a finished page breaks.
func (r *Rules) Page(page []byte) []Violation {
	p := &reader{rules: r}
	p.begin(string(page))
	for p.next() {
	}
	p.whole()
	return p.found
}

// begin makes p read html from its start.
func (p *reader) begin(page string) {
	p.z, p.page, p.at, p.read, p.open = html.NewTokenizer(strings.NewReader(page)), page, 0, 0, false
}

// next reads one tag or text; it says false at the end.
func (p *reader) next() bool {
	kind := p.z.Next()
	if kind == html.ErrorToken {
		return false
	}
	p.at = p.read
	p.read += len(p.z.Raw())
	raw := p.page[p.at:p.read] // the tokenizer changes its own bytes
	p.open = false
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		p.raw = raw
		p.tag(p.z.Token())
	case html.TextToken:
		switch p.inside {
		case atom.Title, atom.Textarea, atom.Style, atom.Script:
			p.raw = raw
			p.text(p.raw)
		}
	case html.EndTagToken:
		p.inside = 0
		name, _ := p.z.TagName()
		if p.concealed != "" && p.concealed == string(name) {
			p.leave(p.concealed)
		}
	default:
		p.open = true // a comment may have been cut short
	}
	return true
}

type reader struct {
	rules    *Rules
	z        *html.Tokenizer
	page     string
	found    []Violation
	raw      string
	at, read int
	// open is true after what may go on beyond the end of the bytes.
	open bool

	inside atom.Atom // the raw-text element the tokenizer is in
	json   bool
	data   string // the id of the JSON the tokenizer is in

	// concealed is the element that hides what is in it, with how many of its
	// name are open: a way out in there is none.
	concealed string
	depth     int

	body                         bool // the head is over
	root, exit, policy, referrer bool
	titles, headings             int
	title                        string

	attrs   []html.Attribute // of the tag that a stretch is at
	watched []string         // values of attributes
	seen    []int            // places in watched of those that a stretch had
}

func (p *reader) bad(c *diag.Check, sv, en string, args ...any) {
	p.found = append(p.found, Violation{Check: c, Message: diag.Text{SV: fmt.Sprintf(sv, args...), EN: fmt.Sprintf(en, args...)}, Snippet: p.raw, Offset: p.at})
}

// badWord is bad for a word of a script or style.
func (p *reader) badWord(word string, c *diag.Check, sv, en string, args ...any) {
	p.bad(c, sv, en, args...)
	p.found[len(p.found)-1].Word = word
}

func attr(t html.Token, name string) (string, bool) {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// whole checks what a page must have.
func (p *reader) whole() {
	p.raw, p.at = "", 0
	if !p.root {
		p.bad(diag.SafetyDocument, "<html> saknar lang eller dir", "<html> lacks lang or dir")
	}
	if p.titles != 1 || strings.TrimSpace(p.title) == "" {
		p.bad(diag.SafetyDocument, "sidan ska ha en titel, den har %d", "a page has one title, this one has %d", p.titles)
	}
	if p.headings != 1 {
		p.bad(diag.SafetyDocument, "sidan ska ha en <h1>, den har %d", "a page has one <h1>, this one has %d", p.headings)
	}
	if !p.exit {
		p.bad(diag.SafetyExit, "vägen ut saknas: <a id=\"exit\" href=\"{{.Exit}}\" rel=\"noreferrer\">", "the way out is missing: <a id=\"exit\" href=\"{{.Exit}}\" rel=\"noreferrer\">")
	}
	if !p.policy {
		p.bad(diag.SafetyPolicy, "sajtens policy saknas: <meta http-equiv=\"Content-Security-Policy\" content=\"{{.Policy}}\">", "the site's policy is missing: <meta http-equiv=\"Content-Security-Policy\" content=\"{{.Policy}}\">")
	}
	if !p.referrer {
		p.bad(diag.SafetyPolicy, "<meta name=\"referrer\" content=\"no-referrer\"> saknas: andra sajter får veta varifrån läsaren kom", "<meta name=\"referrer\" content=\"no-referrer\"> is missing: other sites learn where the reader came from")
	}
}
