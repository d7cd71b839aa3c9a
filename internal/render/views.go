package render

import "html/template"

// The types below are what layouts see; docs/layouts.md is made from this
// file. A URL is ready to use: root-relative with the base path, or absolute
// for other sites. A date is in words in the page's language.

// Frame is what every page of one language shares: frame.html.
type Frame struct {
	Lang, Dir     string       // BCP 47 tag; "ltr" or "rtl"
	Policy        string       // the Content-Security-Policy
	Style         template.CSS // style.css, minified
	Script        template.JS  // script.js, minified
	Title         string       // the site's title
	DiscreetTitle string       // what the tab shows while script runs
	Exit          string       // where the quick exit leads
	ExitHost      string       // "smhi.se"
	Home          string       // the language's start page
	Demo          bool         // the site is not live
	Menu          []Link       // main places
	About         []Link       // the footer's
	Publisher     *Publisher   // nil if vart.yaml names none
	Clock         Clock        // for the script: what it needs to say who is open
}

// Link is a link with its text and, on the line below, what is there. Lang and
// Dir are set if they are in another language than the page.
type Link struct{ URL, Text, Note, Lang, Dir string }

// Publisher is who answers for the site.
type Publisher struct {
	Name, Email, Phone string
	PhoneHref          template.URL
}

// Head is a page's part of <head>: head.html.
type Head struct {
	Title       string
	Description string
	Canonical   string // absolute; "" for none
	NoIndex     bool
	Alternates  []Alternate
	Reveal      template.CSS // of flow documents: which steps show without script
}

// Alternate is the same page in another language.
type Alternate struct{ Tag, URL string }

// LangLinks are the ways to a page's other languages: langlinks.html.
type LangLinks struct{ Links []LangLink }

// LangLink leads to a page in a language, named in that language.
type LangLink struct {
	Tag, Dir, Name, URL string
	Current             bool
	Missing             bool // the link leads to the language's start page
}

// Page is part of the data of every main layout.
type Page struct {
	Title     string
	Lead      string // the description
	Up        *Link  // the folder above
	Crumbs    []Link // the pages above, the start page first
	Own       string // the page's own absolute address
	Notices   []template.HTML
	Lang, Dir string // set if Title, Lead and Body are in another language than the page; Body says so itself
	Body      template.HTML
	Sources   []Source
	Reviewed  string
}

// Source is what a claim rests on.
type Source struct{ URL, Name, Dated, Seen string }

// Notice is a line above a text: notice.html.
type Notice struct {
	Kind, Text string // draft, fallback, stale, stale.block, closed
	Link       *Link
	Lang, Dir  string
}

// Languages is the choice of language: languages.html.
type Languages struct {
	Page
	Languages []LangChoice
}

// LangChoice is a language and its words for "Danger? Call 112".
type LangChoice struct {
	LangLink
	Danger string
}

// Start is a language's start page: start.html.
type Start struct {
	Page
	Danger *Link // the page "in danger now"
	Flow   *Link
	Groups []Group
}

// Group is a list of links under a heading.
type Group struct {
	Title string
	Links []Link
}

// Doc is a page or a folder's own page: page.html.
type Doc struct {
	Page
	Children []Link
	Siblings []Link
	Previous *Link // the page before it in its folder
	Next     *Link // the page after it
}

// ServicePage is a service: service.html.
type ServicePage struct {
	Page
	Service Service
	Contact template.HTML // the full card
}

// Services lists all services: services.html.
type Services struct {
	Page
	Groups []CardGroup
}

// CardGroup is a list of short cards under a heading.
type CardGroup struct {
	Title string
	Cards []template.HTML
}

// AreaPage is an area and who fills each role there: area.html.
type AreaPage struct {
	Page
	Flow  *Link
	Roles []AreaRole
}

// AreaRole is a role in an area.
type AreaRole struct {
	ID, Name, What string
	HTML           template.HTML
}

// Areas lists the areas: areas.html.
type Areas struct {
	Page
	Areas []Link
}

// Flow is a flow's document: flow.html.
type Flow struct {
	Page
	ID, Area, SwitchURL string // Area is "" when the reader would not say
	Steps               []Step
}

// Step is a step of a flow.
type Step struct {
	N        int // counted from one
	ID       string
	Title    string
	Body     template.HTML
	Question bool
	Answers  []Answer
	Urgent   bool
	Contacts []Contact
	After    template.HTML
}

// Contact is a card, or a role that nobody fills, in an outcome. Near is how
// many levels above the reader's area it was found, Place where it is written.
type Contact struct {
	HTML        template.HTML
	Near, Place int
}

// Answer leads to the step number To, whose title is Then.
type Answer struct {
	N    int
	Text string
	Hint template.HTML
	To   int
	Then string
}

// FlowAreas is the choice of area before a flow: flow-areas.html.
type FlowAreas struct {
	Page
	Areas  []Link
	NoArea Link
}

// NotFound is shown for addresses that do not exist: notfound.html.
type NotFound struct {
	Page
	Languages []LangChoice
}

// Service is what the cards show: card.html and contact.html.
type Service struct {
	ID, Name, URL          string
	What                   string
	Area                   string // "Sundbyberg and Solna"; "" when not said
	Closed                 bool
	Phones                 []Phone
	Via                    *Link  // the service it is reached through
	Ask                    string // what to ask for there
	Chats, SMS             []Channel
	Emails                 []string
	Web                    *Channel
	Address                string
	Secret                 bool
	Languages              []string
	Interpreter, Anonymous string // yes, no, unknown
	VerifiedOn             string // "" when nobody has
	Sources                []Source
	Body                   template.HTML
}

// Phone is a number: phone.html.
type Phone struct {
	Text         string       // as people write it
	Href         template.URL // as a phone dials it; html/template would blank tel: in a string
	Label        string
	Hours        string // in words; "" when unknown
	Open         string // intervals for the script; "" when unknown
	Eves         string // what is known of the eves of holidays; "" when it does not matter
	Free, OnBill string
	Emergency    bool // it is 112
}

// Channel is a chat, a number to text, or a site.
type Channel struct {
	URL               template.URL
	Text, Hours, Open string
	Emergency         bool // texting 112
}

// Role is a role where it stands in a text: role.html.
type Role struct {
	ID, Name, The, What string
	State               string // filled, ask, missing
	Area                string
	Areas               []Link
	Keep                bool
	Cards               []template.HTML
	Next                []Service // of missing: whom to turn to instead
}
