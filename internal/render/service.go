package render

import (
	"html/template"
	"net/url"
	"strings"

	"vart/internal/contact"
	"vart/internal/hours"
	"vart/internal/i18n"
	"vart/internal/route"
	"vart/internal/site"
)

// service is what the cards of a service show; a short card shows fewer numbers.
func (l *language) service(v *site.Service, short bool) Service {
	s := Service{
		ID: v.ID, Name: l.titleOf(v.Words), URL: l.plan.ServiceURL(v.ID, l.tag), Closed: v.Status == site.Closed,
		Area: l.areaNames(v), Address: v.Visit.Address.Value, Secret: v.Visit.Secret,
		Interpreter: string(v.Interpreter), Anonymous: string(v.Anonymous), Sources: l.sources(v.Sources),
	}
	w, own := v.Words.In(&l.site.Config, l.tag)
	if w != nil && own {
		s.What = l.plain(w.Description.Value)
	}
	if via := l.site.Service(v.Via.Value); via != nil {
		link := l.link(l.plan.ServiceURL(via.ID, l.tag), via.Words)
		s.Via = &link
	}
	phones := route.Through(l.site, v).Phones
	if short {
		phones = first(phones)
	}
	for _, p := range phones {
		s.Phones = append(s.Phones, l.phone(p))
	}
	for _, p := range v.SMS {
		s.SMS = append(s.SMS, Channel{URL: template.URL("sms:" + p.Key), Text: p.Display, Hours: l.hours(p.Hours), Emergency: p.Key == route.Emergency})
	}
	for _, c := range v.Chats {
		s.Chats = append(s.Chats, Channel{URL: template.URL(c.URL.Value), Text: host(c.URL.Value), Hours: l.hours(c.Hours), Open: l.calendar.openings(c.Hours)})
	}
	for _, e := range v.Emails {
		s.Emails = append(s.Emails, e.Value)
	}
	if v.Web.Value != "" {
		s.Web = &Channel{URL: template.URL(v.Web.Value), Text: host(v.Web.Value)}
	}
	for _, tag := range v.Spoken {
		if name := i18n.NameIn(l.tag, tag.Value); name != "" {
			s.Languages = append(s.Languages, name)
		}
	}
	s.VerifiedOn = l.date(v.VerifiedOn)
	return s
}

// first keeps the numbers that somebody in a hurry needs: the first, and others
// that may answer when it does not.
func first(phones []site.Phone) []site.Phone {
	var kept []site.Phone
	for i, p := range phones {
		if i > 0 && (phones[0].Hours != nil && phones[0].Hours.Always() || same(p.Hours, phones[0].Hours)) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

func same(a, b *hours.Hours) bool {
	return a == b || a != nil && b != nil && a.String() == b.String()
}

func (l *language) phone(p site.Phone) Phone {
	v := Phone{
		Text: p.Display, Href: template.URL(p.URI()), Label: l.text(p.Label), Hours: l.hours(p.Hours), Open: l.calendar.openings(p.Hours), Eves: l.eves(p),
		Free: string(p.Free), OnBill: p.OnBill, Emergency: p.Key == route.Emergency,
	}
	if v.OnBill == "" {
		v.OnBill = "unknown"
	}
	return v
}

func (l *language) areaNames(v *site.Service) string {
	var names []string
	for _, a := range v.AreaIDs {
		if a.Value == site.National {
			return l.say("area.national")
		}
		if area := l.site.Area(a.Value); area != nil {
			names = append(names, l.titleOf(area.Words))
		}
	}
	return l.and(names)
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.")
}

func dial(number string) template.URL {
	p, err := contact.ParsePhone(number)
	if err != nil {
		return ""
	}
	return template.URL(p.URI())
}

// number appends a phone number in running text: one piece, left to right in any
// script (Unicode Standard Annex 9), and a link.
func number(html []byte, text, key string, link bool) []byte {
	open, end := `<span class="tel">`, `</span>`
	if link {
		open, end = `<a class="tel" href="tel:`+template.HTMLEscapeString(key)+`">`, `</a>`
	}
	html = append(append(html, open...), `<bdi dir="ltr">`...)
	html = append(html, template.HTMLEscapeString(text)...)
	return append(append(html, `</bdi>`...), end...)
}
