// Package corpus makes the same nonsense site for vart and for what people
// would pick instead of it, shaped like public help information: the pages of
// ten languages, with links, tables, lists, contact cards and a guided flow.
// The same seed makes the same bytes.
package corpus

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Options is how large a corpus is.
type Options struct {
	Languages int // at most as many as there are tongues
	Pages     int // guides in each language
	Seed      uint64
}

// Site is a corpus in memory, without the texts of the guides, which are made
// while they are written.
type Site struct {
	Options
	Languages []*Language
}

// sections are the folders that the guides are dealt out to.
var sections = []string{"help-now", "violence", "children", "witness", "worried", "young", "honour", "relations", "rights", "support"}

// Language is what one language has.
type Language struct {
	tongue
	speaker
	Title    string
	Sections map[string]string // id → title
	Pages    []*Page           // folders first, then guides
	names    map[string]string // what services, areas and steps are called
}

// Page is a text of the corpus: front matter, and a body whose links, numbers
// and cards are marked for the target to write in its own way.
type Page struct {
	Section, Name      string // Name is "" for a folder's own page
	Title, Description string
	Weight             int
	Reviewed           time.Time
	body               func() string
}

// Path is the page's address below its language: "help-now/guide-0001".
func (p *Page) Path() string { return strings.Trim(p.Section+"/"+p.Name, "/") }

// Marks that stand in a body around a path, a number and a service's id.
const (
	markLink   = "\x01"
	markNumber = "\x02"
	markCard   = "\x03"
)

// New makes a corpus.
func New(o Options) (*Site, error) {
	if o.Languages < 1 || o.Languages > len(tongues) || o.Pages < len(sections) {
		return nil, fmt.Errorf("languages are 1 to %d, pages at least %d", len(tongues), len(sections))
	}
	s := &Site{Options: o}
	for _, t := range tongues[:o.Languages] {
		s.Languages = append(s.Languages, s.language(t))
	}
	return s, nil
}

func (s *Site) language(t tongue) *Language {
	l := &Language{tongue: t, speaker: newSpeaker(t, s.Seed), Sections: map[string]string{}, names: map[string]string{}}
	r := l.source(s.Seed, "site")
	l.Title = l.title(r)
	for _, id := range names {
		l.names[id] = l.title(r)
	}
	for i, id := range sections {
		l.Sections[id] = l.title(r)
		l.Pages = append(l.Pages, &Page{
			Section: id, Title: l.Sections[id], Description: l.words(r, 12), Weight: i + 1, Reviewed: day(2026, 1, 15),
			body: func() string { return l.sentences(l.source(s.Seed, id), 4) + "\n" },
		})
	}
	count := map[string]int{}
	for i := range s.Pages {
		section, name := sections[i%len(sections)], fmt.Sprintf("guide-%05d", i+1)
		count[section]++
		l.Pages = append(l.Pages, &Page{
			Section: section, Name: name, Title: l.title(r), Description: l.words(r, 14), Weight: count[section],
			Reviewed: day(2026, time.Month(1+r.IntN(8)), 1+r.IntN(28)),
			body:     func() string { return l.guide(l.source(s.Seed, section+"/"+name), s.Pages) },
		})
	}
	return l
}

// source is the randomness of one text: it does not depend on what was made
// before it.
func (l *Language) source(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(l.tag + "/" + name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// guidePath is the path of the i-th guide.
func guidePath(i int) string {
	return fmt.Sprintf("%s/guide-%05d", sections[i%len(sections)], i+1)
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// Count is how many guides and folders' own pages there are in all.
func (s *Site) Count() int {
	n := 0
	for _, l := range s.Languages {
		n += len(l.Pages)
	}
	return n
}

// folder writes files below a root, making each folder once.
type folder struct {
	root string
	made map[string]bool
}

func newFolder(root string) *folder { return &folder{root, map[string]bool{}} }

func (f *folder) write(name, text string) error {
	dir := filepath.Join(f.root, filepath.Dir(filepath.FromSlash(name)))
	if !f.made[dir] {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		f.made[dir] = true
	}
	return os.WriteFile(filepath.Join(f.root, filepath.FromSlash(name)), []byte(text), 0o644)
}
