package load

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/flow"
	"vart/internal/markdown"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/textfile"
	"vart/internal/yaml"
)

// kind is what a Markdown file is the words of.
type kind int

const (
	pageKind kind = iota
	serviceKind
	areaKind
	flowKind
)

// place is what a file's path says: what it is, which one, in which language.
type place struct {
	kind   kind
	id     string // of a page its path, else the id
	folder bool   // a folder's own page
	lang   string
}

// collections are the folders whose folders are not pages.
var collections = map[string]kind{"services": serviceKind, "areas": areaKind, "flows": flowKind}

// place reads a path below content/. ok is false for files that are no words;
// those that belong nowhere are reported.
func (l *loader) place(name string, found *diag.List) (place, bool) {
	at := l.file(name, nil).Start()
	rel := strings.TrimPrefix(name, "content/")
	dir, base := path.Split(rel)
	dir = strings.TrimSuffix(dir, "/")
	parts := strings.Split(dir, "/")
	in, collected := collections[parts[0]]
	if path.Ext(base) != ".md" {
		if !(collected && len(parts) == 2 && (base == "facts.yaml" || base == "scenarios.yaml" && in == flowKind) || rel == "glossary.yaml") {
			found.Add(at, diag.FileName, diag.T("filen hör inte hemma i content/", "the file does not belong in content/"),
				diag.T("lägg bilder och dokument i static/, texter som namn.%s.md", "put pictures and documents in static/, texts as name.%s.md", l.site.Config.Source))
		}
		return place{}, false
	}
	stem, lang, ok := strings.Cut(strings.TrimSuffix(base, ".md"), ".")
	if !ok || stem == "" {
		found.Add(at, diag.FileName, diag.T("filnamnet säger inte vilket språk texten är på", "the file's name does not say which language the text is in"),
			diag.T("döp om den till %s.%s.md", "rename it to %s.%s.md", strings.TrimSuffix(base, ".md"), l.site.Config.Source))
		return place{}, false
	}
	if !l.knownIn(at, lang, found) {
		return place{}, false
	}
	p := place{lang: lang, folder: stem == "index"}
	switch {
	case collected && len(parts) == 2 && p.folder:
		p.kind, p.id, p.folder = in, parts[1], false
	case collected && !(len(parts) == 1 && p.folder):
		found.Add(at, diag.FileName, diag.T("i content/%s/ har varje mapp en index.%s.md", "in content/%s/ each folder has one index.%s.md", parts[0], lang),
			diag.T("flytta den till content/%s/%s/index.%s.md", "move it to content/%s/%s/index.%s.md", parts[0], stem, lang))
		return place{}, false
	case p.folder:
		p.id = dir
	default:
		p.id = path.Join(dir, stem)
	}
	return p, true
}

func (l *loader) knownIn(at source.Pos, lang string, found *diag.List) bool {
	if slices.Contains(l.site.Config.Tags(), lang) {
		return true
	}
	tags := l.site.Config.Tags()
	found.Add(at, diag.UnknownLanguage, diag.T("filnamnet säger språket ”%s”, som sajten inte har", "the file's name says the language “%s”, which the site does not have", lang),
		diag.Meant(lang, tags, diag.T("lägg till det i languages i vart.yaml, eller välj något av: %s", "add it to languages in vart.yaml, or choose one of: %s", strings.Join(tags, ", "))))
	return false
}

// beginning is a file up to where its text begins.
func beginning(f *source.File) *source.File {
	if _, body, ok := frontMatter(f.Text); ok {
		return &source.File{Name: f.Name, Text: bytes.Clone(f.Text[:body])}
	}
	return f
}

// longest is how much of a file is read at first: few have front matter that is
// longer.
const longest = 4096

// start is a file up to where its text begins; nil if it has to be read whole to
// know that.
func (l *loader) start(name string) *source.File {
	held, ok := l.fsys.(*textfile.Held)
	if !ok {
		return nil
	}
	room, _ := l.starts.Get().(*[]byte)
	if room == nil {
		room = new([]byte)
		*room = make([]byte, longest)
	}
	defer l.starts.Put(room)
	text := held.Start(name, *room)
	if _, body, ok := frontMatter(text); ok && body < len(text) && textfile.Valid(text[:body]) {
		return &source.File{Name: name, Text: bytes.Clone(text[:body])}
	}
	return nil
}

