// Package hosting writes what a web server needs to keep a site's promises:
// headers that a page cannot set itself, no logs of who read what, pages that
// say in the reader's language that an address leads nowhere. The settings are
// whole and are used as they are printed; the tests start real servers with
// them.
package hosting

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

// Servers are what settings can be printed for.
var Servers = []string{"nginx", "caddy", "apache", "netlify"}

// files are the names that each server's settings usually go by.
var files = map[string][]string{
	"nginx":   {"vart.nginx.conf"},
	"caddy":   {"Caddyfile"},
	"apache":  {"vart.apache.conf"},
	"netlify": {"_headers", "_redirects"},
}

// Site is what settings depend on.
type Site struct {
	BaseURL   string // absolute, ends in a slash
	Languages []string
	Policy    string   // the Content-Security-Policy of the pages
	Folders   []string // the first parts of all published addresses: "sv", "go"
}

// Options are what the person who prints the settings chooses.
type Options struct {
	Root string // the folder on the server that holds the built site
	// Listen and Plain are the addresses for https and for http, as
	// host:port; a host of "" is all of them.
	Listen, Plain string
	Cert, Key     string // PEM files; "" where the server can fetch a certificate itself
	Brotli        bool   // nginx: the brotli module is installed
	Exact         bool   // keep the hashes of this build in the policy
}

// File is one file of settings.
type File struct {
	Name, Text string
}

// Errors that say what of a site or of the options settings cannot be made
// for.
var (
	ErrServer = errors.New("no such server")
	ErrPath   = errors.New("a site below a path")
	ErrPlain  = errors.New("not plain enough to stand in settings")
)

//go:embed templates/*.tmpl
var templates embed.FS

// Settings returns the files that the server needs.
func Settings(server string, s Site, o Options) ([]File, error) {
	names, ok := files[server]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrServer, server)
	}
	v, err := newView(s, o)
	if err != nil {
		return nil, err
	}
	if server == "netlify" && v.Base != "/" {
		return nil, fmt.Errorf("%w: %s", ErrPath, v.Base)
	}
	var out []File
	for _, name := range names {
		t, err := template.ParseFS(templates, "templates/"+name+".tmpl")
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, v); err != nil {
			return nil, err
		}
		out = append(out, File{name, b.String()})
	}
	return out, nil
}

// view is what the templates are given.
type view struct {
	Options
	Origin string // https://example.org
	Host   string // example.org
	Base   string // "/" or "/help/"
	Path   string // Base without its last slash: "" or "/help"

	Languages []string
	Folders   []string
	Headers   []Header
	Embedded  []Header
	Policy    string // for all addresses, without frame-ancestors
	HTTPS     []string
	HTTP      []string
	BindHost  string // Listen's host, "" for all
	HTTPSPort string
	HTTPPort  string
	Standard  bool // both ports are the usual ones, on all addresses
}

// Covered says whether the name of another folder begins this one's: a rule of
// Netlify's for the other holds here too.
func (v *view) Covered(folder string) bool {
	return slices.ContainsFunc(v.Folders, func(other string) bool {
		return other != "" && other != folder && strings.HasPrefix(folder, other)
	})
}

// What stands in settings is restricted to what means itself in all of them.
var (
	plainHost = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)
	plainPath = regexp.MustCompile(`^/([A-Za-z0-9._~-]+/)*$`)
	plainFile = regexp.MustCompile(`^/[\pL\pN ._~+@,/-]*$`)
)

func newView(s Site, o Options) (*view, error) {
	u, err := url.Parse(s.BaseURL)
	if err != nil {
		return nil, err
	}
	v := &view{Options: o, Host: u.Hostname(), Base: u.Path, Languages: s.Languages, Folders: s.Folders,
		Headers: Headers(s.Policy, o.Exact), Embedded: embedded(s.Policy, o.Exact), Policy: headerPolicy(s.Policy, o.Exact)}
	v.Path, v.Origin = strings.TrimSuffix(v.Base, "/"), "https://"+u.Host
	if u.Scheme != "https" {
		v.Origin = "https://" + u.Hostname()
	} else if port := u.Port(); port != "" && o.Listen == "" {
		v.Listen = ":" + port
	}
	if v.Listen == "" {
		v.Listen = ":443"
	}
	if v.Plain == "" {
		v.Plain = ":80"
	}
	if !plainHost.MatchString(v.Host) {
		return nil, fmt.Errorf("%w: %q", ErrPlain, v.Host)
	}
	if !plainPath.MatchString(v.Base) {
		return nil, fmt.Errorf("%w: %q", ErrPlain, v.Base)
	}
	v.Root = path.Clean(v.Root)
	for _, name := range []string{v.Root, v.Cert, v.Key} {
		if name != "" && !plainFile.MatchString(name) {
			return nil, fmt.Errorf("%w: %q", ErrPlain, name)
		}
	}
	if v.HTTPS, v.BindHost, v.HTTPSPort, err = listen(v.Listen); err != nil {
		return nil, err
	}
	if v.HTTP, _, v.HTTPPort, err = listen(v.Plain); err != nil {
		return nil, err
	}
	v.Standard = v.Listen == ":443" && v.Plain == ":80"
	return v, nil
}

var plainPort = regexp.MustCompile(`^[0-9]{1,5}$`)

// listen turns an address to listen at into what nginx takes: every IPv4 and
// IPv6 address where no host is named.
func listen(address string) (all []string, host, port string, err error) {
	host, port, err = net.SplitHostPort(address)
	switch {
	case err != nil:
		return nil, "", "", err
	case !plainPort.MatchString(port), host != "" && net.ParseIP(host) == nil:
		return nil, "", "", fmt.Errorf("%w: %q", ErrPlain, address)
	case host == "":
		return []string{port, "[::]:" + port}, host, port, nil
	}
	return []string{net.JoinHostPort(host, port)}, host, port, nil
}

// Certificate is where the certificate's chain is: the one that was named, or
// where certbot puts it.
func (v *view) Certificate() string {
	if v.Cert != "" {
		return v.Cert
	}
	return "/etc/letsencrypt/live/" + v.Host + "/fullchain.pem"
}

// CertificateKey is where the certificate's key is.
func (v *view) CertificateKey() string {
	if v.Key != "" {
		return v.Key
	}
	return "/etc/letsencrypt/live/" + v.Host + "/privkey.pem"
}

// Other are the headers that are the same below /embed/.
func (v *view) Other() []Header {
	var same []Header
	for _, h := range v.Headers {
		differs := false
		for _, e := range v.Embedded {
			differs = differs || e.Name == h.Name
		}
		if !differs {
			same = append(same, h)
		}
	}
	return same
}

// EscapedBase is Base as a regular expression.
func (v *view) EscapedBase() string { return regexp.QuoteMeta(v.Base) }

// EscapedPath is Path as a regular expression.
func (v *view) EscapedPath() string { return regexp.QuoteMeta(v.Path) }
