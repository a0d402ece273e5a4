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
	Fields  []Field // in their order
	Block   []byte  // Content-Length bytes; of a response the HTTP message as it was sent, of a conversion the text
	At      unpack.Position
}

// Field is a named field: white space around the value removed, folded lines joined by one space. Its bytes are as they are in the
// file, UTF-8 or not.
type Field struct {
	Name, Value []byte
}

// Get returns the value of the first field with this name in any case, nil when there is none.
func (r *Record) Get(name string) []byte {
	for i := range r.Fields {
		if n := r.Fields[i].Name; len(n) == len(name) && strings.EqualFold(string(n), name) {
			return r.Fields[i].Value
		}
	}
	return nil
}

func (r *Record) clear() { r.Fields, r.Block = r.Fields[:0], nil }

// ID returns the WARC-Record-ID without its brackets, nil when there is none.
func (r *Record) ID() []byte { return unbracket(r.Get("WARC-Record-ID")) }

// URL returns the WARC-Target-URI, which some writers put into brackets, without them; nil when there is none.
func (r *Record) URL() []byte { return unbracket(r.Get("WARC-Target-URI")) }

// Is reports whether WARC-Type is kind, in any case: "response", "conversion", …
func (r *Record) Is(kind string) bool {
	return bytes.EqualFold(r.Get("WARC-Type"), []byte(kind))
}

func unbracket(v []byte) []byte {
	if len(v) >= 2 && v[0] == '<' && v[len(v)-1] == '>' {
		return v[1 : len(v)-1]
	}
	return v
}

// What can be wrong with a record, beside what can be wrong with its member (see package unpack).
var (
	ErrNoRecord  = errors.New("no record begins here")
	ErrHeader    = errors.New("the header of the record is malformed")
	ErrLength    = errors.New("Content-Length is missing or wrong")
	ErrDigest    = errors.New("the WARC-Block-Digest is not that of the block")
	ErrTooLarge  = errors.New("the record is larger than the limit (see warc.Options)")
	ErrTruncated = unpack.ErrTruncated
)
