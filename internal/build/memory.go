package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/output"
	"vart/internal/plan"
	"vart/internal/site"
	"vart/internal/source"
)

// memory is what the last build of a site was made from, unit by unit: the
// files of a page, and what it read of other pages. A unit of which all that is
// as it was is not rendered; its files are kept, once they have been found to
// be what was written. Without the memory everything is rendered, and comes out
// the same.
type memory struct {
	l              *Loaded
	dir            *output.Dir
	keep           func(name string, sum [sha256.Size]byte) (bool, error)
	shared         [sha256.Size]byte     // what every page is made from
	was            map[string]remembered // of the last build
	fronts, orders sync.Map              // name → sum
	room           sync.Pool             // of *digest

	mu   sync.Mutex
	next bytes.Buffer // what the next build will know: what is shared, and unit after unit
	now  *gob.Encoder // to next

	rendered atomic.Int64 // pages that were not kept
}

// remembered is a unit as it was last built.
type remembered struct {
	Name  string
	Key   [sha256.Size]byte
	Reads []site.Read
	Sums  [][sha256.Size]byte // of its files, in the order of its outputs
	Found []remark
}

// remark is a finding in one of the unit's own files.
type remark struct {
	File        string
	Offset, Len int
	Severity    diag.Severity
	Check       string
	Message     diag.Text
	Hint        diag.Text
}

// remember reads what is known of the last build; nothing is when the file is
// missing, from another vart, or broken.
func (l *Loaded) remember(files [sha256.Size]byte, dir *output.Dir, keep func(name string, sum [sha256.Size]byte) (bool, error)) *memory {
	if l.in.Memory == "" || l.in.Self() == "" {
		return nil
	}
	m := &memory{l: l, dir: dir, keep: keep}
	m.shared = m.sharedBy(files)
	m.now = gob.NewEncoder(&m.next)
	_ = m.now.Encode(m.shared) // room for text is all that it needs
	if text, err := os.ReadFile(l.in.Memory); err == nil {
		m.was = m.units(text)
	}
	return m
}

// units are those of the last build, none if what all pages share is new.
func (m *memory) units(text []byte) map[string]remembered {
	from := gob.NewDecoder(bytes.NewReader(text))
	var shared [sha256.Size]byte
	if from.Decode(&shared) != nil || shared != m.shared {
		return nil
	}
	units := make(map[string]remembered, len(m.l.units))
	for {
		var r remembered
		switch err := from.Decode(&r); {
		case errors.Is(err, io.EOF):
			return units
		case err != nil:
			return nil
		}
		units[r.Name] = r
	}
}

// save keeps the memory on disk, in one go.
func (m *memory) save() error {
	if m == nil {
		return nil
	}
	name := m.l.in.Memory
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".")
	if err != nil {
		return err
	}
	_, err = f.Write(m.next.Bytes())
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// recall keeps the files of a unit that would be rendered as it was, and
// returns what was found in it then.
func (m *memory) recall(u *unit) (diag.List, bool, error) {
	was, ok := m.was[u.name(m.l.Plan)]
	if !ok || len(was.Sums) != len(u.outputs) || m.key(u, was.Reads) != was.Key {
		return nil, false, nil
	}
	for i, o := range u.outputs {
		if ok, err := m.keep(m.l.Plan.Outputs[o].File, was.Sums[i]); !ok || err != nil {
			return nil, false, err
		}
	}
	found, ok := m.findings(u, was.Found)
	if !ok {
		return nil, false, nil
	}
	m.note(&was)
	return found, true, nil
}

// learn notes what a unit was rendered from. One with a finding in a file that
// is not its own, or that stops the build, is not remembered.
func (m *memory) learn(u *unit, reads *site.Reads, found diag.List) {
	m.rendered.Add(int64(len(u.outputs)))
	r := remembered{Name: u.name(m.l.Plan), Reads: reads.Sorted()}
	r.Key = m.key(u, r.Reads)
	for _, o := range u.outputs {
		r.Sums = append(r.Sums, m.dir.Sum(m.l.Plan.Outputs[o].File))
	}
	for _, f := range found {
		if f.Severity == diag.Error || u.words(f.Pos.Name()) == nil {
			return
		}
		r.Found = append(r.Found, remark{f.Pos.Name(), f.Pos.Offset, f.Pos.Len, f.Severity, f.Check.Name, f.Message, f.Hint})
	}
	m.note(&r)
}

// note keeps a unit for the next build.
func (m *memory) note(r *remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	_ = m.now.Encode(r)
}

// findings are remarks with their files.
func (m *memory) findings(u *unit, remarks []remark) (diag.List, bool) {
	var found diag.List
	files := map[string]*source.File{}
	for _, r := range remarks {
		check := slices.IndexFunc(diag.Checks, func(c *diag.Check) bool { return c.Name == r.Check })
		w := u.words(r.File)
		if w == nil || check < 0 {
			return nil, false
		}
		if files[r.File] == nil {
			var none diag.List
			if files[r.File], _ = m.l.texts.File(w, &none); files[r.File] == nil {
				return nil, false
			}
		}
		found = append(found, diag.Finding{
			Pos:      source.Pos{File: files[r.File], Offset: r.Offset, Len: r.Len},
			Severity: r.Severity, Check: diag.Checks[check], Message: r.Message, Hint: r.Hint,
		})
	}
	return found, true
}

