package browsertest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// locales are whom the browser is asked about a language, where that is not the
// language itself: sites in Sweden write English as in Britain.
var locales = map[string]string{"en": "en-GB", "sv-simple": "sv"}

// ourWay is what stands though the browser says it in another way.
var ourWay = map[string]string{
	"sv a time":        "Språkrådet, Svenska skrivregler: klockslag skrivs med punkt",
	"sv-simple a time": "as sv",
	"ar a list":        "newspapers use the comma; CLDR repeats the and",
	"fa a list":        "CLDR has a comma before the and, and a mark for direction that the page does not need",
}

// spelling evens out what is written in two ways: the joiner that keeps an
// ending apart, and months with two names, نوفمبر and تشرين الثاني.
var spelling = strings.NewReplacer("\u200c", "", "تشرين الثاني/", "")

// TestIntl holds dates, days, months, lists and times in words to those of the
// browser (CLDR through ECMA-402), in every language of the site that it has.
func TestIntl(t *testing.T) {
	b := need(t, bundled)
	p := newTab(t)
	p.Open(ours + b.Plan.PageURL("", "sv"))
	compared := 0
	for _, tag := range b.Site.Config.Tags() {
		locale := cmp.Or(locales[tag], tag)
		if len(Eval[[]string](p, fmt.Sprintf("Intl.DateTimeFormat.supportedLocalesOf(%q)", locale))) == 0 {
			t.Logf("%s: the browser has no words in it", tag)
			continue
		}
		compared++
		words := b.Catalog.For(b.Site.Config.Fallbacks(tag))
		say := func(key string, args ...any) string {
			text, err := words.T(key, args...)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		// date is the browser's word for a part of a date.
		date := func(day time.Time, options string) string {
			return Eval[string](p, fmt.Sprintf("new Intl.DateTimeFormat(%q, {timeZone: 'UTC', %s}).format(new Date(%d))", locale+"-u-ca-gregory-nu-latn", options, day.UnixMilli()))
		}
		hold := func(what, got, want string) {
			got, want = spelling.Replace(got), spelling.Replace(want)
			same := slices.ContainsFunc(strings.Split(got, "/"), func(name string) bool { return strings.EqualFold(name, want) })
			switch why := ourWay[tag+" "+what]; {
			case same && why != "":
				t.Errorf("%s: %s is as the browser has it; the exception is not needed", tag, what)
			case !same && why == "":
				t.Errorf("%s: %s is %q, the browser says %q", tag, what, got, want)
			}
		}
		for m := time.January; m <= time.December; m++ {
			key := strings.ToLower(m.String()[:3])
			hold(key, say("hours.month."+key), date(time.Date(2026, m, 15, 0, 0, 0, 0, time.UTC), "month: 'long'"))
		}
		for d := range 7 {
			day := time.Date(2026, time.November, 16+d, 0, 0, 0, 0, time.UTC)
			key := strings.ToLower(day.Weekday().String()[:2])
			hold(key, say("hours.weekday."+key), date(day, "weekday: 'long'"))
		}
		list := Eval[string](p, fmt.Sprintf("new Intl.ListFormat(%q).format(['a', 'b', 'c'])", locale))
		hold("a list", say("list.and", "First", "a"+say("list.comma")+"b", "Last", "c"), list)
		hold("a date", say("date.day", "Day", 15, "Month", say("hours.month.nov"), "Year", "2026"),
			date(time.Date(2026, time.November, 15, 0, 0, 0, 0, time.UTC), "day: 'numeric', month: 'long', year: 'numeric'"))
		hold("a time", say("hours.time.minutes", "Hour", "16", "HH", "16", "Minutes", "30"),
			date(time.Date(2026, time.November, 15, 16, 30, 0, 0, time.UTC), "hour: 'numeric', minute: '2-digit', hourCycle: 'h23'"))
	}
	if compared < 5 {
		t.Errorf("only %d languages were compared", compared)
	}
}
