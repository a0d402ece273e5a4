package corpus

import (
	"fmt"

	"klartext/engine/when"
)

// Kind is what a record's body is.
type Kind uint8

// Kinds of bodies.
const (
	Unknown Kind = iota // to be told by its content
	HTML
	Text // the plain-text dump of a page
)

// Record is one page of a crawl, as it was stored.
type Record struct {
	ID          string    // the WARC-Record-ID without its brackets, a JSON line's "id" as it is written there, or a file's name
	JSONID      bool      // ID is JSON, a line's value; otherwise it is text
	URL         string    // "" when it is not known
	Body        []byte    // the page; without HTTP headers, chunks and content encodings
	ContentType string    // of the HTTP headers, with its charset; "" when it is not known
	UTF8        bool      // Body was a JSON string or a WET record: there is no charset to be told
	Kind        Kind      //
	FetchedAt   when.Time // absolute; Kind None when it is not known
	At          Position
}

// Position is where a record stands in the inputs.
type Position struct {
	File   string
	Offset int64 // bytes into the file: of the record, in a compressed file of the gzip member or zstd frame that it is in
	Within int64 // bytes into what that member or frame unpacks to; 0 in a file that is not compressed
}

// String returns the position as "crawl.warc.gz at byte 1204, 96 bytes into its member".
func (p Position) String() string {
	s := fmt.Sprintf("%s at byte %d", p.File, p.Offset)
	if p.Within > 0 {
		s += fmt.Sprintf(", %d bytes into what is packed there", p.Within)
	}
	return s
}

// Damage is the error for a record that cannot be read. Reading goes on behind it.
type Damage struct {
	At  Position
	Err error // what is wrong
}

// Error says where what is wrong.
func (d *Damage) Error() string { return fmt.Sprintf("%v: %v", d.At, d.Err) }

// Unwrap returns what is wrong.
func (d *Damage) Unwrap() error { return d.Err }

// Counts are what a Reader has seen so far.
type Counts struct {
	Records int64 // returned
	Damaged int64 // reported as Damage
	Ignored int64 // whole, but no page: requests, pictures, redirects
	Packed  int64 // bytes read of the file
	Bytes   int64 // bytes that these unpack to
}

// Reader reads the records of one input.
type Reader interface {
	// Next reads the next record into r, whose Body it reuses. The error is io.EOF at the end, a *Damage for what could not
	// be read, after which Next can be called again, and anything else when the input cannot be read on.
	Next(r *Record) error
	// Counts returns what was read until now. It may be called from another goroutine.
	Counts() Counts
	// Close releases what the Reader holds.
	Close() error
}
