package hours

import (
	"fmt"
	"strings"
)

// Issue is something an author should know about a rule: where it stands, and
// what to type instead.
type Issue struct {
	// Offset and Len are bytes in the text that was parsed. Len is 0 where
	// something is missing at the end.
	Offset, Len int
	// Code names the kind of issue for machines.
	Code string
	// Got is what was written, Fix what to write instead if that is known,
	// and Lost the times at stake, "00:00-02:00".
	Got, Fix, Lost string
}

// ParseError says why a text is outside the subset.
type ParseError struct{ Issue }

// Error is the message in English with its column.
func (e *ParseError) Error() string {
	return fmt.Sprintf("column %d: %s", e.Offset+1, e.Text("en"))
}

// Text is the message in Swedish ("sv") or else in English.
func (e Issue) Text(lang string) string { return e.fill(e.texts(lang).text) }

// Hint says what to type, in Swedish ("sv") or else in English.
func (e Issue) Hint(lang string) string { return e.fill(e.texts(lang).hint) }

func (e Issue) texts(lang string) message {
	if lang == "sv" {
		return messages[e.Code].sv
	}
	return messages[e.Code].en
}

func (e Issue) fill(text string) string {
	return strings.NewReplacer("{got}", e.Got, "{fix}", e.Fix, "{lost}", e.Lost).Replace(text)
}

type message struct{ text, hint string }

