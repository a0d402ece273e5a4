package meta

import "klartext/engine/block"

// Source tells where on a page a value stands.
type Source uint8

// Sources.
const (
	NoSource     Source = iota // the page does not show the thing
	Visible                    // the text that readers see
	JSONLD                     // a script with JSON-LD
	OpenGraph                  // meta property="og:…", article:…
	Twitter                    // meta name="twitter:…"
	DublinCore                 // meta name="dc.…", dcterms.…
	Meta                       // another meta element
	Microdata                  // an itemprop or property attribute in the page
	TimeElement                // <time datetime>
	LinkRel                    // <link rel>, <a rel>
	TitleElement               // <title>
	HTMLLang                   // <html lang>
	URL                        // the page's own address
	Class                      // an element whose class names the thing
	Thread                     // the first post of a thread
	numSources
)

var sourceNames = [numSources]string{
	"none", "visible", "json-ld", "open-graph", "twitter", "dublin-core", "meta", "microdata", "time element", "link rel",
	"title element", "html lang", "url", "class", "thread",
}

// String returns the name of the source: "json-ld", "time element".
func (s Source) String() string {
	if s < numSources {
		return sourceNames[s]
	}
	return "invalid"
}

// Value is a byte range of the page's text and where it comes from.
type Value struct {
	block.Span
	Source Source
}

// Author is a name that a page gives for who wrote it, without "by", roles and addresses.
type Author struct {
	Value
	Organization bool // no person: the site, an agency, or what the page itself calls an organization
}
