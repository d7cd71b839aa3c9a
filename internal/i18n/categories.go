package i18n

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Categories returns the plural categories that whole numbers fall in, in
// CLDR's order: [one other] for Swedish. The rules of x/text do not list what
// they lead to, so numbers are tried: they look at the last two digits, and
// some at whether it is a round million.
func Categories(tag string) []string {
	t, err := language.Parse(tag)
	if err != nil {
		return []string{"other"}
	}
	names := []string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	found := map[string]bool{}
	try := func(n int) { found[names[plural.Cardinal.MatchPlural(t, n, 0, 0, 0, 0)]] = true }
	for n := range 201 {
		try(n)
	}
	try(1_000_000)
	var out []string
	for _, form := range forms {
		if found[form] {
			out = append(out, form)
		}
	}
	return out
}
