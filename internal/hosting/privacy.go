package hosting

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"

	"vart/internal/output"
	"vart/internal/safety"
)

// ErrOther says that a built folder is not of the site as it is now: what is
// computed from the one would not be true of the other.
var ErrOther = errors.New("built from something else than the site as it is now")

// Account is what a data protection officer asks of a built site, computed
// from the files that are published.
type Account struct {
	Address  string
	Pages    int
	Own      []string // what pages fetch from the site itself, once each
	Others   []Load   // what pages fetch from anybody else
	Headers  []Header
	Policy   string
	Fetches  bool   // script may fetch from the site's own address
	Manifest string // SHA-256 of the list of sums, in hex
	Files    int    // how many files the list has
}

// Load is something that a page fetches by itself.
type Load struct {
	Page, Address string
}

// Accounts reads a built folder.
func Accounts(dir fs.FS, s Site) (*Account, error) {
	list, err := fs.ReadFile(dir, output.Sums)
	if err != nil {
		return nil, err
	}
	a := &Account{Address: s.BaseURL, Headers: Headers(s.Policy, false), Policy: s.Policy,
		Fetches: strings.Contains(s.Policy, "connect-src 'self'"), Manifest: fmt.Sprintf("%x", sha256.Sum256(list)), Files: strings.Count(string(list), "\n")}
	err = fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		page, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		if !strings.Contains(html.UnescapeString(string(page)), `content="`+s.Policy+`"`) {
			return fmt.Errorf("%s: %w", name, ErrOther)
		}
		a.Pages++
		for _, r := range safety.Requests(page) {
			if own := strings.HasPrefix(r.Address, "/") && !strings.HasPrefix(strings.ReplaceAll(r.Address, `\`, "/"), "//"); !own {
				a.Others = append(a.Others, Load{name, r.Address})
			} else if !slices.Contains(a.Own, r.Address) {
				a.Own = append(a.Own, r.Address)
			}
		}
		return nil
	})
	slices.Sort(a.Own)
	return a, err
}

// Markdown is the account in words, in Swedish or English.
func (a *Account) Markdown(lang string) (string, error) {
	if lang != "sv" {
		lang = "en"
	}
	set, err := template.New("").Funcs(template.FuncMap{"why": func(h Header) string { return h.Why.In(lang) }}).ParseFS(templates, "templates/privacy."+lang+".tmpl")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = set.ExecuteTemplate(&b, "privacy."+lang+".tmpl", a)
	return b.String(), err
}
