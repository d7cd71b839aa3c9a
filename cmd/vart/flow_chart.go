package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"vart/internal/chart"
	"vart/internal/flow"
	"vart/internal/site"
)

func chartCommand(o *options) *cobra.Command {
	var format, lang, to string
	var names []string
	for _, f := range chart.Formats {
		names = append(names, f.Name)
	}
	cmd := &cobra.Command{
		Use:   "chart [FLOW]",
		Short: o.say("rita frågorna och svaren", "draw the questions and answers"),
		Args:  oneFlow(o),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.pick("format", format, names...); err != nil {
				return err
			}
			in, err := o.flows(cmd.Context())
			if err != nil {
				return err
			}
			f, err := o.choose(in.Site, args)
			if err != nil {
				return err
			}
			words, g, err := o.wordsOf(in.Site, f, lang)
			if err != nil {
				return err
			}
			c := &chart.Chart{Flow: g, Title: words.Title.Value, Lang: words.Lang, Dir: in.Catalog.Direction(words.Lang), Words: chart.English}
			if o.reviewers(words.Lang) == "sv" {
				c.Words = chart.Swedish
			}
			var b bytes.Buffer
			for _, form := range chart.Formats {
				if form.Name == format {
					err = form.Draw(&b, c)
				}
			}
			if err == nil {
				err = o.write(to, b.Bytes())
			}
			if err == nil && in.broken {
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().StringVar(&format, "format", "svg", fmt.Sprintf("%v", names))
	cmd.Flags().StringVar(&lang, "language", "", o.say("sajtens språk att rita på (annars källspråket)", "the site's language to draw in (default: the source language)"))
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// wordsOf returns the flow's words and graph in a language of the site; "" is
// the source language. Reviewers get the language they asked for or an error,
// never another one.
func (o *options) wordsOf(s *site.Site, f *site.Flow, lang string) (*site.Words, *flow.Flow, error) {
	if lang == "" {
		lang = s.Config.Source
	}
	if w := f.Words[lang]; w != nil {
		return w, f.Graphs[lang], nil
	}
	var have []string
	for _, tag := range s.Config.Tags() {
		if f.Words[tag] != nil {
			have = append(have, tag)
		}
	}
	return nil, nil, o.noSuch(o.say("flödet på språket", "flow in the language"), lang, have)
}
