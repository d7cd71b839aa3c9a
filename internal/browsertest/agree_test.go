package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// agree holds a table in a page of docs, between two marks, against what a
// test measured, or writes it.
func agree(t *testing.T, page, test, table string) {
	t.Helper()
	begin := fmt.Sprintf("<!-- measured by internal/browsertest; go test ./internal/browsertest -run %s -update -->\n", test)
	const end = "<!-- end of what was measured -->"
	page = filepath.Join(root, "docs", page)
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	old, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table: %q … %q", page, begin, end)
	}
	if *update {
		if err := os.WriteFile(page, []byte(head+begin+table+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != table {
		t.Errorf("%s says something else than what was measured (-update writes it):\n%s", page, table)
	}
}
