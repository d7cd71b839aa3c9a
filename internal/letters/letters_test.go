package letters_test

import (
	"testing"

	"vart/internal/letters"
)

func TestFit(t *testing.T) {
	l := letters.Learn(
		[]string{"Ring socialtjänsten och säg att du inte kan vara hemma. Den som svarar frågar var du är och vad som har hänt. Du behöver inte säga vem du är."},
		[]string{"Call social services and say that you cannot be at home. Whoever answers asks where you are and what has happened. You do not have to say who you are."})
	for want, text := range []string{"Du kan också ringa när du är orolig för någon annan.", "You can also call when you are worried about someone else."} {
		fit, n := l.Fit(text)
		if fit[want] <= fit[1-want] || n < 30 {
			t.Errorf("%q: %.2f of %d runs", text, fit, n)
		}
	}
	if fit, n := l.Fit("116 016"); n != 0 || fit[0] != 0 {
		t.Errorf("a number has %d runs, fit %.2f", n, fit)
	}
	if n := letters.Runs("du, är"); n != 5 { // " du", "du ", "u ä", " är", "är "
		t.Errorf("%d runs", n)
	}
}
