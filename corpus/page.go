package corpus

import (
	"bytes"
	"errors"

	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
)

// ErrBinary is the error for a body that is no text: a PDF, a picture.
var ErrBinary = errors.New("binary data, not text")

// Page returns the record's page in UTF-8, without a byte order mark, and whether it is HTML or Text: the engine's input. It is
// valid until c is used again and as long as Body is unchanged, of which it may be a part. A page that is UTF-8 but for some
// damaged characters is left as it is, as the engine takes it. The error is ErrBinary.
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
