package bureau_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"vart"
	"vart/internal/bureau"
	"vart/internal/diag"
	"vart/internal/segment"
)

// bundled is the site that vart comes with, in memory.
func bundled(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	root := os.DirFS("../..")
	for _, name := range []string{"content", "vart.yaml"} {
		err := fs.WalkDir(root, name, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(root, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	names, err := fs.Glob(vart.Builtin, "translations/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(vart.Builtin, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	return files
}

// TestBundled sends the whole site out and in: untouched it changes no byte,
// and in a language that it does not have yet it becomes a whole translation.
func TestBundled(t *testing.T) {
	files := bundled(t)
	for _, f := range forms {
		for _, lang := range input(t, files).Site.Config.Tags()[1:] {
			var left diag.List
			job, err := bureau.Export(input(t, files), lang, bureau.All, &left)
			if errors, _ := left.Count(); err != nil || errors > 0 {
				t.Fatal(err, left)
			}
			after, _, found := receive(t, files, f, f.write(t, job), "")
			if len(found) > 0 {
				t.Error(f.name, lang, found)
			}
			same(t, f.name+" "+lang, files, after)
		}
		edit(t, files, "vart.yaml", "languages: [sv,", "languages: [sv, de,")
		job := export(t, files, "de", bureau.All)
		pseudo(job)
		after, _, found := receive(t, files, f, f.write(t, job), "")
		if len(found) > 0 {
			t.Error(f.name, found)
		}
		if left := export(t, after, "de", bureau.Missing); len(left.Files) > 0 {
			t.Errorf("%s: %d files are not translated", f.name, len(left.Files))
		}
		s := input(t, after).Site
		for _, flow := range s.Flows {
			a, b := flow.Graphs["sv"], flow.Graphs["de"]
			if len(a.Steps) != len(b.Steps) || strings.Join(a.IDs(), " ") != strings.Join(b.IDs(), " ") {
				t.Errorf("%s: the flow %s is another one", f.name, flow.ID)
			}
		}
		files = bundled(t)
	}
}

// said is what a unit says, its codes as ⟦id⟧. That parser drops a space
// between two codes.
func said(parts []segment.Part) string {
	var b strings.Builder
	for _, p := range parts {
		switch p.Kind {
		case segment.Words:
			if p.Text != " " {
				b.WriteString(p.Text)
			}
		case segment.Close:
			b.WriteString("⟦/" + p.ID + "⟧")
		default:
			b.WriteString("⟦" + p.ID + "⟧")
		}
	}
	return b.String()
}

// TestParser has a parser that is not ours read a job of the whole site, and
// write it anew: what it wrote changes no byte of the site.
func TestParser(t *testing.T) {
	if os.Getenv("VART_NO_BROWSER") != "" {
		t.Skip("without what npm and Debian have: VART_NO_BROWSER")
	}
	const dir = "testdata/npm"
	if _, err := os.Stat(dir + "/node_modules/xliff"); err != nil {
		cmd := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("npm ci in %s: %v\n%s", dir, err, out)
		}
	}
	files := bundled(t)
	job := export(t, files, "en", bureau.All)
	from, to := filepath.Join(t.TempDir(), "a.xlf"), filepath.Join(t.TempDir(), "b.xlf")
	if err := os.WriteFile(from, []byte(forms[0].write(t, job)), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", dir+"/through.mjs", from, to).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var read struct {
		From, To string
		Units    map[string][2]string
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range job.Files {
		for _, u := range f.Units {
			n++
			if got, want := read.Units[strings.ReplaceAll(f.Name, "/", ":")+" "+u.ID], [2]string{said(u.Source), said(u.Target)}; got != want {
				t.Errorf("%s %s: got %q, want %q", f.Name, u.ID, got, want)
			}
		}
	}
	if read.From != "sv" || read.To != "en" || n != len(read.Units) || n < 1000 {
		t.Errorf("%s → %s, %d units of %d", read.From, read.To, len(read.Units), n)
	}
	reply, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	after, r, found := receive(t, files, forms[0], string(reply), "")
	if len(found)+len(r.Changes)+len(r.Notes) > 0 {
		t.Errorf("%v, %d changes, %d notes", found, len(r.Changes), len(r.Notes))
	}
	same(t, "another program's", files, after)
}
