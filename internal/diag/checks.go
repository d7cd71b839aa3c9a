package diag

// Check is one thing that is checked: its name, how bad it is, and what it is
// about in a line. docs/checks.md is made from this list.
type Check struct {
	Name     string
	Severity Severity
	Doc      Text
}

// Reading files.
var (
	FileType        = &Check{"file-type", Error, Text{"en fil är av fel slag eller för stor för att läsas", "a file is of the wrong kind or too big to read"}}
	FileName        = &Check{"file-name", Error, Text{"en fil i content/ har ett namn som inte går att förstå", "a file in content/ has a name that cannot be understood"}}
	FileEncoding    = &Check{"file-encoding", Error, Text{"en text är inte giltig UTF-8", "a text is not valid UTF-8"}}
	YAMLSyntax      = &Check{"yaml-syntax", Error, Text{"YAML går inte att läsa", "YAML cannot be read"}}
	UnknownKey      = &Check{"unknown-key", Error, Text{"en nyckel som vart inte känner till", "a key that vart does not know"}}
	DuplicateKey    = &Check{"duplicate-key", Error, Text{"samma nyckel står två gånger", "the same key stands twice"}}
	MissingKey      = &Check{"missing-key", Error, Text{"en nyckel som måste finnas saknas", "a key that must be there is missing"}}
	WrongType       = &Check{"wrong-type", Error, Text{"ett värde är av fel slag", "a value is of the wrong kind"}}
	UnknownLanguage = &Check{"unknown-language", Error, Text{"ett språk som inte finns eller som sajten inte har", "a language that does not exist or that the site does not have"}}
)

// Text.
var (
	RawHTML           = &Check{"raw-html", Error, Text{"HTML i Markdown", "HTML in Markdown"}}
	HeadingLevel      = &Check{"heading-level", Error, Text{"en rubrik på nivå ett inne i texten", "a heading of level one inside the text"}}
	HeadingAttributes = &Check{"heading-attributes", Error, Text{"attribut i en rubrik som inte gick att tolka", "attributes of a heading that could not be read"}}
	LinkTarget        = &Check{"link-target", Error, Text{"en länk till en sida eller fil som inte finns", "a link to a page or file that does not exist"}}
	LinkAnchor        = &Check{"link-anchor", Error, Text{"en länk till en rubrik som inte finns", "a link to a heading that does not exist"}}
	LinkScheme        = &Check{"link-scheme", Error, Text{"en länk som skulle köra, ringa eller ladda något", "a link that would run, dial or load something"}}
	Readability       = &Check{"readability", Warning, Text{"en text som är svårare att läsa än sajten vill", "a text that is harder to read than the site wants"}}
	ReadabilityTwin   = &Check{"readability-twin", Warning, Text{"en lättläst text som inte är lättare än originalet", "an easy-to-read text that is no easier than the original"}}
	Claim             = &Check{"claim", Error, Text{"ett löfte som ingen kan hålla: raderad historik, full anonymitet, trygghet", "a promise that nobody can keep: erased history, full anonymity, safety"}}
	NumberUnknown     = &Check{"number-unknown", Error, Text{"ett telefonnummer i texten som ingen tjänst har", "a phone number in the text that no service has"}}
)

// Services and areas.
var (
	NumberFormat       = &Check{"number-format", Error, Text{"ett telefonnummer som inte går att ringa", "a phone number that cannot be dialled"}}
	NumberShared       = &Check{"number-shared", Error, Text{"två tjänster har samma nummer", "two services have the same number"}}
	HoursSyntax        = &Check{"hours-syntax", Error, Text{"öppettider som inte går att tolka", "opening hours that cannot be read"}}
	HoursDoubtful      = &Check{"hours-doubtful", Warning, Text{"öppettider som nog inte betyder det som var tänkt", "opening hours that probably do not mean what was meant"}}
	ServiceUnknown     = &Check{"service-unknown", Error, Text{"en tjänst som inte finns", "a service that does not exist"}}
	ServiceClosed      = &Check{"service-closed", Error, Text{"en kontakt till en tjänst som är stängd eller ett utkast", "a contact to a service that is closed or a draft"}}
	ServiceUnreachable = &Check{"service-unreachable", Error, Text{"en aktiv tjänst utan något sätt att nå den", "an active service without any way to reach it"}}
	ServiceVia         = &Check{"service-via", Error, Text{"”via” leder inte till en tjänst som går att nå", "“via” does not lead to a service that can be reached"}}
	ServiceUnverified  = &Check{"service-unverified", Warning, Text{"en tjänst som ingen på sajten har kontrollerat nyligen; ett fel när sajten är live", "a service that nobody at the site has verified recently; an error when the site is live"}}
	SecretAddress      = &Check{"secret-address", Error, Text{"en hemlig adress står utskriven", "a secret address is written out"}}
	RoleUnknown        = &Check{"role-unknown", Error, Text{"en roll som ingen tjänst har", "a role that no service has"}}
	RoleGap            = &Check{"role-gap", Warning, Text{"en roll som ingen fyller i ett område", "a role that nobody fills in an area"}}
	AreaUnknown        = &Check{"area-unknown", Error, Text{"ett område som inte finns", "an area that does not exist"}}
	AreaCycle          = &Check{"area-cycle", Error, Text{"områden som ligger i varandra i cirkel", "areas that lie in each other in a circle"}}
)

