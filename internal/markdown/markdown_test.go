package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

var update = flag.Bool("update", false, "rewrite the expected output")

func numbers() contact.Numbers {
	return contact.Numbers{
		Known:     func(key string) bool { return key == "112" || key == "116016" || key == "+4620505050" },
		CallWords: []string{"ring", "call"},
	}
}

var kinds = map[doc.RefKind]string{doc.Link: "link", doc.Service: "service", doc.Role: "role", doc.Number: "number", doc.Image: "image"}

// dump writes a document as people can review it: HTML with its holes in
// brackets, what flows read of lists and headings, then the findings.
func dump(f *source.File, d *doc.Doc, found diag.List) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		for _, p := range block.Pieces {
			if p.Ref == nil {
				b.WriteString(p.HTML)
				continue
			}
			fmt.Fprintf(&b, "⟨%s %s", kinds[p.Ref.Kind], p.Ref.Key)
			if p.Ref.Text != "" {
				fmt.Fprintf(&b, " “%s”", p.Ref.Text)
			}
			for flag, on := range map[string]bool{" card": p.Ref.Card, " unknown": p.Ref.Kind == doc.Number && !p.Ref.Known} {
				if on {
					b.WriteString(flag)
				}
			}
			line, col := p.Ref.Pos.LineCol()
			fmt.Fprintf(&b, " %d:%d⟩", line, col)
		}
		if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
			b.WriteString("\n")
		}
		if block.Kind == doc.Heading && (block.ID != "" || block.Attrs != nil) {
			fmt.Fprintf(&b, "  heading %d %q id %q %v\n", block.Level, block.Plain, block.ID, block.Attrs)
		}
		for _, item := range block.Items {
			if item.Target != nil {
				line, col := item.Pos.LineCol()
				fmt.Fprintf(&b, "  item %d:%d %q → %s, then %q\n", line, col, item.Label, item.Target.Key, item.Rest)
			}
		}
	}
	for _, fi := range found.Sort() {
		line, col := fi.Pos.LineCol()
		marked := string(f.Text[fi.Pos.Offset : fi.Pos.Offset+fi.Pos.Len])
		fmt.Fprintf(&b, "! %d:%d %s %q\n", line, col, fi.Check.Name, marked)
	}
	return b.String()
}

// TestGolden runs testdata/*.txtar: each pair of files is a text and what
// becomes of it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	p := New()
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var out []txtar.File
		for _, in := range a.Files {
			if strings.HasSuffix(in.Name, ".want") {
				continue
			}
			var found diag.List
			f := &source.File{Name: in.Name, Text: in.Data}
			got := dump(f, p.Parse(f, 0, numbers(), nil, &found), found)
			out = append(out, in, txtar.File{Name: in.Name + ".want", Data: []byte(got)})
			if *update {
				continue
			}
			t.Run(filepath.Base(name)+"/"+in.Name, func(t *testing.T) {
				for _, w := range a.Files {
					if w.Name == in.Name+".want" && string(w.Data) != got {
						t.Errorf("got:\n%s\nwant:\n%s", got, w.Data)
					}
				}
			})
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(&txtar.Archive{Comment: a.Comment, Files: out}), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Documents in one room do not touch each other, and what takes their place is
// not touched by what they were.
func TestRoom(t *testing.T) {
	texts, err := filepath.Glob("../../content/om/*.md")
	if err != nil || len(texts) < 10 {
		t.Fatal(texts, err)
	}
	var in Room
	for range 2 {
		var got, want []string
		var docs []*doc.Doc
		var files []*source.File
		for _, name := range texts {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := &source.File{Name: name, Text: text}
			var found diag.List
			want = append(want, dump(f, New().Parse(f, 0, numbers(), nil, &found), nil))
			docs, files = append(docs, New().Parse(f, 0, numbers(), &in, &found)), append(files, f)
		}
		for i, d := range docs {
			got = append(got, dump(files[i], d, nil))
		}
		if !slices.Equal(got, want) {
			t.Error("in a room of their own the documents are others")
		}
		slices.Reverse(texts)
		in.Clear()
	}
}

// What stands before the text is skipped and counted: places are the file's own.
func TestBody(t *testing.T) {
	front := "---\ntitle: \"Å # [x](y) 112\"\n---\n"
	f := &source.File{Name: "x.sv.md", Text: []byte(front + "\nRing 112 nu.\n")}
	var found diag.List
	d := New().Parse(f, len(front), numbers(), nil, &found)
	if len(d.Blocks) != 1 || len(found) != 0 {
		t.Fatalf("%v, %v", d.Blocks, found)
	}
	for ref := range d.Refs {
		if line, col := ref.Pos.LineCol(); line != 5 || col != 6 {
			t.Errorf("112 stands at %d:%d, want 5:6", line, col)
		}
	}
	if p := d.Blocks[0].Pos; p.Offset != len(front)+1 || p.Len != len("Ring 112 nu.") {
		t.Errorf("the block is %d+%d", p.Offset, p.Len)
	}
}

// Whatever the text: every place is in the file, every hole is filled by the
// reference it was made for, and no HTML or script of the author's gets
// through.
func FuzzParse(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, in := range a.Files {
			if !strings.HasSuffix(in.Name, ".want") {
				f.Add(in.Data)
			}
		}
	}
	p := New()
	f.Fuzz(func(t *testing.T, src []byte) {
		if bytes.IndexByte(src, 0) >= 0 {
			return // refused where files are read
		}
		var found diag.List
		file := &source.File{Name: "x.sv.md", Text: src}
		d := p.Parse(file, 0, numbers(), nil, &found)
		inside := func(p source.Pos) {
			if p.File != file || p.Offset < 0 || p.Len < 0 || p.Offset+p.Len > len(src) {
				t.Fatalf("the place %d+%d is not in a file of %d", p.Offset, p.Len, len(src))
			}
		}
		for _, fi := range found {
			inside(fi.Pos)
		}
		for _, b := range d.Blocks {
			inside(b.Pos)
			for _, item := range b.Items {
				inside(item.Pos)
			}
			for _, piece := range b.Pieces {
				html := strings.ToLower(piece.HTML)
				for _, tag := range []string{"<script", "<style", "<iframe", "<svg", "<form", "href=\"javascript:", "href=\"data:", "onerror=\"", "style=\""} {
					if strings.Contains(html, tag) && !refused(found) {
						t.Errorf("%q stands in %q", tag, piece.HTML)
					}
				}
				if strings.Contains(html, "<script") {
					t.Errorf("a script stands in %q", piece.HTML)
				}
			}
		}
		for ref := range d.Refs {
			inside(ref.Pos)
			if ref.Kind == doc.Number && string(src[ref.Pos.Offset:ref.Pos.Offset+ref.Pos.Len]) != ref.Text {
				t.Errorf("the number %q stands at %q", ref.Text, src[ref.Pos.Offset:ref.Pos.Offset+ref.Pos.Len])
			}
		}
	})
}

