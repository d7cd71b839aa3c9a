package markdown

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/yuin/goldmark/parser"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/doc"
	"vart/internal/source"
)

// FuzzPlain holds what is read of a text against what goldmark alone reads.
func FuzzPlain(f *testing.F) {
	for _, text := range []string{
		"Ring 116 016 nu", `Ring 116 016\!`, "Ring 08-465 004 02\\\nb", `ring \(08-465 004 02\)`, "08-465\n004 02\\*", `0[](<A A0 A0 00000000\0`, "a\nb  \nc\\\nd \ne", "a\r\nb  \r\nc\\\r\nd", `\* a \_b\_ \ c \\ *d* e\`, "\\\r \n0", "\\*a\t \nb", "a\\\\\\\nb\\*c*d*", "\\\\\\\n0*\\*0*", "\\\\\\\n*00*\\*0*", "\\\\\\\n`a` b [c](d)\\*e*\n\nf\\*g*",
		"*a* b **c d** _e_ f_g h", "[a](b) [c](d \"e\") [f](g)] [h [i](j)](k) ![l](m) [n](<o p>) [q][r](s) [t](u\\)) [v](w", "*x a*b* c", "*j**k**", "**a *b** c* *d **e** f* _g *h_ i*", "![a [b](c)](d) *[e *f* [g](h)](i) j*", "*[a](b)* [*c*](d) [e](f)*g* **h** *i*, *j*k l*m* n**o** ***p*** **q* r** *s *t* u* (*v*) *\u00a0w* *x\u00a0* *y!* \\*z*", "**a**b *c d* **e**\n*f*\n**g\nh** *i*\u00a0 *112* **112**", "| *a* [b](c) |\n| - |\n| **d** |",
		"[a b](../c) d [e] f] g ![h i](j.png)! K! [l", "a < b <c@example.org> <https://example.org/x y> `d e` f ` g",
		"> a b\n> c\n>  d  \n> e", "- a b\n  c\n- d *e*\n\n  f", "| a b | c * d |\n| --- | --- |\n| e \\| f | 08-12 34 56 |",
		"1. a\n2. b\n\nc", "7) a\n8) b\n\n   c", "* a\n* *b*\n+ c", "- a\n-  b\n\n- c", "- a\n\n\n## b\nc\n\nd", "- <service:a>\n- [b]: c\n\n[b]", "[b]: c\nd\n\n[b]\n", "[a\nb]: c\n\n[a b]", "##  a\n#\tb", "a\n[b]: c\n\n[b]",
		"| a | b |\n|---|---|\n| c |\n| d | e | f |\n\ng", "| a |\n| - |\n||\n|  |", "| `a\\|b` |\n| --- |\n| `c|d` |", "| a |\n| :-- |\n| b |", "| a | b |\n| --- |\n| c |", "| a |\n| - |\nb", "**a** b\nc\n---\n\n***\n\n*** a", "# 0\v", "## a b \t\n### c ##\n#d\n# \ne\r\n\r\nf", "a\n - b\n\n>c\n\nd\n==",
		"# a b # {#c}\n\nd\n===", "a\u00a0b å\u0301 ي و \u200f c", "  a b\n\tc d\n\n\te f", "112] 016 [112", "a &amp; b &#35; c",
	} {
		f.Add(text)
	}
	pages, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(pages) == 0 {
		f.Fatal(pages, err)
	}
	for _, name := range pages {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	fast, alone := New(), &Parser{md: reading(nil, parser.DefaultInlineParsers()), writers: sync.Pool{New: func() any { return new(writer) }}}
	numbers := contact.Numbers{Known: func(key string) bool { return key == "112" }, CallWords: []string{"ring", "call"}}
	var in Room // of one text after the other
	f.Fuzz(func(t *testing.T, text string) {
		file := &source.File{Name: "x.md", Text: []byte(text)}
		var found, wanted diag.List
		in.Clear()
		got, want := shown(fast.Parse(file, 0, numbers, &in, &found)), shown(alone.Parse(file, 0, numbers, nil, &wanted))
		if !reflect.DeepEqual(got, want) {
			t.Errorf("read as\n%+v\ngoldmark alone\n%+v", got, want)
		}
		if got, want := fast.Leaves(file, 0), alone.Leaves(file, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("leaves\n%+v\ngoldmark alone\n%+v", got, want)
		}
		if !reflect.DeepEqual(found, wanted) {
			t.Errorf("found\n%v\ngoldmark alone\n%v", found, wanted)
		}
	})
}

// shown are blocks with pieces joined that only a hole ends.
func shown(d *doc.Doc) []doc.Block {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		var joined []doc.Piece
		for _, p := range b.Pieces {
			if last := len(joined) - 1; p.Ref == nil && last >= 0 && joined[last].Ref == nil {
				joined[last].HTML += p.HTML
				continue
			}
			joined = append(joined, p)
		}
		b.Pieces = joined
		b.Texts = strings.Split(strings.Join(b.Texts, "\x00"), "\x00")
	}
	return d.Blocks
}
