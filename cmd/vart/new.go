package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/scaffold"
)

func newCommand(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: o.say("skapa en sajt, eller en sida, tjänst, område, flöde eller språk i en", "make a site, or a page, service, area, flow or language in one"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var kinds []string
			for _, c := range cmd.Commands() {
				kinds = append(kinds, c.Name())
			}
			hint := diag.Meant(args[0], kinds, diag.T("det finns: %s", "there is: %s", strings.Join(kinds, ", ")))
			return usageError{fmt.Errorf(o.say("vart new %q finns inte; %s", "vart new %q does not exist; %s"), args[0], hint.In(o.language()))}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSite(o), newPage(o), newService(o), newArea(o), newFlow(o), newLanguage(o))
	return cmd
}

func newSite(o *options) *cobra.Command {
	lang := "sv"
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: o.say("en liten hel sajt för en påhittad kommun", "a small whole site for a made-up municipality"),
		Args:  oneArg(o, "vart new site DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			plan, err := scaffold.Site(args[0], lang)
			if err != nil {
				return o.refused(err)
			}
			if err := emptyFolder(o, args[0]); err != nil {
				return err
			}
			return o.make(args[0], plan)
		},
	}
	cmd.Flags().StringVar(&lang, "language", lang, o.say("språket den skrivs på: ", "the language it is written in: ")+strings.Join(scaffold.SiteLanguages, ", "))
	_ = cmd.RegisterFlagCompletionFunc("language", cobra.FixedCompletions(scaffold.SiteLanguages, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// emptyFolder makes the folder, and refuses one that holds anything but a
// repository's own folder.
func emptyFolder(o *options, dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(dir, 0o777)
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return usageError{fmt.Errorf(o.say("%s är inte tom (%s); välj en mapp som inte finns", "%s is not empty (%s); choose a folder that does not exist"), dir, e.Name())}
		}
	}
	return nil
}

func newPage(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "page PATH",
		Short:   o.say("en sida: content/PATH på källspråket", "a page: content/PATH in the source language"),
		Example: "  vart new page hjalp/spel",
		Args:    oneArg(o, "vart new page hjalp/spel"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.part(cmd, func(p *scaffold.Part, _ build.Input) (*scaffold.Plan, error) { return p.Page(args[0]) })
		},
	}
}

func newService(o *options) *cobra.Command {
	var area, via string
	cmd := &cobra.Command{
		Use:     "service ID",
		Short:   o.say("en tjänst, som utkast: facts.yaml och dess ord på varje språk", "a service, as a draft: facts.yaml and its words in every language"),
		Example: "  vart new service grannby-familjeradgivning --area grannby",
		Args:    oneArg(o, "vart new service grannby-familjeradgivning --area grannby"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.part(cmd, func(p *scaffold.Part, _ build.Input) (*scaffold.Plan, error) {
				return p.Service(args[0], area, via)
			})
		},
	}
	cmd.Flags().StringVar(&area, "area", "", o.say("området den är till för (annars national)", "the area it is for (default: national)"))
	cmd.Flags().StringVar(&via, "via", "", o.say("tjänsten man ringer för att nå den", "the service one calls to reach it"))
	return cmd
}

func newArea(o *options) *cobra.Command {
	var parent, kind string
	cmd := &cobra.Command{
		Use:     "area ID",
		Short:   o.say("ett område: facts.yaml och dess ord på varje språk", "an area: facts.yaml and its words in every language"),
		Example: "  vart new area grannby --parent national",
		Args:    oneArg(o, "vart new area grannby --parent national"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if parent == "" {
				return usageError{errors.New(o.say("vilket område ligger ovanför? skriv --parent national, eller dess id", "which area lies above? write --parent national, or its id"))}
			}
			return o.part(cmd, func(p *scaffold.Part, _ build.Input) (*scaffold.Plan, error) {
				return p.Area(args[0], parent, kind)
			})
		},
	}
	cmd.Flags().StringVar(&parent, "parent", "", o.say("området ovanför", "the area above"))
	cmd.Flags().StringVar(&kind, "kind", "", "county, municipality, district")
	return cmd
}

func newFlow(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "flow ID",
		Short:   o.say("ett flöde med tre frågor att börja från", "a flow of three questions to begin from"),
		Example: "  vart new flow vittne",
		Args:    oneArg(o, "vart new flow vittne"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.part(cmd, func(p *scaffold.Part, _ build.Input) (*scaffold.Plan, error) { return p.Flow(args[0]) })
		},
	}
}

func newLanguage(o *options) *cobra.Command {
	return &cobra.Command{
		Use:     "language TAG",
		Short:   o.say("ett språk: i vart.yaml, och gränssnittets ord att översätta", "a language: in vart.yaml, and the words of the interface to translate"),
		Example: "  vart new language ar",
		Args:    oneArg(o, "vart new language ar"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.part(cmd, func(p *scaffold.Part, in build.Input) (*scaffold.Plan, error) {
				own, err := fs.Sub(in.Site, "translations")
				if err != nil {
					return nil, err
				}
				builtin, err := fs.Sub(in.Builtin, "translations")
				if err != nil {
					return nil, err
				}
				return p.Language(args[0], own, builtin)
			})
		},
	}
}

func oneArg(o *options, example string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{fmt.Errorf(o.say("ett argument väntades, inte %d; skriv till exempel: %s", "one argument was expected, not %d; write for example: %s"), len(args), example)}
		}
		return nil
	}
}

// part makes a part of the site in the folder.
func (o *options) part(cmd *cobra.Command, plan func(*scaffold.Part, build.Input) (*scaffold.Plan, error)) error {
	in, err := o.input()
	if err != nil {
		return err
	}
	s, found, err := load.Site(cmd.Context(), in.Site, func(string) []string { return nil })
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.Severity == diag.Error && f.Pos.Name() == load.ConfigName {
			return fmt.Errorf(o.say("vart.yaml har fel, och då går det inte att veta vad som ska skapas; vart check visar dem (först: %s)", "vart.yaml has errors, so there is no knowing what to make; vart check shows them (first: %s)"), f.Message.In(o.language()))
		}
	}
	p, err := plan(&scaffold.Part{Site: s, Author: o.language(), Now: in.Now}, in)
	if err != nil {
		return o.refused(err)
	}
	return o.make(in.Folder, p)
}

// make writes a plan to a folder, and says what was made and what is left.
func (o *options) make(dir string, p *scaffold.Plan) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	err = errors.Join(o.refused(p.Write(root)), root.Close())
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range p.Files {
		fmt.Fprintf(&b, o.say("skapade %s\n", "made %s\n"), f.Name)
	}
	if p.Config != nil {
		fmt.Fprintf(&b, o.say("ändrade %s\n", "changed %s\n"), load.ConfigName)
	}
	b.WriteString(o.say("\nNästa steg:\n", "\nNext:\n"))
	for i, next := range p.Next {
		fmt.Fprintf(&b, "%d. %s\n", i+1, next.In(o.language()))
	}
	_, err = io.WriteString(o.out, b.String())
	return err
}

// refused is a wrong use of the command line where scaffold refused it, said
// in the author's language.
func (o *options) refused(err error) error {
	if r, ok := errors.AsType[*scaffold.Refused](err); ok {
		return usageError{errors.New(r.Why.In(o.language()))}
	}
	return err
}
