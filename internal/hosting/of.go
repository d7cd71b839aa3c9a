package hosting

import (
	"slices"
	"strings"

	"vart/internal/build"
)

// Of is what settings depend on of a loaded site.
func Of(l *build.Loaded) Site {
	s := Site{BaseURL: l.Site.Config.BaseURL.Value, Languages: l.Site.Config.Tags(), Policy: l.Renderer.Policy()}
	add := func(file string) {
		first, _, below := strings.Cut(file, "/")
		if !below && first == "index.html" {
			first = ""
		} else if !below {
			return
		}
		if !slices.Contains(s.Folders, first) {
			s.Folders = append(s.Folders, first)
		}
	}
	for _, o := range l.Plan.Outputs {
		add(o.File)
	}
	for _, name := range l.Site.Static {
		add(name)
	}
	return s
}
