package main

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"vart/internal/history"
	"vart/internal/load"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/translate"
)

func translateCommand(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "translate",
		Short: o.say("se vilka översättningar som är gamla, skriv under dem, skicka till byrå", "see which translations are old, sign them off, send them to a bureau"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return o.unknown(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(translateStatus(o), translateAccept(o), translateExport(o), translateImport(o))
	return cmd
}

func translateStatus(o *options) *cobra.Command {
	var lang, to string
	format := "text"
	cmd := &cobra.Command{
		Use:   "status",
		Short: o.say("vilka texter som är aktuella, gamla, saknas och inte granskats, på varje språk", "which texts are fresh, stale, missing and unreviewed, in each language"),
		Args:  noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.pick("format", format, "text", "json", "html"); err != nil {
				return err
			}
			in, err := o.flows(cmd.Context())
			if err != nil {
				return err
			}
			languages, err := o.translated(in.Site, lang)
			if err != nil {
				return err
			}
			dir, err := o.folder()
			if err != nil {
				return err
			}
			st, err := translate.Of(in.Site, languages, versions(cmd.Context(), dir, in.Site))
			if err != nil {
				return err
			}
			var b bytes.Buffer
			switch format {
			case "json":
				err = st.JSON(&b)
			case "html":
				err = st.HTML(&b, in.Site.Config.Title[in.Site.Config.Source].Value, in.Site.Config.Source, o.language())
			default:
				err = st.Print(&b, o.language())
			}
			if err == nil {
				err = o.write(to, b.Bytes())
			}
			if err == nil && in.broken {
				return errFindings
			}
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "language", "", o.say("bara ett språk", "one language only"))
	cmd.Flags().StringVar(&format, "format", format, "text, json, html")
	cmd.Flags().StringVar(&to, "to", "", o.say("fil att skriva till (annars standard ut)", "file to write to (default: standard output)"))
	return cmd
}

// translated are the languages a site is translated to, or the one named.
func (o *options) translated(s *site.Site, lang string) ([]string, error) {
	all := slices.DeleteFunc(s.Config.Tags(), func(tag string) bool { return tag == s.Config.Source })
	switch {
	case lang == "":
		return all, nil
	case slices.Contains(all, lang):
		return []string{lang}, nil
	}
	return nil, o.noSuch(o.say("språket", "language"), lang, all)
}

// versions reads the older texts of a site from git; nil where there is none.
func versions(ctx context.Context, dir string, s *site.Site) translate.Versions {
	for _, err := range history.Versions(ctx, dir, load.ConfigName) {
		if err != nil {
			return nil
		}
		break
	}
	return func(f *source.File) iter.Seq2[*site.Words, error] {
		return func(yield func(*site.Words, error) bool) {
			for text, err := range history.Versions(ctx, dir, f.Name) {
				if errors.Is(err, history.ErrNone) && ctx.Err() == nil {
					return
				}
				if err != nil {
					yield(nil, err)
					return
				}
				if w := load.Text(&source.File{Name: f.Name, Text: text}, s.Config.Source); w != nil && !yield(w, nil) {
					return
				}
			}
		}
	}
}
