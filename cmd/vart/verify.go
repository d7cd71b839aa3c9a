package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vart/internal/diag"
	"vart/internal/output"
	"vart/internal/verify"
)

// fileTimeout is how long a host may take to answer with one file.
const fileTimeout = 30 * time.Second

// passwordVariable is where the password of a signing key is read from: a
// build in the night has nobody to ask.
const passwordVariable = "VART_SIGN_PASSWORD"

func verifyCommand(o *options) *cobra.Command {
	var against, key string
	cmd := &cobra.Command{
		Use:   "verify DIR|URL",
		Short: o.say("är en publicerad kopia den som byggdes?", "is a published copy the one that was built?"),
		Args:  oneArg(o, "vart verify public/, vart verify https://example.org/"),
		RunE: func(cmd *cobra.Command, args []string) error {
			from, err := o.built(against, args[0])
			if err != nil {
				return err
			}
			if key != "" {
				if err := o.signed(from, key); err != nil {
					return err
				}
			}
			built, err := verify.Read(os.DirFS(from))
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf(o.say("ingen byggd sajt i %s: filen %s saknas; bygg den med vart build, eller ange en annan mapp med --against",
					"no built site in %s: the file %s is missing; build it with vart build, or name another folder with --against"), from, output.Sums)
			}
			if err != nil {
				return err
			}
			var found []verify.Difference
			if isURL(args[0]) {
				web := verify.Web{Timeout: fileTimeout, Progress: o.progress()}
				found, err = web.URL(cmd.Context(), built, args[0])
			} else {
				if _, err := os.Stat(args[0]); err != nil {
					return err
				}
				found, err = verify.Folder(cmd.Context(), built, os.DirFS(args[0]))
			}
			if err != nil {
				return err
			}
			for _, d := range found {
				fmt.Fprintln(o.out, o.difference(d))
			}
			if len(found) > 0 {
				fmt.Fprintf(o.err, o.say("%d filer är inte som de byggdes, av %d\n", "%d files are not as they were built, of %d\n"), len(found), len(built.Sums))
				return errFindings
			}
			fmt.Fprintf(o.out, o.say("alla %d filer i %s är som de byggdes\n", "all %d files of %s are as they were built\n"), len(built.Sums), args[0])
			if key == "" && samePlace(from, args[0]) {
				fmt.Fprintln(o.err, o.say("jämfört med listan i samma mapp: den som ändrar en fil med flit kan ändra listan också. --against eller --key visar det",
					"compared with the list in the same folder: whoever changes a file on purpose can change the list too. --against or --key shows that"))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&against, "against", "", o.say("mappen som byggdes (annars public/ i sajtens mapp)", "the folder that was built (default: public/ in the site's folder)"))
	cmd.Flags().StringVar(&key, "key", "", o.say("kontrollera också signaturen, med den här öppna nyckeln (minisign)", "check the signature too, with this public key (minisign)"))
	return cmd
}

func isURL(s string) bool { return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") }

// built is the folder to compare with. Without a site, a folder is compared
// with the list that lies in it.
func (o *options) built(against, what string) (string, error) {
	if against != "" {
		return against, nil
	}
	folder, err := o.folder()
	if err == nil {
		public := filepath.Join(folder, "public")
		if _, err := os.Stat(filepath.Join(public, output.Sums)); err == nil || isURL(what) {
			return public, nil
		}
	}
	if isURL(what) {
		return "", err
	}
	return what, nil
}

func samePlace(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// signed checks the signature of the list in a built folder.
func (o *options) signed(dir, key string) error {
	text, err := os.ReadFile(key)
	if err != nil {
		return err
	}
	switch err := verify.Signed(os.DirFS(dir), text); {
	case errors.Is(err, verify.ErrUnsigned):
		fmt.Fprintf(o.out, o.say("%s är inte signerad: %s saknas; bygg med vart build --sign\n", "%s is not signed: %s is missing; build with vart build --sign\n"), dir, output.Signature)
		return errFindings
	case errors.Is(err, verify.ErrForged):
		fmt.Fprintf(o.out, o.say("%s i %s är inte listans signatur med den här nyckeln: listan är ändrad, eller nyckeln en annan\n", "%s in %s is not the list's signature with this key: the list was changed, or the key is another\n"), output.Signature, dir)
		return errFindings
	default:
		return err
	}
}

// signer signs with a secret key of minisign(1); the comment, which is signed
// too, tells the moment the build counted from.
func (o *options) signer(key string, now time.Time) (func([]byte) ([]byte, error), error) {
	text, err := os.ReadFile(key)
	if err != nil {
		return nil, err
	}
	sign, err := verify.Signer(text, os.Getenv(passwordVariable), "vart build --at "+now.UTC().Format(time.RFC3339))
	if errors.Is(err, verify.ErrPassword) {
		return nil, usageError{fmt.Errorf(o.say("nyckeln %s har ett lösenord; lägg det i miljövariabeln %s", "the key %s has a password; put it in the environment variable %s"), key, passwordVariable)}
	}
	return sign, err
}

// progress counts files on standard error, in lines, so that it can be read in
// a log too.
func (o *options) progress() func(done, all int) {
	const step = 50
	return func(done, all int) {
		if done%step == 0 || done == all {
			fmt.Fprintf(o.err, o.say("%d av %d filer hämtade\n", "%d of %d files fetched\n"), done, all)
		}
	}
}

// difference says what is wrong with a file of a copy.
func (o *options) difference(d verify.Difference) string {
	what := map[verify.Kind]diag.Text{
		verify.Differs: {SV: "är inte som den byggdes", EN: "is not as it was built"},
		verify.Missing: {SV: "saknas", EN: "is missing"},
		verify.Extra:   {SV: "byggdes inte av vart", EN: "was not built by vart"},
		verify.Refused: {SV: "lämnas inte ut", EN: "is not given out"},
	}[d.Kind].In(o.language())
	var text strings.Builder
	text.WriteString(d.Name + ": " + what)
	if d.Answer != "" {
		text.WriteString(" (" + d.Answer + ")")
	}
	for _, n := range d.Numbers {
		switch {
		case n.Copy == 0:
			text.WriteString("\n  " + diag.T("numret %s är borta", "the number %s is gone", n.Tel).In(o.language()))
		case n.Built == 0:
			text.WriteString("\n  " + diag.T("numret %s står där, och byggdes inte", "the number %s stands there, and was not built", n.Tel).In(o.language()))
		default:
			text.WriteString("\n  " + diag.T("numret %s står %d gånger, byggdes %d", "the number %s stands %d times, was built %d", n.Tel, n.Copy, n.Built).In(o.language()))
		}
	}
	return text.String()
}
