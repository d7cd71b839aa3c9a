// Package vart embeds what every site starts from: the built-in layouts and
// interface strings. A site's own files of the same name win over them.
package vart

import "embed"

// Builtin holds layouts/ and translations/.
//
//go:embed layouts translations
var Builtin embed.FS
