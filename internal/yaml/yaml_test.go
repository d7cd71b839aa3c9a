package yaml_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vart/internal/diag"
	"vart/internal/source"
	"vart/internal/yaml"
)

// parse reads text as if it began on the given line of a file.
func parse(text string, first int) (yaml.Map, *source.File, *diag.List) {
	found := &diag.List{}
	f := &source.File{Name: "x.yaml", Text: []byte(strings.Repeat("\n", first-1) + text)}
	return yaml.Parse(f, []byte(text), first, found), f, found
}

// said are findings as "line:column check".
func said(found *diag.List) string {
	var all []string
	for _, f := range found.Sort() {
		line, col := f.Pos.LineCol()
		all = append(all, fmt.Sprintf("%d:%d %s", line, col, f.Check.Name))
	}
	return strings.Join(all, ", ")
}

// Scalars are read as they were typed, whatever YAML makes of them.
func TestText(t *testing.T) {
	for text, want := range map[string]string{
		`0104440500`:        "0104440500",
		`"0104440500"`:      "0104440500",
		`'0104440500'`:      "0104440500",
		`112`:               "112",
		`116 016`:           "116 016",
		`08-465 004 00`:     "08-465 004 00",
		`+46846500400`:      "+46846500400",
		`0x1F`:              "0x1F",
		`1_000`:             "1_000",
		`1e3`:               "1e3",
		`2025-08-01`:        "2025-08-01",
		`12:30:45`:          "12:30:45",
		`24/7`:              "24/7",
		`true`:              "true",
		`yes`:               "yes",
		`no`:                "no",
		`on`:                "on",
		`Vart kan jag gå?`:  "Vart kan jag gå?",
		`"å\u00e4\n"`:       "åä\n",
		`'it''s'`:           "it's",
		`null`:              "",
		`~`:                 "",
		``:                  "",
		`""`:                "",
		`"null"`:            "null",
		`!!str 0104440500`:  "0104440500",
		"|\n  Rad ett\n  å": "Rad ett\nå",
		">\n  ett\n  två\n": "ett två\n",
	} {
		m, _, found := parse("k: "+text+"\n", 1)
		if got := m.Text("k").Value; strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") || len(*found) > 0 {
			t.Errorf("%q: got %q, want %q; %s", text, got, want, said(found))
		}
	}
}

// Values know their line and column in the file, counted in characters.
func TestPositions(t *testing.T) {
	m, f, found := parse("åäö: 1\ntitel: \"Är du rädd?\"\nphones:\n  - {nummer: '112', öppet: 24/7}\n  - nummer: 116 016 # barn\n", 5)
	check := func(n source.Pos, line, col int, text string) {
		t.Helper()
		l, c := n.LineCol()
		if l != line || c != col || string(f.Text[n.Offset:n.Offset+n.Len]) != text {
			t.Errorf("got %d:%d %q, want %d:%d %q", l, c, f.Text[n.Offset:n.Offset+n.Len], line, col, text)
		}
	}
	check(m.Get("åäö").Pos, 5, 6, "1")
	check(m.Get("titel").Pos, 6, 8, `"Är du rädd?"`)
	items := m.Get("phones").Items()
	if len(items) != 2 {
		t.Fatal(len(items))
	}
	one, two := items[0].Map(), items[1].Map()
	check(one.Get("nummer").Pos, 8, 14, "'112'")
	check(one.Get("öppet").Pos, 8, 28, "24/7")
	check(two.Get("nummer").Pos, 9, 13, "116 016")
	if len(*found) > 0 {
		t.Error(said(found))
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "1:1 missing-key"},
		{"# bara en kommentar\n", "1:1 missing-key"},
		{"title: a\ntitle: b\n", "2:1 duplicate-key"},
		{"title: a\nåtgärd: b\n", "2:1 unknown-key"},
		{"titel: a\n", "1:1 missing-key, 1:1 unknown-key"},
		{"title: [a]\n", "1:8 wrong-type"},
		{"title: {sv: a}\n", "1:8 wrong-type"},
		{"title: Fara: ring 112\n", "1:12 yaml-syntax"},
		{"title: \"a\n", "2:1 yaml-syntax"},
		{"title: a\n\tslug: b\n", "2:1 yaml-syntax"},
		{"title: a\n  slug: b\n", "2:7 yaml-syntax"},
		{"- title\n", "1:1 wrong-type"},
		{"bara text\n", "1:1 wrong-type"},
		{"title: @a\n", "1:8 yaml-syntax"},
		{"title: *a\n", "1:8 yaml-syntax"},
		{"title: a\n---\ntitle: b\n", "2:1 yaml-syntax"},
		{"title: a\nlist: {a: b}\n", "2:7 wrong-type"},
		{"title: a\ndate: 2025-13-01\n", "2:7 wrong-type"},
		{"title: a\nint: -1\n", "2:6 wrong-type"},
		{"title: a\nint: 010x\n", "2:6 wrong-type"},
		{"title: a\nbool: ja\n", "2:7 wrong-type"},
		{"title: a\ndays: 90\n", "2:7 wrong-type"},
		{"title: a\ndays: 90d\ndate: 2025-08-01\nint: 10\nbool: true\nlist: [a, b]\n", ""},
		{"a: &x Titel\ntitle: *x\n", "1:1 unknown-key"},
		{"title: a\nlist: &x [*x]\n", "2:11 wrong-type"},
		{"<<: {title: a}\n", "1:1 missing-key, 1:1 unknown-key"},
		{"? [a]\n: b\ntitle: a\n", "1:3 unknown-key, 1:3 wrong-type"},
		{"title: \"a\\0b\"\n", "1:8 wrong-type"},
	} {
		m, _, found := parse(c.text, 1)
		m.Need("title", diag.T("skriv title", "write title")).Text()
		m.Get("list").Texts()
		m.Get("date").Date()
		m.Get("int").Int()
		m.Get("bool").Bool()
		m.Get("days").Days()
		m.Done()
		if got := said(found); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
			for _, f := range *found {
				t.Log(f.Message.EN)
			}
		}
	}
}

