package meta

import (
	"klartext/engine/block"
	"klartext/engine/when"
)

// Fields is the metadata of a page. A field that the page does not show is empty; nothing is
// guessed.
//
// Values are byte ranges of the page's text: of the input for a plain-text page, of Page.Text for
// an HTML page. Fields and their slices are valid until the Reader's next call.
type Fields struct {
	Title, Kicker, Lead, Byline, Section Value

	Site        Value // the name of the site
	Description Value // what the head says about the page
	Canonical   Value // the page's address, resolved
	Image       Value // the address of its picture, resolved
	Tags        []Value

	Authors  []Author
	Agencies []Value

	// Dates. Their Kind is when.None if the page shows none; their offsets count from the start of
	// the block or value that contains them.
	Published when.Time
	Modified  when.Time
	Date      when.Time // the one that the page shows for itself: Published, or else a change

	Language  string     // ISO 639-1, "" if neither the text nor the page shows it
	Body      block.Span // the text that JSON-LD has: a raw string of JSON in the page's source
	Paywalled bool       // the page offers a subscription in place of the rest of the text

	PublishedSource, ModifiedSource, DateSource, LanguageSource, PaywalledSource Source
}

// reset empties the fields and keeps their memory.
func (f *Fields) reset() {
	*f = Fields{Tags: f.Tags[:0], Authors: f.Authors[:0], Agencies: f.Agencies[:0]}
}

// Value is a byte range of the page's text, and where it was found.
type Value struct {
	block.Span
	Source Source
}

// Author is a name that a page gives as that of an author, without "by", roles and addresses.
type Author struct {
	Value
	Organization bool // not a person: the site, an agency, or what the page calls an organization
}
