package serve

import (
	"strings"
	"testing"
)

// What is asked for is read from the files as they are, before the watch tells
// of them; what is wrong in them leaves the page as it was.
func TestAskedBeforeTheWatch(t *testing.T) {
	s, dir := built(t, map[string]string{"content/hjalp/a.sv.md": "---\ntitle: Alfa\n---\nEtt.\n"})
	s.running.Wait()
	loaded := s.now.Loaded
	const name, address = "content/hjalp/a.sv.md", "/sv/hjalp/a/"
	shows := func(want string) {
		t.Helper()
		w := get(t, s, address)
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d, without %q", w.Code, want)
		}
	}
	shows("Ett.")

	write(t, dir, name, "---\ntitle: Alfa\n---\nTvå.\n")
	shows("Två.")
	if s.now.Loaded != loaded {
		t.Error("the site was loaded anew for a word")
	}
	if version := s.now; !s.follows([]string{name}, moment) || s.now != version {
		t.Error("what has been shown is taken for new")
	}

	write(t, dir, name, "---\ntitle: Alfa\n---\nRing 08-000 00 00.\n")
	shows("Två.")
	if st, _, _, _ := s.snapshot(); !strings.Contains(st.Panel, "<mark>08-000 00 00</mark>") {
		t.Error("the panel does not say what is wrong")
	}
	// A new title of another page shows everywhere, and what is wrong here stays.
	write(t, dir, "content/hjalp/index.sv.md", "---\ntitle: Stöd\ngo: hjalp\n---\nFörsta raden.\n")
	s.build(t.Context(), []string{"content/hjalp/index.sv.md"})
	s.running.Wait()
	if s.now.Loaded == loaded {
		t.Error("a new title was not read")
	}
	shows("Två.")
	shows("Stöd</a>")
	if st, _, _, _ := s.snapshot(); !strings.Contains(st.Panel, "<mark>08-000 00 00</mark>") {
		t.Error("the panel has forgotten what is wrong")
	}

	write(t, dir, name, "---\ntitle: Alfa\n---\nTvå.\n") // undone
	s.build(t.Context(), []string{name})
	if st, _, _, _ := s.snapshot(); strings.Contains(st.Panel, "08-000 00 00") {
		t.Error("what was undone is still told")
	}
	write(t, dir, name, "---\ntitle: Beta\n---\nTre.\n")
	shows("<h1>Beta</h1>")
}
