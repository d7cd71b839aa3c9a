// Package bureau makes jobs for translators of a site's texts and interface
// strings, and puts what comes back into the site's files. What nobody may
// translate (numbers, links, names of services) is locked: a reply in which
// something of that is missing, doubled or changed is refused as a whole.
package bureau

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vart/internal/contact"
	"vart/internal/segment"
	"vart/internal/site"
)

// locks is what is locked in words of one language.
type locks struct {
	numbers contact.Numbers
	names   []string // the longest first
}

// digits are a number, a time, a date or a law: what is not a phone number and
// may not change either.
var digits = regexp.MustCompile(`[0-9]+(?:[ \x{a0}\x{202f}.,:/–-][0-9]+)*`)

// blanks are what an interface string is filled with.
var blanks = regexp.MustCompile(`\{\{[^}]*\}\}`)

// names are those of services that a language has no name of its own for.
func names(s *site.Site, lang string) []string {
	var out []string
	for _, v := range s.Services {
		w, own := v.Words[s.Config.Source], v.Words[lang]
		if w == nil || own != nil && own.Title.Value != w.Title.Value {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(w.Title.Value); unicode.IsUpper(first) && len(w.Title.Value) > 2 {
			out = append(out, w.Title.Value)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// span is a locked stretch of words.
type span struct {
	start, end int
	role       segment.Role
}

// lock makes codes of what in words is locked.
func (l *locks) lock(parts []segment.Part) []segment.Part {
	var out []segment.Part
	for _, p := range parts {
		if p.Kind != segment.Words {
			out = append(out, p)
			continue
		}
		at := 0
		for _, s := range l.find(p.Text) {
			if s.start > at {
				out = append(out, segment.Part{Text: p.Text[at:s.start]})
			}
			raw := p.Text[s.start:s.end]
			out = append(out, segment.Part{Kind: segment.Mark, Role: s.role, Raw: raw, Text: raw})
			at = s.end
		}
		if at < len(p.Text) {
			out = append(out, segment.Part{Text: p.Text[at:]})
		}
	}
	return out
}

// find lists what is locked in a text: phone numbers first, since digits are a
// part of them.
func (l *locks) find(text string) []span {
	var out []span
	add := func(start, end int, role segment.Role) {
		if !slices.ContainsFunc(out, func(s span) bool { return start < s.end && s.start < end }) {
			out = append(out, span{start, end, role})
		}
	}
	for _, m := range blanks.FindAllStringIndex(text, -1) {
		add(m[0], m[1], segment.Word)
	}
	for _, m := range l.numbers.Find(text, 0) {
		add(m.Start, m.End, segment.Number)
	}
	for _, name := range l.names {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			start := from + i
			from = start + len(name)
			before, _ := utf8.DecodeLastRuneInString(text[:start])
			after, _ := utf8.DecodeRuneInString(text[from:])
			if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
				add(start, from, segment.Name)
			}
		}
	}
	for _, m := range digits.FindAllStringIndex(text, -1) {
		add(m[0], m[1], segment.Number)
	}
	slices.SortFunc(out, func(a, b span) int { return a.start - b.start })
	return out
}

// unlock makes words of what was locked in them.
func unlock(parts []segment.Part) []segment.Part {
	out := slices.Clone(parts)
	for i, p := range out {
		switch p.Role {
		case segment.Number, segment.Name, segment.Word:
			out[i] = segment.Part{Text: p.Raw}
		}
		out[i].ID = ""
	}
	return segment.Join(out)
}

// foreign returns a number typed in words that should have been a code: digits
// of another script, three digits or more, or what reads as a phone number.
func (l *locks) foreign(words string) string {
	for i, r := range words {
		if unicode.IsDigit(r) && r > '9' {
			return words[i : i+utf8.RuneLen(r)]
		}
	}
	for _, s := range l.find(words) {
		typed := words[s.start:s.end]
		if s.role == segment.Number && (len(typed) > 2 || len(l.numbers.Find(words, 0)) > 0) {
			return typed
		}
	}
	return ""
}
