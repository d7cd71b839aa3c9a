package render

import (
	"flag"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite generated documents and golden files")

// docs/layouts.md is the contract with those who replace layouts: the types in
// views.go, as they are.
func TestLayoutsDocument(t *testing.T) {
	want := layoutsDocument(t)
	const name = "../../docs/layouts.md"
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/layouts.md is not what views.go says; run: go test ./internal/render -run Document -update")
	}
}

const layoutsIntro = `# Layouts

<!-- Made from internal/render/views.go by go test ./internal/render -update. -->

A site's own file in ` + "`layouts/`" + ` wins over the built-in one of the same name. Layouts are
[html/template](https://pkg.go.dev/html/template): what they print is escaped. They are minified once; a typo is a
finding with its line.

## What is rendered when

| once per | layouts |
|---|---|
| language | ` + "`frame.html`" + `, cut at ` + "`{{slot \"head\"}}`, `{{slot \"languages\"}}`, `{{slot \"main\"}}`" + ` (each once, in that order, in element content) |
| language and service | ` + "`card.html`" + ` (short), ` + "`contact.html`" + ` (full) |
| language, role and area | ` + "`role.html`" + ` |
| page | ` + "`head.html`, `langlinks.html`, `notice.html`" + ` and the main layout named below |

` + "`style.css` and `script.js`" + ` are minified and stand inline in every page, allowed by their hashes.

## Functions

- ` + "`{{t \"key\"}}`, `{{t \"key\" \"Name\" .Value}}`" + `: an interface string of the page's language; a value named ` + "`Count`" + ` chooses its plural form.
- ` + "`{{slot \"main\"}}`" + `: only in frame.html.
- ` + "`{{template \"foot.html\" .}}`" + `: any layout can include any other.

## What every page must have

Whatever the layouts, a page is not published without: ` + "`<html lang dir>`" + `; one title; one h1;
` + "`<a id=\"exit\" href=\"{{.Exit}}\" rel=\"noreferrer\">`" + `; the policy and no-referrer as ` + "`<meta>`" + `. It may not load anything from elsewhere,
carry scripts or styles that are not the site's, event attributes, forms, or fields without ` + "`autocomplete=\"off\"`" + `.

## Data

`

func layoutsDocument(t *testing.T) string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "views.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	p, err := doc.NewFromFiles(fset, []*ast.File{file}, "vart/internal/render")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString(layoutsIntro)
	src, err := os.ReadFile("views.go")
	if err != nil {
		t.Fatal(err)
	}
	// In the order they are written, not the alphabet's.
	for _, decl := range file.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, typ := range p.Types {
			if spec := g.Specs[0].(*ast.TypeSpec); typ.Name == spec.Name.Name {
				fmt.Fprintf(&b, "%s\n\n```go\n%s\n```\n\n", strings.TrimSpace(strings.ReplaceAll(typ.Doc, "\n", " ")),
					src[fset.Position(g.Pos()).Offset:fset.Position(g.End()).Offset])
			}
		}
	}
	return strings.TrimSpace(b.String()) + "\n"
}
