package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"vart/internal/review"
	"vart/internal/route"
)

func pathsCommand(o *options) *cobra.Command {
	var lang, area, to string
	cmd := &cobra.Command{
		Use:   "paths [FLOW]",
		Short: o.say("skriv ut alla frågor, slut och vägar att granska och skriva under", "print all questions, outcomes and paths to review and sign"),
		Args:  oneFlow(o),
		RunE: func(cmd *cobra.Command, args []string) error {
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
			areas := route.Areas(in.Site)
			if area != "" {
				if areas, err = o.oneArea(areas, area); err != nil {
					return err
				}
			}
			var b bytes.Buffer
			if err = review.Paths(&b, in.review(o.reviewers(words.Lang)), review.Subject{Flow: f, Words: words, Graph: g, Areas: areas, Plan: in.Plan}); err == nil {
				err = o.write(to, b.Bytes())
			}
			if err == nil && in.broken {
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "language", "", o.say("sajtens språk att skriva ut (annars källspråket)", "the site's language to print (default: the source language)"))
	cmd.Flags().StringVar(&area, "area", "", o.say("bara ett område, eller none (annars alla)", "one area only, or none (default: all)"))
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	return cmd
}

// oneArea is the area with the id; "none" is the reader who would not say,
// the last of all.
func (o *options) oneArea(all []string, id string) ([]string, error) {
	known := append(all[:len(all)-1:len(all)-1], "none")
	for i, a := range known {
		if a == id {
			return all[i : i+1], nil
		}
	}
	return nil, o.noSuch(o.say("området", "area"), id, known)
}
