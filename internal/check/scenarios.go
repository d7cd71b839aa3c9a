package check

import (
	"vart/internal/scenario"
	"vart/internal/site"
)

// scenarios reports the flow's scenarios that do not hold.
func (p *pass) scenarios(f *site.Flow) {
	for _, r := range scenario.Run(p.Site, f) {
		p.found = append(p.found, r.Found...)
	}
}
