package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/translate"
)

func translateAccept(o *options) *cobra.Command {
	var lang, by string
	var all bool
	cmd := &cobra.Command{
		Use:   "accept FILE… | --language L [--all]",
		Short: o.say("skriv under att en översättning är läst mot originalet och stämmer", "sign off that a translation was read against the original and is right"),
		Long: o.say(`Skriver i filen vilken originaltext översättningen stämmer med (fingerprint). Ingenting annat i den ändras.
Med --language skrivs det i alla filer på ett språk som inte har det, med --all också i dem som är äldre än originalet.`,
			`Writes in the file which original text the translation agrees with (fingerprint). Nothing else in it changes.
With --language it is written in every file of a language that lacks it, with --all also in those older than the original.`),
		Args: func(_ *cobra.Command, args []string) error {
			if (len(args) == 0) == (lang == "") || all && lang == "" {
				return usageError{errors.New(o.say("skriv vilka filer, eller --language: vart translate accept content/hjalp/fara.en.md", "say which files, or --language: vart translate accept content/hjalp/fara.en.md"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			in, err := o.flows(cmd.Context())
			if err != nil {
				return err
			}
			dir, err := o.folder()
			if err != nil {
				return err
			}
			pairs, err := o.named(in.Site, dir, args)
			if lang != "" {
				if _, err = o.translated(in.Site, lang); err == nil {
					pairs = unsigned(in.Site, lang, all)
				}
			}
			if err != nil {
				return err
			}
			var found diag.List
			for _, p := range pairs {
				s := translate.Accept(&in.Site.Config, p.src, p.words, in.now, by, &found)
				if s == nil {
					continue
				}
				if err := o.sign(dir, s, by); err != nil {
					return err
				}
			}
			if err := o.report(found, true); err != nil {
				return err
			}
			if len(found) > 0 {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&lang, "language", "", o.say("alla filer på språket som inte säger vilket original de gjordes från", "every file of the language that does not say which original it was made from"))
	cmd.Flags().BoolVar(&all, "all", false, o.say("med --language: också de som är äldre än originalet", "with --language: also those older than the original"))
	cmd.Flags().StringVar(&by, "reviewed-by", "", o.say("skriv också vem som kan språket och har läst: \"Namn, roll\"", "also write who knows the language and has read it: \"Name, role\""))
	return cmd
}

// sign writes a signed file and says what was signed.
func (o *options) sign(dir string, s *translate.Signature, by string) error {
	var said []string
	switch stale := s.Words.Age.Stale; {
	case !s.Changed():
		said = append(said, o.say("var redan aktuell", "was fresh already"))
	case s.First:
		said = append(said, o.say("stämmer med originalet som det är nu", "agrees with the original as it is now"))
	case len(stale) > 0:
		var lines []string
		for _, p := range stale {
			line, _ := p.At.LineCol()
			lines = append(lines, fmt.Sprint(line))
		}
		said = append(said, fmt.Sprintf(o.say("stämmer igen, rad %s", "right again, line %s"), strings.Join(lines, ", ")))
	}
	if by != "" && s.Changed() {
		said = append(said, o.say("granskad", "reviewed"))
	}
	name := s.Words.File.Name
	fmt.Fprintf(o.out, "%s: %s\n", name, strings.Join(said, "; "))
	if !s.Changed() {
		return nil
	}
	return o.replace(dir, name, s.Text)
}

// replace writes a text file of the site anew. A byte order mark, which reading
// drops, stays.
func (o *options) replace(dir, name string, text []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if old, err := os.ReadFile(path); err == nil && bytes.HasPrefix(old, []byte("\ufeff")) {
		text = append([]byte("\ufeff"), text...)
	}
	return o.write(path, text)
}

// translation is a text and its original.
type translation struct{ src, words *site.Words }

// unsigned are the translations to a language of which nothing tells what they
// were made from, with stale also those whose original has changed since.
func unsigned(s *site.Site, lang string, stale bool) []translation {
	var out []translation
	for _, t := range translate.Texts(s) {
		src, w := t.Words[s.Config.Source], t.Words[lang]
		if src != nil && w != nil && (!w.Age.Known || stale && len(w.Age.Stale) > 0) {
			out = append(out, translation{src, w})
		}
	}
	return out
}

// named finds the translations that files are: paths from here, or from the
// site's folder.
func (o *options) named(s *site.Site, dir string, files []string) ([]translation, error) {
	known := map[string]translation{}
	var names []string
	for _, t := range translate.Texts(s) {
		for lang, w := range t.Words {
			if src := t.Words[s.Config.Source]; src != nil && lang != s.Config.Source {
				known[w.File.Name] = translation{src, w}
				names = append(names, w.File.Name)
			}
		}
	}
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	var out []translation
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		t, ok := translation{}, false
		if rel, err := filepath.Rel(root, path); err == nil {
			t, ok = known[filepath.ToSlash(rel)]
		}
		if !ok {
			t, ok = known[filepath.ToSlash(filepath.Clean(file))]
		}
		if !ok {
			hint := diag.Meant(file, names, diag.T("det ska vara en översatt text: content/hjalp/fara.en.md", "it should be a translated text: content/hjalp/fara.en.md"))
			return nil, usageError{fmt.Errorf(o.say("%s är ingen översättning; %s", "%s is no translation; %s"), file, hint.In(o.language()))}
		}
		out = append(out, t)
	}
	return out, nil
}