// front reads what a Markdown file says before its text; nil after a finding
// when that cannot be told.
func (l *loader) front(f *source.File, lang string, found *diag.List) *site.Words {
	w := &site.Words{File: f, Lang: lang, Translated: lang != l.site.Config.Source}
	front, _, ok := frontMatter(f.Text)
	if !ok {
		found.Add(f.Start(), diag.YAMLSyntax, diag.T("filen börjar inte med uppgifter mellan två rader ---", "the file does not begin with values between two lines ---"),
			diag.T("börja med: --- (ny rad) title: \"Rubrik\" (ny rad) ---", "begin with: --- (new line) title: \"Title\" (new line) ---"))
		return nil
	}
	room, _ := l.rooms.Get().(*yaml.Room)
	if room == nil {
		room = new(yaml.Room)
	}
	defer l.rooms.Put(room)
	defer room.Clear()
	m := room.Parse(f, front, 2, found)
	w.Title = m.Need("title", diag.T("skriv sidans rubrik: title: \"…\"", "write the page's title: title: \"…\"")).Text()
	w.Description = m.Text("description")
	for _, t := range []source.At[string]{w.Title, w.Description} {
		for _, n := range l.numbers.Find(t.Value, 0) {
			if !n.Known {
				message, hint := diag.NoSuchNumber(t.Value[n.Start:n.End])
				found.Add(t.Pos, diag.NumberUnknown, message, hint)
			}
		}
	}
	w.Slug = m.Text("slug")
	w.Weight = m.Get("weight").Int()
	w.Go = m.Text("go")
	w.Audience = m.Texts("audience")
	oneOf(w.Audience, site.Audiences, found)
	w.Sources = sources(m.Get("sources"))
	review := m.Get("review").Map()
	w.ReviewOwner, w.ReviewedOn = review.Text("owner"), review.Get("on").Date()
	review.Done()
	w.NoFallback = m.Texts("no_fallback")
	for _, t := range w.NoFallback {
		if t.Value != site.All {
			l.known(t, found)
		}
	}
	l.translation(w, m.Get("translation"))
	w.Fingerprint = m.Get("fingerprint").Joined()
	m.Done()
	return w
}

// body reads the text of a file whose front matter has been read.
func (l *loader) body(w *site.Words, in *markdown.Room, found *diag.List) {
	_, start, _ := frontMatter(w.File.Text)
	n := l.numbers
	if l.callWords != nil {
		n.CallWords = l.callWords(w.Lang)
	}
	w.Body = l.md.Parse(w.File, start, n, in, found)
}

// Text reads one text by itself, such as an older version of one: title,
// description and blocks. It is nil for what is no text.
func Text(f *source.File, lang string) *site.Words {
	var found diag.List
	l := &loader{md: markdown.New(), site: &site.Site{}, numbers: contact.Numbers{Known: func(string) bool { return false }}}
	w := l.front(f, lang, &found)
	if w != nil {
		l.body(w, nil, &found)
	}
	return w
}

// translation reads `{reviewed: null}` or `{reviewed: {on: date, by: who}}`.
func (l *loader) translation(w *site.Words, n yaml.Node) {
	m := n.Map()
	if reviewed := m.Get("reviewed"); !reviewed.IsNull() {
		r := reviewed.Map()
		w.TranslatedOn = r.Need("on", diag.T("skriv vilken dag: on: 2026-01-31", "write which day: on: 2026-01-31")).Date()
		w.TranslatedBy = r.Need("by", diag.T("skriv vem som läste: by: \"…\"", "write who read it: by: \"…\"")).Text().Value
		r.Done()
	}
	m.Done()
}

