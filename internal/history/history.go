// Package history reads the older texts of a file from git, where the site is
// in a git repository. It only reads: no program that a repository names is run.
package history

import (
	"context"
	"errors"
	"iter"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// ErrNone says that there is no history: no git, or no repository.
var ErrNone = errors.New("no history")

// most is how many versions of a file are looked at.
const most = 200

// Versions ranges over the texts that the file name, below the folder dir, has
// had, the newest first. The error is ErrNone, or that of the context.
func Versions(ctx context.Context, dir, name string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		out, err := git(ctx, dir, "log", "--no-show-signature", "--format=%H", "-n", strconv.Itoa(most), "--", ":(literal)"+name)
		if err != nil {
			yield(nil, errors.Join(ErrNone, ctx.Err()))
			return
		}
		for commit := range strings.FieldsSeq(string(out)) {
			text, err := git(ctx, dir, "cat-file", "blob", commit+":./"+name)
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if err != nil {
				continue // the commit that removed it
			}
			if !yield(text, nil) {
				return
			}
		}
	}
}

func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-pager", "-C", dir, "-c", "core.fsmonitor=false"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	return cmd.Output()
}
