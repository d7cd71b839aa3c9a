package build

import (
	"fmt"
	"html"
	"path"
	"slices"
	"strings"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/plan"
	"vart/internal/render"
	"vart/internal/site"
	"vart/internal/source"
)

// secrets looks for what tells where a service is whose address is secret, in
// everything that is published: a layout, a translation, an export or a static
// file can bring what the service's own files do not say.
type secrets struct {
	plan   *plan.Plan
	hidden []*site.Service
	// shown are the addresses that other services show.
	shown []string
	// links are the addresses of the hidden services in each language, as they
	// stand in the tags of a page.
	links map[string][]string
	// framed says which of them every page of a language has.
	framed map[string][]bool
	frames map[string]*frameTexts
}

func newSecrets(p *plan.Plan) *secrets {
	s := &secrets{plan: p, links: map[string][]string{}, framed: map[string][]bool{}, frames: map[string]*frameTexts{}}
	for _, v := range p.Site.Services {
		switch address := v.Visit.Address.Value; {
		case v.Visit.Secret && v.Published():
			s.hidden = append(s.hidden, v)
		case address != "" && v.Published():
			s.shown = append(s.shown, address)
		}
	}
	return s
}

// within learns the frames that pages are in, before any page is looked at.
func (s *secrets) within(r *render.Renderer) {
	for _, lang := range s.plan.Site.Config.Tags() {
		frame := r.Frame(lang)
		s.frames[lang] = newFrameTexts(frame)
		for _, v := range s.hidden {
			link := html.EscapeString(s.plan.ServiceURL(v.ID, lang))
			s.links[lang] = append(s.links[lang], link)
			s.framed[lang] = append(s.framed[lang], slices.ContainsFunc(frame, func(piece string) bool { return linked(piece, link) }))
		}
	}
}

// linked says whether HTML has a link.
func linked(html, link string) bool { return strings.Contains(html, `"`+link+`"`) }

// place is the first place that a text tells of, "" for none; tags may stand
// in the middle of an address, and an address in the middle of a tag.
func (s *secrets) place(text string) string {
	for _, form := range readings(text) {
		for _, at := range contact.Places(form) {
			place := form[at.Start:at.End]
			if !slices.ContainsFunc(s.shown, func(address string) bool { return strings.Contains(address, strings.TrimSpace(place)) }) {
				return place
			}
		}
	}
	return ""
}

// readings are the texts that a page may be read as: with its tags taken away,
// with space in their place, and with them.
func readings(page string) [3]string {
	page = html.UnescapeString(seen(page))
	var without, spaced strings.Builder
	for text := page; ; {
		start := strings.IndexByte(text, '<')
		end := strings.IndexByte(text[start+1:], '>')
		if start < 0 || end < 0 {
			without.WriteString(text)
			spaced.WriteString(text)
			return [3]string{without.String(), spaced.String(), page}
		}
		without.WriteString(text[:start])
		spaced.WriteString(text[:start] + " ")
		text = text[start+1+end+1:]
	}
}

// unescape appends html.UnescapeString of a text, which it does not copy first.
func unescape(to []byte, text string) []byte {
	for {
		start := strings.IndexByte(text, '&')
		if start < 0 {
			return append(to, text...)
		}
		end := start + 1
		for end < len(text) && (text[end] == '#' || wordByte(text[end])) {
			end++
		}
		if end < len(text) && text[end] == ';' {
			end++
		}
		to = append(to, text[:start]...)
		to = append(to, html.UnescapeString(text[start:end])...)
		text = text[end:]
	}
}

// seen is a page without its styles and scripts.
func seen(page string) string {
	var b strings.Builder
	for {
		start := hidden(page)
		if start < 0 {
			break
		}
		end := hiddenEnd(page, start)
		if end < 0 {
			break
		}
		b.WriteString(page[:start])
		b.WriteByte(' ')
		page = page[end:]
	}
	if b.Len() == 0 {
		return page
	}
	b.WriteString(page)
	return b.String()
}

// hiddenNames are the elements whose content is no text.
var hiddenNames = []string{"script", "style"}

// hidden is where the next style or script begins, -1 if there is none.
func hidden(page string) int {
	for from := 0; ; {
		i := strings.IndexByte(page[from:], '<')
		if i < 0 {
			return -1
		}
		if from += i + 1; hides(page[from:]) {
			return from - 1
		}
	}
}

