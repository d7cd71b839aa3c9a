package render

import (
	"reflect"
	"regexp"

	"vart/internal/diag"
)

// views are the data of layouts, to name the nearest field when a layout asks
// for one that does not exist.
var views = []any{
	Frame{}, Head{}, LangLinks{}, LangLink{}, Languages{}, LangChoice{}, Start{}, Group{}, Link{}, Doc{}, ServicePage{}, Services{}, CardGroup{},
	AreaPage{}, AreaRole{}, Areas{}, Flow{}, Step{}, Answer{}, FlowAreas{}, NotFound{}, Service{}, Phone{}, Channel{}, Role{}, Notice{}, Page{},
	Source{}, Publisher{}, Alternate{},
}

var noField = regexp.MustCompile(`can't evaluate field (\w+) in type \*?render\.(\w+)`)

func nearestField(message string) string {
	m := noField.FindStringSubmatch(message)
	if m == nil {
		return ""
	}
	for _, v := range views {
		if t := reflect.TypeOf(v); t.Name() == m[2] {
			var names []string
			for _, f := range reflect.VisibleFields(t) {
				names = append(names, f.Name)
			}
			return diag.Closest(m[1], names)
		}
	}
	return ""
}

// given is what each layout that makes a part of a page is given, empty.
var given = map[string]any{
	"head.html": Head{}, "langlinks.html": LangLinks{}, "notice.html": Notice{}, "card.html": Service{}, "contact.html": Service{}, "role.html": Role{},
	"languages.html": Languages{}, "start.html": Start{}, "page.html": Doc{}, "service.html": ServicePage{}, "services.html": Services{},
	"area.html": AreaPage{}, "areas.html": Areas{}, "flow.html": Flow{}, "flow-areas.html": FlowAreas{}, "notfound.html": NotFound{},
}
