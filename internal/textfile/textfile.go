// Package textfile reads the text files of a site. A file that is no text, too
// big, a folder, or a link out of the site is the author's to mend and becomes
// a finding; only a file that the system will not read is an error.
package textfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"unicode/utf8"

	"vart/internal/diag"
	"vart/internal/source"
)

// MaxSize is the largest text file that is read, in bytes. A page of a help
// site is a few kilobytes; what is bigger is a mistake.
const MaxSize = 1 << 20

// Read returns the file of fsys with the name, which findings call by the name
// shown. It is nil after a finding has said why it cannot be used.
func Read(fsys fs.FS, name, shown string, found *diag.List) (*source.File, error) {
	if held, ok := fsys.(*Held); ok {
		if text := held.plain(name); text != nil {
			return whole(text, shown, found), nil
		}
	}
	bad := func(message, hint diag.Text) (*source.File, error) {
		found.Add((&source.File{Name: shown}).Start(), diag.FileType, message, hint)
		return nil, nil
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil && (errors.Is(err, fs.ErrNotExist) || IsLink(fsys, name)):
		return bad(diag.T("länken leder till en fil som inte finns, eller ut ur sajten", "the link leads to a file that does not exist, or out of the site"),
			diag.T("ersätt den symboliska länken med filen själv", "replace the symbolic link with the file itself"))
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", shown, reason(err))
	case info.IsDir():
		return bad(diag.T("en mapp där det skulle vara en fil", "a folder where a file belongs"),
			diag.T("byt namn på mappen eller gör den till en fil", "rename the folder or make it a file"))
	case !info.Mode().IsRegular():
		return bad(diag.T("det här är ingen vanlig fil", "this is no ordinary file"),
			diag.T("ersätt den med en textfil", "replace it with a text file"))
	case info.Size() > MaxSize:
		return bad(diag.T("filen är %d MB; en text är högst 1 MB", "the file is %d MB; a text is at most 1 MB", (info.Size()+1<<20-1)>>20),
			diag.T("flytta bilder och dokument till static/, eller dela texten", "move pictures and documents to static/, or split the text"))
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", shown, reason(err))
	}
	return whole(text, shown, found), nil
}

// whole is the file of a text, nil after a finding if it is none.
func whole(text []byte, shown string, found *diag.List) *source.File {
	f := &source.File{Name: shown, Text: bytes.TrimPrefix(text, mark)}
	if i := invalid(f.Text); i >= 0 {
		found.Add(f.Pos(i, 1), diag.FileEncoding, diag.T("tecknet här är inte giltig UTF-8", "the character here is not valid UTF-8"),
			diag.T("spara filen som UTF-8 i editorn", "save the file as UTF-8 in the editor"))
		return nil
	}
	return f
}

// mark is the byte order mark that some editors begin a file with. It is no
// text.
var mark = []byte("\ufeff")

// IsLink says whether the file is a symbolic link.
func IsLink(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// reason is what the system said, without the call and the name, which the
// caller has said already.
func reason(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// Valid says whether it is text, as far as it goes.
func Valid(text []byte) bool { return invalid(text) < 0 }

// invalid returns the offset of the first byte that no text has, or -1.
func invalid(text []byte) int {
	if isText(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 || r == 0 {
			return i
		}
		i += n
	}
	return -1
}
