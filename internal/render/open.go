package render

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vart/internal/hours"
)

// openDays is how many days ahead the script is told of.
const openDays = 400

// Clock is what the script needs to say who is open now: it knows no calendar
// and no time zone. Days are counted from 1970-01-01 on the site's own clock.
type Clock struct {
	Days [2]int `json:"days"` // the first and the last day that are known
	// Zone is the offset of the site's clock from UTC in minutes, then pairs of
	// the minute (UTC, since 1970) from which another holds, and that offset.
	Zone []int `json:"zone"`
	// Words are sentences with $ for a moment: open until, closed, opens; moments
	// with # for a time and @ for a weekday: today, tomorrow, another day; then
	// the weekdays from Sunday.
	Words []string `json:"words"`
	// Times are how a language writes a full hour, an hour with minutes, both of
	// the night, and midnight: $h the hour, $H with two digits, $m the minutes.
	Times []string `json:"times"`
}

// calendar is the stretch of days that the script is told of.
type calendar struct {
	first time.Time // midnight on the site's clock
	zone  *time.Location
	known sync.Map // *hours.Hours → openings: the same in every language
}

func newCalendar(now time.Time, zone *time.Location) *calendar {
	y, m, d := now.In(zone).Date()
	return &calendar{first: time.Date(y, m, d, 0, 0, 0, 0, zone), zone: zone}
}

// day is the midnight that begins the i-th day.
func (c *calendar) day(i int) time.Time {
	y, m, d := c.first.Date()
	return time.Date(y, m, d+i, 0, 0, 0, 0, c.zone)
}

// dayNumber is a day's number on the site's clock.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (c *calendar) days() [2]int {
	first := dayNumber(c.first)
	return [2]int{first, first + openDays}
}

// offsets lists the changes of the clock. Time zones change on whole hours.
func (c *calendar) offsets() []int {
	offset := func(t time.Time) int { _, s := t.In(c.zone).Zone(); return s / 60 }
	last := offset(c.first)
	list := []int{last}
	for t, end := c.first, c.day(openDays+1); t.Before(end); t = t.Add(time.Hour) {
		if o := offset(t); o != last {
			list = append(list, int(t.Unix()/60), o)
			last = o
		}
	}
	return list
}

// openings writes when hours are open in the coming days, so short that it can
// stand in every card: a digit for each weekday from Sunday, the sets of spans
// that the digits stand for (minutes of the day), and the days that differ
// from their weekday, counted from the first. 0 is closed all day; 540~900 may
// be open or not, which nobody knows. "*" is always.
//
//	0111110/540-900,540~900/33:0,34:2
func (c *calendar) openings(h *hours.Hours) string {
	if h == nil {
		return ""
	}
	if h.Always() {
		return "*"
	}
	if text, ok := c.known.Load(h); ok {
		return text.(string)
	}
	text := c.write(h)
	c.known.Store(h, text)
	return text
}

// write works out openings.
func (c *calendar) write(h *hours.Hours) string {
	spans := make([][]span, openDays+1)
	for _, iv := range h.Intervals(c.first, c.day(openDays+1)) {
		c.spread(iv, "-", spans)
	}
	for _, iv := range h.Uncertain(c.first, c.day(openDays+1)) {
		c.spread(iv, "~", spans)
	}
	days := make([]string, len(spans))
	for i, list := range spans {
		slices.SortStableFunc(list, func(a, b span) int { return a.from - b.from })
		var texts []string
		for _, s := range list {
			texts = append(texts, strconv.Itoa(s.from)+s.sign+strconv.Itoa(s.to))
		}
		days[i] = strings.Join(texts, "_")
	}
	// The most common day is the rule for its weekday.
	var count [7]map[string]int
	for i, d := range days {
		w := c.day(i).Weekday()
		if count[w] == nil {
			count[w] = map[string]int{}
		}
		count[w][d]++
	}
	var sets []string
	digit := func(d string) string {
		if d == "" {
			return "0"
		}
		if !slices.Contains(sets, d) {
			sets = append(sets, d)
		}
		return strconv.FormatInt(int64(slices.Index(sets, d)+1), 36)
	}
	var usual [7]string
	var week strings.Builder
	for w := range usual {
		usual[w] = most(count[w])
		week.WriteString(digit(usual[w]))
	}
	var others []string
	for i, d := range days {
		if d != usual[c.day(i).Weekday()] {
			others = append(others, strconv.Itoa(i)+":"+digit(d))
		}
	}
	return week.String() + "/" + strings.Join(sets, ",") + "/" + strings.Join(others, ",")
}

func most(count map[string]int) string {
	best := ""
	for d, n := range count {
		if n > count[best] || n == count[best] && d < best {
			best = d
		}
	}
	return best
}

func (c *calendar) index(t time.Time) int {
	return min(openDays, max(0, dayNumber(t.In(c.zone))-dayNumber(c.first)))
}

// span is a part of a day, in minutes on the clock on the wall; its sign says
// whether it is known.
type span struct {
	from, to int
	sign     string
}

// spread notes an interval in every day it touches.
func (c *calendar) spread(iv hours.Interval, sign string, days [][]span) {
	for i := c.index(iv.From); i < len(days) && c.day(i).Before(iv.To); i++ {
		s := span{0, 24 * 60, sign}
		if begin := iv.From.In(c.zone); begin.After(c.day(i)) {
			s.from = begin.Hour()*60 + begin.Minute()
		}
		if end := iv.To.In(c.zone); end.Before(c.day(i + 1)) {
			s.to = end.Hour()*60 + end.Minute()
		}
		days[i] = append(days[i], s)
	}
}

// clock is the frame's part: the calendar and the words.
func (l *language) clock() Clock {
	c := Clock{Days: l.calendar.days(), Zone: l.calendar.offsets()}
	c.Words = []string{
		l.say("hours.open-until", "When", "$"),
		l.say("hours.closed-now"),
		l.say("hours.closed-opens", "When", "$"),
		l.say("hours.when-today", "Time", "#"),
		l.say("hours.when-tomorrow", "Time", "#"),
		l.say("hours.when-weekday", "Weekday", "@", "Time", "#"),
	}
	for _, day := range []string{"su", "mo", "tu", "we", "th", "fr", "sa"} {
		c.Words = append(c.Words, l.say("hours.weekday."+day))
	}
	for _, form := range []string{"hour", "minutes", "night-hour", "night-minutes", "midnight"} {
		c.Times = append(c.Times, l.say("hours.time."+form, "Hour", "$h", "HH", "$H", "Minutes", "$m"))
	}
	return c
}
