package check

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

//go:embed claims.yaml
var claimsText []byte

// tongue is what is known of promises in one language.
type tongue struct {
	not     []string
	join    []string // words that a comma stands before in the middle of a thought
	comfort []phrase
	claims  []claim
	clues   *clues
}

// claim is a promise that nobody can keep.
type claim struct {
	about, say     string
	unless, before []string
	phrases        []phrase
	first          int // how many phrases the claims before it have
}

// sign is the bit of a claim's nth phrase. More phrases than there are bits
// share them.
func (c *claim) sign(n int) uint64 { return 1 << ((c.first + n) % 64) }

// tongues reads claims.yaml, once. What is wrong with it is found by a test,
// as for any other data of the program.
var tongues = sync.OnceValue(func() map[string]*tongue {
	all, _ := readClaims(claimsText)
	return all
})

func readClaims(text []byte) (map[string]*tongue, diag.List) {
	var found diag.List
	all := map[string]*tongue{}
	m := yaml.Parse(&source.File{Name: "claims.yaml", Text: text}, text, 1, &found)
	values := func(texts []source.At[string]) (out []string) {
		for _, t := range texts {
			out = append(out, t.Value)
		}
		return out
	}
	for lang, n := range m.All {
		entry := n.Map()
		t := &tongue{not: values(entry.Texts("not")), join: values(entry.Texts("join"))}
		for _, p := range entry.Texts("comfort") {
			t.comfort = append(t.comfort, parsePhrase(p.Value))
		}
		entry.Get("draft").Bool()
		phrases := 0
		for _, n := range entry.Get("claims").Items() {
			one := n.Map()
			c := claim{first: phrases, about: one.Get("about").OneOf("erased", "anonymous", "safe"), say: one.Text("say").Value, unless: values(one.Texts("unless")), before: values(one.Texts("before"))}
			for _, p := range one.Texts("patterns") {
				c.phrases = append(c.phrases, parsePhrase(p.Value))
			}
			phrases += len(c.phrases)
			one.Done()
			t.claims = append(t.claims, c)
		}
		entry.Done()
		t.clues = newClues(t.claims)
		all[lang.Value] = t
	}
	return all, found
}

// promises says what each kind of claim promises.
var promises = map[string]diag.Text{
	"erased":    {SV: "det här lovar att inga spår finns kvar, och det stämmer inte", EN: "this promises that no traces remain, which is not true"},
	"anonymous": {SV: "det här lovar full anonymitet, och det kan ingen webbplats", EN: "this promises full anonymity, which no website can"},
	"safe":      {SV: "det här lovar trygghet, och det kan ingen webbplats", EN: "this promises safety, which no website can"},
}

// Claims reports every promise in a text that nobody can keep: somebody may
// trust it with their life. langs are the languages the text may be in.
func Claims(found *diag.List, f *source.File, langs ...string) {
	claimsIn(found, f.Pos(0, len(f.Text)), langs...)
}

func claimsIn(found *diag.List, at source.Pos, langs ...string) {
	if at.File == nil || at.Offset+at.Len > len(at.File.Text) {
		return
	}
	var known []*tongue
	for _, lang := range langs {
		if t := tongueOf(lang); t != nil {
			known = append(known, t)
		}
	}
	if len(known) == 0 {
		return
	}
	text := at.File.Text[at.Offset : at.Offset+at.Len]
	var c cutter
	for _, t := range known {
		for from := 0; ; {
			clue := t.clues.first(text[from:])
			if clue < 0 {
				break
			}
			start, end := stretch(text, from, from+clue)
			if t.clues.all(text[start:end]) != 0 {
				for start < end {
					s, next := c.sentence(text, start)
					t.hold(found, at, s, t.clues.all(text[start:next]))
					start = next
				}
			}
			from = end
		}
	}
}

