// Package serve is the preview: a site over HTTP, straight from its sources. A
// page is rendered when it is asked for and nothing is written to disk.
//
// Edits are followed. What an edit breaks is shown over the page, and the page
// itself stays the last one that was whole; the author sees the finding and not
// an empty window. Served bytes are those of the written site, but for three
// things that live reload needs (see inject.go).
package serve

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/load"
	"vart/internal/watch"
)

// Options are what a preview needs to know.
type Options struct {
	// Input is asked before every build: the clock moves on.
	Input func() (build.Input, error)
	// Addr is the address that was asked for. Its host is the one name that
	// requests may use besides those of the machine itself.
	Addr string
	// At is the moment to show the site at to begin with; zero is the clock's.
	At time.Time
	// Language is that of vart's own messages.
	Language string
	// Tell is told of every build and of what became of the watch; may be nil.
	Tell func(Event)
}

// Event is something that happened, for the terminal.
type Event struct {
	Changed []string // paths; empty for the first build, and one for another moment
	Found   diag.List
	Kept    bool // pages of an earlier build are still shown
	Took    time.Duration
	Notice  error // the watch has changed its way, or has ended
}

// Server serves a site and follows its edits. It is safe for concurrent use.
type Server struct {
	opt   Options
	names names
	run   string // tells this run's pages from those of an earlier one

	mu      sync.Mutex
	now     *version              // what is served; nil until a build went well
	whole   bool                  // now is of the last build
	before  *version              // the last one of which every page was whole
	found   diag.List             // of the last build
	pages   diag.List             // of the pages of the last version that was looked through
	bad     map[string]diag.List  // by path, of pages whose newer text is not shown for its errors
	fresh   map[string]build.Edit // by path, what was taken into the version since it was loaded
	builds  int
	touched map[string]bool // files changed since the last good version
	shells  int             // how often something else than words changed
	shell   bool            // … and has since the last good version
	chosen  time.Time       // the moment to show the site at; zero: the clock's
	at      time.Time       // the moment that pages are shown at
	state   state
	next    chan struct{} // closed when state changes
	started chan struct{} // closed when the first build is done

	life     context.Context    // of the server
	building sync.Mutex         // held by one build at a time; taken before mu
	stale    chan struct{}      // full when the moment asks for another build
	stop     context.CancelFunc // ends the check of pages that is under way
	running  sync.WaitGroup
	served   atomic.Int64 // pages, which it numbers
}

// New returns a server of a site that has not been read yet.
func New(o Options) *Server {
	if o.Tell == nil {
		o.Tell = func(Event) {}
	}
	return &Server{
		opt: o, life: context.Background(), names: namesOf(o.Addr), run: strconv.FormatInt(time.Now().UnixNano(), 36),
		chosen: o.At, at: o.At, stale: make(chan struct{}, 1),
		touched: map[string]bool{}, bad: map[string]diag.List{}, fresh: map[string]build.Edit{}, next: make(chan struct{}), started: make(chan struct{}), stop: func() {},
	}
}

// Run serves on l and follows edits until ctx is done. The folder that is
// watched is that of the input.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer s.running.Wait()
	defer cancel()
	s.life = ctx
	in, err := s.opt.Input()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s.running.Go(func() { s.follow(ctx, in.Folder) })
	s.running.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-s.stale:
				s.build(ctx, nil)
			}
		}
	})
	server := &http.Server{
		Handler:           s,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	s.running.Go(func() {
		<-ctx.Done()
		// Streams end with ctx; a page takes a millisecond.
		end, done := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer done()
		_ = server.Shutdown(end)
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// sources are what a site is made from; nothing else in its folder matters.
var sources = []string{load.ConfigName, "content", "layouts", "static", "translations", "links.lock"}

// quiet is how long after the last write a build begins: editors write in
// several steps.
const quiet = 8 * time.Millisecond

// follow builds now and after every edit.
func (s *Server) follow(ctx context.Context, folder string) {
	built := false
	for changed, err := range watch.Site(ctx, folder, sources, quiet) {
		if err != nil {
			s.opt.Tell(Event{Notice: err})
			continue
		}
		s.build(ctx, changed)
		built = true
	}
	if !built && ctx.Err() == nil {
		// Without a watch there still is a site to look at.
		s.build(ctx, nil)
	}
}
