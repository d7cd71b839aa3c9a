package hours

import (
	"slices"
	"testing"
	"time"
)

func TestEaster(t *testing.T) {
	// The earliest and the latest possible, the leap day's neighbours, and the
	// years that the corpus is about.
	for _, want := range []string{"1818-03-22", "2008-03-23", "2024-03-31", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2285-03-22"} {
		day, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := easterSunday(day.Year()); !got.Equal(day) {
			t.Errorf("Easter Sunday is %s, want %s", got.Format(time.DateOnly), want)
		}
	}
}

func TestHolidays(t *testing.T) {
	want := []string{
		"01-01 nyarsdagen", "01-06 trettondedag-jul", "03-26 langfredagen", "03-28 paskdagen", "03-29 annandag-pask", "05-01 forsta-maj",
		"05-06 kristi-himmelsfardsdag", "05-16 pingstdagen", "06-06 nationaldagen", "06-26 midsommardagen", "11-06 alla-helgons-dag",
		"12-25 juldagen", "12-26 annandag-jul",
	}
	if got := names(Holidays(2027)); !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
	for year := 1990; year < 2200; year++ {
		days := Holidays(year)
		if len(days) != 13 || !slices.IsSortedFunc(days, func(a, b Feast) int { return a.Date.Compare(b.Date) }) {
			t.Errorf("%d: %v", year, days)
		}
	}
}

func TestEves(t *testing.T) {
	for year, want := range map[int][]string{
		2027: {
			"01-05 trettondagsafton", "03-25 skartorsdagen", "03-27 paskafton", "04-30 valborgsmassoafton", "05-05 dagen-fore-kristi-himmelsfardsdag",
			"05-15 pingstafton", "06-05 dagen-fore-nationaldagen", "06-25 midsommarafton", "11-05 dagen-fore-alla-helgons-dag", "12-24 julafton", "12-31 nyarsafton",
		},
		2022: { // pingstdagen on 5 June
			"01-05 trettondagsafton", "04-14 skartorsdagen", "04-16 paskafton", "04-30 valborgsmassoafton", "05-25 dagen-fore-kristi-himmelsfardsdag",
			"06-04 pingstafton", "06-24 midsommarafton", "11-04 dagen-fore-alla-helgons-dag", "12-24 julafton", "12-31 nyarsafton",
		},
		2008: { // Kristi himmelsfärdsdag and första maj on the same day
			"01-05 trettondagsafton", "03-20 skartorsdagen", "03-22 paskafton", "04-30 valborgsmassoafton",
			"05-10 pingstafton", "06-05 dagen-fore-nationaldagen", "06-20 midsommarafton", "10-31 dagen-fore-alla-helgons-dag", "12-24 julafton", "12-31 nyarsafton",
		},
	} {
		if got := names(Eves(year)); !slices.Equal(got, want) {
			t.Errorf("%d: got\n%q, want\n%q", year, got, want)
		}
	}
	var free []string
	for _, e := range Eves(2027) {
		if e.Free {
			free = append(free, e.Name)
		}
	}
	if want := []string{"paskafton", "pingstafton", "midsommarafton", "julafton", "nyarsafton"}; !slices.Equal(free, want) {
		t.Errorf("days off are %q, want %q", free, want)
	}
}

func names(days []Feast) []string {
	var all []string
	for _, d := range days {
		all = append(all, d.Date.Format("01-02 ")+d.Name)
	}
	return all
}
