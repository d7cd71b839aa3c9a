package check

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"vart/internal/diag"
	"vart/internal/source"
)

// said is the kind of the first promise found in a text, "" for none.
func said(t *testing.T, lang, text string) string {
	t.Helper()
	var found diag.List
	Claims(&found, &source.File{Name: "x.md", Text: []byte(text)}, lang)
	if len(found) == 0 {
		return ""
	}
	for about, message := range promises {
		if found[0].Message == message {
			return about
		}
	}
	return "?"
}

func TestClaims(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		// What nobody can promise.
		{"sv", "Knappen raderar historiken.", "erased"},
		{"sv", "Lämna sidan raderar **all** din historik.", "erased"},
		{"sv", "När du trycker på knappen tas alla spår bort. Historiken raderas helt.", "erased"},
		{"sv", "Historiken töms när du lämnar sidan.", "erased"},
		{"sv", "Sidan lämnar inga spår.", "erased"},
		{"sv", "Vi lämnar inte några\nspår i din telefon.", "erased"},
		{"sv", "Du kan läsa här utan att lämna spår.", "erased"},
		{"sv", "Surfa spårlöst!", "erased"},
		{"sv", "Det finns inga spår kvar efteråt.", "erased"},
		{"sv", "Besöket syns inte i historiken.", "erased"},
		{"sv", "Knappen tar bort sidan ur historiken.", "erased"},
		{"sv", "Du behöver inte oroa dig för vi raderar historiken.", "erased"},
		{"sv", "Oroa dig inte – knappen rensar webbhistoriken.", "erased"},
		{"sv", "Du är helt anonym.", "anonymous"},
		{"sv", "Du är 100 % anonym här.", "anonymous"},
		{"sv", "Vi erbjuder full anonymitet.", "anonymous"},
		{"sv", "Här är du alltid anonym.", "anonymous"},
		{"sv", "Ditt besök är anonymt.", "anonymous"},
		{"sv", "Ingen kan se att du har varit här.", "anonymous"},
		{"sv", "Du kan inte spåras.", "anonymous"},
		{"sv", "Vi garanterar att du får vara anonym.", "anonymous"},
		{"sv", "Här är du trygg.", "safe"},
		{"sv", "Du är säker på nätet? Nej. Men du är säker här.", "safe"},
		{"sv", "Sidan är helt säker.", "safe"},
		{"sv", "Det är säkert att använda den här sidan.", "safe"},
		{"sv", "Vi garanterar din säkerhet.", "safe"},
		{"sv", "Vi skyddar dig.", "safe"},
		{"sv", "Du kan ringa utan risk.", "safe"},
		{"sv-simple", "Ingen kan hitta dig.", "safe"},
		{"en", "The button erases your history.", "erased"},
		{"en", "We will delete the browser history for you.", "erased"},
		{"en", "This site leaves no trace.", "erased"},
		{"en", "Browse without leaving any traces.", "erased"},
		{"en", "Your history is cleared.", "erased"},
		{"en", "You are completely anonymous.", "anonymous"},
		{"en", "You're anonymous here.", "anonymous"},
		{"en", "We guarantee full anonymity.", "anonymous"},
		{"en", "Nobody can see that you were here.", "anonymous"},
		{"en", "You cannot be traced.", "anonymous"},
		{"en", "You are safe here.", "safe"},
		{"en", "This website is secure.", "safe"},
		{"en", "The site is safe to use.", "safe"},
		{"en", "Don’t worry, we keep you safe.", "safe"},
		{"en", "You do not need to worry: it is completely safe.", "safe"},
		{"fi", "Painike poistaa historian.", "erased"},
		{"fi", "Olet täysin anonyymi.", "anonymous"},
		{"fi", "Olet täällä turvassa.", "safe"},
		{"ar", "الزر يمحو سجل المتصفح.", "erased"},
		{"ar", "أنت هنا بأمان.", "safe"},
		{"fa", "این دکمه تاریخچه را پاک می\u200cکند.", "erased"},
		{"fa", "شما کاملاً ناشناس هستید.", "anonymous"},

		// What is true, or somebody else's doing.
		{"sv", "Knappen tar inte bort något ur historiken.", ""},
		{"sv", "Knappen raderar inte historiken.", ""},
		{"sv", "Historiken raderas inte.", ""},
		{"sv", "Inget besök på nätet är helt utan spår.", ""},
		{"sv", "Vi kan inte lova att sidan lämnar inga spår.", ""},
		{"sv", "Ta hellre bort enstaka rader ur historiken än allt. En tom historik kan märkas.", ""},
		{"sv", "Om du raderar historiken kan det märkas.", ""},
		{"sv", "Om historiken raderas kan någon märka det.", ""},
		{"sv", "Raderar sidan historiken?", ""},
		{"sv", "I våra prov lämnade det inget i webbläsaren när det hade stängts.", ""},
		{"sv", "Dina svar fanns inte i historiken, och inte vilka sidor du läste här.", ""},
		{"sv", "Du får vård, och spår kan sparas.", ""},
		{"sv", "Du kan vara anonym när du ringer.", ""},
		{"sv", "Du kan inte vara anonym när du anmäler i ditt arbete.", ""},
		{"sv", "Du är inte anonym för den som ser nätet.", ""},
		{"sv", "Ingen kan lova att du är anonym.", ""},
		{"sv", "Ingen webbplats kan lova att du är säker.", ""},
		{"sv", "Du behöver inte vara säker för att ringa.", ""},
		{"sv", "Ring om du är säker på att någon far illa.", ""},
		{"sv", "Berätta när du är trygg.", ""},
		{"sv", "Är du trygg hemma?", ""},
		{"sv", "Våga ringa, även om du inte är säker.", ""},
		{"sv", "Ring 1177 om du vill vara säker.", ""},
		{"sv", "Ett privat fönster skyddar inte mot den som tittar på skärmen.", ""},
		{"sv", "Vi vet inte numret eller tiderna säkert.", ""},
		{"en", "The button removes nothing from the history.", ""},
		{"en", "No visit on the web is wholly without traces.", ""},
		{"en", "Remove single lines from the history rather than everything.", ""},
		{"en", "If you clear your history somebody may notice.", ""},
		{"en", "We cannot promise that you are safe.", ""},
		{"en", "Make sure you are safe before you call.", ""},
		{"en", "Call when you are safe.", ""},
		{"en", "You can be anonymous when you just ask.", ""},
		{"en", "You cannot then be anonymous.", ""},
		{"en", "Are you safe right now?", ""},
		{"en", "When home is not safe", ""},
		{"en", "It does not replace advice from someone who knows your case.", ""},
		{"en", "Your answers were not in the history, nor which pages you read here.", ""},
		{"fi", "Mikään sivu ei poista historiaa.", ""},
		{"fi", "Et ole täysin anonyymi.", ""},
		{"ar", "الزر لا يمحو سجل المتصفح.", ""},
		{"fa", "این دکمه تاریخچه را پاک نمی\u200cکند.", ""},
	}
	for _, test := range tests {
		if got := said(t, test.lang, test.text); got != test.want {
			t.Errorf("%s %q: got %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

// TestClaimsSentences tries the patterns on the sentences that translators
// wrote, false promises and texts that only look like one.
func TestClaimsSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]int{}
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 3 {
			continue // the heading
		}
		tried[fields[0]]++
		if got := said(t, fields[0], fields[2]); (got != "") != (fields[1] == "promise") {
			t.Errorf("%s %q: got %q, want %s", fields[0], fields[2], got, fields[1])
		}
	}
	if len(tried) < 5 {
		t.Errorf("only %v were tried", tried)
	}
}

