package corpus

// service is a made-up place that helps; the numbers are of the series that
// PTS reserves for fiction, 112 aside.
type service struct {
	id, role, number, hours string
	area                    string
	secret                  bool
}

var services = []service{
	{"sos-112", "", "112", "24/7", "national", false},
	{"polis", "polis", "08-465 004 01", "24/7", "national", false},
	{"linje", "relationsvald", "08-465 004 02", "24/7", "national", false},
	{"jour", "socialjour", "08-465 004 03", "Mo-Fr 16:30-24:00; Sa,Su,PH 14:00-24:00", "norra", false},
	{"stod", "socialjour", "08-465 004 04", "Mo-Su 08:00-20:00; Dec 24 off", "sodra", false},
	{"hus", "kvinnojour", "08-465 004 05", "Mo-Fr 09:00-16:00; PH off", "national", true},
}

var areas = []string{"norra", "sodra"}

// names are the things that have a name in each language.
var names = []string{
	"sos-112", "polis", "linje", "jour", "stod", "hus", "norra", "sodra", "services", "areas", "flows", "flow", "lead",
	"step.danger", "step.who", "step.call", "step.support", "yes", "no", "unsure",
}

// steps are the flow's questions, as links to steps, and outcomes, as cards.
var steps = []struct {
	id, attributes string
	answers        [][2]string // name, step
	contacts       []string
}{
	{"danger", "", [][2]string{{"yes", "call"}, {"no", "who"}, {"unsure", "who"}}, nil},
	{"who", "", [][2]string{{"yes", "support"}, {"no", "call"}, {"unsure", "support"}}, nil},
	{"call", " urgent=true", nil, []string{"service:sos-112", "service:polis"}},
	{"support", "", nil, []string{"service:linje", "role:socialjour", "service:polis"}},
}

// menu is the twenty pages of the menu: each section and its first guide.
func menu() []string {
	var paths []string
	for i, s := range sections {
		paths = append(paths, s, Guide(i))
	}
	return paths
}
