package flow_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vart/internal/contact"
	"vart/internal/diag"
	"vart/internal/flow"
	"vart/internal/markdown"
	"vart/internal/source"
)

var parser = markdown.New()

func parse(text string) (*flow.Flow, diag.List) {
	var found diag.List
	file := &source.File{Name: "content/flows/x/index.sv.md", Text: []byte(text)}
	none := contact.Numbers{Known: func(string) bool { return false }}
	d := parser.Parse(file, 0, none, nil, &found)
	f := flow.Parse(d, file.Start(), &found)
	f.Check(&found)
	return f, found
}

func said(found diag.List) string {
	var all []string
	for _, f := range found.Sort() {
		line, _ := f.Pos.LineCol()
		all = append(all, fmt.Sprintf("%d %s", line, f.Check.Name))
	}
	return strings.Join(all, ", ")
}

const good = `Du kan lämna sidan när som helst.

## Är någon i fara? {#fara}
Tänk efter.

- [Ja](#ring) nu
- [Nej](#vem)

Det är okej att inte veta.

## Vem gäller det? {#vem}
- [Mig](#stod)
- [Vet inte](#stod)

## Ring {#ring urgent=true}
- <service:sos-112>

## Prata med någon {#stod for="child, youth" age=15}
- <role:socialjour>
- [Bris](service:bris)
`

func TestParse(t *testing.T) {
	f, found := parse(good)
	if len(found) > 0 {
		t.Fatal(said(found))
	}
	if got := strings.Join(f.IDs(), " "); got != "fara vem ring stod" {
		t.Error(got)
	}
	s := f.Step("fara")
	if !s.Question() || len(s.Answers) != 2 || s.Answers[0].Text != "Ja" || s.Answers[0].Hint != "nu" || s.Answers[0].To != "ring" || len(s.Body) != 1 || len(s.After) != 1 {
		t.Errorf("%+v", s)
	}
	s = f.Step("stod")
	if s.Question() || s.Age != 15 || strings.Join(s.For, "|") != "child|youth" || len(s.Contacts) != 2 || s.Contacts[0].Key != "socialjour" || !f.Step("ring").Urgent {
		t.Errorf("%+v", s)
	}
	if len(f.Intro) != 1 || f.Number("ring") != 3 || f.Number("x") != 0 || f.Step("x") != nil {
		t.Error("intro, number or step")
	}
	var ways []string
	for p := range f.Paths() {
		ways = append(ways, fmt.Sprint(p.Answers, p.Outcome.ID))
	}
	if got := strings.Join(ways, " "); got != "[0]ring [1 0]stod [1 1]stod" {
		t.Error(got)
	}
	var same diag.List
	f.Compare(f, &same)
	if len(same) > 0 {
		t.Error(said(same))
	}
}

