package site

import (
	"time"

	"vart/internal/source"
)

// Scenario is somebody who goes through a flow, and what should come of it:
// one entry of content/flows/<id>/scenarios.yaml.
type Scenario struct {
	Pos  source.Pos
	Name source.At[string]
	Area source.At[string] // an id, or National: the reader would not say
	// Time is when it is, as it is written; "" if that is no time. At are the
	// moments when a clock on the wall shows it; see Moments.
	Time     source.At[string]
	At       []time.Time
	Language source.At[string] // "" is the source language
	Answers  []Choice

	Outcome  source.At[string]   // id of the step
	First    source.At[string]   // id of the first service listed after 112; "" is not said
	Includes []source.At[string] // ids of services that must be listed
	Excludes []source.At[string] // and that must not
}

// Choice is the answer a scenario gives to a question: its number, counted
// from one, or its text.
type Choice struct {
	Step   source.At[string]
	Answer source.At[string]
}

// Moments returns the moments when a clock on the wall in zone shows what wall
// shows in UTC: none in the hour that is skipped when summer time begins, two
// in the one that comes twice when it ends, else one.
func Moments(wall time.Time, zone *time.Location) []time.Time {
	var moments []time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := wall.Add(near).In(zone).Zone()
		t := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		if t.Format(time.DateTime) == wall.Format(time.DateTime) && (len(moments) == 0 || !t.Equal(moments[0])) {
			moments = append(moments, t)
		}
	}
	return moments
}
