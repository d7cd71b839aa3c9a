package build

import (
	"bytes"
	"sync/atomic"

	"vart/internal/compress"
	"vart/internal/output"
)

// packed writes files and the small copies that stand beside them. What is
// published already is the cache: a copy there that unpacks to the same bytes
// is used again, so that after an edit only what changed is packed.
func packed(dir *output.Dir, progress func(files int)) func(name string, content []byte) error {
	var done atomic.Int64
	return func(name string, content []byte) error {
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
}
