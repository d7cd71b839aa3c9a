package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"vart/internal/diag"
	"vart/internal/scenario"
)

func scenariosCommand(o *options) *cobra.Command {
	var verbose bool
	cmd := &cobra.Command{
		Use:   "test [FLOW]",
		Short: o.say("gå igenom frågorna som personerna i scenarios.yaml", "go through the questions as the people in scenarios.yaml"),
		Args:  oneFlow(o),
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := o.flows(cmd.Context(), diag.Scenario, diag.Reach)
			if err != nil {
				return err
			}
			flows := in.Site.Flows
			if len(args) > 0 {
				f, err := o.choose(in.Site, args)
				if err != nil {
					return err
				}
				flows = flows[:0:0]
				flows = append(flows, f)
			}
			began, all, failed := time.Now(), 0, 0
			for _, f := range flows {
				results := scenario.Run(in.Site, f)
				for _, r := range results {
					if err := diag.PrintAll(o.err, r.Found, o.language()); err != nil {
						return err
					}
					if len(r.Found) > 0 || verbose {
						words := in.review(o.language())
						if err := words.Scenario(o.out, r); err != nil {
							return err
						}
					}
				}
				all, failed = all+len(f.Scenarios), failed+scenario.Failed(results)
			}
			took := time.Since(began).Round(time.Millisecond)
			switch {
			case all == 0:
				fmt.Fprintln(o.out, o.say("inga scenarier; skriv dem i content/flows/<id>/scenarios.yaml (docs/scenarios.md säger hur)", "no scenarios; write them in content/flows/<id>/scenarios.yaml (docs/scenarios.md says how)"))
			case failed == 0:
				fmt.Fprintf(o.out, o.say("%d scenarier stämmer (%s)\n", "%d scenarios hold (%s)\n"), all, took)
			default:
				fmt.Fprintf(o.out, o.say("%d av %d scenarier stämmer inte (%s)\n", "%d of %d scenarios do not hold (%s)\n"), failed, all, took)
			}
			if failed > 0 || in.broken {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, o.say("visa vägen också för dem som stämmer", "show the way also of those that hold"))
	return cmd
}
