package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vart"
	"vart/internal/hours"
	"vart/internal/i18n"
)

func hoursCommand(o *options) *cobra.Command {
	var at []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "hours RULE",
		Short: o.say("säg vad en regel för öppettider betyder", "say what a rule of opening hours means"),
		Long: o.say("Säg vad en regel för öppettider betyder, om det är öppet vid vissa tider och när det ändras.\nReglerna skrivs som i OpenStreetMap: \"Mo-Fr 09:00-16:00; PH off\".",
			"Say what a rule of opening hours means, whether it is open at certain times and when that changes.\nRules are written as in OpenStreetMap: \"Mo-Fr 09:00-16:00; PH off\"."),
		Example: `  vart hours "Mo-Fr 16:30-02:00, Sa,Su,PH 14:00-02:00" --at "2026-12-24 22:10" --at 2026-12-25`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{errors.New(o.say("skriv en regel inom citattecken: vart hours \"Mo-Fr 09:00-16:00\"", "write one rule in quotes: vart hours \"Mo-Fr 09:00-16:00\""))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var times []time.Time
			for _, text := range at {
				t, err := o.moment(text)
				if err != nil {
					return err
				}
				times = append(times, t)
			}
			if len(times) == 0 {
				now, err := o.now()
				if err != nil {
					return err
				}
				zone, err := time.LoadLocation(zoneName)
				if err != nil {
					return err
				}
				times = append(times, now.In(zone))
			}
			h, err := o.rule(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				enc := json.NewEncoder(o.out)
				enc.SetIndent("", "  ")
				return enc.Encode(h.At(times...))
			}
			words, err := o.lexicon()
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(o.out, h.Explain(words, times...))
			return err
		},
	}
	// The moment is a flag of every command; here it may stand several times.
	cmd.Flags().StringArrayVar(&at, "at", nil, o.say("en tid att svara för (flera går bra)", "a time to answer for (may be repeated)"))
	cmd.Flags().BoolVar(&asJSON, "json", false, o.say("skriv JSON", "print JSON"))
	return cmd
}

// rule parses a rule; what is wrong with it is shown under the rule itself.
func (o *options) rule(text string) (*hours.Hours, error) {
	h, err := hours.Parse(text)
	if e, ok := errors.AsType[*hours.ParseError](err); ok {
		o.point(text, e.Issue)
		return nil, errFindings
	}
	for _, w := range h.Warnings() {
		o.point(text, w)
	}
	return h, nil
}

func (o *options) point(text string, issue hours.Issue) {
	lang := o.language()
	fmt.Fprintf(o.err, "%s\n  %s\n  %s%s\n", issue.Text(lang), text, strings.Repeat(" ", len([]rune(text[:issue.Offset]))), strings.Repeat("^", max(1, issue.Len)))
	if hint := issue.Hint(lang); hint != "" {
		fmt.Fprintf(o.err, "  %s: %s\n", o.say("gör så här", "hint"), hint)
	}
}

// lexicon are the words for hours in the language of messages.
func (o *options) lexicon() (hours.Lexicon, error) {
	translations, err := fs.Sub(vart.Builtin, "translations")
	if err != nil {
		return nil, err
	}
	catalog, _, err := i18n.Load(i18n.Layer{FS: translations, Name: "translations"})
	if err != nil {
		return nil, err
	}
	return catalog.For([]string{o.language(), "sv"}), nil
}
