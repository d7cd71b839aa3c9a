//go:build !linux

package output

import "os"

func swap(parent *os.Root, fresh, target string) error { return renames(parent, fresh, target) }
