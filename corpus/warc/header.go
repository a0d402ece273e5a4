package warc

import (
	"bytes"
	"fmt"
	"strconv"
)

// magic is what a record begins with, before the digits of its version.
const magic = "WARC/"

// begins reports whether b begins like a record.
func begins(b []byte) bool {
	return len(b) > len(magic) && string(b[:len(magic)]) == magic && digit(b[len(magic)])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// header reads the version line and the fields of the record at pos into r, and returns their
// length including the empty line. With an error, it returns the length of the good part. The
// search continues where a header fails, so each byte is read as a header only once.
func (w *Reader) header(r *Record) (int, error) {
	r.Fields, w.folded = r.Fields[:0], w.folded[:0]
	line, next, err := w.line(0, maxVersion)
	if err != nil {
		return 0, err
	}
	if r.Version = bytes.TrimSpace(line[len(magic):]); !version(r.Version) {
		return 0, fmt.Errorf("%w: its version is %.20q", ErrHeader, r.Version)
	}
	joined := -1
	for {
		at := next
		if line, next, err = w.line(at, w.o.MaxHeader); err != nil {
			return at, err
		}
		if len(line) == 0 {
			return next, nil
		}
		if i := bytes.Index(line, []byte(magic)); i >= 0 &&
			version(bytes.TrimSpace(line[i+len(magic):])) {
			return at + i, fmt.Errorf("%w: another record begins in it", ErrHeader)
		}
		if joined, err = w.field(r, line, joined); err != nil {
			return at, err
		}
	}
}

// maxVersion is the length of the longest version line, including its line end.
const maxVersion = 32

// field reads a line of the header. joined is the start in folded of the last field's value, or -1
// if the field was not folded.
func (w *Reader) field(r *Record, line []byte, joined int) (int, error) {
	if line[0] != ' ' && line[0] != '\t' {
		name, value, ok := bytes.Cut(line, []byte(":"))
		if name = bytes.TrimSpace(name); !ok || len(name) == 0 {
			return -1, fmt.Errorf("%w: no field in %.40q", ErrHeader, line)
		}
		r.Fields = append(r.Fields, Field{name, bytes.TrimSpace(value)})
		return -1, nil
	}
	if len(r.Fields) == 0 {
		return -1, fmt.Errorf("%w: it begins with a folded line", ErrHeader)
	}
	f := &r.Fields[len(r.Fields)-1]
	if joined < 0 {
		joined = len(w.folded)
		w.folded = append(w.folded, f.Value...)
	}
	w.folded = append(append(w.folded, ' '), bytes.TrimSpace(line)...)
	f.Value = bytes.TrimSpace(w.folded[joined:])
	return joined, nil
}

// line returns the header line that begins at bytes after pos, without its line end, and the start
// of the next one, which is at most limit.
func (w *Reader) line(at, limit int) ([]byte, int, error) {
	for seen := at; ; {
		rest := w.rest()
		if i := bytes.IndexByte(rest[seen:min(len(rest), max(limit, seen))], '\n'); i >= 0 {
			end := seen + i
			if next := w.recordMember(); next >= 0 && next <= end {
				return nil, 0, fmt.Errorf("%w: it ends with its member", ErrHeader)
			}
			return bytes.TrimSuffix(rest[at:end], []byte("\r")), end + 1, nil
		}
		if seen = len(rest); seen >= limit {
			return nil, 0, fmt.Errorf("%w: it continues after %d bytes", ErrHeader, limit)
		}
		if err := w.more(); err != nil {
			return nil, 0, err
		}
	}
}

// version reports whether v is a number such as 1.0.
func version(v []byte) bool {
	major, minor, ok := bytes.Cut(v, []byte("."))
	if !ok || len(v) > 8 || len(major) == 0 || len(minor) == 0 {
		return false
	}
	for _, c := range v {
		if !digit(c) && c != '.' {
			return false
		}
	}
	return true
}

// length returns the Content-Length of r.
func length(r *Record) (int64, error) {
	v := r.Get("Content-Length")
	n, err := strconv.ParseUint(string(v), 10, 63)
	if err != nil {
		return 0, fmt.Errorf("%w: it is %.20q", ErrLength, v)
	}
	return int64(n), nil
}
