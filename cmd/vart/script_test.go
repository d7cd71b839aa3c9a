package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vart": main})
}

// TestScript runs testdata/script/*.txtar, which are the manual too: what each
// command does with good input and with bad. -update rewrites what cmp expects.
//
// Beside the commands of testscript there are
//
//	status N vart …       the exit status must be N
//	size FILE N           makes a file of N bytes, without writing them
//	bytes FILE TEXT       writes a file; \xFF in the text is that byte
//	same FILE FILE        the two names are one file
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                "testdata/script",
		UpdateScripts:      *update,
		RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1795262400") // 21 November 2026, 12:00 UTC
			e.Setenv("LC_ALL", "")
			e.Setenv("LC_MESSAGES", "")
			e.Setenv("LANG", "")
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, errors.New("unknown condition " + name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "size": size, "bytes": bytesFile, "same": same,
		},
	})
}

func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command …")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if want, err := strconv.Atoi(args[0]); err != nil || got != want {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}

func size(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(errors.Join(f.Truncate(n), f.Close()))
}

var escaped = regexp.MustCompile(`\\(?:x[0-9a-fA-F]{2}|n)`)

func bytesFile(ts *testscript.TestScript, _ bool, args []string) {
	text := escaped.ReplaceAllFunc([]byte(args[1]), func(b []byte) []byte {
		if b[1] == 'n' {
			return []byte{'\n'}
		}
		n, err := strconv.ParseUint(string(b[2:]), 16, 8)
		ts.Check(err)
		return []byte{byte(n)}
	})
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	a, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if os.SameFile(a, b) == neg {
		ts.Fatalf("%s and %s: same file is %v", args[0], args[1], !neg)
	}
}
