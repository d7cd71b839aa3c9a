package render

import (
	"bytes"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/plan"
	"vart/internal/site"
	"vart/internal/source"
)

// language is everything that depends on the reader's language alone.
type language struct {
	*Renderer
	tag     string
	rtl     bool
	title   string // the site's
	strings *i18n.Strings
	funcs   template.FuncMap
	set     *template.Template
	frame   [4]string
	cards   map[string]*card
	words   map[string]string    // strings with their arguments, looked up once
	days    map[time.Time]string // dates in words, and those not known to the day
	dates   map[string]string
	mu      sync.Mutex
	room    sync.Pool // of *[]byte, for what a layout prints
	// programs are the layouts', by name.
	programs map[string]*program
	// roleCards are roles' cards by place.
	roleCards sync.Map
}

// card is a service's two cards; each is rendered when first asked for.
type card struct {
	short, full func() (template.HTML, diag.List)
}

// language renders what one language shares.
func (r *Renderer) language(tag string) (*language, diag.List) {
	l := &language{Renderer: r, tag: tag, rtl: r.catalog.Direction(tag) == "rtl", cards: map[string]*card{}, words: map[string]string{}, days: map[time.Time]string{}, dates: map[string]string{}, programs: map[string]*program{}}
	l.strings = r.catalog.For(r.site.Config.Fallbacks(tag))
	l.title = l.text(r.site.Config.Title)
	l.funcs = template.FuncMap{"t": l.t, "slot": func(name string) template.HTML { return trusted(marker(name)) }}
	set, err := r.layouts.small.Clone()
	if err != nil {
		return nil, diag.List{r.layouts.finding(diag.LayoutSyntax, err, source.Pos{})}
	}
	l.set = set.Funcs(l.funcs)
	for _, v := range r.site.Services {
		l.cards[v.ID] = &card{
			short: l.once("card.html", v),
			full:  l.once("contact.html", v),
		}
	}
	var found diag.List
	frame := l.exec("frame.html", l.frameView(), &found)
	if len(found) > 0 {
		return nil, found
	}
	if l.frame, err = cut(string(frame)); err != nil {
		f := r.layouts.files["frame.html"]
		found.Add(f.Start(), diag.LayoutData, diag.T("ramen går inte att dela: %v", "the frame cannot be cut: %v", err),
			diag.T(`{{slot "head"}}, {{slot "languages"}} och {{slot "main"}} ska stå en gång var, i den ordningen`, `{{slot "head"}}, {{slot "languages"}} and {{slot "main"}} stand once each, in that order`))
		return nil, found
	}
	for name, data := range given {
		l.programs[name] = compile(l.set, l.t, name, data)
	}
	return l, nil
}

func (l *language) once(layout string, v *site.Service) func() (template.HTML, diag.List) {
	type result struct {
		html  template.HTML
		found diag.List
	}
	get := sync.OnceValue(func() (r result) {
		r.html = l.exec(layout, l.service(v, layout == "card.html"), &r.found)
		return r
	})
	return func() (template.HTML, diag.List) { r := get(); return r.html, r.found }
}

// exec executes a layout; what goes wrong is a finding at the layout's line.
func (l *language) exec(name string, data any, found *diag.List) template.HTML {
	b, _ := l.room.Get().(*[]byte)
	if b == nil {
		b = new([]byte)
	}
	defer l.room.Put(b)
	*b = l.append((*b)[:0], name, data, found)
	return trusted(string(*b))
}

// append is exec that appends to html.
func (l *language) append(html []byte, name string, data any, found *diag.List) []byte {
	if html, ok := l.programs[name].append(html, data); ok {
		return html
	}
	var b bytes.Buffer
	if err := l.set.ExecuteTemplate(&b, name, data); err != nil {
		if exact := l.layouts.exact(name, l.funcs, data); exact != nil {
			err = exact
		}
		*found = append(*found, l.layouts.finding(diag.LayoutData, err, l.layouts.files[name].Start()))
		return html
	}
	return append(html, b.Bytes()...)
}

// t is the layouts' function for interface strings.
func (l *language) t(key string, args ...any) (string, error) {
	for i := 1; i < len(args); i += 2 {
		args[i] = l.isolated(args[i])
	}
	said := append(make([]byte, 0, 64), key...)
	for _, a := range args {
		said = append(said, 0)
		switch a := a.(type) {
		case string:
			said = append(said, a...)
		case int:
			said = strconv.AppendInt(said, int64(a), 10)
		default:
			return l.strings.T(key, args...)
		}
	}
	l.mu.Lock()
	s, ok := l.words[string(said)]
	l.mu.Unlock()
	if ok {
		return s, nil
	}
	s, err := l.strings.T(key, args...)
	if err == nil {
		l.mu.Lock()
		l.words[string(said)] = s
		l.mu.Unlock()
	}
	return s, err
}

