package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"vart/internal/diag"
	"vart/internal/review"
)

func reachCommand(o *options) *cobra.Command {
	var areas bool
	var format, to string
	cmd := &cobra.Command{
		Use:   "reach",
		Short: o.say("bevisa att någon alltid svarar, eller visa när ingen gör det", "prove that somebody always answers, or show when nobody does"),
		Args:  noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			allowed := []string{"text", "json"}
			if areas {
				allowed = []string{"text", "html"}
			}
			if err := o.pick("format", format, allowed...); err != nil {
				return err
			}
			in, err := o.flows(cmd.Context(), diag.Reach)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			failed := in.broken
			switch {
			case areas && format == "html":
				err = review.Cover(in.review(o.language())).HTML(&b)
			case areas:
				err = review.Cover(in.review(o.language())).Text(&b)
			default:
				proof := review.Prove(in.review(o.language()))
				failed = failed || proof.Failed()
				if format == "json" {
					err = proof.JSON(&b)
				} else {
					err = proof.Text(&b)
				}
			}
			if err == nil {
				err = o.write(to, b.Bytes())
			}
			if err == nil && failed {
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&areas, "areas", false, o.say("visa i stället vem som fyller varje roll i varje område", "show instead who fills each role in each area"))
	cmd.Flags().StringVar(&format, "format", "text", o.say("text eller json; med --areas text eller html", "text or json; with --areas text or html"))
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "html"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}
