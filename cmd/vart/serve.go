package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/serve"
	"vart/internal/watch"
)

// defaultAddr is this machine and nobody else: a site is not published by
// being looked at.
const defaultAddr = "127.0.0.1:8080"

func serveCommand(o *options) *cobra.Command {
	var addr string
	var open bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: o.say("visa sajten i webbläsaren och följ ändringar", "show the site in the browser and follow edits"),
		Long: o.say("Visa sajten i webbläsaren och följ ändringar. Med --at visas den som den är vid den tiden;\ntiden går att byta i förhandsvisningen.",
			"Show the site in the browser and follow edits. With --at it is shown as it is at that time;\nthe time can be changed in the preview."),
		Example: `  vart serve --at "2026-12-24 22:10"`,
		Args:    noArgs(o),
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, err := o.input()
			if err != nil {
				return err
			}
			if _, _, err := net.SplitHostPort(addr); err != nil {
				return usageError{fmt.Errorf(o.say("--addr är värd:port, som %s, inte %q", "--addr is host:port, such as %s, not %q"), defaultAddr, addr)}
			}
			l, err := o.listen(cmd.Context(), addr, cmd.Flags().Changed("addr"))
			if err != nil {
				return err
			}
			at := address(l.Addr(), addr)
			fmt.Fprintf(o.out, o.say("%s visar %s och följer ändringar. Ctrl+C avslutar.\n", "%s shows %s and follows edits. Ctrl+C stops it.\n"), at, in.Folder)
			if open {
				o.open(at)
			}
			var chosen time.Time
			if o.at != "" {
				if chosen = in.Now; serve.Far(chosen) {
					return usageError{fmt.Errorf(o.say("välj ett år mellan %d och %d, inte %s", "choose a year between %d and %d, not %s"), serve.FirstYear, serve.LastYear, o.at)}
				}
			}
			clock := *o
			clock.at = ""
			s := serve.New(serve.Options{
				// Opened once; only the clock moves on, also below a moment that was
				// chosen.
				Input: func() (build.Input, error) {
					fresh := in
					var err error
					fresh.Now, err = clock.now()
					return fresh, err
				},
				Addr: addr, At: chosen, Language: o.language(), Tell: o.tell,
			})
			return s.Run(cmd.Context(), l)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", defaultAddr, o.say("adress att visa på; bara den här datorn om inget annat sägs", "address to show it at; this computer only unless told otherwise"))
	cmd.Flags().BoolVar(&open, "open", false, o.say("öppna webbläsaren", "open the browser"))
	return cmd
}

// listen takes the address that was asked for. Where none was, a port that is
// taken is no reason to stop: another preview has it.
func (o *options) listen(ctx context.Context, addr string, given bool) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", addr)
	if err == nil {
		return l, nil
	}
	if given {
		return nil, fmt.Errorf(o.say("kan inte visa sajten på %s: %w", "cannot show the site at %s: %w"), addr, err)
	}
	host, port, _ := net.SplitHostPort(addr)
	first, _ := strconv.Atoi(port)
	for p := first + 1; p < first+100; p++ {
		if l, e := config.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(p))); e == nil {
			fmt.Fprintf(o.err, o.say("port %d är upptagen, så det blev %d\n", "port %d is taken, so it is %d\n"), first, p)
			return l, nil
		}
	}
	return nil, fmt.Errorf(o.say("kan inte visa sajten på %s: %w; välj en annan port med --addr", "cannot show the site at %s: %w; choose another port with --addr"), addr, err)
}

// address is what to type in the browser. A host that stands for every one of
// this machine's is shown as the nearest.
func address(l net.Addr, asked string) string {
	host, _, _ := net.SplitHostPort(asked)
	_, port, _ := net.SplitHostPort(l.String())
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// open shows the address in the browser. That it cannot is no reason to stop:
// the address stands in the terminal.
func (o *options) open(at string) {
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	cmd := exec.Command(command[0], append(command[1:], at)...)
	failed := func(err error) {
		fmt.Fprintf(o.err, o.say("webbläsaren gick inte att öppna (%v); skriv adressen i den\n", "the browser could not be opened (%v); type the address in it\n"), err)
	}
	if err := cmd.Start(); err != nil {
		failed(err)
		return
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			failed(err)
		}
	}()
}

// tell writes a line for every edit, and the errors it made. Warnings are for
// the panel and for `vart check`: a site being written has many.
func (o *options) tell(e serve.Event) {
	switch {
	case errors.Is(e.Notice, watch.ErrPolling):
		fmt.Fprintln(o.err, o.say("systemet låter inte fler mappar bevakas; filerna läses varje halvsekund i stället", "the system lets no more folders be watched; the files are looked at every half second instead"))
		return
	case e.Notice != nil:
		fmt.Fprintf(o.err, o.say("ändringar följs inte längre: %v\n", "edits are no longer followed: %v\n"), e.Notice)
		return
	}
	var errs diag.List
	for _, f := range e.Found {
		if f.Severity == diag.Error {
			errs = append(errs, f)
		}
	}
	if len(e.Changed) > 0 {
		what := e.Changed[0]
		if n := len(e.Changed) - 1; n > 0 {
			what = fmt.Sprintf(o.say("%s och %d till", "%s and %d more"), what, n)
		}
		fmt.Fprintf(o.err, "%s  %s  %s\n", time.Now().Format(time.TimeOnly), what, e.Took.Round(time.Millisecond))
	}
	if len(errs) > 0 {
		_ = diag.Formats[0].Print(o.err, errs, o.language())
		if e.Kept {
			fmt.Fprintln(o.err, o.say("sidorna visas som de var tills det är rättat", "pages are shown as they were until this is fixed"))
		} else {
			fmt.Fprintln(o.err, o.say("sajten visas när det är rättat", "the site is shown once this is fixed"))
		}
	}
}
