package translate_test

import (
	"strings"
	"testing"

	"vart/internal/translate"
)

func TestDiff(t *testing.T) {
	long := strings.Repeat("ett ", 20)
	for _, c := range []struct{ was, now, want string }{
		{"a b c", "a x c", "a [b] {x} c"},
		{"a b", "a b c", "a b {c}"},
		{"a b c", "b c", "[a] b c"},
		{"", "ny text", "{ny text}"},
		{"bort", "", "[bort]"},
		{"lika", "lika", "lika"},
		{long + "a " + long, long + "b " + long, "… ett ett ett ett ett ett [a] {b} ett ett ett ett ett ett …"},
		{"a " + long + "b", "x " + long + "y", "[a] {x} ett ett ett ett ett ett … ett ett ett ett ett ett [b] {y}"},
	} {
		var got []string
		for _, s := range translate.Diff(c.was, c.now) {
			switch s.Kind {
			case "del":
				got = append(got, "["+s.Text+"]")
			case "ins":
				got = append(got, "{"+s.Text+"}")
			default:
				got = append(got, s.Text)
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q → %q: got %q, want %q", c.was, c.now, g, c.want)
		}
	}
}
