package meta

import "klartext/engine/meta/internal/source"

// Source says where on a page a value was found. Its zero value is NoSource.
type Source uint8

// Sources.
const (
	NoSource     = Source(source.None)         // the page does not show the thing
	Visible      = Source(source.Visible)      // the text that readers see
	JSONLD       = Source(source.JSONLD)       // a script with JSON-LD
	OpenGraph    = Source(source.OpenGraph)    // meta property="og:…", article:…
	Twitter      = Source(source.Twitter)      // meta name="twitter:…"
	DublinCore   = Source(source.DublinCore)   // meta name="dc.…", dcterms.…
	Meta         = Source(source.Meta)         // another meta element
	Microdata    = Source(source.Microdata)    // an itemprop or property attribute in the page
	TimeElement  = Source(source.TimeElement)  // <time datetime>
	LinkRel      = Source(source.LinkRel)      // <link rel>, <a rel>
	TitleElement = Source(source.TitleElement) // <title>
	HTMLLang     = Source(source.HTMLLang)     // <html lang>
	URL          = Source(source.URL)          // the page's own address
	Class        = Source(source.Class)        // an element whose class names the thing
	Thread       = Source(source.Thread)       // the first post of a thread
)

var sourceNames = [source.NumKinds]string{
	"none", "visible", "json-ld", "open-graph", "twitter", "dublin-core", "meta", "microdata",
	"time element", "link rel", "title element", "html lang", "url", "class", "thread",
}

// String returns the name of the source as in results: "json-ld", "time element".
func (s Source) String() string {
	if int(s) < len(sourceNames) {
		return sourceNames[s]
	}
	return "invalid"
}