// Flows.
var (
	FlowStep        = &Check{"flow-step", Error, Text{"ett steg utan id, eller två med samma", "a step without an id, or two with the same"}}
	FlowTarget      = &Check{"flow-target", Error, Text{"ett svar som leder till ett steg som inte finns", "an answer that leads to a step that does not exist"}}
	FlowUnreachable = &Check{"flow-unreachable", Error, Text{"ett steg som inget svar leder till", "a step that no answer leads to"}}
	FlowDeadEnd     = &Check{"flow-dead-end", Error, Text{"ett steg utan svar och utan kontakter", "a step without answers and without contacts"}}
	FlowCycle       = &Check{"flow-cycle", Error, Text{"frågor som går i cirkel", "questions that go in a circle"}}
	FlowMixed       = &Check{"flow-mixed", Error, Text{"ett steg med både svar och kontakter", "a step with both answers and contacts"}}
	FlowAttribute   = &Check{"flow-attribute", Error, Text{"ett attribut på ett steg som inte går att förstå", "an attribute of a step that cannot be understood"}}
	FlowLong        = &Check{"flow-long", Warning, Text{"en väg med fler än fem frågor", "a way with more than five questions"}}
	FlowUnsure      = &Check{"flow-unsure", Warning, Text{"en fråga utan ”vet inte”", "a question without “don't know”"}}
	FlowFewContacts = &Check{"flow-few-contacts", Warning, Text{"ett slut med en enda kontakt", "an outcome with a single contact"}}
	FlowContactFor  = &Check{"flow-contact-for", Warning, Text{"en kontakt som inte är till för den som läser", "a contact that is not for those who read it"}}
	Reach           = &Check{"reach", Error, Text{"någon skickas till en stängd dörr: en stund på året svarar ingen", "somebody is sent to a closed door: at some moment of the year nobody answers"}}
	ReachEmergency  = &Check{"reach-emergency", Warning, Text{"bara 112 svarar, fast det inte är bråttom", "only 112 answers, though nothing is urgent"}}
	Scenario        = &Check{"scenario", Error, Text{"ett scenario som inte går att köra eller inte stämmer", "a scenario that cannot be run or does not hold"}}
	FlowDiffers     = &Check{"flow-differs", Error, Text{"ett flöde som inte är likadant på alla språk", "a flow that is not the same in all languages"}}
)

