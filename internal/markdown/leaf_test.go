package markdown_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"vart/internal/markdown"
	"vart/internal/segment"
	"vart/internal/source"
)

// again writes a leaf as Markdown and reads that back.
func again(t *testing.T, md *markdown.Parser, parts []segment.Part, kind segment.Kind) []segment.Part {
	t.Helper()
	text := markdown.Write(parts, kind)
	switch kind {
	case segment.Heading:
		text = "## " + text + " {#id}"
	case segment.Item:
		text = "- " + text
	case segment.Cell:
		text = "| " + text + " | b |\n|---|---|\n"
	}
	leaves := md.Leaves(&source.File{Text: []byte(text + "\n")}, 0)
	if len(leaves) == 0 {
		return nil
	}
	return leaves[0].Parts
}

// What a leaf is written as is read as the same leaf, in all that the site says.
func TestLeavesOfContent(t *testing.T) {
	md := markdown.New()
	n := 0
	err := filepath.WalkDir("../../content", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		body := strings.Index(string(text[3:]), "\n---\n") + 8
		for _, leaf := range md.Leaves(&source.File{Name: name, Text: text}, body) {
			n++
			if got := again(t, md, leaf.Parts, leaf.Kind); !reflect.DeepEqual(got, leaf.Parts) {
				t.Errorf("%s: got %+v\nwant %+v", name, got, leaf.Parts)
			}
			if raw := string(text[leaf.Pos.Offset : leaf.Pos.Offset+leaf.Pos.Len]); raw != strings.TrimSpace(raw) || raw == "" {
				t.Errorf("%s: a leaf is %q", name, raw)
			}
		}
		return nil
	})
	if err != nil || n < 1000 {
		t.Errorf("%d leaves: %v", n, err)
	}
}

func TestLeaves(t *testing.T) {
	const text = "Ring **116\n016** nu, [läs *mer*](<a b> \"T\") <role:polis>\\\nsedan `x` &amp; \\<b\\> ![bild](/x.svg).\n\n" +
		"> - ett\n>   två\n> - tre\n\n## Rubrik ## {#id a=1}\n\n| a | b\\|c |\n|---|---|\n| <service:x> | [d][r] |\n\n[r]: ../y\n"
	f := &source.File{Text: []byte(text)}
	var got []string
	for _, leaf := range markdown.New().Leaves(f, 0) {
		got = append(got, string(rune('0'+leaf.Block))+" "+markdown.Write(leaf.Parts, leaf.Kind)+" ← "+text[leaf.Pos.Offset:leaf.Pos.Offset+leaf.Pos.Len])
	}
	want := []string{
		"0 Ring **116 016** nu, [läs *mer*](<a b> \"T\") <role:polis>\\\nsedan `x` & \\<b\\> ![bild](/x.svg). ← Ring **116\n016** nu, [läs *mer*](<a b> \"T\") <role:polis>\\\nsedan `x` &amp; \\<b\\> ![bild](/x.svg).",
		"1 ett två ← ett\n>   två", "1 tre ← tre", "2 Rubrik ← Rubrik",
		"3 a ← a", "3 b\\|c ← b\\|c", "3 <service:x> ← <service:x>", "3 [d](../y) ← [d][r]",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzWrite: words stay words, whatever they are.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"1. a", "1) a", "- a", "# a", "a*b*c", "a_b_", "[x](y)", "<b>", "`c`", "&lt;", "a|b", "![x](y)", "{#id}", "a #", "+ b", "=", "~~~", "\\", "::", "AT&T; x", "http://x"} {
		for kind := range 4 {
			f.Add(s, kind)
		}
	}
	md := markdown.New()
	f.Fuzz(func(t *testing.T, s string, kind int) {
		if kind < 0 || kind > 3 || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0xfffd }) {
			t.Skip()
		}
		parts := segment.Join([]segment.Part{{Text: s}})
		if len(parts) == 0 {
			t.Skip()
		}
		if got := again(t, md, parts, segment.Kind(kind)); !reflect.DeepEqual(got, parts) {
			t.Errorf("%q: got %+v", s, got)
		}
	})
}