// name tells units apart, also from one build to the next.
func (u *unit) name(p *plan.Plan) string {
	if u.page != nil && u.page.Folder {
		return "folder " + u.page.Path
	}
	if u.page != nil {
		return "page " + u.page.Path
	}
	return p.Outputs[u.outputs[0]].URL
}

// words are the unit's own that are in the named file, nil if none are.
func (u *unit) words(file string) *site.Words {
	if u.page != nil {
		for _, w := range u.page.Words {
			if w.File.Name == file {
				return w
			}
		}
	}
	return nil
}

// key is the digest of all that a unit is made from, beside what is shared.
func (m *memory) key(u *unit, reads []site.Read) [sha256.Size]byte {
	h := m.begin()
	defer m.room.Put(h)
	for _, i := range u.outputs {
		o := m.l.Plan.Outputs[i]
		h.add(o.Lang, o.URL, o.File)
	}
	if u.page != nil {
		m.words(h, u.page.Words, func(w *site.Words) { m.text(h, w.File.Name) })
	}
	for _, r := range reads {
		*h = append(*h, byte(r.Kind))
		h.add(r.Name)
		switch r.Kind {
		case site.Front:
			m.sum(h, &m.fronts, r.Name, m.front)
		case site.Order:
			m.sum(h, &m.orders, r.Name, m.order)
		case site.Text:
			m.text(h, r.Name)
		}
	}
	return sha256.Sum256(*h)
}

// digest is what a sum is made of: texts with their length, so that where one
// ends and the next begins counts.
type digest []byte

func (d *digest) add(texts ...string) {
	for _, t := range texts {
		*d = append(binary.LittleEndian.AppendUint64(*d, uint64(len(t))), t...)
	}
}

// begin is an empty digest, in the room of one that is done with.
func (m *memory) begin() *digest {
	h, _ := m.room.Get().(*digest)
	if h == nil {
		h = new(digest)
	}
	*h = (*h)[:0]
	return h
}

// sum adds a sum that is worked out once.
func (m *memory) sum(h *digest, known *sync.Map, name string, of func(*digest, string)) {
	v, ok := known.Load(name)
	if !ok {
		d := m.begin()
		defer m.room.Put(d)
		of(d, name)
		v, _ = known.LoadOrStore(name, sha256.Sum256(*d))
	}
	sum := v.([sha256.Size]byte)
	*h = append(*h, sum[:]...)
}

// words adds something of a page's words in each language.
func (m *memory) words(h *digest, l site.Languages, add func(*site.Words)) {
	for _, lang := range m.l.Site.Config.Languages {
		if w := l[lang.Value]; w != nil {
			h.add(lang.Value)
			add(w)
		}
	}
}

// front is what other pages show of a page: what stands before its text, and
// its addresses, which depend on the folders above.
func (m *memory) front(h *digest, path string) {
	p := m.l.Site.Page(path)
	if p == nil {
		return
	}
	m.words(h, p.Words, func(w *site.Words) { h.add(view(w.File.Text)) })
	for _, lang := range m.l.Site.Config.Languages {
		h.add(m.l.Plan.PageURL(path, lang.Value))
	}
}

func (m *memory) order(h *digest, folder string) {
	for _, p := range m.l.Site.Children(folder) {
		h.add(p.Path)
	}
}

// text is what a file of a page says.
func (m *memory) text(h *digest, name string) {
	sum := m.l.texts.Sum(name)
	*h = append(*h, sum[:]...)
}

// sharedBy is the digest of what any page may be made from: vart itself, the
// day, all files but the texts of pages, and the pages that every page links to.
func (m *memory) sharedBy(files [sha256.Size]byte) [sha256.Size]byte {
	h := digest(files[:])
	c := &m.l.Site.Config
	h.add(m.l.in.Self(), m.l.in.Now.In(c.Timezone).Format("2006-01-02"))
	h.add(m.l.Site.Static...)
	for _, path := range []string{"", plan.ServicesFolder, plan.AreasFolder, plan.FlowsFolder, c.Danger.Value} {
		m.sum(&h, &m.fronts, path, m.front)
	}
	for _, t := range slices.Concat(c.Menu, c.Footer) {
		m.sum(&h, &m.fronts, t.Value, m.front)
	}
	return sha256.Sum256(h)
}

// sharedFiles is the digest of all files but the texts of pages. It is made
// before the site is loaded: what is edited meanwhile is then new to the next
// build, and never taken for what this one has seen.
func sharedFiles(fsys fs.FS) [sha256.Size]byte {
	var h digest
	files := []string{load.ConfigName, "content/glossary.yaml"}
	for _, dir := range []string{"layouts", "translations", "static", "content/services", "content/areas", "content/flows"} {
		// What cannot be read is as if it were not there; loading the site tells.
		_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (dir != "static" || path.Ext(name) == ".js") {
				files = append(files, name)
			}
			return nil
		})
	}
	for _, name := range files {
		if text, err := fs.ReadFile(fsys, name); err == nil {
			h.add(name, string(text))
		}
	}
	return sha256.Sum256(h)
}
