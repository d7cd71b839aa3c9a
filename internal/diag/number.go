package diag

// NoSuchNumber is what is said of a phone number in a text that no service
// has, wherever it stands.
func NoSuchNumber(number string) (message, hint Text) {
	return T("ingen tjänst har numret ”%s”; ett fel nummer är det värsta vi kan trycka", "no service has the number “%s”; a wrong number is the worst we can print", number),
		T("skriv in numret i tjänstens facts.yaml, eller rätta det; är det inget telefonnummer: sätt det i `kodstil`", "put the number in the service's facts.yaml, or correct it; if it is no phone number, set it in `code`")
}
