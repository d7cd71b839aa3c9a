package render

import (
	"strconv"
	"strings"
	"time"
)

// date writes a day in words: "21 november 2026".
func (l *language) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return remember(l, l.days, t, func() string {
		return l.say("date.day", "Day", t.Day(), "Month", l.month(t.Month()), "Year", t.Year())
	})
}

// partialDate writes what is known of a source's date: "2024", "2024-06" or
// "2024-06-03"; "" when nothing is.
func (l *language) partialDate(s string) string {
	return remember(l, l.dates, s, func() string {
		parts := strings.Split(s, "-")
		if len(parts) < 2 {
			return s
		}
		month, err := strconv.Atoi(parts[1])
		if err != nil || month < 1 || month > 12 {
			return s
		}
		if len(parts) == 2 {
			return l.say("date.month", "Month", l.month(time.Month(month)), "Year", parts[0])
		}
		day, err := strconv.Atoi(parts[2])
		if err != nil {
			return s
		}
		return l.say("date.day", "Day", day, "Month", l.month(time.Month(month)), "Year", parts[0])
	})
}

// remember returns what was said of a date before: a site has few of them.
func remember[K comparable](l *language, said map[K]string, date K, say func() string) string {
	l.mu.Lock()
	text, ok := said[date]
	l.mu.Unlock()
	if !ok {
		text = say()
		l.mu.Lock()
		said[date] = text
		l.mu.Unlock()
	}
	return text
}

func (l *language) month(m time.Month) string {
	return l.say("hours.month." + strings.ToLower(m.String()[:3]))
}

// and joins words as a list: "a, b och c".
func (l *language) and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return l.say("list.and", "First", strings.Join(words[:last], l.say("list.comma")), "Last", words[last])
}
