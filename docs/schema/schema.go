// Package schema holds the JSON Schemas that an editor completes and checks a
// site's YAML with. `vart new site` puts them into every new site.
package schema

import "embed"

// Files are the schemas, by name.
//
//go:embed *.schema.json
var Files embed.FS