// hides says whether a tag, from after its angle bracket on, is a style's or a
// script's.
func hides(tag string) bool {
	if tag != "" && tag[0]|0x20 != 's' {
		return false
	}
	for _, name := range hiddenNames {
		if rest, ok := cutFold(tag, name); ok && (rest == "" || !wordByte(rest[0])) {
			return true
		}
	}
	return false
}

// hiddenEnd is where the style or script that begins at start is over.
func hiddenEnd(page string, start int) int {
	for at := start; ; {
		i := strings.Index(page[at:], "</")
		if i < 0 {
			return -1
		}
		at += i + 2
		for _, name := range hiddenNames {
			if rest, ok := cutFold(page[at:], name); ok {
				if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, "\t\n\f\r "), ">"); ok {
					return len(page) - len(rest)
				}
			}
		}
	}
}

func cutFold(text, prefix string) (string, bool) {
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return text, false
	}
	return text[len(prefix):], true
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// page reports a page that names a hidden service and tells of a place. parts
// are its own; clean says that they are so plain that the links in them, given by
// their places in links, are all that there are, and that no tag is partly in the
// frame.
func (s *secrets) page(o *plan.Output, parts []string, clean bool, links []int, page []byte) diag.List {
	var found diag.List
	for i, v := range s.hidden {
		here := slices.Contains(links, i)
		if !clean {
			here = linked(view(page), s.links[o.Lang][i])
		}
		if o.Service != v && !s.framed[o.Lang][i] && !here {
			continue
		}
		if clean && !s.frames[o.Lang].suspicious(parts...) {
			return nil
		}
		place := s.place(string(page))
		if place == "" {
			continue
		}
		w, _ := o.Words(&s.plan.Site.Config)
		switch {
		case w != nil && strings.Contains(string(w.File.Text), place) && v.Words[w.Lang] == w:
			// Reported at the source already.
		case w != nil && strings.Contains(string(w.File.Text), place):
			s.report(&found, locate(w.File, place), v, diag.T("sidan", "the page"))
		default:
			s.report(&found, v.File.Start(), v, diag.T("sidan %s", "the page %s", o.URL))
		}
		return found
	}
	return found
}

// locate is where a place stands in a file, or the file's start.
func locate(f *source.File, place string) source.Pos {
	if i := strings.Index(string(f.Text), place); i >= 0 {
		return f.Pos(i, len(place))
	}
	return f.Start()
}

// textual are the kinds of files that a text can be read in as it is.
var textual = []string{".txt", ".md", ".csv", ".json", ".geojson", ".html", ".htm", ".svg", ".xml", ".ics", ".vcf", ".kml", ".gpx"}

// file reports a file that is no page, and names a hidden service and tells of
// a place.
func (s *secrets) file(f *source.File) diag.List {
	var found diag.List
	if !slices.Contains(textual, strings.ToLower(path.Ext(f.Name))) {
		return nil
	}
	if len(s.hidden) == 0 {
		return nil
	}
	text := string(f.Text)
	lower := strings.ToLower(text)
	for _, v := range s.hidden {
		if !s.names(text, lower, v) {
			continue
		}
		if place := s.place(text); place != "" {
			s.report(&found, locate(f, place), v, diag.T("filen %s", "the file %s", f.Name))
			return found
		}
	}
	return found
}

// names says whether a text, which is given in lower case too, names a service:
// its name in some language, or the address of its page.
func (s *secrets) names(text, lower string, v *site.Service) bool {
	for _, tag := range s.plan.Site.Config.Tags() {
		if strings.Contains(text, s.plan.ServiceURL(v.ID, tag)) {
			return true
		}
		if w := v.Words[tag]; w != nil && w.Title.Value != "" && strings.Contains(lower, strings.ToLower(w.Title.Value)) {
			return true
		}
	}
	return false
}

func (s *secrets) report(found *diag.List, pos source.Pos, v *site.Service, where diag.Text) {
	found.Add(pos, diag.SecretAddress,
		diag.Text{SV: fmt.Sprintf("%s nämner %s, vars adress är hemlig, och har något som ser ut som en adress", where.SV, v.ID),
			EN: fmt.Sprintf("%s names %s, whose address is secret, and has what looks like an address", where.EN, v.ID)},
		diag.T("ta bort adressen; hör den till en annan tjänst, skriv den där under visit", "delete the address; if it is another service's, write it there under visit"))
}
