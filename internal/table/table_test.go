package table_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"vart/internal/segment"
	"vart/internal/source"
	"vart/internal/table"
)

// What a word processor makes of the table when it saves it as a web page:
// paragraphs in the cells, codes cut in pieces, names in capitals, elements and
// conditions of its own, attributes without quotes.
func TestWordProcessor(t *testing.T) {
	const page = `<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><!--[if gte mso 9]><xml><o:x/></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head>
<BODY lang=SV><p class=MsoNormal>Skriv i den högra kolumnen.<br>
<TABLE border=1>
 <tr style='mso-yfti-irow:0'><td colspan=3 valign=top><p class=MsoNormal><b>vart: sv
  → ar</b><o:p></o:p></p></td></tr>
 <TR><TD colspan=3><p><b>content/<span class=SpellE>fara</span>.sv.md</b></p></TD></TR>
 <tr><td><p>b1.1 cckpsmbc<br>stycke</p></td>
  <td><p>Ring <span class=code>⟦1 11</span><span>2⟧</span>, <![if !supportLists]><span>&#10214;2⟧</span><![endif]>nu⟦/2⟧.</p></td>
  <td dir=RTL><p dir=RTL><span lang=AR-SA>اتصل&nbsp;بالرقم</span> ⟦1
  112⟧</p><p>⟦2⟧الآن⟦ /2 ⟧.</p></td></tr>
</TABLE></BODY></html>`
	f := &source.File{Name: "x.html", Text: []byte(page)}
	j, err := table.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	mark := segment.Part{Kind: segment.Mark, ID: "1", Text: "112"}
	open, end := segment.Part{Kind: segment.Open, ID: "2", Pair: 1}, segment.Part{Kind: segment.Close, ID: "2", Pair: 1}
	if len(j.Files) != 1 || len(j.Files[0].Units) != 1 || j.From != "sv" || j.To != "ar" || j.Files[0].Name != "content/fara.sv.md" {
		t.Fatalf("%+v", j)
	}
	u := j.Files[0].Units[0]
	if line, _ := u.Pos.LineCol(); u.ID != "b1.1" || u.Print != "cckpsmbc" || line != 9 {
		t.Errorf("%+v on line %d", u, line)
	}
	if want := []segment.Part{{Text: "Ring "}, mark, {Text: ", "}, open, {Text: "nu"}, end, {Text: "."}}; !reflect.DeepEqual(u.Source, want) {
		t.Errorf("got %+v, want %+v", u.Source, want)
	}
	if want := []segment.Part{{Text: "اتصل\u00a0بالرقم "}, mark, {Text: " "}, open, {Text: "الآن"}, end, {Text: "."}}; !reflect.DeepEqual(u.Target, want) {
		t.Errorf("got %+v, want %+v", u.Target, want)
	}
}

// FuzzRead: whatever comes back, it is read or refused.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := table.Write(&b, &segment.Job{From: "sv", To: "ar", Dir: "rtl", Files: []segment.File{{Name: "x", Units: []segment.Unit{{ID: "b1.1", Print: "p", Source: []segment.Part{{Text: "a"}, {Kind: segment.Mark, ID: "1", Text: "2"}}}}}}}, "sv"); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add("<tr><td>vart: sv → ar</td></tr><tr><td>x</td></tr><tr><td>a b<td>⟦/1⟧<td>⟦1⟧")
	f.Fuzz(func(t *testing.T, text string) {
		j, err := table.Read(&source.File{Text: []byte(text)})
		if (j == nil) == (err == nil) {
			t.Errorf("%v, %v", j, err)
		}
	})
}

func TestNone(t *testing.T) {
	if _, err := table.Read(&source.File{Text: []byte("<p>Hej</p>")}); !errors.Is(err, table.ErrNone) {
		t.Error(err)
	}
}
