// Package bridge carries pages into the engine and results out of it where the two sides do not
// share Go's memory: in a browser, with the engine as WASM. A request is one run of bytes, and so
// is a result. This package writes and reads both; a Handler turns a request into a result. It
// does not depend on WASM, so that all of it is tested on every machine.
//
// All numbers are unsigned, have 32 bits and are little endian. All strings are UTF-8; invalid
// bytes of a page are kept.
//
// A request:
//
//	at  0  magic and version   "klt" above the version: 0x746C6B01
//	at  4  kind                0 to be detected, 1 HTML, 2 plain text
//	at  8  sections wanted     a bit for each: 1 << section, of the sections 1 to 5
//	at 12  options             a bit for each field of engine.WriteOptions, in their order
//	at 16  length of the address
//	at 20  length of the time
//	at 24  length of the page
//	at 28  the address         the page's URL, empty if unknown
//	       the time            when the page was fetched, in ISO 8601; empty if unknown
//	       the page
//
// A result:
//
//	at  0  magic and version   as in a request
//	at  4  status              0, or why there is no document: see Status
//	at  8  length              of the whole result
//	at 12  kind taken          1 HTML, 2 plain text; 0 if it was not detected
//	at 16  direction           of the text: 0 unknown, 1 left to right, 2 right to left
//	at 20  number of sections  those wanted, by number; only section 6 if the status is not 0
//	at 24  for each section    its number, where it begins, its length
//	       the sections        one after the other
//
// The sections:
//
//	1  JSON      engine.Document.AppendJSON
//	2  text      AppendText
//	3  Markdown  AppendMarkdown
//	4  HTML      AppendHTML
//	5  blocks    AppendBlocksJSON: a line for each block
//	6  error     {"stage", "code", "offset", "message"}: as engine.Error; offset may be null
//
// The version changes whenever one side would misread the other.
package bridge

// Version is the version of the format; both sides must have the same.
const Version = 1

const magic = 0x746C6B<<8 | Version

// Kind is what a page is.
type Kind uint32

const (
	Auto Kind = iota
	HTML
	Text
)

// Section is a part of a result.
type Section uint32

const (
	JSON Section = 1 + iota
	PlainText
	Markdown
	SafeHTML
	Blocks
	Failure
)

// Sections is a set of sections.
type Sections uint32

// All is the set of all sections that can be wanted.
const All = Sections(1<<Failure - 1<<JSON)

// Of returns a set of sections.
func Of(sections ...Section) (set Sections) {
	for _, s := range sections {
		set |= 1 << s
	}
	return set
}

// Has reports whether a section is in the set.
func (s Sections) Has(section Section) bool { return s&(1<<section) != 0 }

// Status says whether a result holds a document, and if not, why.
type Status uint32

const (
	OK        Status = iota
	Malformed        // the request cannot be read
	BadTime          // its time is not in ISO 8601
	TooLarge         // the page or the result is longer than the limit
	Binary           // the page is binary data
	Internal         // the engine panicked; the next request gets a new one
)

// String returns the name of the status, which is the code in an error section.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return "unknown"
}

var statusNames = [...]string{"ok", "malformed", "time", "too-large", "binary", "internal"}