func TestAliasMeansWhatItPointsTo(t *testing.T) {
	m, _, found := parse("one: &n \"112\"\ntwo: *n\n", 1)
	two := m.Text("two")
	line, col := two.Pos.LineCol()
	if two.Value != "112" || line != 2 || col != 6 || len(*found) > 0 {
		t.Errorf("got %q at %d:%d, %s", two.Value, line, col, said(found))
	}
}

func TestDays(t *testing.T) {
	m, _, _ := parse("d: 90d\n", 1)
	if d := m.Get("d").Days(); d != 90*24*time.Hour {
		t.Error(d)
	}
}

// Whatever the text, every place is in the file and nothing is read twice.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: b", "a: {b: [c, 'd']}", "a: &x [*x]", "a: |\n  b\n", "- a", "a: b\na: c", "? a\n: b", "a: \"\\u00e5\"", "\ta: b", "a: !!binary x", "%YAML 1.2\n---\na: b", "a: b\r\nå: ä\r\n", "\ufeffa: b"} {
		f.Add(s, 1)
	}
	f.Fuzz(func(t *testing.T, text string, first int) {
		if first < 1 || first > 9 {
			return
		}
		m, file, found := parse(text, first)
		var read func(n yaml.Node, depth int)
		read = func(n yaml.Node, depth int) {
			inside(t, file, n.Pos)
			if depth > 5 {
				return
			}
			switch {
			case n.IsList():
				for _, item := range n.Items() {
					read(item, depth+1)
				}
			case n.IsScalar():
				inside(t, file, n.Text().Pos)
				n.Date()
				n.Int()
				n.Days()
			case !n.IsNull():
				m := n.Map()
				for key, value := range m.All {
					inside(t, file, key.Pos)
					read(value, depth+1)
				}
				m.Done()
			}
		}
		for _, value := range m.All {
			read(value, 0)
		}
		m.Done()
		for _, fi := range *found {
			inside(t, file, fi.Pos)
		}
	})
}

func inside(t *testing.T, f *source.File, p source.Pos) {
	t.Helper()
	if p.File != f || p.Offset < 0 || p.Len < 0 || p.Offset+p.Len > len(f.Text) {
		t.Fatalf("the place %d+%d is not in a file of %d", p.Offset, p.Len, len(f.Text))
	}
	p.LineCol()
	p.Line()
}
