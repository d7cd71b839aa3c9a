package build

import (
	"bytes"
	"crypto/sha256"
	"sync/atomic"

	"vart/internal/compress"
	"vart/internal/output"
)

// packed writes files and the small copies that stand beside them. What is
// published already is the cache: a copy there that unpacks to the same bytes
// is used again, so that after an edit only what changed is packed.
func packed(dir *output.Dir, progress func(files int)) (write func(name string, content []byte) error, keep func(name string, sum [sha256.Size]byte) (bool, error)) {
	var done atomic.Int64
	write = func(name string, content []byte) error {
		if err := dir.Write(name, content); err != nil || !compress.Worth(name) {
			return err
		}
		for _, f := range compress.Formats {
			small := dir.Published(name + f.Ext)
			if back, err := f.Unpack(small); small == nil || err != nil || !bytes.Equal(back, content) {
				small = f.Pack(content)
			}
			if err := dir.Beside(name+f.Ext, small); err != nil {
				return err
			}
		}
		if progress != nil {
			progress(int(done.Add(1)))
		}
		return nil
	}
	keep = func(name string, sum [sha256.Size]byte) (bool, error) {
		if ok, err := dir.Keep(name, sum); !ok || err != nil || !compress.Worth(name) {
			return ok, err
		}
		for _, f := range compress.Formats {
			small := dir.Published(name + f.Ext)
			if back, err := f.Unpack(small); small == nil || err != nil || sha256.Sum256(back) != sum {
				return false, nil
			}
			if err := dir.Beside(name+f.Ext, small); err != nil {
				return false, err
			}
		}
		return true, nil
	}
	return write, keep
}
