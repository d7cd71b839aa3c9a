// Package minify makes layouts, style and script small, once, before anything
// is rendered with them, so that no page needs it. It is the only package that
// imports a minifier.
package minify

import (
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
)

// Layout minifies an html/template layout and leaves its actions whole. End
// tags, quotes and the document's own tags stay: an action between them may
// need them.
func Layout(text string) (string, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{TemplateDelims: html.GoTemplateDelims, KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true})
	out, err := m.String("text/html", text)
	return squeeze(out), err
}

// between matches the white space around an action that stands between tags.
// The minifier takes an action for a word and keeps a space beside it.
var between = regexp.MustCompile(`>\s+(\{\{(?:if|range|with|end|else|template|block|define)[^}]*\}\})`)

// squeeze drops spaces that the minifier keeps beside control actions between
// tags; spaces beside words stay.
func squeeze(s string) string {
	for {
		t := between.ReplaceAllString(s, ">$1")
		if t == s {
			return strings.TrimSpace(s)
		}
		s = t
	}
}

// Style minifies CSS.
func Style(text string) (string, error) {
	m := minify.New()
	m.Add("text/css", &css.Minifier{})
	return m.String("text/css", text)
}

// Script minifies JavaScript.
func Script(text string) (string, error) {
	m := minify.New()
	m.Add("text/javascript", &js.Minifier{})
	return m.String("text/javascript", text)
}
