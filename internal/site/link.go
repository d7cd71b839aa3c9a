package site

import (
	"path"
	"strings"
)

// Target is what a link between texts leads to: one of the four, and a heading
// or step in it.
type Target struct {
	Page    *Page
	Service *Service
	Area    *Area
	Flow    *Flow
	ID      string // of a heading or step; "" for the whole
}

// IsZero says whether the link leads nowhere.
func (t Target) IsZero() bool {
	return t.Page == nil && t.Service == nil && t.Area == nil && t.Flow == nil
}

// Languages are the words of what the link leads to.
func (t Target) Languages() Languages {
	switch {
	case t.Page != nil:
		return t.Page.Words
	case t.Service != nil:
		return t.Service.Words
	case t.Area != nil:
		return t.Area.Words
	case t.Flow != nil:
		return t.Flow.Words
	}
	return nil
}

// Clean returns where a link in the file named from leads, as a path below
// content/ without language and ending, and the id after #. outside is true of
// a link that leaves content/.
func Clean(from, link string) (target, id string, outside bool) {
	link, id, _ = strings.Cut(link, "#")
	if link == "" {
		link = path.Base(from)
	}
	if link[0] == '/' {
		return "", id, true
	}
	target = join(folder(strings.TrimPrefix(from, "content/")), link)
	if target == ".." || strings.HasPrefix(target, "../") {
		return "", id, true
	}
	if path.Ext(target) == ".md" {
		target = strings.TrimSuffix(target, ".md")
		target = strings.TrimSuffix(target, path.Ext(target)) // the language
	}
	if target == "index" || target == "." {
		return "", id, false
	}
	return strings.TrimSuffix(target, "/index"), id, false
}

// join is path.Join of a folder and a link, which most often is ../a/b or b.
func join(dir, link string) string {
	for dir != "" && strings.HasPrefix(link, "../") {
		dir, link = folder(dir), link[len("../"):]
	}
	if link == "" || link[0] == '.' || link[len(link)-1] == '/' || strings.Contains(link, "/.") || strings.Contains(link, "//") {
		return path.Join(dir, link)
	}
	if dir == "" {
		return link
	}
	return dir + "/" + link
}

// folder is the folder of a file or of a folder, "" for the outermost.
func folder(name string) string {
	return name[:max(strings.LastIndexByte(name, '/'), 0)]
}

// Resolve finds what a link in the file named from leads to; the Target is
// zero when there is nothing.
func (s *Site) Resolve(from, link string) Target {
	target, id, outside := Clean(from, link)
	if outside {
		return Target{}
	}
	t := Target{ID: id}
	folder, name, nested := strings.Cut(target, "/")
	switch {
	case nested && folder == "services":
		t.Service = s.Service(name)
		if t.Service != nil && !t.Service.Published() {
			t.Service = nil
		}
	case nested && folder == "areas":
		t.Area = s.Area(name)
	case nested && folder == "flows":
		t.Flow = s.Flow(name)
	default:
		t.Page = s.Page(target)
	}
	return t
}

// Page returns the page with the path, nil if there is none.
func (s *Site) Page(path string) *Page {
	s.Reads(Front, path)
	return s.pages[path]
}

// Flow returns the flow with the id, nil if there is none.
func (s *Site) Flow(id string) *Flow {
	for _, f := range s.Flows {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Children returns the pages directly in a folder, the folders in it included,
// by weight and then by path.
func (s *Site) Children(folder string) []*Page {
	s.Reads(Order, folder)
	for _, p := range s.children[folder] {
		s.Reads(Front, p.Path)
	}
	return s.children[folder]
}

// Neighbour returns the page that stands so many places from another in the
// order of its folder, nil if there is none.
func (s *Site) Neighbour(p *Page, steps int) *Page {
	place, ok := s.places[p.Path]
	parent, _ := p.Parent()
	s.Reads(Order, parent)
	if at := place + steps; ok && at >= 0 && at < len(s.children[parent]) {
		s.Reads(Front, s.children[parent][at].Path)
		return s.children[parent][at]
	}
	return nil
}

// Paths returns what a link could lead to, for hints.
func (s *Site) Paths() []string {
	var paths []string
	for _, p := range s.Pages {
		paths = append(paths, p.Path)
	}
	for _, v := range s.Services {
		paths = append(paths, "services/"+v.ID)
	}
	for _, f := range s.Flows {
		paths = append(paths, "flows/"+f.ID)
	}
	return paths
}
