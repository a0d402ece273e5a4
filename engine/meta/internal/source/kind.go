package source

// Kind is a place where a page says something about itself. Package meta has the same values in its
// Source, with their names.
type Kind uint8

// Kinds of sources.
const (
	None         Kind = iota
	Visible           // the text that readers see
	JSONLD            // a script with JSON-LD
	OpenGraph         // meta property="og:…", article:…
	Twitter           // meta name="twitter:…"
	DublinCore        // meta name="dc.…", dcterms.…
	Meta              // another meta element
	Microdata         // an itemprop or property attribute in the page
	TimeElement       // <time datetime>
	LinkRel           // <link rel>, <a rel>
	TitleElement      // <title>
	HTMLLang          // <html lang>
	URL               // the page's own address
	Class             // an element whose class names the thing
	Thread            // the first post of a thread
	NumKinds
)

// Field is what a value says about the page.
type Field uint8

// Fields. The last three only help to read the others.
const (
	NoField Field = iota
	TitleField
	AuthorField
	PublishedField
	ModifiedField
	SiteField
	LanguageField
	DescriptionField
	CanonicalField
	ImageField
	SectionField
	TagField
	PaywallField
	TypeField      // what og:type calls the page
	CardLabelField // a label of a card on Twitter
	CardDataField  // the value of the label with the same rank
)