// Addresses and languages.
var (
	AddressTaken          = &Check{"address-taken", Error, Text{"två sidor får samma adress", "two pages get the same address"}}
	SlugFormat            = &Check{"slug-format", Error, Text{"en del av en adress som inte går att skriva", "a part of an address that cannot be typed"}}
	TranslationMissing    = &Check{"translation-missing", Warning, Text{"en sida som saknas på ett språk", "a page that is missing in a language"}}
	TranslationUnreviewed = &Check{"translation-unreviewed", Warning, Text{"en översättning som ingen har granskat", "a translation that nobody has reviewed"}}
	TranslationDiffers    = &Check{"translation-differs", Warning, Text{"en översättning som inte har samma nummer och kontakter som originalet", "a translation that does not have the same numbers and contacts as the original"}}
	WrongLanguage         = &Check{"wrong-language", Warning, Text{"ett stycke på ett annat språk än filens", "a paragraph in another language than the file's"}}
	Glossary              = &Check{"glossary", Warning, Text{"en översättning utan det överenskomna ordet", "a translation without the agreed word"}}
	StringUntranslated    = &Check{"string-untranslated", Warning, Text{"en text i gränssnittet som inte är översatt", "a text of the interface that is not translated"}}
	StringUnknown         = &Check{"string-unknown", Warning, Text{"en text i gränssnittet som ingen frågar efter", "a text of the interface that nobody asks for"}}
	StringPlaceholder     = &Check{"string-placeholder", Error, Text{"{{.Ord}} som saknas eller inte finns att sätta in", "{{.Words}} that are missing or cannot be put in"}}
	StringPlural          = &Check{"string-plural", Error, Text{"fel former för hur språket räknar", "the wrong forms for how the language counts"}}
	TranslationStale      = &Check{"translation-stale", Warning, Text{"en del av en översättning vars original har ändrats", "a part of a translation whose original has changed"}}
	Fingerprint           = &Check{"fingerprint", Warning, Text{"en lista över vad en översättning gjordes från som inte går att använda", "a list of what a translation was made from that cannot be used"}}
	StringMissing         = &Check{"string-missing", Error, Text{"en text i gränssnittet som saknas på ett språk", "a text of the interface that is missing in a language"}}
)

// Finished pages.
var (
	LayoutSyntax   = &Check{"layout-syntax", Error, Text{"en layout som inte går att läsa", "a layout that cannot be read"}}
	LayoutData     = &Check{"layout-data", Error, Text{"en layout som frågar efter något som inte finns", "a layout that asks for something that does not exist"}}
	SafetyExit     = &Check{"safety-exit", Error, Text{"en sida utan väg ut", "a page without the way out"}}
	SafetyDocument = &Check{"safety-document", Error, Text{"en sida utan språk, riktning, titel eller en enda huvudrubrik", "a page without language, direction, title or a single main heading"}}
	SafetyOrigin   = &Check{"safety-origin", Error, Text{"en sida som hämtar något från en annan adress", "a page that loads something from another origin"}}
	SafetyScript   = &Check{"safety-script", Error, Text{"ett skript som inte är tillåtet", "a script that is not allowed"}}
	SafetyStorage  = &Check{"safety-storage", Error, Text{"något som skulle spara på läsarens telefon", "something that would store on the reader's phone"}}
	SafetyForm     = &Check{"safety-form", Error, Text{"ett formulär som skulle skicka svar vidare", "a form that would send answers on"}}
	SafetyPolicy   = &Check{"safety-policy", Error, Text{"en sida utan sajtens säkerhetspolicy", "a page without the site's security policy"}}
	PageWeight     = &Check{"page-weight", Warning, Text{"en sida som väger för mycket för en gammal telefon", "a page that weighs too much for an old phone"}}
)

// Checks lists everything that is checked, in the order of docs/checks.md.
var Checks = []*Check{
	FileType, FileName, FileEncoding, YAMLSyntax, UnknownKey, DuplicateKey, MissingKey, WrongType, UnknownLanguage,
	RawHTML, HeadingLevel, HeadingAttributes, LinkTarget, LinkAnchor, LinkScheme, NumberUnknown, Readability, ReadabilityTwin, Claim,
	NumberFormat, NumberShared, HoursSyntax, HoursDoubtful, ServiceUnknown, ServiceClosed, ServiceUnreachable, ServiceVia, ServiceUnverified, SecretAddress, RoleUnknown, RoleGap, AreaUnknown, AreaCycle,
	FlowStep, FlowTarget, FlowUnreachable, FlowDeadEnd, FlowCycle, FlowMixed, FlowAttribute, FlowLong, FlowUnsure, FlowFewContacts, FlowContactFor, Reach, ReachEmergency, Scenario, FlowDiffers,
	AddressTaken, SlugFormat, TranslationMissing, TranslationUnreviewed, TranslationStale, Fingerprint, TranslationDiffers, WrongLanguage, Glossary,
	StringMissing, StringUntranslated, StringUnknown, StringPlaceholder, StringPlural,
	LayoutSyntax, LayoutData, SafetyExit, SafetyDocument, SafetyOrigin, SafetyScript, SafetyStorage, SafetyForm, SafetyPolicy, PageWeight,
}
