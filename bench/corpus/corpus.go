// Package corpus makes the same nonsense site for vart and for what people
// would pick instead of it, shaped like public help information: the pages of
// ten languages, with links, tables, lists, contact cards and a guided flow. A
// page has the same parts, numbers and links in every language, other words. The
// same seed makes the same bytes.
package corpus

import (
	"fmt"
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
	discreet string            // what the browser's history is to show
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
	l := &Language{tongue: t, speaker: newSpeaker(t, random(s.Seed, t.tag)), Sections: map[string]string{}, names: map[string]string{}}
	w := s.writer(l, "site")
	l.Title, l.discreet = w.title(), w.title()
	for _, id := range names {
		l.names[id] = w.title()
	}
	for i, id := range sections {
		l.Sections[id] = w.title()
		l.Pages = append(l.Pages, &Page{
			Section: id, Title: l.Sections[id], Description: w.phrase(12, 12), Weight: i + 1, Reviewed: day(2026, 1, 15),
			body: func() string { return s.writer(l, id).some(4) + "\n" },
		})
	}
	count := map[string]int{}
	for i := range s.Pages {
		section, name := sections[i%len(sections)], fmt.Sprintf("guide-%05d", i+1)
		count[section]++
		l.Pages = append(l.Pages, &Page{
			Section: section, Name: name, Title: w.title(), Description: w.phrase(14, 14), Weight: count[section],
			Reviewed: day(2026, time.Month(1+w.shape.IntN(8)), 1+w.shape.IntN(28)),
			body:     func() string { return s.writer(l, section+"/"+name).guide(s.Pages) },
		})
	}
	return l
}

// Guide is the path of the i-th guide, below its language.
func Guide(i int) string {
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

// folder holds a site of the corpus. What is already there is left as it is, and
// what the site does not have is removed at the end: a file system can be slow
// for minutes after many files were.
type folder struct {
	root    string
	dirs    map[string]bool
	written map[string]bool
}

func newFolder(root string) *folder { return &folder{root, map[string]bool{}, map[string]bool{}} }

func (f *folder) write(name, text string) error {
	file := filepath.Join(f.root, filepath.FromSlash(name))
	f.written[file] = true
	if had, err := os.ReadFile(file); err == nil && string(had) == text {
		return nil
	}
	if dir := filepath.Dir(file); !f.dirs[dir] {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		f.dirs[dir] = true
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// sweep removes files that were not written; what npm installed stays.
func (f *folder) sweep() error {
	return filepath.WalkDir(f.root, func(name string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == "node_modules":
			return filepath.SkipDir
		case d.IsDir() || f.written[name]:
			return nil
		}
		return os.Remove(name)
	})
}
