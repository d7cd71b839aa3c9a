package browsertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// fromNPM reads a file of a package that a folder in testdata pins, and
// installs the package where it is missing.
func fromNPM(folder, file string) (string, error) {
	dir := filepath.Join("testdata", folder)
	name := filepath.Join(dir, "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(name); err != nil {
		cmd := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("npm ci in %s: %w\n%s", dir, err, out)
		}
	}
	text, err := os.ReadFile(name)
	return string(text), err
}
