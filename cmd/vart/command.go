package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vart"
	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/textfile"
)

// Exit statuses: what scripts rely on.
const (
	statusFine     = 0
	statusFindings = 1
	statusUsage    = 2
	statusFailed   = 3
)

// errFindings ends a command whose findings were printed already.
var errFindings = errors.New("findings")

// usageError is a wrong use of the command line.
type usageError struct{ error }

// options are the flags that all commands take, and where they speak to.
type options struct {
	site, at, messages string
	out, err           io.Writer
}

// run runs a command and returns its exit status.
func run(args []string, _ io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o := &options{out: stdout, err: stderr, messages: messagesOf(args)}
	root := command(o)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errFindings):
		return statusFindings
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "vart: %v\n", err)
		return statusUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, o.say("vart: avbrutet; det som är publicerat är orört", "vart: interrupted; what is published is untouched"))
		return statusFailed
	}
	fmt.Fprintf(stderr, "vart: %v\n", err)
	return statusFailed
}

func command(o *options) *cobra.Command {
	root := &cobra.Command{
		Use:           "vart",
		Short:         o.say("bygg och visa hjälpsajter", "build and show help sites"),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return o.unknown(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(o.flagError)
	flags := root.PersistentFlags()
	flags.StringVar(&o.site, "site", "", o.say("sajtens mapp (annars den med vart.yaml, här eller ovanför)", "the site's folder (default: the one with vart.yaml, here or above)"))
	flags.StringVar(&o.at, "at", "", o.say("räkna som om klockan var: 2026-12-24 22:10", "count as if the time were: 2026-12-24 22:10"))
	flags.StringVar(&o.messages, "messages", o.messages, o.say("språk för meddelanden: sv eller en", "language of messages: sv or en"))
	_ = root.RegisterFlagCompletionFunc("messages", cobra.FixedCompletions([]string{"sv", "en"}, cobra.ShellCompDirectiveNoFileComp))
	root.SetHelpCommand(helpCommand(o))
	root.AddCommand(buildCommand(o), checkCommand(o), flowCommand(o), reviewCommand(o), translateCommand(o), serveCommand(o), hoursCommand(o), newCommand(o), hostingCommand(o), verifyCommand(o), versionCommand(o))
	return root
}

// helpCommand shows how a command is used; one that does not exist is wrong
// usage here as everywhere.
func helpCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: o.say("visa hur ett kommando används", "show how a command is used"),
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return o.unknown(cmd.Root(), args[0])
			}
			return found.Help()
		},
	}
}

// messagesOf is the language that the arguments ask for. The texts of the
// commands are needed before the arguments are read in earnest.
func messagesOf(args []string) string {
	for i, arg := range args {
		if lang, ok := strings.CutPrefix(arg, "--messages="); ok {
			return lang
		}
		if arg == "--messages" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}

// unknown is a command that does not exist, with the nearest that does.
func (o *options) unknown(root *cobra.Command, name string) error {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	hint := diag.Meant(name, names, diag.T("vart help visar alla", "vart help lists them all"))
	return usageError{fmt.Errorf(o.say("okänt kommando %q; %s", "unknown command %q; %s"), name, hint.In(o.language()))}
}

// flagError says what is wrong with a flag; for one that does not exist, which
// is nearest.
func (o *options) flagError(cmd *cobra.Command, err error) error {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return usageError{err}
	}
	var names []string
	add := func(f *pflag.Flag) { names = append(names, f.Name) }
	cmd.LocalFlags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	hint := diag.T("%s --help visar alla", "%s --help lists them all", cmd.CommandPath())
	if near := diag.Closest(name, names); near != "" {
		hint = diag.T("menade du --%s?", "did you mean --%s?", near)
	}
	return usageError{fmt.Errorf(o.say("okänd flagga --%s; %s", "unknown flag --%s; %s"), name, hint.In(o.language()))}
}

// language is that of vart's own messages.
func (o *options) language() string {
	if o.messages == "sv" || o.messages == "en" {
		return o.messages
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if strings.HasPrefix(v, "sv") {
				return "sv"
			}
			return "en"
		}
	}
	return "en"
}

func (o *options) say(sv, en string) string { return diag.Text{SV: sv, EN: en}.In(o.language()) }

// folder is the site's folder: the one named, or the nearest with vart.yaml.
func (o *options) folder() (string, error) {
	if o.site != "" {
		if _, err := os.Stat(filepath.Join(o.site, load.ConfigName)); err != nil {
			return "", o.noSite(o.site)
		}
		return o.site, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, load.ConfigName)); err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", o.noSite(dir)
		}
	}
}

func (o *options) noSite(dir string) error {
	return fmt.Errorf(o.say("ingen sajt i %s: filen vart.yaml saknas; gå till sajtens mapp, eller ange den med --site",
		"no site in %s: the file vart.yaml is missing; go to the site's folder, or name it with --site"), dir)
}

// input opens the site's folder. What is read stays below it, whatever
// symbolic links say.
func (o *options) input() (build.Input, error) {
	if o.messages != "" && o.messages != "sv" && o.messages != "en" {
		return build.Input{}, usageError{fmt.Errorf(o.say("--messages är sv eller en, inte %q", "--messages is sv or en, not %q"), o.messages)}
	}
	dir, err := o.folder()
	if err != nil {
		return build.Input{}, err
	}
	now, err := o.now()
	if err != nil {
		return build.Input{}, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return build.Input{}, err
	}
	return build.Input{Site: textfile.Hold(root), Builtin: vart.Builtin, Now: now, Folder: dir}, nil
}

// report prints findings for people and a line that counts them. Without all,
// warnings that say the same are gathered.
func (o *options) report(found diag.List, all bool) error {
	print := diag.Formats[0].Print
	if all {
		print = diag.PrintAll
	}
	if err := print(o.err, found, o.language()); err != nil {
		return err
	}
	if len(found) > 0 {
		errs, warns := found.Count()
		warnings := o.say("varningar", "warnings")
		if warns == 1 {
			warnings = o.say("varning", "warning")
		}
		faults := o.say("fel", "errors")
		if errs == 1 {
			faults = o.say("fel", "error")
		}
		fmt.Fprintf(o.err, "%d %s, %d %s\n", errs, faults, warns, warnings)
	}
	return nil
}
