package hours

import (
	"bufio"
	"compress/gzip"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the corpus is about Stockholm, wherever the tests run
)

func stockholm(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestCorpus asks what the reference, npm's opening_hours, was asked 20,000
// times; testdata/corpus/README.md says how.
func TestCorpus(t *testing.T) {
	f, err := os.Open("testdata/corpus/cases.txt.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	loc := stockholm(t)
	cases, wrong, every := 0, 0, 1
	if underRace {
		every = 20
	}
	line := 0
	for lines := bufio.NewScanner(z); lines.Scan() && wrong < 20; line++ {
		if strings.HasPrefix(lines.Text(), "#") || line%every != 0 {
			continue
		}
		fields := strings.Split(lines.Text(), "\t")
		h, err := Parse(fields[0])
		if err != nil {
			t.Errorf("%q: %v", fields[0], err)
			wrong++
			continue
		}
		for _, field := range fields[1:] {
			cases++
			wrong += check(t, h, field, loc)
		}
	}
	if wrong == 0 && cases < 20_000/every {
		t.Errorf("%d cases in the corpus, want %d", cases, 20_000/every)
	}
}

// TestClockChange asks what the reference answers in two ways: one as it runs
// in Stockholm, another when it knows no summer time. The second is right: a
// minute of the wall clock is open or not whatever the clocks do.
func TestClockChange(t *testing.T) {
	text, err := os.ReadFile("testdata/corpus/clockchange.txt")
	if err != nil {
		t.Fatal(err)
	}
	loc := stockholm(t)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		h, err := Parse(fields[0])
		if err != nil {
			t.Errorf("%q: %v", fields[0], err)
			continue
		}
		check(t, h, fields[1], loc)
	}
}

// check compares one case, "minute:open:minutes until the next change".
func check(t *testing.T, h *Hours, field string, loc *time.Location) (wrong int) {
	t.Helper()
	parts := strings.Split(field, ":")
	minute, err := strconv.ParseInt(parts[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(minute*60, 0).In(loc)
	if got, want := h.IsOpen(at), parts[1] == "1"; got != want {
		t.Errorf("%s\nat %s: open is %t, want %t", h.text, at.Format(time.RFC1123Z), got, want)
		wrong++
	}
	// The reference was given five years to find a change.
	next, ok := h.NextChange(at)
	if ok && !next.Before(at.Add(5*366*24*time.Hour)) {
		ok = false
	}
	if parts[2] == "-" {
		if ok {
			t.Errorf("%s\nat %s: changes %s, want never", h.text, at.Format(time.RFC1123Z), next)
			wrong++
		}
		return wrong
	}
	wait, err := strconv.Atoi(parts[2])
	if err != nil {
		t.Fatal(err)
	}
	if want := at.Add(time.Duration(wait) * time.Minute); !ok || !next.Equal(want) {
		t.Errorf("%s\nat %s: changes %s (%t), want %s", h.text, at.Format(time.RFC1123Z), next, ok, want)
		wrong++
	}
	return wrong
}