// What claims.yaml tells people to write instead is no promise itself, and the
// file says nothing that is not understood.
func TestClaimsData(t *testing.T) {
	all, found := readClaims(claimsText)
	for _, f := range found {
		t.Error(f.Message.EN)
	}
	if len(all) < 5 {
		t.Fatalf("%d languages", len(all))
	}
	for lang, tongue := range all {
		if len(tongue.claims) != 3 || len(tongue.not) == 0 {
			t.Errorf("%s: %d claims", lang, len(tongue.claims))
		}
		for _, c := range tongue.claims {
			if c.say == "" || len(c.phrases) == 0 {
				t.Errorf("%s %s: nothing to say instead", lang, c.about)
			}
			if got := said(t, lang, c.say); got != "" {
				t.Errorf("%s: what is true is taken for a promise (%s): %s", lang, got, c.say)
			}
		}
	}
}

// A promise is found where it stands, whatever is around it.
func TestClaimPlace(t *testing.T) {
	text := "---\ntitle: \"Lugnt\"\n---\nRing 112.\n\n- Ett\n- Sidan lämnar *inga* spår\n"
	var found diag.List
	Claims(&found, &source.File{Name: "x.md", Text: []byte(text)}, "sv")
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	if line, col := found[0].Pos.LineCol(); line != 7 || col != 9 {
		t.Errorf("at %d:%d", line, col)
	}
}