// messages holds what is said of each code. Quotation marks are those of each
// language; what to type stands in backticks, so that it can be copied.
var messages = map[string]struct{ sv, en message }{
	"empty": {
		message{"inga öppettider", "skriv till exempel `Mo-Fr 09:00-16:00; PH off`, eller ta bort raden om tiderna är okända"},
		message{"no opening hours", "write for example `Mo-Fr 09:00-16:00; PH off`, or remove the line if the hours are unknown"},
	},
	"too-long": {
		message{"regeln är för lång", "skriv högst 1000 tecken"},
		message{"the rule is too long", "write at most 1000 characters"},
	},
	"empty-rule": {
		message{"här saknas en regel", "skriv regeln eller ta bort tecknet före"},
		message{"a rule is missing here", "write the rule or remove the sign before it"},
	},
	"word": {
		message{"”{got}” betyder inget i öppettider", "dagar skrivs Mo Tu We Th Fr Sa Su och PH (helgdagar), månader Jan till Dec, stängt off"},
		message{"“{got}” means nothing in opening hours", "days are Mo Tu We Th Fr Sa Su and PH (public holidays), months Jan to Dec, closed is off"},
	},
	"spelling": {
		message{"”{got}” skrivs på ett annat sätt i öppettider", "skriv `{fix}`"},
		message{"“{got}” is written in another way in opening hours", "write `{fix}`"},
	},
	"unsupported": {
		message{"”{got}” hör till den del av opening_hours som vart inte använder", "skriv dagar, datum och klockslag, till exempel `Mo-Fr 09:00-16:00`"},
		message{"“{got}” belongs to the part of opening_hours that vart does not use", "write days, dates and times, for example `Mo-Fr 09:00-16:00`"},
	},
	"unexpected": {
		message{"”{got}” kan inte stå här", "en regel är datum, dagar, klockslag i den ordningen: `Jun-Aug Mo-Fr 10:00-14:00`"},
		message{"“{got}” cannot stand here", "a rule is dates, days, times in that order: `Jun-Aug Mo-Fr 10:00-14:00`"},
	},
	"want-day": {
		message{"här ska det stå en veckodag", "skriv Mo, Tu, We, Th, Fr, Sa, Su eller PH"},
		message{"a weekday belongs here", "write Mo, Tu, We, Th, Fr, Sa, Su or PH"},
	},
	"want-month": {
		message{"här ska det stå en månad", "skriv till exempel `Jun-Aug` eller `Dec 24`"},
		message{"a month belongs here", "write for example `Jun-Aug` or `Dec 24`"},
	},
	"want-date": {
		message{"här ska det stå en dag i månaden", "skriv båda ändarna som datum, till exempel `Dec 24-26` eller `Dec 24-Jan 02`"},
		message{"a day of the month belongs here", "write both ends as dates, for example `Dec 24-26` or `Dec 24-Jan 02`"},
	},
	"want-time": {
		message{"här ska det stå ett klockslag", "skriv från och till, till exempel `09:00-16:00`"},
		message{"a time belongs here", "write from and to, for example `09:00-16:00`"},
	},
	"time-format": {
		message{"”{got}” är inte ett klockslag med fyra siffror", "skriv `{fix}`"},
		message{"“{got}” is not a time of four digits", "write `{fix}`"},
	},
	"time-value": {
		message{"klockslaget {got} finns inte", "timmar är 00 till 24, minuter 00 till 59"},
		message{"there is no such time as {got}", "hours are 00 to 24, minutes 00 to 59"},
	},
	"after-midnight": {
		message{"{got} är efter midnatt", "skriv `{fix}`; det räknas till natten efter"},
		message{"{got} is past midnight", "write `{fix}`; it belongs to the night that follows"},
	},
	"starts-at-24": {
		message{"ett pass kan inte börja 24:00", "skriv `00:00` på nästa dag"},
		message{"a span cannot begin at 24:00", "write `00:00` on the next day"},
	},
	"same-time": {
		message{"{got} börjar och slutar samtidigt", "skriv `00:00-24:00` för hela dygnet"},
		message{"{got} begins and ends at the same time", "write `00:00-24:00` for the whole day"},
	},
	"open-end": {
		message{"tiden har inget slut", "skriv när det stänger: ”öppet till okänd tid” kan ingen lita på"},
		message{"the time has no end", "write when it closes: nobody can rely on “open until some time”"},
	},
	"no-times": {
		message{"klockslag saknas efter {got}", "skriv till exempel `{got} 09:00-16:00`, `{got} 00:00-24:00` för hela dygnet, eller `{got} off` för stängt"},
		message{"times are missing after {got}", "write for example `{got} 09:00-16:00`, `{got} 00:00-24:00` for the whole day, or `{got} off` for closed"},
	},
	"no-days": {
		message{"det står inte vilka dagar den här regeln gäller", "skriv dagarna först; `{fix}` om den gäller alla"},
		message{"it is not said which days this rule is about", "write the days first; `{fix}` if it is about all of them"},
	},
	"comma-days": {
		message{"dagar i en lista skiljs åt med komma", "skriv `{fix}`"},
		message{"days in a list are separated by commas", "write `{fix}`"},
	},
	"no-such-date": {
		message{"datumet {got} finns inte", "rätta dagen"},
		message{"there is no such date as {got}", "correct the day"},
	},
	"leap-day": {
		message{"Feb 29 finns bara vissa år", "skriv året också, till exempel `2028 Feb 29`"},
		message{"Feb 29 is only in some years", "write the year too, for example `2028 Feb 29`"},
	},
	"february-end": {
		message{"{got} läses fel av andra program som använder öppettider", "skriv månaden i båda ändar: `{fix}`"},
		message{"{got} is misread by other programs that use opening hours", "write the month at both ends: `{fix}`"},
	},
	"backwards": {
		message{"{got} slutar innan det börjar", "byt plats på datumen"},
		message{"{got} ends before it begins", "swap the dates"},
	},
	"whole-year": {
		message{"{got} är hela året", "ta bort datumen"},
		message{"{got} is the whole year", "remove the dates"},
	},
	"year-value": {
		message{"året {got} är för långt bort", "skriv ett år från 2000 till 2099"},
		message{"the year {got} is too far away", "write a year from 2000 to 2099"},
	},
	"year-both": {
		message{"året står bara i ena änden av {got}", "skriv året i båda ändar, till exempel `2027 Dec 24-2028 Jan 02`, eller inget år"},
		message{"the year is only at one end of {got}", "write it at both ends, for example `2027 Dec 24-2028 Jan 02`, or no year"},
	},
	"year-list": {
		message{"i en lista av datum med år behövs året på varje datum", "skriv `2027 Dec 24,2027 Dec 31`, eller en regel för varje"},
		message{"in a list of dates with years each date needs its year", "write `2027 Dec 24,2027 Dec 31`, or a rule for each"},
	},
	"mixed-list": {
		message{"månader och datum kan inte stå i samma lista", "skriv en regel för månaderna och en för datumen"},
		message{"months and dates cannot stand in one list", "write one rule for the months and one for the dates"},
	},
	"separator": {
		message{"en ny regel börjar vid ”{got}” utan skiljetecken", "skriv `; {got}` om den ersätter dagarna, `, {got}` om den lägger till tider"},
		message{"a new rule begins at “{got}” with nothing before it", "write `; {got}` if it replaces the days, `, {got}` if it adds hours"},
	},
	"year-months": {
		message{"{got} går över nyår", "skriv datum med år i båda ändar, till exempel `2027 Nov 01-2028 Jan 31`"},
		message{"{got} runs over New Year", "write dates with the year at both ends, for example `2027 Nov 01-2028 Jan 31`"},
	},
	"year-month-days": {
		message{"efter år och månad måste dagarna stå", "skriv `{fix}`"},
		message{"after a year and a month the days must be written", "write `{fix}`"},
	},
	"adds-off": {
		message{"en regel efter komma lägger till tider och kan inte stänga", "skriv `; {fix}`"},
		message{"a rule after a comma adds hours and cannot close", "write `; {fix}`"},
	},
	"always-first": {
		message{"24/7 står ensamt och först", "skriv `24/7` och undantagen efter semikolon: `24/7; Dec 24 off`"},
		message{"24/7 stands alone and first", "write `24/7` and the exceptions after a semicolon: `24/7; Dec 24 off`"},
	},
	"spill-cut": {
		message{"”{got}” ersätter hela dygn: passet från kvällen före bryts vid midnatt, och {lost} visas som stängt", "skriv `{fix}`"},
		message{"“{got}” replaces whole days: the span from the evening before is cut at midnight, and {lost} is shown as closed", "write `{fix}`"},
	},
	"spill-left": {
		message{"”{got}” ersätter kvällen men inte natten efter: {lost} nästa dag visas fortfarande som öppet", "skriv `{fix}`"},
		message{"“{got}” replaces the evening but not the night after: {lost} on the next day is still shown as open", "write `{fix}`"},
	},
	"overlap": {
		message{"två pass i ”{got}” går in i varandra", "slå ihop dem, eller rätta klockslagen; {lost} står två gånger"},
		message{"two spans in “{got}” overlap", "merge them, or correct the times; {lost} stands twice"},
	},
}
