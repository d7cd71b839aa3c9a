package i18n

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// categories are x/text's names of CLDR's plural categories.
var categories = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// Categories returns the plural categories that whole numbers fall in. x/text has
// the rules but does not list what they lead to, so numbers are tried: the
// rules for whole numbers look at the last two digits, and some at whether it
// is a round million.
func Categories(tag string) []string {
	t, err := language.Parse(tag)
	if err != nil {
		return nil
	}
	found := map[string]bool{}
	try := func(n int) { found[categories[plural.Cardinal.MatchPlural(t, n, 0, 0, 0, 0)]] = true }
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
