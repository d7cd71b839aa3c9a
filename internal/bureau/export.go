package bureau

import (
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/segment"
)

// Only says which units a job has.
type Only string

// All units; those whose source has changed or may have; those without any
// translation.
const (
	All     Only = "all"
	Stale   Only = "stale"
	Missing Only = "missing"
)

// Export makes a job of a site's texts and interface strings. What has to be
// left out is reported.
func Export(in Input, lang string, only Only, found *diag.List) (*segment.Job, error) {
	j := &segment.Job{From: in.Site.Config.Source, To: lang, Dir: i18n.Direction(lang)}
	s, err := in.strings(lang, found)
	if err != nil {
		return nil, err
	}
	add(j, s.file, only)
	for _, w := range in.texts(lang, found) {
		add(j, w.file, only)
	}
	return j, nil
}

// add gives a job those units of a file that it is for.
func add(j *segment.Job, f segment.File, only Only) {
	var units []segment.Unit
	for _, u := range f.Units {
		switch {
		case only == Stale && (u.Target == nil || u.State.Done()), only == Missing && u.Target != nil:
			continue
		}
		units = append(units, u)
	}
	if f.Units = units; len(units) > 0 {
		j.Files = append(j.Files, f)
	}
}
