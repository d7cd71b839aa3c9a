package render

import "vart/internal/hours"

// hours writes opening hours in words; "" when they are unknown.
func (l *language) hours(h *hours.Hours) string {
	if h == nil {
		return ""
	}
	return h.String()
}
