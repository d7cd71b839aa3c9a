package serve

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/plan"
	"vart/internal/source"
)

// version is a site as it was after one build.
type version struct {
	*build.Loaded
	in     build.Input
	id     string
	base   string
	pages  map[string]*plan.Output // by file, as a host finds them
	static map[string]bool
	// exports are the files for machines. They are few and seldom asked for,
	// so they are made when first needed.
	exports func() (map[string][]byte, error)
}

func newVersion(l *build.Loaded, in build.Input, id string) *version {
	v := &version{Loaded: l, in: in, id: id, base: l.Site.Config.Base(), pages: map[string]*plan.Output{}, static: map[string]bool{}}
	for _, o := range l.Plan.Outputs {
		v.pages[o.File] = o
	}
	for _, name := range l.Site.Static {
		v.static[name] = true
	}
	v.exports = sync.OnceValues(func() (map[string][]byte, error) {
		files := map[string][]byte{}
		err := l.Export(func(name string, content []byte) error {
			if !v.static[name] {
				files[name] = content
			}
			return nil
		})
		return files, err
	})
	return v
}

// again is the version under another id: some of its texts are newer.
func (v *version) again(id string) *version {
	next := *v
	next.id = id
	return &next
}

// file is the file that a host would look for at an address; false if the
// address is not below the site's own.
func (v *version) file(address string) (string, bool) {
	name, ok := strings.CutPrefix(address, v.base)
	if ok && (name == "" || strings.HasSuffix(name, "/")) {
		name += "index.html"
	}
	return name, ok
}

// has says whether there is a page or a file of that name.
func (v *version) has(name string) bool { return v.pages[name] != nil || v.static[name] }

// missing is the page for an address that leads nowhere, in the language that
// the address begins with.
func (v *version) missing(address string) *plan.Output {
	i := slices.IndexFunc(v.Plan.Outputs, func(o *plan.Output) bool { return o.Kind == plan.NotFound })
	if i < 0 {
		return nil
	}
	o := *v.Plan.Outputs[i]
	tag, _, _ := strings.Cut(strings.TrimPrefix(address, v.base), "/")
	if slices.Contains(v.Site.Config.Tags(), tag) {
		o.Lang = tag
	}
	return &o
}

// page renders a page, or the one that an earlier version had in its place
// when this one's is not whole.
func (v *version) page(o *plan.Output, before *version) ([]byte, diag.List) {
	html, found, err := v.Page(o)
	if err != nil {
		found.Add((&source.File{Name: load.ConfigName}).Start(), diag.FileType, unreadable(err), diag.Text{})
	}
	if !found.Failed(false) {
		return html, nil
	}
	if before == nil || before == v {
		return nil, found
	}
	old := before.pages[o.File]
	if o.Kind == plan.NotFound {
		old = before.missing(before.base + o.Lang + "/")
	}
	if old == nil {
		return nil, found
	}
	if html, f, err := before.Page(old); err == nil && !f.Failed(false) {
		return html, nil
	}
	return nil, found
}

// clean is an address that can be asked for again: of this site, whatever it
// was made to look like.
func clean(u *url.URL) string { return "/" + strings.TrimLeft(u.EscapedPath(), `/\`) }
