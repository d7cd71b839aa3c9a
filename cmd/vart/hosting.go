package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/hosting"
)

// privacyPage is what `vart hosting` prints besides settings.
const privacyPage = "privacy"

func hostingCommand(o *options) *cobra.Command {
	opt := hosting.Options{}
	var to, out string
	kinds := append(slices.Clone(hosting.Servers), privacyPage)
	cmd := &cobra.Command{
		Use:   "hosting " + strings.Join(kinds, "|"),
		Short: o.say("inställningar för webbservern, och vad ett dataskyddsombud frågar om", "settings for the web server, and what a data protection officer asks"),
		Long: o.say(`Skriver ut hela, kommenterade inställningar för den här sajten: svarshuvuden, inga loggar, felsidor på läsarens språk.
De används som de är. "vart hosting privacy" berättar i ord vad sidorna och servern gör. Läs docs/hosting.md.`,
			`Prints whole, commented settings for this site: headers, no logs, error pages in the reader's language.
They are used as they are. "vart hosting privacy" tells in words what the pages and the server do. Read docs/hosting.md.`),
		ValidArgs: kinds,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && slices.Contains(kinds, args[0]) {
				return nil
			}
			hint := diag.T("välj något av: %s", "choose one of: %s", strings.Join(kinds, ", "))
			if len(args) == 1 {
				hint = diag.Meant(args[0], kinds, hint)
			}
			return usageError{errors.New(hint.In(o.language()))}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := o.input()
			if err != nil {
				return err
			}
			l, found, err := build.Load(cmd.Context(), in)
			if err != nil {
				return err
			}
			if l == nil {
				if err := o.report(found, false); err != nil {
					return err
				}
				return errFindings
			}
			if args[0] == privacyPage {
				if out == "" {
					out = filepath.Join(in.Folder, "public")
				}
				return o.account(l, out)
			}
			files, err := hosting.Settings(args[0], hosting.Of(l), opt)
			if err != nil {
				return o.noSettings(args[0], err)
			}
			if to != "" {
				return o.save(to, files)
			}
			return o.printSettings(files)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&opt.Root, "root", "/var/www/vart", o.say("mappen på servern där den byggda sajten ligger", "the folder on the server that holds the built site"))
	flags.StringVar(&opt.Listen, "listen", "", o.say("adress för https (annars alla, port 443)", "address for https (default: all, port 443)"))
	flags.StringVar(&opt.Plain, "http", "", o.say("adress för http, som bara leder till https (annars alla, port 80)", "address for http, which only leads to https (default: all, port 80)"))
	flags.StringVar(&opt.Cert, "cert", "", o.say("certifikatet med kedja, PEM (annars certbots; Caddy hämtar ett själv)", "the certificate with its chain, PEM (default: certbot's; Caddy fetches one itself)"))
	flags.StringVar(&opt.Key, "key", "", o.say("certifikatets nyckel, PEM", "the certificate's key, PEM"))
	flags.BoolVar(&opt.Brotli, "brotli", false, o.say("nginx har modulen brotli_static", "nginx has the module brotli_static"))
	flags.BoolVar(&opt.Exact, "exact", false, o.say("policyn med just det här byggets hashar; skriv då ut den på nytt vid varje bygge", "the policy with the hashes of this very build; print it anew at every build then"))
	flags.StringVar(&to, "to", "", o.say("skriv filerna i den här mappen i stället för att visa dem (netlify: static)", "write the files to this folder instead of showing them (netlify: static)"))
	flags.StringVar(&out, "out", "", o.say("för privacy: mappen som byggdes (annars public/ i sajtens mapp)", "for privacy: the folder that was built (default: public/ in the site's folder)"))
	return cmd
}

// printSettings prints files; several are told apart by a comment, which all
// of these formats begin with #.
func (o *options) printSettings(files []hosting.File) error {
	for i, f := range files {
		if len(files) > 1 {
			if i > 0 {
				fmt.Fprintln(o.out)
			}
			fmt.Fprintf(o.out, "# ======== %s ========\n", f.Name)
		}
		if _, err := fmt.Fprint(o.out, f.Text); err != nil {
			return err
		}
	}
	return nil
}

func (o *options) save(dir string, files []hosting.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(dir, f.Name)
		if err := os.WriteFile(name, []byte(f.Text), 0o644); err != nil {
			return err
		}
		fmt.Fprintln(o.out, name)
	}
	return nil
}

// noSettings says why settings cannot be made, and what to do.
func (o *options) noSettings(server string, err error) error {
	switch {
	case errors.Is(err, hosting.ErrPath):
		return fmt.Errorf(o.say("%s visar en sajt vid värdens rot, men base_url har en sökväg (%w); ge sajten ett eget värdnamn", "%s shows a site at the root of its host, but base_url has a path (%w); give the site a host name of its own"), server, err)
	case errors.Is(err, hosting.ErrPlain):
		return usageError{fmt.Errorf(o.say("det går inte att skriva i inställningarna: %w", "this cannot stand in the settings: %w"), err)}
	}
	return err
}

// account prints what a data protection officer asks.
func (o *options) account(l *build.Loaded, dir string) error {
	a, err := hosting.Accounts(os.DirFS(dir), hosting.Of(l))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf(o.say("ingen byggd sajt i %s; bygg den först med vart build", "no built site in %s; build it first with vart build"), dir)
	case errors.Is(err, hosting.ErrOther):
		return fmt.Errorf(o.say("%s är byggd ur något annat än sajten som den är nu; bygg den på nytt med vart build (%w)", "%s was built from something else than the site as it is now; build it again with vart build (%w)"), dir, err)
	case err != nil:
		return err
	}
	text, err := a.Markdown(o.language())
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(o.out, text)
	return err
}
