package flow

import "vart/internal/diag"

// readers are the audiences in words, as they stand after "for".
var readers = map[string]diag.Text{
	"victim":        {SV: "utsatta", EN: "victims"},
	"witness":       {SV: "vittnen", EN: "witnesses"},
	"neighbour":     {SV: "grannar och vänner", EN: "neighbours and friends"},
	"parent":        {SV: "föräldrar", EN: "parents"},
	"child":         {SV: "barn", EN: "children"},
	"youth":         {SV: "unga", EN: "young people"},
	"perpetrator":   {SV: "den som använder våld", EN: "people who use violence"},
	"leaving-crime": {SV: "den som lämnar kriminalitet", EN: "people leaving crime"},
	"professional":  {SV: "yrkesverksamma", EN: "professionals"},
}

// ReaderName is an audience in words, as they stand after "for": "unga". One
// that does not exist, which check reports, is called by its id.
func ReaderName(audience string) diag.Text {
	if t, ok := readers[audience]; ok {
		return t
	}
	return diag.Text{SV: audience, EN: audience}
}
