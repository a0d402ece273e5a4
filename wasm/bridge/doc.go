// Package bridge carries pages into the engine and what it makes of them out again, where the two sides do not share Go's memory:
// a browser and the engine as WASM. One request is one run of bytes, one result is another; this package writes and reads
// both, a Handler turns the one into the other. It knows nothing of WASM, so that everything in it is tested on every machine.
//
// All numbers are unsigned, 32 bits, little endian; all strings are UTF-8 (invalid bytes of a page are kept as they are).
//
// A request:
//
//	at  0  magic and version   "klt" above the version: 0x746C6B01
//	at  4  kind                0 to be told by the page itself, 1 HTML, 2 plain text
//	at  8  sections wanted     a bit for each: 1 << section, of the sections 1 to 5
//	at 12  options             a bit for each field of engine.WriteOptions, in their order
//	at 16  length of the address
//	at 20  length of the time
//	at 24  length of the page
//	at 28  the address         the page's URL, empty when it is not known
//	       the time            when the page was fetched, in ISO 8601; empty when it is not known
//	       the page
//
// A result:
//
//	at  0  magic and version   as above
//	at  4  status              0, or why there is no document: see Status
//	at  8  length              of the whole result
//	at 12  kind taken          1 HTML, 2 plain text; 0 when it was not told
//	at 16  direction           of the text: 0 not known, 1 from left to right, 2 from right to left; see Direction
//	at 20  number of sections  those wanted in the order of their numbers; 6 alone when the status is not 0
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
//	6  error     {"stage", "code", "offset", "message"}: as engine.Error; offset is null when there is none
//
// The version grows with every change after which one side would misread the other.
package bridge

// Version is the version of the format.
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

// All are the sections that can be wanted.
const All = Sections(1<<Failure - 1<<JSON)

// Of returns the set of some sections.
func Of(sections ...Section) (set Sections) {
	for _, s := range sections {
		set |= 1 << s
	}
	return set
}

// Has reports whether a section is in the set.
func (s Sections) Has(section Section) bool { return s&(1<<section) != 0 }

// Status says whether a result is one of a page.
type Status uint32

const (
	OK        Status = iota
	Malformed        // the request cannot be read
	BadTime          // its time is not in ISO 8601
	TooLarge         // the page, or what was made of it, is longer than the limit
	Binary           // the page is no text
	Internal         // the engine panicked; the next request finds a new one
)

// String returns the name of the status, which is the code of an error.
func (s Status) String() string {
	if int(s) < len(statusNames) {
		return statusNames[s]
	}
	return "unknown"
}

var statusNames = [...]string{"ok", "malformed", "time", "too-large", "binary", "internal"}
