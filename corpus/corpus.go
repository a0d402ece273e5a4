package corpus

import (
	"fmt"

	"klartext/engine/when"
)

// Kind is what a record's body is.
type Kind uint8

// Kinds of bodies.
const (
	Unknown Kind = iota // to be determined from its content
	HTML
	Text // the plain-text dump of a page
)

// Record is one page of a crawl, as it was stored.
type Record struct {
	// ID is the WARC-Record-ID without its brackets, the "id" of a JSON line as written there,
	// or the name of a file.
	ID          string
	JSONID      bool      // ID is a JSON value; otherwise it is plain text
	URL         string    // "" if unknown
	Body        []byte    // the page, without HTTP headers, chunks and content encodings
	ContentType string    // from the HTTP headers, with its charset; "" if unknown
	UTF8        bool      // Body was a JSON string or a WET record, so its charset is known
	Kind        Kind      // Unknown if only the content shows it
	FetchedAt   when.Time // absolute; its Kind is None if unknown
	At          Position
}

// Position is the place of a record in the inputs.
type Position struct {
	File string
	// Offset is in bytes from the start of the file. In a packed file it is the start of the
	// gzip member or zstd frame that holds the record.
	Offset int64
	// Within is in bytes into the unpacked data of that member or frame. It is 0 in a file that is
	// not compressed.
	Within int64
}

// String returns the position, for example "crawl.warc.gz at byte 1204, 96 bytes into the unpacked
// data".
func (p Position) String() string {
	s := fmt.Sprintf("%s at byte %d", p.File, p.Offset)
	if p.Within > 0 {
		s += fmt.Sprintf(", %d bytes into the unpacked data", p.Within)
	}
	return s
}

// Damage is the error for a record that cannot be read. Reading can continue after it.
type Damage struct {
	At  Position
	Err error // the cause
}

// Error returns the position and the cause.
func (d *Damage) Error() string { return fmt.Sprintf("%v: %v", d.At, d.Err) }

// Unwrap returns the cause.
func (d *Damage) Unwrap() error { return d.Err }

// Counts are what a Reader has seen so far.
type Counts struct {
	Records int64 // records returned
	Damaged int64 // records reported as Damage
	Ignored int64 // sound records that are not pages: requests, images, redirects
	Packed  int64 // bytes read from the file
	Bytes   int64 // bytes that these unpack to
}

// Reader reads the records of one input.
type Reader interface {
	// Next reads the next record into r and reuses r.Body. It returns io.EOF at the end, and a
	// *Damage for something that could not be read; Next can be called again after that. Any other
	// error means that the input cannot be read further.
	Next(r *Record) error
	// Counts returns what has been read so far. It may be called from another goroutine.
	Counts() Counts
	// Close releases the resources of the Reader.
	Close() error
}
