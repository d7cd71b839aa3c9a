package serve

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"vart/internal/build"
	"vart/internal/diag"
	"vart/internal/plan"
)

// names are the hosts that a request may name.
type names struct {
	given string // by --addr
	any   bool   // --addr gave no host in particular: the whole network
}

func namesOf(addr string) names {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return names{}
	}
	ip, err := netip.ParseAddr(host)
	return names{given: host, any: host == "" || err == nil && ip.IsUnspecified()}
}

// ours says whether a request's Host header names this machine. Any page on
// the web can make a browser call 127.0.0.1 under a name of its own that
// resolves there; what it would read is a site not yet published. An address
// in digits cannot be made to resolve to something else.
func (n names) ours(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	switch host {
	case "localhost", "127.0.0.1", "::1":
		return true
	case "":
		return false
	case strings.ToLower(n.given):
		return true
	}
	_, err = netip.ParseAddr(host)
	return n.any && err == nil
}

// ServeHTTP answers as a host of the written site would.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'")
	if !s.names.ours(r.Host) {
		s.refuse(w, http.StatusMisdirectedRequest, diag.T("förhandsvisningen svarar bara på sin egen adress, inte på %q; ange en annan med --addr", "the preview answers under its own address only, not under %q; give another with --addr", r.Host))
		return
	}
	if r.Method == http.MethodPost && r.URL.Path == momentPath {
		s.chooseFrom(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, diag.T("sajten går att läsa, inget annat", "the site can be read, nothing else"))
		return
	}
	select {
	case <-s.started:
	case <-r.Context().Done():
		return
	}
	if r.URL.Path == eventsPath {
		s.events(w, r)
		return
	}
	s.site(w, r)
}

func (s *Server) refuse(w http.ResponseWriter, status int, why diag.Text) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, why.In(s.opt.Language))
}

// site answers with a page, a file or a way to one.
func (s *Server) site(w http.ResponseWriter, r *http.Request) {
	st, now, before, _ := s.snapshot()
	if now == nil {
		s.broken(w, st)
		return
	}
	address := r.URL.Path
	name, below := now.file(address)
	switch {
	case address+"/" == now.base, address == "/" && !below:
		redirect(w, r, now.base)
	case !below:
		s.missing(w, r, st, now, before)
	case now.static[name]:
		s.static(w, r, now, name)
	case now.pages[name] != nil:
		if s.overtaken(now, now.pages[name]) {
			s.site(w, r)
			return
		}
		s.page(w, r, st, now, before, now.pages[name], http.StatusOK)
	case !strings.HasSuffix(address, "/") && now.has(name+"/index.html"):
		redirect(w, r, address+"/")
	default:
		files, err := now.exports()
		if text, ok := files[name]; ok && err == nil {
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
			return
		}
		s.missing(w, r, st, now, before)
	}
}

// overtaken says whether a page's files are no longer as they were, and has
// read them: the watch waits until it is quiet, who asks for a page does not.
func (s *Server) overtaken(now *version, o *plan.Output) bool {
	if o.Page == nil || !now.Overtaken(o.Page) {
		return false
	}
	s.mu.Lock()
	whole := s.whole && s.bad[o.Page.Path] == nil
	s.mu.Unlock()
	if !whole {
		return false // what is wrong has been told already
	}
	s.build(s.life, build.Files(o.Page))
	_, after, _, _ := s.snapshot()
	return after != nil && after != now
}

// redirect sends to another address of the site, as hosts do for a folder. A
// later edit may make it a page, so it is not for good.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	u := url.URL{Path: to}
	http.Redirect(w, r, u.String(), http.StatusFound)
}

func (s *Server) missing(w http.ResponseWriter, r *http.Request, st state, now, before *version) {
	o := now.missing(r.URL.Path)
	if o == nil {
		s.refuse(w, http.StatusNotFound, diag.T("sidan finns inte", "there is no such page"))
		return
	}
	s.page(w, r, st, now, before, o, http.StatusNotFound)
}

func (s *Server) page(w http.ResponseWriter, r *http.Request, st state, now, before *version, o *plan.Output, status int) {
	html, found := now.page(o, before)
	if found != nil {
		st.Panel = panel(found, s.opt.Language, noPage)
		s.broken(w, st)
		return
	}
	html = live(html, clean(r.URL), st, s.served.Add(1))
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(html)))
	w.WriteHeader(status)
	_, _ = w.Write(html) // net/http drops it for HEAD
}

// static serves a file of static/ as it is on disk now.
func (s *Server) static(w http.ResponseWriter, r *http.Request, v *version, name string) {
	f, err := v.in.Site.Open(path.Join("static", name))
	if err != nil {
		s.refuse(w, http.StatusNotFound, diag.T("filen går inte att läsa: %v", "the file cannot be read: %v", err))
		return
	}
	defer func(f fs.File) { _ = f.Close() }(f)
	if file, ok := f.(io.ReadSeeker); ok {
		http.ServeContent(w, r, name, time.Time{}, file)
		return
	}
	text, err := io.ReadAll(f)
	if err != nil {
		s.refuse(w, http.StatusInternalServerError, diag.T("filen går inte att läsa: %v", "the file cannot be read: %v", err))
		return
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(text))
}
