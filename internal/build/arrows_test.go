package build_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Standard   bool
	Module     *struct{ Path string }
	Imports    []string
}

// row is a package's row in ARCHITECTURE.md: "| 4 | `load` | … |".
var row = regexp.MustCompile("(?m)^\\| (?:cmd|\\d) \\| `([a-z0-9/]+)` \\|")

// TestArrows keeps the table of packages in ARCHITECTURE.md true: every package
// is in it, imports only packages further down, and each third-party module is
// imported by one package. Tests may import what they like.
func TestArrows(t *testing.T) {
	text, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		order = append(order, m[1])
	}
	short := func(path string) string {
		return strings.TrimPrefix(strings.TrimPrefix(path, "vart/"), "internal/")
	}
	modules := map[string]string{} // package → module
	var ours []listed
	for _, p := range list(t) {
		switch {
		case p.Standard || p.Module == nil:
		case p.Module.Path == "vart":
			ours = append(ours, p)
		default:
			modules[p.ImportPath] = p.Module.Path
		}
	}
	users := map[string][]string{}
	for _, p := range ours {
		name := short(p.ImportPath)
		if name == "bench" || strings.HasPrefix(name, "bench/") {
			continue
		}
		at := slices.Index(order, name)
		if at < 0 && name != "vart" && !strings.HasPrefix(name, "docs/") {
			t.Errorf("%s is not in the table of ARCHITECTURE.md", name)
			continue
		}
		for _, imported := range p.Imports {
			if module := modules[imported]; module != "" && !slices.Contains(users[module], name) {
				users[module] = append(users[module], name)
			}
			to := slices.Index(order, short(imported))
			if strings.HasPrefix(imported, "vart/") && to >= 0 && to <= at {
				t.Errorf("%s imports %s, which stands above it in ARCHITECTURE.md", name, short(imported))
			}
		}
	}
	for module, names := range users {
		if len(names) > 1 {
			t.Errorf("%s is imported by %s; one package may", module, strings.Join(names, " and "))
		}
	}
	for _, name := range order {
		if !slices.ContainsFunc(ours, func(p listed) bool { return short(p.ImportPath) == name }) {
			t.Errorf("ARCHITECTURE.md has a row for %s, which does not exist", name)
		}
	}
}

func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-pgo=off", "-e", "-deps", "-json=ImportPath,Standard,Module,Imports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