// Where nothing of vart's own stands in a text, its HTML is goldmark's. (What is
// HTML to goldmark was reported; a heading of level one may stand in a list.)
func FuzzHTML(f *testing.F) {
	for _, text := range []string{
		"a *b* **c** `d <e>` \\* &amp; &copy; & < > \"\n  b  \nc\\\nd", "## a\n\nb\n===\n", "- a\n- b\n\n  c\n  > d\n", "2. a\n3. b\n   - c\n",
		"> a\n\n***\n", "    a <b>\n\tc\n", "```go x\na &amp; <b>\n```\n", "a | b\n--|:-:\n`c\\|d` | *e*\nf\n", "1) [a]: /b\n", "-\n- a\n\n\n- ```\n  b\n", "a\x00b", "\t- a\n \t- b", "# a #\n####### b",
	} {
		f.Add([]byte(text))
	}
	p, md := New(), goldmark.New(goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone))),
		goldmark.WithParserOptions(parser.WithAttribute()))
	f.Fuzz(func(t *testing.T, src []byte) {
		if bytes.ContainsAny(src, "{}") { // attributes
			return
		}
		var found diag.List
		var got, want bytes.Buffer
		for _, block := range p.Parse(&source.File{Name: "x.md", Text: src}, 0, numbers(), nil, &found).Blocks {
			for _, piece := range block.Pieces {
				if piece.Ref != nil {
					return
				}
				got.WriteString(piece.HTML)
			}
		}
		if err := md.Convert(src, &want); err != nil {
			t.Fatal(err)
		}
		if html := want.String(); len(found) == 0 && !strings.Contains(html, "<a ") && !strings.Contains(html, "<h1") && html != got.String() {
			t.Errorf("%q is\n%s\nand not\n%s", src, got.String(), html)
		}
	})
}

// refused says whether a finding stops the build.
func refused(found diag.List) bool { return found.Failed(false) }

// A number is one number whatever follows it: an escaped character, or a
// backslash that breaks the line.
func TestNumberBeforeBackslash(t *testing.T) {
	for _, text := range []string{`Ring 08-465 004 02\!`, "Ring 08-465 004 02\\\nnu", `Ring \(08-465 004 02\)`, `Ring oss på 08-465 004 02\*`} {
		var found diag.List
		d := New().Parse(&source.File{Name: "x.md", Text: []byte(text)}, 0, contact.Numbers{Known: func(string) bool { return true }}, nil, &found)
		var numbers []string
		for ref := range d.Refs {
			numbers = append(numbers, ref.Text)
		}
		if len(numbers) != 1 || numbers[0] != "08-465 004 02" {
			t.Errorf("%q has %q", text, numbers)
		}
	}
}
