package markup

// All limits of the writers. Those of nesting and of length keep the output, and the time that it
// takes, linear in the page; the others decide what an element of the page is for.
const (
	// MaxDepth is how deep replies are nested; deeper ones are beside the reply at that depth.
	// Indentation is written per line, so without a limit a thread of n replies to replies would
	// take n² bytes. HTML parsers give up at 512 open elements, readers of JSON at a few hundred or
	// thousand.
	MaxDepth = 32

	maxQuote = 8 // how deep quotes in a comment are written; deeper ones are written at that depth

	// maxNest is how deep containers nest in what is written. Every line of Markdown starts with a
	// mark per container, so that without a limit n nested quotes would take n² bytes.
	maxNest = 16

	maxSpans  = 16          // how deep inline markup nests
	maxNumber = 999_999_999 // of a list item: nine digits, as Markdown wants them
)

// Tables that go beyond a limit are written as if they were laid out.
const (
	maxColumns    = 256
	maxColumnSpan = 16  // columns that a cell goes over; more are taken as that
	maxRowSpan    = 255 // and rows
	maxCellWords  = 60  // of a block in a cell
	maxCellBlocks = 8
)

// Lengths in bytes of what is read and written; what is longer is left out.
const (
	maxURL       = 2048    // an address
	maxTag       = 1 << 14 // a start tag whose attributes are read, if it is not that of a picture
	maxClass     = 512     // of a class attribute is read
	maxAlt       = 2048    // the text in place of a picture
	maxSet       = 1 << 13 // of a srcset is read
	maxTeX       = 1 << 13 // a formula
	maxID        = 256     // the id of a footnote
	maxNoteRef   = 12      // the text of the link to a footnote: "[note 12]"
	maxRaised    = 8       // characters that are raised or lowered by writing others
	maxReference = 40      // from the "&" of a character reference to its semicolon
	maxLanguage  = 24      // the name of a program's language
)

// Numbers of elements and blocks.
const (
	// maxAround is the number of blocks up to which inline markup goes: around more of them is an
	// element that the page does not close, or one that it is laid out with. It bounds what is
	// written per element, too.
	maxAround = 16

	maxItem     = 16      // blocks of a list item or a note; with more it is a part of the page
	maxInItem   = 3       // elements around a block within the list item that it starts
	maxNear     = 8       // blocks of an element that is considered as a whole
	maxSources  = 16      // elements of a picture element that are considered
	maxFallback = 4       // elements between a picture and its fallback in noscript
	maxFormula  = 1 << 10 // elements of a formula
	maxNotes    = 512     // footnotes of a page; the links to others are as any other
	maxInNote   = 4       // elements in the text of a footnote around the one with its id
)

// Sizes of pictures in pixels.
const (
	maxIcon = 32   // up to this width or height it is an icon, or counts readers
	maxSize = 9999 // written of a picture
)
