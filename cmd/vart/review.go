package main

import (
	"bytes"
	"slices"

	"github.com/spf13/cobra"

	"vart/internal/review"
)

func reviewCommand(o *options) *cobra.Command {
	var lang, to string
	cmd := &cobra.Command{
		Use:   "review",
		Short: o.say("skriv ut allt som sajten säger, att granska och skriva under", "print everything the site says, to review and sign"),
		Args:  noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, err := o.flows(cmd.Context())
			if err != nil {
				return err
			}
			if lang == "" {
				lang = in.Site.Config.Source
			}
			if tags := in.Site.Config.Tags(); !slices.Contains(tags, lang) {
				return o.noSuch(o.say("språket", "language"), lang, tags)
			}
			var b bytes.Buffer
			if err = review.Site(&b, in.review(o.reviewers(lang)), in.Plan, lang); err == nil {
				err = o.write(to, b.Bytes())
			}
			if err == nil && in.broken {
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "language", "", o.say("sajtens språk att skriva ut (annars källspråket)", "the site's language to print (default: the source language)"))
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	return cmd
}