// sources reads what claims rest on.
func sources(n yaml.Node) []site.Source {
	var out []site.Source
	for _, item := range n.Items() {
		m := item.Map()
		s := site.Source{
			URL:  m.Need("url", diag.T("skriv var uppgiften finns: url: https://…", "write where the fact stands: url: https://…")).Text(),
			Name: m.Text("name").Value,
			Seen: m.Get("seen").Date(),
		}
		dated := m.Get("dated")
		if t := dated.Text().Value; t != "" && t != "unknown" {
			if !partialDate(t) {
				dated.Wrong(diag.T("ett år, en månad eller en dag: 2024, 2024-06, 2024-06-03, eller unknown", "a year, a month or a day: 2024, 2024-06, 2024-06-03, or unknown"))
			} else {
				s.Dated = t
			}
		}
		m.Done()
		out = append(out, s)
	}
	return out
}

func partialDate(t string) bool {
	pattern := "dddd-dd-dd"
	if len(t) != 4 && len(t) != 7 && len(t) != 10 {
		return false
	}
	for i := range t {
		if digit := t[i] >= '0' && t[i] <= '9'; (pattern[i] == 'd') != digit || !digit && t[i] != '-' {
			return false
		}
	}
	return true
}

// oneOf reports values that are not among the allowed ones.
func oneOf(values []source.At[string], allowed []string, found *diag.List) {
	for _, v := range values {
		ok := false
		for _, a := range allowed {
			ok = ok || a == v.Value
		}
		if !ok {
			found.Add(v.Pos, diag.WrongType, diag.T("”%s” finns inte att välja", "“%s” is not one to choose from", v.Value),
				diag.Meant(v.Value, allowed, diag.T("välj bland: %s", "choose from: %s", strings.Join(allowed, ", "))))
		}
	}
}

// frontMatter splits a file into the YAML between its first two lines `---`
// and the offset where the text begins.
func frontMatter(text []byte) (front []byte, body int, ok bool) {
	if rest, marked := bytes.CutPrefix(text, []byte("\ufeff")); marked {
		front, body, ok = frontMatter(rest)
		if ok {
			body += len(text) - len(rest)
		}
		return front, body, ok
	}
	start := bytes.IndexByte(text, '\n') + 1
	if string(bytes.TrimRight(text[:start], " \t\r\n")) != "---" {
		return nil, 0, false
	}
	for i := start; i < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
			end = i + n + 1
		}
		if string(bytes.TrimRight(text[i:end], " \t\r\n")) == "---" {
			return text[start:i], end, true
		}
		i = end
	}
	return nil, 0, false
}

// attach puts words where they belong.
func (l *loader) attach(p place, w *site.Words, found *diag.List) {
	switch p.kind {
	case serviceKind:
		if v := l.site.Service(p.id); v != nil {
			v.Words[p.lang] = w
			return
		}
		l.orphan(p, w, "services", found)
	case areaKind:
		if a := l.site.Area(p.id); a != nil {
			a.Words[p.lang] = w
			return
		}
		l.orphan(p, w, "areas", found)
	case flowKind:
		f := l.flow(p.id)
		f.Words[p.lang] = w
		f.Graphs[p.lang] = flow.Parse(w.Body, w.File.Start(), found)
	case pageKind:
		l.page(p).Words[p.lang] = w
	}
}

func (l *loader) orphan(p place, w *site.Words, folder string, found *diag.List) {
	found.Add(w.File.Start(), diag.FileName, diag.T("content/%s/%s/ har ingen facts.yaml", "content/%s/%s/ has no facts.yaml", folder, p.id),
		diag.T("skapa content/%s/%s/facts.yaml, eller ta bort mappen", "create content/%s/%s/facts.yaml, or remove the folder", folder, p.id))
}

// page returns the page with the place's path, made when it is new. A folder's
// own page and a file of the same name are two pages with one address, which
// the check of addresses reports.
func (l *loader) page(p place) *site.Page {
	p.lang = ""
	page := l.pages[p]
	if page == nil {
		page = &site.Page{Path: p.id, Folder: p.folder, Words: site.Languages{}}
		l.pages[p] = page
		l.site.Pages = append(l.site.Pages, page)
	}
	return page
}

func (l *loader) flow(id string) *site.Flow {
	for _, f := range l.site.Flows {
		if f.ID == id {
			return f
		}
	}
	f := &site.Flow{ID: id, Words: site.Languages{}, Graphs: map[string]*flow.Flow{}}
	l.site.Flows = append(l.site.Flows, f)
	return f
}
