package serve

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"vart/internal/diag"
)

// state is what an open page should know. It is the whole of it and not what
// is new, so that a page that slept, or lost its connection, misses nothing.
type state struct {
	Version string `json:"version"` // of the pages and their moment; "" when there are none
	Shell   string `json:"shell"`   // of what pages share: style, script, layouts, vart.yaml
	Notes   string `json:"notes"`   // of the panel: changes with every build
	Panel   string `json:"panel"`   // HTML of the findings
	Moment  string `json:"moment"`  // HTML of the control of the time

	at int64 // the moment of the pages, in ms since 1970; 0 is the clock's
}

// publish tells every open page how things are. It is called with s.mu held.
func (s *Server) publish() {
	found := s.found
	if !found.Failed(false) {
		found = slices.Clone(found)
		for _, path := range slices.Sorted(maps.Keys(s.bad)) {
			found = append(found, s.bad[path]...)
		}
		found = append(found, s.pages...)
	}
	var missing diag.Text
	if s.now == nil {
		missing = noSite
	}
	st := state{Shell: fmt.Sprint(s.run, "-", s.shells), Panel: panel(found, s.opt.Language, missing)}
	if s.now != nil {
		if !s.at.IsZero() {
			st.at = s.at.UnixMilli()
		}
		st.Version = fmt.Sprint(s.now.id, "@", st.at)
		st.Moment = s.now.control(s.at, s.clock(), s.opt.Language)
	}
	st.Notes = fmt.Sprint(s.run, "-", s.builds, "-", sum([]byte(st.Panel)))
	if st == s.state {
		return
	}
	s.state = st
	close(s.next)
	s.next = make(chan struct{})
}

// snapshot is how things are, and what closes when they are otherwise.
func (s *Server) snapshot() (st state, now, before *version, next <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.now, s.before, s.next
}

// eventsPath is no address of a site: those do not begin with a dot, but for
// .well-known.
const eventsPath = "/.vart/events"

// events tells an open page of every state from now on, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	for told := (state{}); ; {
		st, _, _, next := s.snapshot()
		text := ": still here\n\n"
		if st != told {
			data, err := json.Marshal(st)
			if err != nil {
				return
			}
			text = "event: changed\nretry: 1000\ndata: " + string(data) + "\n\n"
			told = st
		}
		if _, err := w.Write([]byte(text)); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-next:
		case <-beat.C:
		}
	}
}

// sum tells texts apart.
func sum(text []byte) string { return strconv.FormatUint(fnv64(text), 36) }