// TestClues holds the clues against the patterns: a sentence that makes a claim
// has a clue to it, whatever its letters' case.
func TestClues(t *testing.T) {
	for lang, tongue := range tongues() {
		for i := range tongue.claims {
			for n, p := range tongue.claims[i].phrases {
				for form := range 20 {
					var words []string
					for _, step := range p {
						if step != nil {
							words = append(words, strings.Trim(step[min(form, len(step)-1)], "*"))
						}
					}
					text := strings.Join(words, " ")
					for _, text := range []string{text, strings.ToUpper(text), strings.ReplaceAll(text, "'", "’"), strings.ReplaceAll(text, "k", "\u212a"), strings.ReplaceAll(text, "i", "İ")} {
						if tongue.clues.first([]byte(text)) < 0 || tongue.clues.all([]byte(text))&tongue.claims[i].sign(n) == 0 {
							t.Errorf("%s: no clue in %q to %v", lang, text, p)
						}
					}
				}
			}
		}
	}
}

// FuzzClaims holds the search that begins at clues against all patterns in all
// sentences.
func FuzzClaims(f *testing.F) {
	text, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if lang, rest, ok := strings.Cut(line, "\t"); ok {
			f.Add(lang, rest)
		}
	}
	f.Add("en", "# You\nare safe:\n1. We wonʼt.\n“Leaves no trace”, SAFE? Don’t worry, you’re safe\n1.5 m\nhttps://x.org")
	f.Fuzz(func(t *testing.T, lang, text string) {
		known := tongueOf(lang)
		if known == nil {
			return
		}
		file := &source.File{Name: "x.md", Text: []byte(text)}
		var quick, whole diag.List
		Claims(&quick, file, lang)
		var c cutter
		for from := 0; from < len(text); {
			var s sentence
			s, from = c.sentence([]byte(text), from)
			known.hold(&whole, file.Pos(0, len(text)), s, ^uint64(0))
		}
		if !reflect.DeepEqual(quick, whole) {
			t.Errorf("%s %q: %v, and in all sentences %v", lang, text, quick, whole)
		}
	})
}

func BenchmarkClaims(b *testing.B) {
	for _, lang := range []string{"sv", "ar"} {
		b.Run(lang, func(b *testing.B) {
			text, err := os.ReadFile("../../content/om/anvand-sidan-sakert." + lang + ".md")
			if err != nil {
				b.Fatal(err)
			}
			file := &source.File{Name: "x.md", Text: text}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var found diag.List
				Claims(&found, file, lang)
			}
		})
	}
}
