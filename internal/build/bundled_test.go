package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"vart/internal/build"
	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/flow"
	"vart/internal/output"
)

// bundledRoot is the bundled site: what this repository publishes.
const bundledRoot = "../.."

// public builds the bundled site once.
var public = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "vart-public-")
	if err != nil {
		return "", err
	}
	target := filepath.Join(dir, "public")
	site, err := snapshot()
	if err != nil {
		return "", err
	}
	r, err := build.Site(context.Background(), input(site), target, false)
	if err != nil {
		return "", err
	}
	if r.Found.Failed(false) {
		var b bytes.Buffer
		for _, f := range r.Found {
			if f.Severity == diag.Error {
				fmt.Fprintf(&b, "%s: %s\n", f.Pos.Name(), f.Message.EN)
			}
		}
		return "", fmt.Errorf("the bundled site has errors:\n%s", b.String())
	}
	return target, nil
})

// snapshot is the bundled site as it is when the tests begin, so that an edit
// meanwhile is no difference between two builds.
var snapshot = sync.OnceValues(func() (fs.FS, error) {
	root, all := os.DirFS(bundledRoot), fstest.MapFS{}
	for _, top := range []string{"vart.yaml", "content", "static", "layouts", "translations"} {
		err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && d.IsDir() {
				return nil
			}
			if err != nil {
				return err
			}
			text, err := fs.ReadFile(root, name)
			all[name] = &fstest.MapFile{Data: text, Mode: 0o644}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
})

// bundledFiles are the bundled site, for a test to change.
func bundledFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	site, err := snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return maps.Clone(site.(fstest.MapFS))
}

func bundledInput(t *testing.T) build.Input {
	t.Helper()
	return input(bundledFiles(t))
}

func TestMain(m *testing.M) {
	status := m.Run()
	if target, err := public(); err == nil {
		_ = os.RemoveAll(filepath.Dir(target))
	}
	os.Exit(status)
}

// pages ranges over the files of the built site.
func pages(t *testing.T) map[string][]byte {
	t.Helper()
	target, err := public()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	err = filepath.WalkDir(target, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(target, name)
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestFlows holds the flows of the bundled site to what design.md promises of
// them, in every language.
func TestFlows(t *testing.T) {
	s := bundled(t).Site
	if len(s.Flows) == 0 {
		t.Fatal("no flow")
	}
	for _, f := range s.Flows {
		source := f.Graphs[s.Config.Source]
		for _, tag := range s.Config.Tags() {
			g := f.Graphs[tag]
			if g == nil {
				t.Errorf("%s: not in %s", f.ID, tag)
				continue
			}
			if !slices.Equal(g.IDs(), source.IDs()) {
				t.Errorf("%s: other steps in %s: %v", f.ID, tag, g.IDs())
			}
			ends := map[*flow.Step]bool{}
			n := 0
			for p := range g.Paths() {
				n++
				ends[p.Outcome] = true
				if len(p.Questions) > flow.MaxQuestions {
					t.Errorf("%s %s: %d questions to %s", f.ID, tag, len(p.Questions), p.Outcome.ID)
				}
				if len(p.Outcome.Contacts) == 0 {
					t.Errorf("%s %s: %s names no contact", f.ID, tag, p.Outcome.ID)
				}
			}
			for i, step := range g.Steps {
				if !step.Question() && !ends[step] {
					t.Errorf("%s %s: no way ends in %s", f.ID, tag, step.ID)
				}
				if same := shape(step) == shape(source.Steps[i]); !same {
					t.Errorf("%s: %s is not the same in %s", f.ID, step.ID, tag)
				}
				for _, a := range step.Answers {
					if g.Step(a.To) == nil || strings.TrimSpace(a.Text) == "" {
						t.Errorf("%s %s: the answer %q of %s leads to %q", f.ID, tag, a.Text, step.ID, a.To)
					}
				}
			}
			// No way but these: a step is walked into, or it would be a circle.
			if n == 0 || !g.Steps[0].Question() {
				t.Errorf("%s %s: %d ways", f.ID, tag, n)
			}
		}
	}
}

// shape is a step without its words.
func shape(s *flow.Step) string {
	var b strings.Builder
	fmt.Fprint(&b, s.ID, s.Urgent, s.For, s.Age)
	for _, a := range s.Answers {
		fmt.Fprint(&b, " →", a.To)
	}
	for _, c := range s.Contacts {
		fmt.Fprint(&b, " ", c.Kind, c.Key)
	}
	return b.String()
}

// TestNumbersGolden lists every number of the bundled site's registry, so that
// a change of one is seen as what it is. The list was held against the
// collected facts, digit by digit, when it was made; whoever changes it does
// the same against a source, and says which in the commit.
func TestNumbersGolden(t *testing.T) {
	s := bundled(t).Site
	var lines []string
	for _, v := range s.Services {
		for _, p := range v.Phones {
			lines = append(lines, fmt.Sprintf("%-14s %-18s %s", p.Key, p.Display, v.ID))
		}
		for _, p := range v.SMS {
			lines = append(lines, fmt.Sprintf("%-14s %-18s %s (sms)", p.Key, p.Display, v.ID))
		}
	}
	slices.Sort(lines)
	golden(t, "testdata/numbers.golden", strings.Join(lines, "\n")+"\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil || string(want) != got {
		t.Errorf("%s (%v): got\n%s\nwant\n%s", name, err, got, want)
	}
}

// keys are the numbers of the golden list.
func keys(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile("testdata/numbers.golden")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 0 {
			known[fields[0]] = true
		}
	}
	return known
}

// TestPublishedNumbers reads every built page as a browser does: each number
// to dial is on the golden list, and nothing else on the page looks like a
// number to dial.
func TestPublishedNumbers(t *testing.T) {
	known := keys(t)
	n := contact.Numbers{Known: func(key string) bool { return known[key] }, CallWords: []string{"ring", "ringa", "call", "sms:a", "text"}}
	dialled := map[string]bool{}
	for name, content := range pages(t) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		skip := 0
		z := html.NewTokenizer(bytes.NewReader(content))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			token := z.Token()
			switch kind {
			case html.StartTagToken:
				if token.Data == "script" || token.Data == "style" {
					skip++
				}
				for _, a := range token.Attr {
					scheme, number, ok := strings.Cut(a.Val, ":")
					if !ok || a.Key != "href" || scheme != "tel" && scheme != "sms" {
						continue
					}
					if dialled[number] = true; !known[number] {
						t.Errorf("%s: %s is dialled and is not on the golden list", name, a.Val)
					}
				}
			case html.EndTagToken:
				if token.Data == "script" || token.Data == "style" {
					skip--
				}
			case html.TextToken:
				if skip > 0 {
					continue
				}
				for _, m := range n.Find(token.Data, 0) {
					if !m.Known {
						t.Errorf("%s: %q looks like a number and is not on the golden list", name, token.Data[m.Start:m.End])
					}
				}
			}
		}
	}
	for key := range known {
		if !dialled[key] {
			t.Errorf("%s is on the golden list and on no page", key)
		}
	}
}

