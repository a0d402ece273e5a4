package corpus

import (
	"bytes"
	"errors"

	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
)

// ErrBinary is the error for a body that is not text, such as a PDF or an image.
var ErrBinary = errors.New("binary data, not text")

// Page returns the record's page in UTF-8, without a byte order mark, and its kind, HTML or Text:
// the input of an engine. The page may be part of Body; it is valid until c is used again or Body
// changes. A page in UTF-8 with some damaged characters is returned as it is, since the engine
// accepts it. The error is ErrBinary.
func (r *Record) Page(c *charset.Converter) (page []byte, kind Kind, err error) {
	page, kind = bytes.TrimPrefix(r.Body, []byte("\uFEFF")), r.Kind
	if !r.UTF8 {
		if text, enc := c.UTF8(r.Body, r.ContentType); enc.Name != "utf-8" || !enc.Damaged {
			page = text
		}
		if sniff.Binary(page) {
			return nil, kind, ErrBinary
		}
	}
	if kind == Unknown {
		kind = Text
		if sniff.HTML(page, r.ContentType) {
			kind = HTML
		}
	}
	return page, kind, nil
}
