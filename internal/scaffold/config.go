package scaffold

import (
	"bytes"
	"slices"
	"strings"

	"vart/internal/diag"
	"vart/internal/site"
	"vart/internal/source"
	"vart/internal/yaml"
)

// addLanguage returns vart.yaml with one language more and every other byte as
// it was.
func addLanguage(c *site.Config, tag string) ([]byte, error) {
	text := c.File.Text
	failed := refuse("languages i vart.yaml går inte att ändra av sig själv; skriv dit %s för hand, till exempel languages: [%s]", "languages in vart.yaml cannot be changed by itself; write %s there by hand, for example languages: [%s]", tag, strings.Join(append(c.Tags(), tag), ", "))
	last := c.Languages[len(c.Languages)-1].Pos
	at, end := last.Offset, last.Offset+last.Len
	if last.Len == 0 || !bytes.Contains(text[at:end], []byte(c.Languages[len(c.Languages)-1].Value)) {
		return nil, failed // not there: the languages are those of a file that has none
	}
	line := bytes.LastIndexByte(text[:at], '\n') + 1
	var edited []byte
	switch strings.TrimSpace(string(text[line:at])) {
	case "-": // a block: a line for each
		next := len(text)
		if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
			next = end + i + 1
		}
		ending := "\n"
		if strings.HasSuffix(string(text[:next]), "\r\n") {
			ending = "\r\n"
		}
		added := string(text[line:at]) + tag + ending
		if next == len(text) && !bytes.HasSuffix(text, []byte("\n")) {
			added = ending + string(text[line:at]) + tag
		}
		edited = slices.Concat(text[:next], []byte(added), text[next:])
	case "languages:": // a single language
		edited = slices.Concat(text[:at], []byte("["), text[at:end], []byte(", "+tag+"]"), text[end:])
	default: // [sv, en]
		edited = slices.Concat(text[:end], []byte(", "+tag), text[end:])
	}
	if !slices.Equal(languages(edited), append(c.Tags(), tag)) {
		return nil, failed
	}
	return edited, nil
}

// languages reads the languages of a vart.yaml; nil if it cannot be read.
func languages(text []byte) []string {
	var found diag.List
	m := yaml.Parse(&source.File{Name: configName, Text: text}, text, 1, &found)
	var tags []string
	for _, t := range m.Texts("languages") {
		tags = append(tags, t.Value)
	}
	if len(found) > 0 {
		return nil
	}
	return tags
}
