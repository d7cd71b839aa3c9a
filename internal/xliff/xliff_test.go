package xliff_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/xliff"
)

var job = segment.Job{From: "sv", To: "ar", Dir: "rtl", Files: []segment.File{{
	Name: "content/å b/x.sv.md", Notes: []segment.Note{{Category: segment.Own, Text: "a < b"}},
	Units: []segment.Unit{
		{ID: "title", Print: "bcdfghjk", State: segment.Initial, Source: []segment.Part{{Text: "A & \"b\" \x01"}}},
		{ID: "b1.1", Print: "bcdfghjk", State: segment.Checked, Notes: []segment.Note{{Category: "question", Text: "?"}},
			Source: []segment.Part{
				{Kind: segment.Open, ID: "1", Pair: 1, Role: segment.Link, Raw: "[", Text: "["}, {Text: "Ring "},
				{Kind: segment.Mark, ID: "2", Role: segment.Number, Raw: "112", Text: "112"},
				{Kind: segment.Close, ID: "1", Pair: 1, Role: segment.Link, Raw: "](x)", Text: "](x)"},
				{Kind: segment.Mark, ID: "3", Role: segment.Break, Raw: "\\\n", Text: "↵"},
			},
			Target: []segment.Part{{Text: "x"}}},
	},
}}}

// read reads a document, and leaves out what writing does not tell of: roles,
// which stand in what was sent, and places.
func read(t *testing.T, text string) *segment.Job {
	t.Helper()
	j, err := xliff.Read(&source.File{Name: "x", Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range j.Files {
		j.Files[i].Pos = source.Pos{}
		for n := range j.Files[i].Units {
			j.Files[i].Units[n].Pos = source.Pos{}
		}
	}
	return j
}

func TestWriteAndRead(t *testing.T) {
	var b bytes.Buffer
	if err := xliff.Write(&b, &job); err != nil {
		t.Fatal(err)
	}
	got := read(t, b.String())
	got.Dir = job.Dir
	for i, p := range job.Files[0].Units[1].Source {
		got.Files[0].Units[1].Source[i].Role = p.Role
	}
	if !reflect.DeepEqual(got, &job) {
		t.Errorf("got %+v\nwant %+v\n%s", got, job, b.String())
	}
}

// What translators' programs do: groups, segments cut in two, codes whose ends
// stand apart, marks and elements of their own.
func TestTools(t *testing.T) {
	j := read(t, "\ufeff"+`<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" xmlns:y="urn:y" version="2.0" srcLang="sv" trgLang="ar">
<x:file id="content:x.sv.md" original="content/x.sv.md"><y:z><x:unit id="no"/></y:z>
<x:group id="g"><x:group id="h"><x:unit id="b1.1"><x:originalData><x:data id="d">a<x:cp hex="0002"/></x:data></x:originalData>
<x:segment state="final"><x:source>A <x:sc id="1" dataRef="d"/>b. </x:source><x:target>C <x:sm id="m1"/><x:sc id="1" dataRef="d"/><x:mrk id="m2">d</x:mrk>. </x:target></x:segment>
<x:ignorable><x:source> </x:source></x:ignorable>
<x:segment state="translated" subState="y:z"><x:source>E<x:ec startRef="1"/></x:source><x:target>F<x:ec startRef="1"/></x:target></x:segment>
</x:unit></x:group></x:group></x:file></x:xliff>`)
	open, end := segment.Part{Kind: segment.Open, ID: "1", Pair: 1, Raw: "a\x02"}, segment.Part{Kind: segment.Close, ID: "1", Pair: 1}
	want := segment.Unit{ID: "b1.1", State: segment.Translated, Source: []segment.Part{{Text: "A "}, open, {Text: "b. E"}, end}}
	u := j.Files[0].Units[0]
	u.Target[1].Pair, u.Target[3].Pair = 1, 1
	want.Target = []segment.Part{{Text: "C "}, open, {Text: "d. F"}, end}
	if len(j.Files[0].Units) != 1 || !reflect.DeepEqual(u, want) {
		t.Errorf("got %+v\nwant %+v", u, want)
	}
}

func TestNone(t *testing.T) {
	for _, text := range []string{"", "<a/>", `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>`, `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"/>`} {
		if j, err := xliff.Read(&source.File{Text: []byte(text)}); !errors.Is(err, xliff.ErrNone) {
			t.Errorf("%q: %v, %v", text, j, err)
		}
	}
}

// FuzzRead: whatever comes back, it is read or refused.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := xliff.Write(&b, &job); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Fuzz(func(t *testing.T, text string) {
		j, err := xliff.Read(&source.File{Text: []byte(text)})
		if (j == nil) == (err == nil) {
			t.Errorf("%v, %v", j, err)
		}
	})
}
