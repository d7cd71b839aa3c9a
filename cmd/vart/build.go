package main

import (
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/output"
)

func buildCommand(o *options) *cobra.Command {
	var out, key string
	var strict, all, precompress, fresh bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: o.say("skriv sajten till public/", "write the site to public/"),
		Args:  noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, err := o.input()
			if err != nil {
				return err
			}
			if out == "" {
				out = filepath.Join(in.Folder, "public")
			}
			if key != "" {
				if in.Sign, err = o.signer(key, in.Now); err != nil {
					return err
				}
			}
			if precompress {
				in.Precompress, in.Packed = true, o.packing()
			}
			if !fresh {
				in.Memory, in.Self = memory(out), self
			}
			began := time.Now()
			largePages()
			collectLate()
			r, err := build.Site(cmd.Context(), in, out, strict)
			if errors.Is(err, output.ErrForeign) {
				return fmt.Errorf(o.say("%s innehåller filer som vart inte har skrivit; välj en annan mapp med --out, eller töm den själv", "%s holds files that vart did not write; choose another folder with --out, or empty it yourself"), out)
			}
			if c, ok := errors.AsType[load.Changed](err); ok {
				return fmt.Errorf(o.say("%s ändrades medan sajten byggdes; det som är publicerat är orört: bygg igen", "%s was changed while the site was built; what is published is untouched: build again"), c.Name)
			}
			if errors.Is(err, output.ErrMeanwhile) {
				return fmt.Errorf(o.say("en publicerad fil ändrades medan sajten byggdes (%w); det som är publicerat är orört av bygget: bygg igen", "a published file was changed while the site was built (%w); the build has touched nothing: build again"), err)
			}
			if err != nil {
				return err
			}
			if err := o.report(r.Found, all); err != nil {
				return err
			}
			if r.Found.Failed(strict) {
				fmt.Fprintln(o.err, o.say("inget är skrivet; det som redan är publicerat är orört", "nothing was written; what is already published is untouched"))
				return errFindings
			}
			fmt.Fprintf(o.out, o.say("%d sidor i %s, %d gjorda på nytt: %d filer skrivna, %d som förut (%s)\n", "%d pages in %s, %d made anew: %d files written, %d as before (%s)\n"),
				r.Pages, out, r.Rendered, r.Written, r.Same, time.Since(began).Round(time.Millisecond))
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "", o.say("mapp att skriva till (annars public/ i sajtens mapp)", "folder to write to (default: public/ in the site's folder)"))
	cmd.Flags().StringVar(&key, "sign", "", o.say("signera listan över filerna med den här hemliga nyckeln (minisign)", "sign the list of the files with this secret key (minisign)"))
	cmd.Flags().BoolVar(&strict, "strict", false, o.say("låt varningar stoppa", "let warnings stop it"))
	cmd.Flags().BoolVar(&precompress, "precompress", false, o.say("lägg x.gz och x.br bredvid varje fil, som webbservrar skickar i stället", "put x.gz and x.br beside each file, for web servers to send instead"))
	cmd.Flags().BoolVar(&fresh, "fresh", false, o.say("gör varje sida på nytt, också de som skulle bli som förut", "make every page anew, also those that would be as before"))
	allFlag(cmd, o, &all)
	return cmd
}

// memory is the file that tells what the last build to a folder was made from,
// among what the system keeps for programs and may throw away. Where there is no
// such place it is "", and everything is made anew.
func memory(out string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	if out, err = filepath.Abs(out); err != nil {
		return ""
	}
	return filepath.Join(cache, "vart", fmt.Sprintf("%x.build", sha256.Sum256([]byte(out))))
}

// self tells this vart from another: by what Go's linker has noted of all that
// it was made from, or by its bytes.
func self() string {
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	if id := buildID(program); id != "" {
		return id
	}
	f, err := os.Open(program)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// buildID is the linker's note, "" where a program has none, as on other systems
// than those with ELF.
func buildID(program string) string {
	f, err := elf.Open(program)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	note := f.Section(".note.go.buildid")
	if note == nil {
		return ""
	}
	id, err := note.Data()
	if err != nil {
		return ""
	}
	return string(id)
}

// packing says now and then how many files have been packed: the first time
// takes a while.
func (o *options) packing() func(files int) {
	var mu sync.Mutex
	last := time.Now()
	return func(files int) {
		mu.Lock()
		defer mu.Unlock()
		if time.Since(last) < 2*time.Second {
			return
		}
		last = time.Now()
		fmt.Fprintf(o.err, o.say("packar: %d filer\n", "packing: %d files\n"), files)
	}
}

func checkCommand(o *options) *cobra.Command {
	var format string
	var strict, all bool
	var names []string
	for _, f := range diag.Formats {
		names = append(names, f.Name)
	}
	cmd := &cobra.Command{
		Use:   "check",
		Short: o.say("säg vad som är fel, utan att skriva något", "say what is wrong, without writing anything"),
		Args:  noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var chosen *diag.Format
			for i := range diag.Formats {
				if diag.Formats[i].Name == format {
					chosen = &diag.Formats[i]
				}
			}
			if chosen == nil {
				return usageError{fmt.Errorf(o.say("--format är något av %s, inte %q", "--format is one of %s, not %q"), strings.Join(names, ", "), format)}
			}
			in, err := o.input()
			if err != nil {
				return err
			}
			largePages()
			collectLate()
			found, err := build.Check(cmd.Context(), in)
			if err != nil {
				return err
			}
			if format == "text" {
				err = o.report(found, all)
			} else {
				err = chosen.Print(o.out, found, o.language())
			}
			if err != nil {
				return err
			}
			if found.Failed(strict) {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", strings.Join(names, ", "))
	cmd.Flags().BoolVar(&strict, "strict", false, o.say("räkna varningar som fel", "count warnings as errors"))
	allFlag(cmd, o, &all)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func allFlag(cmd *cobra.Command, o *options, all *bool) {
	cmd.Flags().BoolVar(all, "all", false, o.say("visa varje varning, också de som säger samma sak", "show every warning, also those that say the same"))
}

func noArgs(o *options) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usageError{fmt.Errorf(o.say("vart %s tar inget argument, fick %q", "vart %s takes no argument, got %q"), cmd.Name(), args[0])}
		}
		return nil
	}
}
