package load

import (
	"cmp"
	"errors"
	"path"
	"strings"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/hours"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

// facts opens content/<folder>/<id>/facts.yaml for each id.
func (l *loader) facts(files []string, folder string, each func(id string, f *source.File, m yaml.Map)) {
	for _, name := range files {
		dir, base := path.Split(name)
		parts := strings.Split(strings.Trim(dir, "/"), "/")
		if base != "facts.yaml" || len(parts) != 3 || parts[1] != folder {
			continue
		}
		f, err := l.read(name, &l.found)
		if err != nil {
			l.found.Add(l.file(name, nil).Start(), diag.FileType, diag.T("filen gick inte att läsa: %v", "the file could not be read: %v", err), diag.Text{})
		}
		if f != nil {
			each(parts[2], f, yaml.Parse(f, f.Text, 1, &l.found))
		}
	}
}

func (l *loader) areas(files []string) {
	l.site.Areas = append(l.site.Areas, &site.Area{ID: site.National, Words: site.Languages{}})
	l.facts(files, "areas", func(id string, f *source.File, m yaml.Map) {
		a := &site.Area{ID: id, File: f, Words: site.Languages{}}
		a.Kind = m.Need("kind", diag.T("skriv kind: municipality", "write kind: municipality")).OneOf("county", "municipality", "district")
		a.Parent = m.Need("parent", diag.T("skriv området ovanför: parent: stockholm-county, eller national", "write the area above: parent: stockholm-county, or national")).Text()
		m.Done()
		l.site.Areas = append(l.site.Areas, a)
	})
}

func (l *loader) services(files []string) {
	l.facts(files, "services", func(id string, f *source.File, m yaml.Map) {
		l.site.Services = append(l.site.Services, l.service(id, f, &m))
	})
}

func (l *loader) service(id string, f *source.File, m *yaml.Map) *site.Service {
	v := &site.Service{ID: id, File: f, Words: site.Languages{}, Status: site.Active}
	v.Roles = m.Texts("roles")
	v.AreaIDs = m.Need("area", diag.T("skriv vilket område den gäller: area: solna, eller national", "write which area it is for: area: solna, or national")).Texts()
	if s := m.Get("status").OneOf("active", "closed", "draft"); s != "" {
		v.Status = site.Status(s)
	}
	v.For = m.Need("for", diag.T("skriv vem den är till för: for: [victim, neighbour]", "write whom it is for: for: [victim, neighbour]")).Texts()
	oneOf(v.For, site.Audiences, &l.found)
	ages := m.Get("ages").Map()
	v.From, v.To = ages.Get("from").Int(), ages.Get("to").Int()
	ages.Done()
	v.Phones = l.phones(m.Get("phones"))
	v.SMS = l.phones(m.Get("sms"))
	v.Unread = len(v.Phones)+len(v.SMS) < len(m.Get("phones").Items())+len(m.Get("sms").Items())
	v.Via = m.Text("via")
	for _, item := range m.Get("chat").Items() {
		c := item.Map()
		v.Chats = append(v.Chats, site.Channel{URL: web(c.Need("url", diag.T("skriv adressen: url: https://…", "write the address: url: https://…"))), Hours: l.hours(c.Get("opening_hours"), eves(&c))})
		c.Done()
	}
	v.Emails = m.Texts("email")
	v.Web = web(m.Get("web"))
	v.Unread = v.Unread || v.Web.Value == "" && !m.Get("web").IsNull()
	visit := m.Get("visit").Map()
	v.Visit = site.Visit{Address: visit.Text("address"), Secret: visit.Get("secret").Bool()}
	visit.Done()
	if v.Visit.Secret && v.Visit.Address.Value != "" {
		l.found.Add(v.Visit.Address.Pos, diag.SecretAddress, diag.T("adressen är hemlig men står utskriven", "the address is secret but is written out"),
			diag.T("ta bort adressen, och rensa den ur arkivets historik också", "delete it, and clean the repository's history too"))
		v.Visit.Address.Value = ""
	}
	v.Spoken = m.Texts("languages")
	v.Interpreter = answer(m.Get("interpreter"))
	v.Anonymous = answer(m.Get("anonymous"))
	v.Sources = sources(m.Get("sources"))
	if n := m.Get("verified"); !n.IsNull() {
		verified := n.Map()
		v.VerifiedOn = verified.Need("on", diag.T("skriv vilken dag: on: 2026-01-31", "write which day: on: 2026-01-31")).Date()
		v.VerifiedBy = verified.Need("by", diag.T("skriv vem hos er som ringde: by: \"…\"", "write who of you called: by: \"…\"")).Text().Value
		verified.Done()
	}
	m.Done()
	return v
}

func (l *loader) phones(n yaml.Node) []site.Phone {
	var out []site.Phone
	for _, item := range n.Items() {
		m := item.Map()
		number := m.Need("number", diag.T("skriv numret: number: \"08-465 004 00\"", "write the number: number: \"08-465 004 00\"")).Text()
		p := site.Phone{Pos: number.Pos, Label: l.byLanguage(m.Get("label")), Free: answer(m.Get("free"))}
		p.Eves = eves(&m)
		p.Hours = l.hours(m.Get("opening_hours"), p.Eves)
		p.OnBill = m.Get("on_bill").OneOf("hidden", "shown", "unknown")
		m.Done()
		if number.Value == "" {
			continue
		}
		var err error
		if p.Phone, err = contact.ParsePhone(number.Value); err != nil {
			l.found.Add(number.Pos, diag.NumberFormat, numberMessage(err, number.Value),
				diag.T("skriv som man ringer: \"08-465 004 00\", \"+46 8 465 004 00\", \"116 016\"", "write it as one dials it: \"08-465 004 00\", \"+46 8 465 004 00\", \"116 016\""))
			continue
		}
		out = append(out, p)
	}
	return out
}

func numberMessage(err error, number string) diag.Text {
	switch {
	case errors.Is(err, contact.ErrTooShort):
		return diag.T("numret ”%s” har för få siffror", "the number “%s” has too few digits", number)
	case errors.Is(err, contact.ErrTooLong):
		return diag.T("numret ”%s” har för många siffror, eller saknar riktnummer", "the number “%s” has too many digits, or lacks its area code", number)
	}
	return diag.T("numret ”%s” har tecken som inte går att ringa", "the number “%s” has characters that cannot be dialled", number)
}

// hours parses opening hours; nil is unknown, also when they were reported.
// What nobody said of the eves of holidays is unknown: nothing is open then
// that is not known to be.
func (l *loader) hours(n yaml.Node, eves hours.EvePolicy) *hours.Hours {
	t := n.Text()
	if t.Value == "" || t.Value == "unknown" {
		return nil
	}
	quote := 0
	if c := t.Pos.File.Text[t.Pos.Offset]; c == '"' || c == '\'' {
		quote = 1
	}
	h, err := hours.Parse(t.Value)
	if e, ok := errors.AsType[*hours.ParseError](err); ok {
		l.found.Add(t.Pos.Shift(quote+e.Offset, max(1, e.Len)), diag.HoursSyntax, diag.Text{SV: e.Text("sv"), EN: e.Text("en")}, diag.Text{SV: e.Hint("sv"), EN: e.Hint("en")})
		return nil
	}
	for _, w := range h.Warnings() {
		l.found.Add(t.Pos.Shift(quote+w.Offset, max(1, w.Len)), diag.HoursDoubtful, diag.Text{SV: w.Text("sv"), EN: w.Text("en")}, diag.Text{SV: w.Hint("sv"), EN: w.Hint("en")})
	}
	return h.WithEves(eves)
}

func eves(m *yaml.Map) hours.EvePolicy {
	return cmp.Or(hours.EvePolicy(m.Get("eves").OneOf("closed", "open", "unknown")), hours.EvesUnknown)
}

// answer reads yes, no or unknown; YAML readers turn a bare yes into true.
func answer(n yaml.Node) site.Answer {
	switch n.Text().Value {
	case "true":
		return site.Yes
	case "false":
		return site.No
	}
	switch n.OneOf("yes", "no", "unknown") {
	case "yes":
		return site.Yes
	case "no":
		return site.No
	}
	return site.Unknown
}

// web reads an address that readers can open.
func web(n yaml.Node) source.At[string] {
	t := n.Text()
	if t.Value != "" && !strings.HasPrefix(t.Value, "https://") && !strings.HasPrefix(t.Value, "http://") {
		n.Wrong(diag.T("en adress som börjar med https://", "an address that begins with https://"))
		t.Value = ""
	}
	return t
}
