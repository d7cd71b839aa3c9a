// Package contact owns phone numbers as values: reading what people type,
// the form that a phone dials, and finding numbers in running text.
package contact

import (
	"errors"
	"strings"
)

// Phone is a number as people write it and as a phone dials it.
type Phone struct {
	// Display is the number as it was typed, with its spaces.
	Display string
	// Key tells whether two numbers are the same: E.164 ("+46104440500") for
	// subscriber numbers, the digits alone for short codes ("112", "116016").
	Key string
}

// URI is the address a phone dials, RFC 3966. Short codes have no E.164 form
// and are kept as they are.
func (p Phone) URI() string { return "tel:" + p.Key }

// Errors of ParsePhone.
var (
	ErrNotDigits = errors.New("a phone number has only digits, spaces, hyphens and a leading +")
	ErrTooShort  = errors.New("the number has too few digits")
	ErrTooLong   = errors.New("the number has too many digits")
)

// ParsePhone reads a number as people in Sweden write it: "08-465 004 00",
// "+46 8 465 004 00", "116 016", "112". Numbers that begin with 0 are Swedish.
func ParsePhone(text string) (Phone, error) {
	text = strings.TrimSpace(text)
	plus := strings.HasPrefix(text, "+")
	digits := make([]byte, 0, 24)
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case r == '+' && i == 0, isSeparator(r), r == '(' || r == ')':
		default:
			return Phone{}, ErrNotDigits
		}
	}
	key := string(digits)
	switch {
	case !plus && strings.HasPrefix(key, "00"):
		key = "+" + key[2:]
	case plus:
		// "+46 (0)8" is a habit: the zero is not dialled from abroad.
		if rest, ok := strings.CutPrefix(key, "460"); ok {
			key = "46" + rest
		}
		key = "+" + key
	case strings.HasPrefix(key, "0"):
		key = "+46" + key[1:]
	case len(key) < 3:
		return Phone{}, ErrTooShort
	case len(key) > 6:
		return Phone{}, ErrTooLong // no short code is this long, and no area code stands before it
	default:
		return Phone{Display: text, Key: key}, nil
	}
	// Swedish numbers have 7 to 10 digits with their zero, E.164 at most 15.
	switch n := len(key) - 1; {
	case n < 8:
		return Phone{}, ErrTooShort
	case n > 15, strings.HasPrefix(key, "+46") && n > 11,
		strings.HasPrefix(key, "+0"), strings.HasPrefix(key, "+460"): // a zero too many
		return Phone{}, ErrTooLong
	}
	return Phone{Display: text, Key: key}, nil
}

func isSeparator(r rune) bool {
	return r == ' ' || r == '-' || r == '\u00a0' || r == '\u202f' || r == '\u2011' || r == '–'
}