func TestFindings(t *testing.T) {
	q := func(id string, to ...string) string {
		var s strings.Builder
		s.WriteString("## " + id + "? {#" + id + "}\n")
		for _, to := range to {
			s.WriteString("- [till " + to + "](#" + to + ")\n")
		}
		return s.String() + "\n"
	}
	end := func(id string) string { return "## " + id + " {#" + id + "}\n- <service:x>\n\n" }
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "1 flow-dead-end"},
		{"words only", "Hej.\n", "1 flow-dead-end"},
		{"one outcome", end("a"), ""},
		{"no id", "## Ring\n- <service:x>\n", "1 flow-step"},
		{"same id", end("a") + end("a"), "4 flow-step"},
		{"unknown step", q("a", "b", "c") + end("b"), "3 flow-target"},
		{"unreachable", q("a", "b") + end("b") + end("c"), "7 flow-unreachable"},
		{"dead end", q("a", "b") + "## b {#b}\nBara ord.\n", "4 flow-dead-end"},
		{"list of words", q("a", "b") + "## b {#b}\n- bara\n- ord\n", "4 flow-dead-end"},
		{"circle", q("a", "b") + q("b", "a", "c") + end("c"), "1 flow-cycle"},
		{"itself", q("a", "a", "b") + end("b"), "1 flow-cycle"},
		{"both lists", "## a {#a}\n- [b](#b)\n\nord\n\n- <service:x>\n\n" + end("b"), "6 flow-mixed"},
		{"both in one list", "## a {#a}\n- [b](#b)\n- <service:x>\n\n" + end("b"), "2 flow-mixed"},
		{"word among answers", "## a {#a}\n- [b](#b)\n- eller så\n\n" + end("b"), "3 flow-mixed"},
		{"page among answers", "## a {#a}\n- [b](#b)\n- [mer](../x)\n\n" + end("b"), "3 flow-mixed"},
		{"picture among contacts", "## a {#a}\n- <service:x>\n- ![b](/b.svg)\n", "3 flow-mixed"},
		{"words after a contact", "## a {#a}\n- <service:x> på dagen\n", "2 flow-mixed"},
		{"urgent=ja", "## a {#a urgent=ja}\n- <service:x>\n", "1 flow-attribute"},
		{"urgent=1", "## a {#a urgent=1}\n- <service:x>\n", "1 flow-attribute"},
		{"age=200", "## a {#a age=200}\n- <service:x>\n", "1 flow-attribute"},
		{"age=1.5", "## a {#a age=1.5}\n- <service:x>\n", "1 flow-attribute"},
		{"unknown attribute", "## a {#a ugrent=true}\n- <service:x>\n", "1 flow-attribute"},
		{"bare list of audiences", "## a {#a for=child,youth}\n- <service:x>\n", "1 flow-step, 1 heading-attributes"},
		{"five questions", q("a", "b") + q("b", "c") + q("c", "d") + q("d", "e") + q("e", "f") + end("f"), ""},
		{"six questions", q("a", "b") + q("b", "c") + q("c", "d") + q("d", "e") + q("e", "f") + q("f", "g") + end("g"), "19 flow-long"},
		{"short and long way", q("a", "b", "g") + q("b", "c") + q("c", "d") + q("d", "e") + q("e", "f") + q("f", "g") + end("g"), "20 flow-long"},
	} {
		if _, found := parse(c.text); said(found) != c.want {
			t.Errorf("%s: got %s, want %s", c.name, said(found), c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	source, _ := parse(good)
	for _, c := range []struct{ from, to, want string }{
		{"Är någon i fara?", "Is anyone in danger?", ""},
		{"(#vem)", "(#stod)", "3 flow-differs"},
		{"- [Vet inte](#stod)\n", "", "11 flow-differs"},
		{"- <service:sos-112>", "- <service:polisen>", "15 flow-differs"},
		{" urgent=true", "", "15 flow-differs"},
		{"age=15", "age=16", "18 flow-differs"},
		{`for="child, youth"`, `for="child"`, "18 flow-differs"},
		{"{#ring urgent", "{#rang urgent", "1 flow-differs, 15 flow-differs"},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		f, _ := parse(text)
		var found diag.List
		f.Compare(source, &found)
		if said(found) != c.want {
			t.Errorf("%s → %s: got %s, want %s", c.from, c.to, said(found), c.want)
		}
	}
}

// Of any graph at all: what is said of it is what walking it by hand says.
func TestProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(9)
		edges := make([][]int, n)
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "## s%d {#s%d}\n", i, i)
			for range r.IntN(3) {
				to := r.IntN(n)
				if r.IntN(4) > 0 && i+1 < n {
					to = i + 1 + r.IntN(n-i-1) // mostly forward, so that not all have circles
				}
				edges[i] = append(edges[i], to)
				fmt.Fprintf(&text, "- [x](#s%d)\n", to)
			}
			if len(edges[i]) == 0 {
				text.WriteString("- <service:x>\n")
			}
			text.WriteString("\n")
		}
		f, found := parse(text.String())
		has := func(c *diag.Check) int {
			n := 0
			for _, f := range found {
				if f.Check == c {
					n++
				}
			}
			return n
		}
		reach := map[int]bool{}
		var visit func(i int)
		visit = func(i int) {
			if !reach[i] {
				reach[i] = true
				for _, to := range edges[i] {
					visit(to)
				}
			}
		}
		visit(0)
		if got := has(diag.FlowUnreachable); got != n-len(reach) {
			t.Fatalf("%d unreachable, want %d\n%s", got, n-len(reach), text.String())
		}
		circle := false
		for start := range n {
			back := map[int]bool{}
			var walk func(i int)
			walk = func(i int) {
				for _, to := range edges[i] {
					if !back[to] {
						back[to] = true
						walk(to)
					}
				}
			}
			walk(start)
			circle = circle || back[start]
		}
		if got := has(diag.FlowCycle) > 0; got != circle {
			t.Fatalf("circle %v, want %v\n%s", got, circle, text.String())
		}
		longest := 0
		for p := range f.Paths() {
			if p.Outcome.Question() || len(p.Questions) != len(p.Answers) {
				t.Fatalf("a way ends at a question: %+v\n%s", p, text.String())
			}
			for i, q := range p.Questions {
				next := p.Outcome
				if i+1 < len(p.Questions) {
					next = p.Questions[i+1]
				}
				if f.Step(q.Answers[p.Answers[i]].To) != next {
					t.Fatalf("a way does not follow its answers\n%s", text.String())
				}
			}
			longest = max(longest, len(p.Questions))
		}
		if got := has(diag.FlowLong) > 0; !circle && got != (longest > flow.MaxQuestions) {
			t.Fatalf("too long %v, but the longest way has %d questions\n%s", got, longest, text.String())
		}
	}
}

// No text makes the reader of flows fail, and every finding has its place.
func FuzzParse(f *testing.F) {
	for _, s := range []string{good, "", "## a {#a}\n- [a](#a)\n", "## a {#a}\n- <service:x>\n- [b](#b)\n", "# x\n## {#}\n- [](#)\n", "## a {#a age=1e9}\n1. [x](#a)\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\x00") {
			return
		}
		fl, found := parse(text)
		var same diag.List
		fl.Compare(fl, &same)
		for _, fi := range append(found, same...) {
			if fi.Pos.File == nil || fi.Pos.Offset+fi.Pos.Len > len(text) || fi.Message.SV == "" || fi.Message.EN == "" {
				t.Errorf("%q: %+v", text, fi)
			}
		}
		twice := slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Check == diag.FlowStep })
		if len(same) > 0 && !twice {
			t.Errorf("%q differs from itself: %s", text, said(same))
		}
		n := 0
		for p := range fl.Paths() {
			if p.Outcome == nil || p.Outcome.Question() {
				t.Fatalf("%q: a way ends at a question", text)
			}
			if n++; n > 1000 {
				break
			}
		}
	})
}
