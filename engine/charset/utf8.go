package charset

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	xcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Encoding is the encoding of a page and the evidence for it.
type Encoding struct {
	Name     string // the name in the Encoding standard: "utf-8", "windows-1252", "gb18030"
	Evidence Evidence
	Damaged  bool // some bytes are invalid in this encoding and were replaced by U+FFFD
}

// Evidence says how an encoding was determined.
type Evidence uint8

const (
	Default    Evidence = iota // no evidence: the most frequent encoding
	Given                      // specified by the caller
	BOM                        // the byte order mark
	Zeros                      // the zero bytes of UTF-16
	Valid                      // the page is valid UTF-8, or nearly so
	Transport                  // the Content-Type header
	Meta                       // a meta element
	Language                   // the language that the page declares
	Statistics                 // the frequency of the page's characters
)

var evidenceNames = [...]string{
	"default", "given", "byte order mark", "zero bytes", "valid UTF-8", "Content-Type",
	"meta element", "language", "statistics",
}

// String returns a short description, such as "meta element".
func (e Evidence) String() string { return evidenceNames[e] }

// UTF8 converts a page to UTF-8 and reports its original encoding. contentType is the Content-Type
// header, or "" if there is none. A page that is valid UTF-8 is returned without a copy, without
// its byte order mark. Any other page is written to the memory of buf, from its start, or to new
// memory if buf is too small; Converter reuses that memory for the next page. The result is always
// valid UTF-8.
func UTF8(buf, page []byte, contentType string) ([]byte, Encoding) {
	if mark, name := byteOrderMark(page); mark > 0 {
		return decode(buf, page[mark:], Encoding{Name: name, Evidence: BOM})
	}
	if name := zeros(page); name != "" {
		return decode(buf, page, Encoding{Name: name, Evidence: Zeros})
	}
	if utf8.Valid(page) && !escapes(page) {
		return page, Encoding{Name: "utf-8", Evidence: Valid}
	}
	return decode(buf, page, determine(page, contentType))
}

// Decode is UTF8 for a page whose encoding the caller knows. label is one of the encoding's labels.
// A byte order mark of that encoding is removed. The error is an *UnknownError.
func Decode(buf, page []byte, label string) ([]byte, Encoding, error) {
	_, name := xcharset.Lookup(label)
	if name == "" || name == "replacement" {
		return nil, Encoding{}, &UnknownError{label}
	}
	if mark, marked := byteOrderMark(page); marked == name {
		page = page[mark:]
	}
	out, enc := decode(buf, page, Encoding{Name: name, Evidence: Given})
	return out, enc, nil
}

// UnknownError is returned for a label that is not in the Encoding standard, or that belongs to an
// encoding which the standard forbids to decode.
type UnknownError struct{ Label string }

// Error returns the message, which quotes the label.
func (e *UnknownError) Error() string { return fmt.Sprintf("unknown encoding %q", e.Label) }

func byteOrderMark(page []byte) (length int, name string) {
	switch {
	case bytes.HasPrefix(page, []byte("\xEF\xBB\xBF")):
		return 3, "utf-8"
	case bytes.HasPrefix(page, []byte("\xFF\xFE")):
		return 2, "utf-16le"
	case bytes.HasPrefix(page, []byte("\xFE\xFF")):
		return 2, "utf-16be"
	}
	return 0, ""
}

// zeros returns which UTF-16 a page without a byte order mark is in, or "" if it is in neither.
// HTML in any language is full of ASCII, so in UTF-16 every other byte of that is zero.
func zeros(page []byte) string {
	head := page[:min(len(page), 1024)&^1]
	// Indexed by the position of the byte in its pair: zeros, and zeros beside text characters.
	var zero, text [2]int
	for i := 0; i < len(head); i += 2 {
		for k := range 2 {
			if head[i+k] != 0 {
				continue
			}
			zero[k]++
			if c := head[i+1-k]; c >= ' ' || c == '\n' || c == '\r' || c == '\t' {
				text[k]++
			}
		}
	}
	for k, name := range [2]string{"utf-16be", "utf-16le"} {
		if zero[k] >= 2 && zero[k]*8 > len(head) && text[k]*50 >= zero[k]*49 &&
			zero[1-k]*50 <= zero[k] {
			return name
		}
	}
	return ""
}

// escapes reports whether a page may be in ISO-2022-JP, which is pure ASCII and therefore valid
// UTF-8.
func escapes(page []byte) bool {
	return bytes.Contains(page, []byte("\x1B$B")) || bytes.Contains(page, []byte("\x1B$@"))
}

// decode writes a page in UTF-8 to the memory of buf, or returns it as it is if nothing has to
// change.
func decode(buf, page []byte, enc Encoding) ([]byte, Encoding) {
	if enc.Name == "utf-8" && utf8.Valid(page) {
		return page, enc
	}
	e, _ := xcharset.Lookup(enc.Name)
	out := transcode(buf[:0], page, e)
	enc.Damaged = bytes.Contains(out, replacement)
	return out, enc
}

var replacement = []byte("\uFFFD")

// transcode appends a page, converted to UTF-8.
func transcode(dst, page []byte, e encoding.Encoding) []byte {
	t := e.NewDecoder().Transformer
	dst = grow(dst, len(page)+len(page)/8+64)
	for {
		n, used, err := t.Transform(dst[len(dst):cap(dst)], page, true)
		dst, page = dst[:len(dst)+n], page[used:]
		switch {
		case err == transform.ErrShortDst:
			dst = grow(dst, len(page)*2+64)
		case err != nil: // no decoder does that
			return append(dst, replacement...)
		case len(page) == 0:
			return dst
		}
	}
}

func grow(dst []byte, n int) []byte {
	if cap(dst)-len(dst) >= n {
		return dst
	}
	return append(make([]byte, 0, len(dst)+n), dst...)
}
