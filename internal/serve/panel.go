package serve

import (
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"vart/internal/diag"
	"vart/internal/render"
)

//go:embed panel.html
var panelText string

var panelLayout = template.Must(template.New("panel").Parse(panelText))

// The most that is listed; the rest is counted. Whoever has more to mend sees
// them as the first ones go.
const (
	mostErrors   = 50
	mostWarnings = 25 // of each check
)

type (
	panelView struct {
		Lang              string
		Whole             bool // there is no page to lie over
		Chip, Title, Lead string
		Errors            []note
		More              string
		Warnings          string
		Groups            []group
		Hide, Do, Lost    string
	}
	note struct {
		File, Place   string
		Check         string
		Message, Hint string
		Line          int // 0 when there is no line to show
		Before, Mark  string
		After         string
	}
	// group is all warnings of one check: a site that is being written has
	// many of the same kind.
	group struct {
		Doc   string
		Count int
		Notes []note
		More  string
	}
)

// What the panel says when there is no page for it to lie over.
var (
	noSite = diag.T("Sajten går inte att visa än", "The site cannot be shown yet")
	noPage = diag.T("Sidan går inte att visa än", "The page cannot be shown yet")
)

// panel is the HTML of the panel. missing is what cannot be shown, if that is
// so: there is then no page for the panel to lie over.
func panel(found diag.List, lang string, missing diag.Text) string {
	say := func(sv, en string, args ...any) string { return diag.T(sv, en, args...).In(lang) }
	errs, warns := found.Count()
	v := panelView{
		Lang: lang, Whole: !missing.IsZero(),
		Hide: say("Dölj", "Hide"), Do: say("Gör så här", "What to do"),
		Lost: say("Förhandsvisningen har stannat. Starta den igen med vart serve.", "The preview has stopped. Start it again with vart serve."),
	}
	errorCount := say("%d fel", "%d errors", errs)
	if errs == 1 {
		errorCount = say("1 fel", "1 error")
	}
	v.Warnings = say("%d varningar", "%d warnings", warns)
	if warns == 1 {
		v.Warnings = say("1 varning", "1 warning")
	}
	switch {
	case v.Whole:
		v.Title = missing.In(lang)
		v.Lead = say("%s. Rätta det här och spara, så visas den av sig själv.", "%s. Fix this and save, and it shows by itself.", upper(errorCount))
	case errs > 0:
		v.Chip, v.Title = errorCount, say("%s att rätta", "%s to fix", errorCount)
		v.Lead = say("Du ser sidan som den senast gick att visa. Rätta och spara, så följer den med igen.", "You see the page as it last could be shown. Fix this and save, and it follows again.")
	case warns > 0:
		v.Chip, v.Title = v.Warnings, v.Warnings
		v.Lead = say("Sajten går att visa och bygga. Gå igenom det här innan den publiceras.", "The site can be shown and built. Go through this before it is published.")
	}
	if warns == 0 || v.Title == v.Warnings {
		v.Warnings = ""
	}
	rest := func(n int) string { return say("… och %d till", "… and %d more", n) }
	groups := map[*diag.Check]int{}
	for _, f := range found {
		if f.Severity == diag.Error {
			if len(v.Errors) < mostErrors {
				v.Errors = append(v.Errors, noteOf(f, lang))
			}
			continue
		}
		i, ok := groups[f.Check]
		if !ok {
			i = len(v.Groups)
			groups[f.Check] = i
			v.Groups = append(v.Groups, group{Doc: upper(f.Check.Doc.In(lang))})
		}
		g := &v.Groups[i]
		if g.Count++; g.Count <= mostWarnings {
			g.Notes = append(g.Notes, noteOf(f, lang))
		}
	}
	if n := errs - len(v.Errors); n > 0 {
		v.More = rest(n)
	}
	for i := range v.Groups {
		if n := v.Groups[i].Count - len(v.Groups[i].Notes); n > 0 {
			v.Groups[i].More = rest(n)
		}
	}
	var b strings.Builder
	if err := panelLayout.Execute(&b, v); err != nil {
		return "" // a strings.Builder does not fail, and the layout is tested
	}
	return b.String()
}

func noteOf(f diag.Finding, lang string) note {
	line, column := f.Pos.LineCol()
	n := note{
		File: f.Pos.Name(), Place: fmt.Sprintf(":%d:%d", line, column), Check: f.Check.Name,
		Message: upper(f.Message.In(lang)), Hint: upper(f.Hint.In(lang)),
	}
	text := []rune(f.Pos.Line())
	if f.Pos.Offset == 0 && f.Pos.Len == 0 || len(text) == 0 {
		return n
	}
	from := min(column-1, len(text))
	marked := 1
	if f.Pos.Len > 0 {
		first, _, _ := strings.Cut(string(f.Pos.File.Text[f.Pos.Offset:f.Pos.Offset+f.Pos.Len]), "\n")
		marked = max(1, len([]rune(first)))
	}
	to := min(from+marked, len(text))
	n.Line, n.Before, n.Mark, n.After = line, tail(text[:from], 60), string(text[from:to]), head(text[to:], 80)
	if n.Mark == "" {
		n.Mark = " "
	}
	return n
}

// tail and head keep what is near the mark: a paragraph is often one long line.
func tail(text []rune, n int) string {
	if len(text) <= n {
		return string(text)
	}
	return "…" + string(text[len(text)-n:])
}

func head(text []rune, n int) string {
	if len(text) <= n {
		return string(text)
	}
	return string(text[:n]) + "…"
}

// upper begins a sentence: findings begin in small letters, after a place.
func upper(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

// broken answers where there is no page to show, with the findings.
func (s *Server) broken(w http.ResponseWriter, st state) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	policy := "default-src 'none'; style-src " + render.Hash(style) + "; script-src " + render.Hash(script) + "; connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'"
	_, _ = fmt.Fprintf(w, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>%s</title>
</head>
<body>
%s
</body>
</html>
`, s.opt.Language, policy, diag.T("Förhandsvisning", "Preview").In(s.opt.Language), host(st, " whole"))
}
