package build

import (
	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
)

// Edit is a page of a site that is held, with texts that are newer than those
// held, and all that is found in it so.
type Edit struct {
	Page  *site.Page
	Found diag.List
	files map[string]*source.File
}

// Edits tells what the named files now say that is not as it is held, page by
// page. known is false when more than the texts of pages may have changed: then
// the site must be loaded anew.
func (l *Loaded) Edits(names []string) (edits []Edit, known bool, err error) {
	pages, known, err := l.texts.Newer(names)
	if !known || err != nil {
		return nil, false, err
	}
	var in room
	for page, files := range pages {
		at, ok := l.unitOf[page]
		if !ok {
			return nil, false, nil
		}
		found, broken, err := l.unit(l.Site, &l.units[at], files, &in, nil)
		if err != nil {
			return nil, false, err
		}
		edits = append(edits, Edit{page, append(found, l.blame(broken)...).Sort(), files})
	}
	return edits, true, nil
}

// Of finds what is wrong with the pages that the named files are of.
func (l *Loaded) Of(names []string) (diag.List, error) {
	var found diag.List
	var in room
	for page := range l.texts.Pages(names) {
		at, ok := l.unitOf[page]
		if !ok {
			continue
		}
		f, broken, err := l.unit(l.Site, &l.units[at], nil, &in, nil)
		if err != nil {
			return nil, err
		}
		found = append(append(found, f...), l.blame(broken)...)
	}
	return found.Sort(), nil
}

// Overtaken says whether the files of a page say something else than what is
// held of them.
func (l *Loaded) Overtaken(p *site.Page) bool {
	pages, known, err := l.texts.Newer(Files(p))
	return err != nil || !known || len(pages) > 0
}

// Take holds the texts of an edit from now on.
func (l *Loaded) Take(e Edit) { l.texts.Take(e.files) }

// Files names the files of a page, to ask Edits about.
func Files(p *site.Page) []string {
	var names []string
	for _, w := range p.Words {
		names = append(names, w.File.Name)
	}
	return names
}