// hold holds a sentence of a text against the patterns that it has signs of.
func (t *tongue) hold(found *diag.List, text source.Pos, s sentence, signs uint64) {
	if s.question || signs == 0 {
		return
	}
	for i := range t.claims {
		c := &t.claims[i]
		if first, last, ok := t.promise(c, s.words, signs); ok {
			found.Add(text.File.Pos(text.Offset+first, last-first), diag.Claim, promises[c.about],
				diag.T("skriv vad som är sant: ”%s”", "write what is true: “%s”", c.say))
		}
	}
}

// Prepare makes ready what every check needs, for those who have something else
// to do meanwhile.
func Prepare() { tongues() }

// tongueOf is the language's own entry, or that of its full form (sv-simple →
// sv); nil where there is none.
func tongueOf(lang string) *tongue {
	if t := tongues()[lang]; t != nil {
		return t
	}
	base, _, _ := strings.Cut(lang, "-")
	return tongues()[base]
}

// promise says whether and where a sentence makes the claim. signs are of the
// patterns that it may have.
func (t *tongue) promise(c *claim, words []word, signs uint64) (first, last int, ok bool) {
	for n, p := range c.phrases {
		if signs&c.sign(n) == 0 {
			continue
		}
		for start := range words {
			hit := p.match(words, start)
			if len(hit) > 0 && !c.excused(words, hit) && !t.denied(words, hit) {
				return words[hit[0]].start, words[hit[len(hit)-1]].end, true
			}
		}
	}
	return 0, 0, false
}

// comforted are the words of phrases whose "not" is about something else.
func (t *tongue) comforted(words []word) []int {
	var all []int
	for i := range words {
		for _, p := range t.comfort {
			all = append(all, p.match(words, i)...)
		}
	}
	return all
}

// excused says whether the claim is a condition or what the reader does.
func (c *claim) excused(words []word, hit []int) bool {
	first, last := hit[0], hit[len(hit)-1]
	beside := func(i int) bool { return i >= 0 && i < len(words) && slices.Contains(c.unless, words[i].text) }
	return beside(first-1) || beside(first+1) && !slices.Contains(hit, first+1) ||
		last+1 < len(words) && words[last+1].clause == words[last].clause && slices.Contains(c.before, words[last+1].text)
}

// denied says whether a word for not stands in the parts of the sentence that
// the claim is in, and is no part of the claim itself.
func (t *tongue) denied(words []word, hit []int) bool {
	comforted := t.comforted(words)
	from, to := words[hit[0]].clause, words[hit[len(hit)-1]].clause
	for i := hit[0]; i > 0 && words[i].clause == from; i-- {
		if words[i-1].clause != from && slices.Contains(t.join, words[i].text) {
			from = words[i-1].clause
		}
	}
	for i, w := range words {
		if w.clause >= from && w.clause <= to && slices.Contains(t.not, w.text) && !slices.Contains(hit, i) && !slices.Contains(comforted, i) {
			return true
		}
	}
	return false
}

// claims checks what a site says in words beside its texts and layouts: the
// interface, the titles of vart.yaml and the labels of numbers.
func (p *pass) claims() {
	for _, lang := range p.c.Languages {
		if tongueOf(lang.Value) == nil {
			p.found.AddAt(lang.Pos, diag.Warning, diag.Claim, diag.T("vart kan inte känna igen falska löften på %s", "vart cannot recognise false promises in %s", lang.Value),
				diag.T("be den som granskar översättningen att leta efter löften om raderad historik, anonymitet och trygghet", "ask whoever reviews the translation to look for promises of erased history, anonymity and safety"))
		}
		files := map[*source.File]bool{}
		for _, m := range p.Catalog.Messages(lang.Value) {
			files[m.Pos.File] = true
		}
		for _, f := range slices.SortedFunc(maps.Keys(files), func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) }) {
			Claims(&p.found, f, lang.Value)
		}
	}
	texts := func(all site.Texts) {
		for lang, t := range all {
			claimsIn(&p.found, t.Pos, lang)
		}
	}
	texts(p.c.Title)
	texts(p.c.DiscreetTitle)
	for _, v := range p.Site.Services {
		for _, phone := range v.Phones {
			texts(phone.Label)
		}
	}
}
