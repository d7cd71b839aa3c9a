package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"vart"
	"vart/internal/bureau"
	"vart/internal/diag"
	"vart/internal/i18n"
	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/table"
	"vart/internal/translate"
	"vart/internal/xliff"
)

func translateExport(o *options) *cobra.Command {
	var lang, to string
	format, only := "xliff", string(bureau.All)
	cmd := &cobra.Command{
		Use:   "export --language L",
		Short: o.say("skriv det som ska översättas till en fil för en byrå", "write what is to be translated to a file for a bureau"),
		Long: o.say(`Skriver sidor, flöden, tjänster och gränssnittets ord till en fil: XLIFF 2.1 för översättares program, eller en tabell
i HTML för den som bara har ett ordbehandlingsprogram. Nummer, länkar och namn är låsta. Läs docs/translate.md.`,
			`Writes pages, flows, services and the words of the interface to a file: XLIFF 2.1 for translators' tools, or a table
in HTML for those who only have a word processor. Numbers, links and names are locked. Read docs/translate.md.`),
		Args: noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(o.pick("format", format, "xliff", "table"), o.pick("only", only, string(bureau.All), string(bureau.Stale), string(bureau.Missing))); err != nil {
				return err
			}
			in, dir, err := o.bureau(cmd.Context(), lang)
			if err != nil {
				return err
			}
			if in.Was, err = translate.Older(in.Site, lang, versions(cmd.Context(), dir, in.Site)); err != nil {
				return err
			}
			var found diag.List
			job, err := bureau.Export(in, lang, bureau.Only(only), &found)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if format == "table" {
				err = table.Write(&b, job, o.language())
			} else {
				err = xliff.Write(&b, job)
			}
			if err == nil {
				err = o.report(found, true)
			}
			if err == nil {
				err = o.write(to, b.Bytes())
			}
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "language", "", o.say("språket att översätta till", "the language to translate to"))
	cmd.Flags().StringVar(&format, "format", format, "xliff, table")
	cmd.Flags().StringVar(&only, "only", only, o.say("all, stale (originalet har ändrats), missing (inte översatt)", "all, stale (the original has changed), missing (not translated)"))
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	return cmd
}

func translateImport(o *options) *cobra.Command {
	var by string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: o.say("läs in en fil som en byrå har översatt", "read a file that a bureau has translated"),
		Long: o.say(`Skriver översättningarna till sajtens filer. Saknas något låst i filen, eller är det ändrat, så skrivs ingenting alls.
Det som är oförändrat rörs inte: att läsa in en fil två gånger är som att läsa in den en.`,
			`Writes the translations to the site's files. If anything locked is missing in the file, or changed, nothing at all is written.
What has not changed is not touched: importing a file twice is importing it once.`),
		Args: oneArg(o, "vart translate import FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			job, err := o.job(args[0])
			if err != nil {
				return err
			}
			in, dir, err := o.bureau(cmd.Context(), job.To)
			if err != nil {
				return err
			}
			if job.From != in.Site.Config.Source {
				return fmt.Errorf(o.say("filen är översatt från %s, men sajtens källspråk är %s", "the file is translated from %s, but the site's source language is %s"), job.From, in.Site.Config.Source)
			}
			now, err := o.now()
			if err != nil {
				return err
			}
			var found diag.List
			r, err := bureau.Import(in, job, bureau.Review{By: by, On: now.In(in.Site.Config.Timezone)}, &found)
			if err != nil {
				return err
			}
			for _, n := range r.Notes {
				line, _ := n.Pos.LineCol()
				fmt.Fprintf(o.out, "%s:%d: %s %s: %s\n", n.Pos.Name(), line, n.File, n.Unit, n.Text)
			}
			for _, c := range r.Changes {
				if err := o.received(dir, c); err != nil {
					return err
				}
			}
			if err := o.report(found, true); err != nil {
				return err
			}
			if found.Failed(false) {
				fmt.Fprintln(o.err, o.say("ingenting är skrivet", "nothing was written"))
				return errFindings
			}
			if len(r.Changes) == 0 {
				fmt.Fprintln(o.out, o.say("ingenting nytt i filen", "nothing new in the file"))
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&by, "reviewed-by", "", o.say("skriv vem som har granskat, i filer där allt är granskat: \"Namn, roll\"", "write who has reviewed, in files where everything is reviewed: \"Name, role\""))
	return cmd
}

// received writes a file that a bureau's reply changes, and says how.
func (o *options) received(dir string, c bureau.Change) error {
	var said []string
	if c.New {
		said = append(said, o.say("ny", "new"))
	}
	if c.Changed > 0 {
		said = append(said, fmt.Sprintf(o.say("%d översatta", "%d translated"), c.Changed))
	}
	if c.Signed > 0 {
		said = append(said, fmt.Sprintf(o.say("%d stämmer igen", "%d right again"), c.Signed))
	}
	if c.Reviewed {
		said = append(said, o.say("granskad", "reviewed"))
	}
	if c.Lost {
		said = append(said, o.say("inte längre granskad: ingen har läst det nya", "no longer reviewed: nobody has read what is new"))
	}
	fmt.Fprintf(o.out, "%s: %s\n", c.Name, strings.Join(said, ", "))
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, filepath.FromSlash(c.Name))), 0o755); err != nil {
		return err
	}
	return o.replace(dir, c.Name, c.Text)
}

// bureau reads the site as translators get it.
func (o *options) bureau(ctx context.Context, lang string) (bureau.Input, string, error) {
	loaded, err := o.flows(ctx)
	if err != nil {
		return bureau.Input{}, "", err
	}
	if lang == "" {
		return bureau.Input{}, "", usageError{errors.New(o.say("skriv vilket språk: --language ar", "say which language: --language ar"))}
	}
	if _, err := o.translated(loaded.Site, lang); err != nil {
		return bureau.Input{}, "", err
	}
	in, err := o.input()
	if err != nil {
		return bureau.Input{}, "", err
	}
	own, err := fs.Sub(in.Site, "translations")
	if err != nil {
		return bureau.Input{}, "", err
	}
	builtin, err := fs.Sub(vart.Builtin, "translations")
	if err != nil {
		return bureau.Input{}, "", err
	}
	return bureau.Input{
		Site:     loaded.Site,
		Numbers:  loaded.Numbers,
		Strings:  []i18n.Layer{{FS: builtin, Name: "translations"}, {FS: own, Name: "translations"}},
		Messages: o.language(),
	}, in.Folder, nil
}

// job reads a file that came back from a bureau.
func (o *options) job(name string) (*segment.Job, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f := &source.File{Name: name, Text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	job, err := parseJob(f)
	if err != nil {
		return nil, fmt.Errorf(o.say("%s går inte att läsa: %w", "%s cannot be read: %w"), name, err)
	}
	return job, nil
}

func parseJob(f *source.File) (*segment.Job, error) {
	if job, err := xliff.Read(f); err == nil || bytes.Contains(f.Text, []byte("urn:oasis:names:tc:xliff")) {
		return job, err
	}
	return table.Read(f)
}
