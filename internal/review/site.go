package review

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"strings"

	"vart/internal/check"
	"vart/internal/i18n"
	"vart/internal/plan"
	"vart/internal/route"
	"vart/internal/site"
)

// siteDoc is what site.html shows.
type siteDoc struct {
	*Input
	Title, Lang, Dir string
	LangName         string // in the reviewers' language
	When             string
	Demo             bool
	Groups           []group
	Flows            []*pathsDoc
}

type group struct {
	Title string
	Texts []pageText
}

// pageText is one text of the site. Its blocks are numbered, so that a
// reviewer can say "S3.7" and everybody knows which sentence is meant.
type pageText struct {
	Number, Title, Description, File, Address string
	For                                       string
	LIX                                       string
	Draft                                     bool
	Contact                                   *contact // of a service
	Blocks                                    []block
	Sources                                   []source
}

type block struct {
	Number string
	HTML   template.HTML
}

type source struct{ Name, Dated, URL string }

// Site writes everything the site says in a language as one document to print:
// pages, areas and services block by block, then every flow as Paths does.
func Site(w io.Writer, in Input, p *plan.Plan, lang string) error {
	c := &in.Site.Config
	d := &siteDoc{Input: &in, Title: c.Title[lang].Value, Lang: lang, Dir: in.Catalog.Direction(lang), When: check.Moment(in.At, in.Lang), Demo: !c.Live}
	d.LangName = cmp.Or(i18n.NameIn(in.Lang, lang), lang)
	if d.Title == "" {
		d.Title = c.Title[c.Source].Value
	}
	d.group(in.say("Sidor", "Pages"), in.say("S", "P"), p, plan.Start, plan.Page, plan.Services, plan.Areas)
	d.group(in.say("Områden", "Areas"), in.say("O", "A"), p, plan.Area)
	d.group(in.say("Kontakter", "Contacts"), in.say("K", "C"), p, plan.Service)
	for _, f := range in.Site.Flows {
		if words := f.Words[lang]; words != nil {
			d.Flows = append(d.Flows, in.paths(Subject{Flow: f, Words: words, Graph: f.Graphs[lang], Areas: route.Areas(in.Site), Plan: p}))
		}
	}
	return execute(w, "site.html", in.Lang, d)
}

// group adds the texts of some kinds of pages, those that the language has of
// its own.
func (d *siteDoc) group(title, letter string, p *plan.Plan, kinds ...plan.Kind) {
	g := group{Title: title}
	for _, o := range p.Outputs {
		wanted := false
		for _, k := range kinds {
			wanted = wanted || o.Kind == k
		}
		words, own := o.Words(&d.Site.Config)
		if !wanted || o.Lang != d.Lang || o.Go || !own || words == nil {
			continue
		}
		g.Texts = append(g.Texts, d.text(fmt.Sprintf("%s%d", letter, len(g.Texts)+1), o, words, p))
	}
	if len(g.Texts) > 0 {
		d.Groups = append(d.Groups, g)
	}
}

func (d *siteDoc) text(number string, o *plan.Output, words *site.Words, p *plan.Plan) pageText {
	t := &texts{in: d.Input, subject: Subject{Words: words, Plan: p}, strings: d.strings(d.Lang)}
	out := pageText{
		Number: number, Title: words.Title.Value, Description: words.Description.Value, File: words.File.Name,
		Address: p.Absolute(o.URL), Draft: !words.Reviewed(),
	}
	var readers []string
	for _, a := range words.Audience {
		readers = append(readers, a.Value)
	}
	out.For = strings.Join(readers, ", ")
	if score := check.Readability(words); score.Words > 0 {
		out.LIX = fmt.Sprintf("%.0f", score.Value())
	}
	for i := range words.Body.Blocks {
		out.Blocks = append(out.Blocks, block{fmt.Sprintf("%s.%d", number, i+1), t.html(words.Body.Blocks[i : i+1])})
	}
	sources := words.Sources
	if o.Service != nil {
		c := t.contact(route.Contact{Service: o.Service, Through: route.Through(d.Site, o.Service)})
		out.Contact = &c
		sources = o.Service.Sources
	}
	for _, s := range sources {
		out.Sources = append(out.Sources, source{s.Name, s.Dated, s.URL.Value})
	}
	return out
}
