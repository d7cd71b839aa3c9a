package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

// zoneName is the time zone of a time without offset where no site says
// another.
const zoneName = "Europe/Stockholm"

// now is the moment that a build counts from: --at, SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch/), or the clock.
func (o *options) now() (time.Time, error) {
	if o.at != "" {
		return o.momentIn(o.zone(), o.at)
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		s, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, usageError{fmt.Errorf("SOURCE_DATE_EPOCH=%q: %w", epoch, err)}
		}
		return time.Unix(s, 0), nil
	}
	return time.Now(), nil
}

// moments are the forms a time can be given in, besides one with an offset;
// they are by the clock on the wall of the site.
var moments = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"}

// moment reads a time where no site is known.
func (o *options) moment(text string) (time.Time, error) {
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return time.Time{}, err
	}
	return o.momentIn(zone, text)
}

// momentIn reads a time. Of the hour that comes twice when summer time ends it
// is the first; an offset says which.
func (o *options) momentIn(zone *time.Location, text string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.In(zone), nil
	}
	for _, form := range moments {
		wall, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		if all := site.Moments(wall, zone); len(all) > 0 {
			return all[0], nil
		}
		return time.Time{}, usageError{fmt.Errorf(o.say("klockan visar aldrig %q i %s: den hoppar över den tiden när den ställs fram; välj en tid före eller efter",
			"the clock never shows %q in %s: it skips that time when it is put forward; choose a time before or after"), text, zone)}
	}
	return time.Time{}, usageError{fmt.Errorf(o.say("%q är ingen tid; skriv till exempel \"2026-12-24 22:10\"", "%q is no time; write for example \"2026-12-24 22:10\""), text)}
}

// zone is the time zone that the site's vart.yaml names. What is wrong with
// the file is told when the site is read.
func (o *options) zone() *time.Location {
	name := zoneName
	if dir, err := o.folder(); err == nil {
		if named := timezone(dir); named != "" {
			name = named
		}
	}
	for _, name := range []string{name, zoneName} {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone
		}
	}
	return time.UTC
}

func timezone(dir string) string {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return ""
	}
	defer func() { _ = root.Close() }()
	text, err := root.ReadFile(load.ConfigName)
	if err != nil {
		return ""
	}
	var told diag.List
	m := yaml.Parse(&source.File{Name: load.ConfigName, Text: text}, text, 1, &told)
	return m.Text("timezone").Value
}