// lookalikes are numbers that must never be published: a digit off from ours,
// a neighbour's, closed, or believed but not confirmed (the traps of the
// collected facts, and every number they mark no or never).
var lookalikes = []string{
	"08-508 40 000", // socialjouren Stockholm: the digits are not confirmed; one swap from 08-508 04 000
	"08-508 03 310", // Spånga-Tensta, next door
	"010-444 05 80", // Barnahus Nord, another county district
	"08-410 200 40", // socialjouren Nordost
	"08-444 05 00",  // socialjouren Nordväst's old prefix
	"08-508 04 099", // a fax
	"08-508 05 795", // a person's own line
	"0771-22 00 60", // the old Hjälplinjen, closed in 2019
	"0200-21 20 19", // an old free number
	"90390",         // the new Hjälplinjen: no official page seen with the number
	"020-34 13 16",  // RFSL
	"020-66 77 88",  // Preventell
	"08-691 72 66",  // Fryshuset
	"020-85 20 00",  // Mind Föräldralinjen
	"08-123 130 80", // 1177 in Arabic
	"08-123 130 90", // 1177 in Somali
	"08-123 130 87", // 1177 in Persian
	"08-30 30 20",   // Mansjouren: lists contradict each other
	"020-50 00 00",  // Mansjouren, another list
	"020-23 10 10",  // Barnombudsmannen, unknown whether it exists
	"08-508 400 00", // the same digits in other groups
	"08-5080 33 10", //
	"010-44 40 580", //
}

// TestLookalikes searches every byte of every published file for the digits of
// numbers that must never be there, however they are grouped.
func TestLookalikes(t *testing.T) {
	separators := regexp.MustCompile(`(?:[\s\-–()/.\x{a0}\x{2011}\x{202f}]|&nbsp;|&#160;|%20)+`)
	for name, content := range pages(t) {
		if name == output.Sums {
			continue
		}
		plain := separators.ReplaceAllString(string(content), "")
		for _, number := range lookalikes {
			digits := separators.ReplaceAllString(number, "")
			for _, form := range []string{digits, "+46" + strings.TrimPrefix(digits, "0"), "0046" + strings.TrimPrefix(digits, "0")} {
				for at := 0; ; {
					i := strings.Index(plain[at:], form)
					if i < 0 {
						break
					}
					at += i + len(form)
					// A longer number that happens to hold these digits is another.
					before, after := byte(' '), byte(' ')
					if at-len(form) > 0 {
						before = plain[at-len(form)-1]
					}
					if at < len(plain) {
						after = plain[at]
					}
					if !digit(before) && !digit(after) {
						t.Errorf("%s holds %s, which must never be published", name, number)
					}
				}
			}
		}
	}
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// TestSameBytes builds the bundled site twice: same input, same bytes.
func TestSameBytes(t *testing.T) {
	first := pages(t)
	target := filepath.Join(t.TempDir(), "public")
	if _, err := build.Site(context.Background(), bundledInput(t), target, false); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := filepath.WalkDir(target, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		rel, _ := filepath.Rel(target, name)
		content, err := os.ReadFile(name)
		if want := first[filepath.ToSlash(rel)]; !bytes.Equal(content, want) {
			i := 0
			for i < min(len(content), len(want)) && content[i] == want[i] {
				i++
			}
			t.Errorf("%s differs at byte %d: %q, %q", rel, i, around(content, i), around(want, i))
		}
		return err
	})
	if err != nil || n != len(first) {
		t.Errorf("%d files, then %d: %v", len(first), n, err)
	}
}

func around(b []byte, i int) string {
	return string(b[max(0, i-20):min(len(b), i+20)])
}

// TestBundled holds the bundled site to its own checks: no error, and no page
// that is too heavy.
func TestBundled(t *testing.T) {
	found, err := build.Check(context.Background(), bundledInput(t))
	if err != nil {
		t.Fatal(err)
	}
	whole(t, found)
	for _, f := range found {
		if f.Check == diag.PageWeight || f.Severity == diag.Error {
			t.Errorf("%s: %s", f.Pos.Name(), f.Message.EN)
		}
	}
}
