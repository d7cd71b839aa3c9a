package site

import (
	"slices"
	"time"

	"vart/internal/contact"
	"vart/internal/hours"
	"vart/internal/source"
)

// National is the root of the tree of areas; it needs no folder.
const National = "national"

// Status says whether a service can be turned to.
type Status string

// The statuses of a service.
const (
	Active Status = "active"
	Closed Status = "closed" // keeps a page that says so
	Draft  Status = "draft"  // never published
)

// Answer is what is known of a question with two answers.
type Answer string

// The zero Answer is unknown as well.
const (
	Unknown Answer = "unknown"
	Yes     Answer = "yes"
	No      Answer = "no"
)

// Service is a place that helps: what is true of it in every language, and its
// words.
type Service struct {
	ID       string
	File     *source.File // facts.yaml
	Words    Languages
	Roles    []source.At[string]
	AreaIDs  []source.At[string]
	Status   Status
	For      []source.At[string]
	From, To int // ages; 0 is no limit
	Phones   []Phone
	Via      source.At[string] // id of the service it is reached through
	Chats    []Channel
	SMS      []Phone
	Emails   []source.At[string]
	Web      source.At[string]
	Visit    Visit
	Spoken   []source.At[string]

	Interpreter, Anonymous Answer

	// Unread says that a channel could not be read, which was reported; the
	// service may be reachable all the same.
	Unread bool

	Sources    []Source
	VerifiedOn time.Time // zero: nobody at the site has
	VerifiedBy string
}

// Phone is a number to call or text and what is known of it.
type Phone struct {
	contact.Phone
	Pos    source.Pos
	Hours  *hours.Hours // under Eves; nil: unknown
	Eves   hours.EvePolicy
	Label  Texts
	Free   Answer
	OnBill string // "hidden", "shown" or "unknown"
}

// Channel is a chat.
type Channel struct {
	URL   source.At[string]
	Hours *hours.Hours
}

// Visit is where one can go.
type Visit struct {
	Address source.At[string]
	Secret  bool
}

// In says whether the service is for exactly this area.
func (v *Service) In(area string) bool {
	return slices.ContainsFunc(v.AreaIDs, func(a source.At[string]) bool { return a.Value == area })
}

// Reachable says whether the service has a channel of its own.
func (v *Service) Reachable() bool {
	return len(v.Phones)+len(v.Chats)+len(v.SMS)+len(v.Emails) > 0 || v.Web.Value != "" || v.Visit.Address.Value != ""
}

// Published says whether the service has a page.
func (v *Service) Published() bool { return v.Status != Draft }

// Suits says whether the service is for a reader of this audience and age; an
// age of 0 is any age.
func (v *Service) Suits(audience string, age int) bool {
	for _, a := range v.For {
		if a.Value == audience {
			return age == 0 || age >= v.From && (v.To == 0 || age <= v.To)
		}
	}
	return false
}

// Area is a place a reader can live in, or one above it.
type Area struct {
	ID     string
	File   *source.File
	Kind   string // county, municipality, district
	Parent source.At[string]
	Words  Languages
}

// Audiences are the readers a service or an outcome can be for.
var Audiences = []string{"victim", "witness", "neighbour", "parent", "child", "youth", "perpetrator", "leaving-crime", "professional"}
