package warc

import (
	"bytes"
	"errors"
	"strings"

	"klartext/corpus/unpack"
)

// Record is one record of an archive. All its bytes are valid until the Reader's next call.
type Record struct {
	Version []byte  // "1.0" of "WARC/1.0"
	Fields  []Field // in the order of the file
	// Block has Content-Length bytes: for a response the HTTP message as sent, for a conversion the
	// text.
	Block []byte
	At    unpack.Position
}

// Field is a named field. White space around the value is removed, and folded lines are joined by
// one space. Its bytes are those of the file, whether UTF-8 or not.
type Field struct {
	Name, Value []byte
}

// Get returns the value of the first field with this name, ignoring case, or nil if there is none.
func (r *Record) Get(name string) []byte {
	for i := range r.Fields {
		if n := r.Fields[i].Name; len(n) == len(name) && strings.EqualFold(string(n), name) {
			return r.Fields[i].Value
		}
	}
	return nil
}

func (r *Record) clear() { r.Fields, r.Block = r.Fields[:0], nil }

// ID returns the WARC-Record-ID without its brackets, or nil if there is none.
func (r *Record) ID() []byte { return unbracket(r.Get("WARC-Record-ID")) }

// URL returns the WARC-Target-URI, without the brackets that some writers add, or nil if there is
// none.
func (r *Record) URL() []byte { return unbracket(r.Get("WARC-Target-URI")) }

// Is reports whether WARC-Type is kind, ignoring case: "response", "conversion", …
func (r *Record) Is(kind string) bool {
	return bytes.EqualFold(r.Get("WARC-Type"), []byte(kind))
}

func unbracket(v []byte) []byte {
	if len(v) >= 2 && v[0] == '<' && v[len(v)-1] == '>' {
		return v[1 : len(v)-1]
	}
	return v
}

// Causes of damage to a record, in addition to those of package unpack for its member.
var (
	ErrNoRecord  = errors.New("no record begins here")
	ErrHeader    = errors.New("the header of the record is malformed")
	ErrLength    = errors.New("Content-Length is missing or wrong")
	ErrDigest    = errors.New("the block does not match its WARC-Block-Digest")
	ErrTooLarge  = errors.New("the record is larger than the limit (see warc.Options)")
	ErrTruncated = unpack.ErrTruncated
)