// say is t for this package's own strings: check guarantees they exist.
func (l *language) say(key string, args ...any) string {
	s, err := l.t(key, args...)
	if err != nil {
		return ""
	}
	return s
}

func (l *language) frameView() Frame {
	c := &l.site.Config
	f := Frame{
		Lang: l.tag, Dir: l.catalog.Direction(l.tag), Policy: l.policy,
		Style: l.layouts.style, Script: l.layouts.script,
		Title: l.title, DiscreetTitle: l.text(c.DiscreetTitle),
		Exit: c.ExitFor(l.tag), Home: l.plan.PageURL("", l.tag), Demo: !c.Live, Clock: l.clock(),
	}
	if f.DiscreetTitle == "" {
		f.DiscreetTitle = l.say("discreet")
	}
	if u, err := url.Parse(f.Exit); err == nil {
		f.ExitHost = strings.TrimPrefix(u.Host, "www.")
	}
	for _, flow := range l.site.Flows {
		f.Menu = append(f.Menu, l.link(l.plan.FlowURL(flow.ID, "", l.tag), flow.Words))
	}
	f.Menu = append(f.Menu, l.links(c.Menu)...)
	f.About = l.links(c.Footer)
	if p := c.Publisher; p.Name.Value != "" {
		f.Publisher = &Publisher{Name: p.Name.Value, Email: p.Email.Value, Phone: p.Phone.Value, PhoneHref: dial(p.Phone.Value)}
	}
	return f
}

// links turns a list of page paths from vart.yaml into links.
func (l *language) links(paths []source.At[string]) []Link {
	var links []Link
	for _, path := range paths {
		if p := l.site.Page(path.Value); p != nil {
			links = append(links, l.pageLink(p))
		}
	}
	return links
}

func (l *language) pageLink(p *site.Page) Link {
	return l.link(l.plan.PageURL(p.Path, l.tag), p.Words)
}

// link leads to something, by its title and description.
func (l *language) link(url string, words site.Languages) Link {
	link := Link{URL: url}
	if w, _ := words.In(&l.site.Config, l.tag); w != nil {
		link.Text, link.Note = l.plain(w.Title.Value), l.plain(w.Description.Value)
		link.Lang, link.Dir = l.foreign(w)
	}
	return link
}

// text returns a text of vart.yaml in the language or the nearest it has.
func (l *language) text(t site.Texts) string {
	for _, tag := range l.site.Config.Fallbacks(l.tag) {
		if s := t[tag].Value; s != "" {
			return s
		}
	}
	return ""
}

// titleOf is the title that words have for readers of the language.
func (l *language) titleOf(words site.Languages) string {
	if w, _ := words.In(&l.site.Config, l.tag); w != nil {
		return l.plain(w.Title.Value)
	}
	return ""
}

// ownName is a language's name in itself.
func (r *Renderer) ownName(tag string) string {
	if t, ok := r.site.Config.Names[tag]; ok {
		return t.Value
	}
	if name := i18n.OwnName(tag); name != "" {
		return name
	}
	return tag
}

// langLink leads to a page in a language.
func (l *language) langLink(tag, address string, missing bool) LangLink {
	link := l.names[tag]
	link.URL, link.Current, link.Missing = address, tag == l.tag, missing
	return link
}

// choices lists the start pages of all languages.
func (l *language) choices() []LangChoice {
	var out []LangChoice
	for _, tag := range l.tags {
		s := l.catalog.For(l.site.Config.Fallbacks(tag))
		danger, err := s.T("danger.short")
		if err != nil {
			danger = "112"
		}
		link := l.langLink(tag, l.plan.PageURL("", tag), false)
		link.Current = false
		out = append(out, LangChoice{link, danger})
	}
	return out
}

// sources turns sources into what layouts show: name and age.
func (l *language) sources(list []site.Source) []Source {
	out := make([]Source, 0, len(list))
	for _, s := range list {
		v := Source{URL: s.URL.Value, Name: s.Name, Dated: l.partialDate(s.Dated)}
		if !s.Seen.IsZero() {
			v.Seen = l.date(s.Seen)
		}
		if v.Name == "" {
			if u, err := url.Parse(v.URL); err == nil {
				v.Name = u.Host
			}
		}
		out = append(out, v)
	}
	return out
}

// own is the address others use for a page: its short link if it has one,
// because that one never changes.
func (l *language) own(o *plan.Output) string {
	if w, own := o.Words(&l.site.Config); w != nil && own && w.Go.Value != "" && o.Kind != plan.Flow {
		return l.plan.Absolute(l.site.Config.Base() + "go/" + w.Go.Value + "/" + l.tag + "/")
	}
	return l.plan.Absolute(o.URL)
}
