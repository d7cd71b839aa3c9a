package build

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"sync"

	"vart/internal/diag"
	"vart/internal/plan"
)

// Limits of a page as it is sent, in bytes: what comes in the first round trip
// on a slow network, what a flow's one document may take, and a page's script.
const (
	pageLimit   = 14_000
	flowLimit   = 30_000
	scriptLimit = 3_000
)

// weigh reports a page that is too heavy. It is weighed with gzip, which every
// server has; brotli is lighter.
func (l *Loaded) weigh(o *plan.Output, html []byte, found *diag.List) {
	limit := pageLimit
	if o.Kind == plan.Flow {
		limit = flowLimit
	}
	if o.Go || len(html) < 2*limit { // HTML is always halved at least
		return
	}
	// What is light enough packed in haste is so packed well.
	if weight(hasty, html) <= limit {
		return
	}
	n := weight(thorough, html)
	if n <= limit {
		return
	}
	pos := l.layouts[l.Renderer.LayoutOf(o)].Start()
	if w, _ := o.Words(&l.Site.Config); w != nil {
		pos = w.File.Start()
	}
	shared := weight(thorough, []byte(strings.Join(l.Renderer.Frame(o.Lang), "")))
	found.Add(pos, diag.PageWeight, diag.T("sidan %s väger %d kB, gränsen är %d: på ett långsamt nät kommer den för sent", "the page %s weighs %d kB, the limit is %d: on a slow network it comes too late", o.URL, n/1000, limit/1000),
		diag.T("dela texten på flera sidor, eller korta den: %d kB är sidans egna, %d kB det som alla sidor har (stil, skript, meny)", "split the text over several pages, or shorten it: %d kB are the page's own, %d kB what all pages have (style, script, menu)", (n-shared)/1000, shared/1000))
}

// weighScript reports a script that is too heavy, where a site adds to it.
func (l *Loaded) weighScript(found *diag.List) {
	n := weight(thorough, []byte(l.Renderer.Script()))
	if n <= scriptLimit {
		return
	}
	pos := l.layouts["script.js"].Start()
	var parts []string
	for _, f := range l.scripts {
		pos = f.Start()
		parts = append(parts, fmt.Sprintf("%s %.1f kB", f.Name, float64(weight(thorough, f.Text))/1000))
	}
	found.Add(pos, diag.PageWeight, diag.T("skriptet på alla sidor väger %.1f kB, gränsen är %d: på ett långsamt nät kommer sidorna för sent", "the script on all pages weighs %.1f kB, the limit is %d: on a slow network pages come too late", float64(n)/1000, scriptLimit/1000),
		diag.T("korta det som sajten själv lägger till: %s", "shorten what the site itself adds: %s", strings.Join(parts, ", ")))
}

// Packers of two kinds, used again: each takes a megabyte.
var hasty, thorough = packers(gzip.BestSpeed), packers(gzip.BestCompression)

func packers(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		z, _ := gzip.NewWriterLevel(io.Discard, level) // the levels are gzip's own
		return z
	}}
}

// weight is how many bytes a page takes as it is sent.
func weight(packers *sync.Pool, html []byte) int {
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	var n counter
	z.Reset(&n)
	_, _ = z.Write(html) // counting does not fail
	_ = z.Close()
	return int(n)
}

type counter int

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
