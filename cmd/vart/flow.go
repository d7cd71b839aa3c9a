package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/review"
	"vart/internal/site"
)

func flowCommand(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "flow",
		Short: o.say("pröva, rita och skriv ut frågorna", "try, draw and print the questions"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return o.unknown(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(reachCommand(o), scenariosCommand(o), chartCommand(o), pathsCommand(o))
	return cmd
}

// flows is a site whose flows a command looks at.
type flows struct {
	*build.Loaded
	now time.Time
	// broken says that the site has errors, which were printed: what is said of
	// its flows is then said of a site that is not whole.
	broken bool
}

// flows reads the site. Errors are printed, less those the command itself is
// about to explain.
func (o *options) flows(ctx context.Context, own ...*diag.Check) (*flows, error) {
	in, err := o.input()
	if err != nil {
		return nil, err
	}
	loaded, found, err := build.Whole(ctx, in)
	if err != nil {
		return nil, err
	}
	var errs diag.List
	for _, f := range found {
		if f.Severity == diag.Error && !slices.Contains(own, f.Check) {
			errs = append(errs, f)
		}
	}
	if err := o.report(errs, true); err != nil {
		return nil, err
	}
	if loaded == nil {
		return nil, errFindings
	}
	return &flows{loaded, in.Now.In(loaded.Site.Config.Timezone), len(errs) > 0}, nil
}

// review is what documents for reviewers who read lang are made from.
func (f *flows) review(lang string) review.Input {
	return review.Input{Site: f.Site, Catalog: f.Catalog, At: f.now, Lang: lang}
}

// choose returns the flow that is named, or the only one.
func (o *options) choose(s *site.Site, args []string) (*site.Flow, error) {
	var ids []string
	for _, f := range s.Flows {
		ids = append(ids, f.ID)
	}
	switch {
	case len(args) == 1 && s.Flow(args[0]) != nil:
		return s.Flow(args[0]), nil
	case len(args) == 1:
		return nil, o.noSuch(o.say("flödet", "flow"), args[0], ids)
	case len(s.Flows) == 1:
		return s.Flows[0], nil
	case len(s.Flows) == 0:
		return nil, fmt.Errorf("%s", o.say("sajten har inget flöde; skapa content/flows/<id>/", "the site has no flow; create content/flows/<id>/"))
	}
	return nil, usageError{fmt.Errorf(o.say("sajten har flera flöden; skriv vilket: %s", "the site has several flows; say which: %s"), strings.Join(ids, ", "))}
}

// noSuch is the error of naming what the site does not have.
func (o *options) noSuch(what, name string, known []string) error {
	hint := diag.Meant(name, known, diag.T("det som finns: %s", "those that exist: %s", strings.Join(known, ", ")))
	return usageError{fmt.Errorf(o.say("%s %q finns inte; %s", "the %s %q does not exist; %s"), what, name, hint.In(o.language()))}
}

// oneFlow lets a command be given at most the id of a flow.
func oneFlow(o *options) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return usageError{fmt.Errorf(o.say("vart flow %s tar högst ett flöde, fick %q", "vart flow %s takes at most one flow, got %q"), cmd.Name(), args)}
		}
		return nil
	}
}

// pick reports a value of a flag that is not among those allowed.
func (o *options) pick(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usageError{fmt.Errorf(o.say("--%s är något av %s, inte %q", "--%s is one of %s, not %q"), flag, strings.Join(allowed, ", "), value)}
}

// write hands a document over: to standard output, or whole to a file, so that
// nobody prints half of one.
func (o *options) write(to string, text []byte) error {
	if to == "" {
		_, err := o.out.Write(text)
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+"-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err2 := f.Close(); err == nil {
		err = err2
	}
	if err == nil {
		err = os.Rename(f.Name(), to)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// reviewers is the language that reviewers of a text read what stands round
// it in: the one asked for, or the text's own if vart speaks it.
func (o *options) reviewers(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	if o.messages == "" && (base == "sv" || base == "en") {
		return base
	}
	return o.language()
}
