// Package export makes the files that machines read: one function a format,
// listed in Formats.
package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"vart/internal/plan"
)

// File is a finished file and where it is kept.
type File struct {
	Name    string
	Content []byte
}

// Format is a kind of file that is made from a plan. Files is nil where the
// site has no use for it.
type Format struct {
	Name  string
	Files func(p *plan.Plan, now time.Time) ([]File, error)
}

// Formats lists what is exported.
var Formats = []Format{
	{"sitemap", sitemap},
	{"robots", robots},
	{"security", security},
}

// All makes every exported file.
func All(p *plan.Plan, now time.Time) ([]File, error) {
	var all []File
	for _, f := range Formats {
		files, err := f.Files(p, now)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		all = append(all, files...)
	}
	return all, nil
}

// sitemap lists every address that a search engine may show
// (https://www.sitemaps.org/protocol.html). A demo site has none.
func sitemap(p *plan.Plan, _ time.Time) ([]File, error) {
	if !p.Site.Config.Live {
		return nil, nil
	}
	b := bytes.NewBufferString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, o := range p.Outputs {
		if !o.Go && o.Kind != plan.NotFound {
			b.WriteString(" <url>\n  <loc>")
			_ = xml.EscapeText(b, []byte(p.Absolute(o.URL))) // there is room in memory
			b.WriteString("</loc>\n </url>\n")
		}
	}
	b.WriteString("</urlset>\n")
	return []File{{"sitemap.xml", b.Bytes()}}, nil
}

// atRoot says whether files that must stand at a host's root can.
func atRoot(p *plan.Plan) bool { return p.Site.Config.Base() == "/" }

// robots lets every robot in (RFC 9309): pages that should not be found say
// noindex themselves, and a robot that is kept out would never read that.
func robots(p *plan.Plan, _ time.Time) ([]File, error) {
	if !atRoot(p) {
		return nil, nil
	}
	text := "User-agent: *\nAllow: /\n"
	if p.Site.Config.Live {
		text += "Sitemap: " + p.Absolute("/sitemap.xml") + "\n"
	}
	return []File{{"robots.txt", []byte(text)}}, nil
}

// security says whom to tell of a hole in the site (RFC 9116). It needs an
// address, and a day at most a year away when it expires.
func security(p *plan.Plan, now time.Time) ([]File, error) {
	email := p.Site.Config.Publisher.Email.Value
	if !atRoot(p) || email == "" {
		return nil, nil
	}
	tags := slices.Clone(p.Site.Config.Tags())
	text := fmt.Sprintf("Contact: mailto:%s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s\n",
		email, now.UTC().Truncate(24*time.Hour).AddDate(0, 11, 0).Format(time.RFC3339), strings.Join(tags, ", "), p.Absolute("/.well-known/security.txt"))
	return []File{{".well-known/security.txt", []byte(text)}}, nil
}
