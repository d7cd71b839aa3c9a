package chart

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"vart/internal/flow"
)

var update = flag.Bool("update", false, "rewrite the expected drawings")

// small is a flow with what a drawing must manage: a way that passes a column,
// two answers to the same step, an urgent outcome, a long title.
func small(texts ...string) *flow.Flow {
	return &flow.Flow{Steps: []*flow.Step{
		{ID: "fara", Title: texts[0], Answers: []flow.Answer{{Text: texts[1], To: "ring-112"}, {Text: texts[2], To: "vem"}, {Text: texts[3], To: "vem"}}},
		{ID: "vem", Title: texts[4], Answers: []flow.Answer{{Text: texts[5], To: "prata"}, {Text: texts[6], To: "ring-112"}}},
		{ID: "ring-112", Title: texts[7], Urgent: true},
		{ID: "prata", Title: texts[8], For: []string{"child", "youth"}, Age: 15},
	}}
}

var charts = []struct {
	name  string
	chart *Chart
}{
	{"swedish", &Chart{
		Flow: small("Är någon i fara just nu?", "Ja", "Nej, inte just nu", "Jag vet inte", "Vem gäller det?", "Mig, och det är en ganska lång historia \"som\" <kräver> flera rader", "En annan", "Ring 112",
			"Prata med någon som lyssnar, vem du än är och var du än bor i landet"),
		Title: "Vart kan jag vända mig?", Lang: "sv", Dir: "ltr", Words: Swedish,
	}},
	{"arabic", &Chart{
		Flow:  small("هل هناك شخص في خطر الآن؟", "نعم", "لا، ليس الآن", "لا أعرف", "من المعني؟", "أنا", "شخص آخر", "اتصل بالرقم 112", "تحدث مع شخص يستمع إليك"),
		Title: "إلى أين أتوجه؟", Lang: "ar", Dir: "rtl", Words: English,
	}},
}

func TestGolden(t *testing.T) {
	for _, c := range charts {
		for _, f := range Formats {
			t.Run(c.name+"."+f.Name, func(t *testing.T) {
				var b bytes.Buffer
				if err := f.Draw(&b, c.chart); err != nil {
					t.Fatal(err)
				}
				name := filepath.Join("testdata", c.name+"."+f.Name)
				if *update {
					if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(b.Bytes(), want) {
					t.Errorf("the drawing has changed; look at it, and write it with -update\n%s", b.Bytes())
				}
			})
		}
	}
}

// TestBroken: a flow that check complains of is drawn as far as it goes.
func TestBroken(t *testing.T) {
	flows := map[string]*flow.Flow{
		"empty":  {},
		"circle": {Steps: []*flow.Step{{ID: "a", Title: "A", Answers: []flow.Answer{{Text: "b", To: "b"}}}, {ID: "b", Title: "B", Answers: []flow.Answer{{Text: "a", To: "a"}}}}},
		"astray": {Steps: []*flow.Step{{ID: "a", Title: "A", Answers: []flow.Answer{{Text: "?", To: "nowhere"}}}, {ID: "b", Title: ""}}},
		"twins":  {Steps: []*flow.Step{{ID: "a", Title: "A", Answers: []flow.Answer{{Text: "x", To: "a"}}}, {ID: "a", Title: "A2"}}},
	}
	for name, f := range flows {
		for _, format := range Formats {
			var b bytes.Buffer
			if err := format.Draw(&b, &Chart{Flow: f, Title: name, Words: Swedish}); err != nil || b.Len() == 0 {
				t.Errorf("%s as %s: %v", name, format.Name, err)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width float64
		want  int
	}{
		{"", 100, 0},
		{"Ring 112", 100, 1},
		{"Prata med någon som lyssnar", 100, 3},
		{"Barn- och ungdomspsykiatrimottagningen", 100, 4},
		{"ååååååååååååååååååååå", 50, 5},
	}
	for _, test := range tests {
		lines := wrap(test.text, 14, test.width)
		if len(lines) != test.want {
			t.Errorf("%q: %q, want %d lines", test.text, lines, test.want)
		}
		for _, l := range lines {
			if measure(l, 14) > test.width {
				t.Errorf("%q is wider than %v", l, test.width)
			}
		}
	}
}
