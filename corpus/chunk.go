package corpus

import (
	"bytes"
	"errors"
	"io"
)

var errChunk = errors.New("a chunk of the HTTP body does not end where its size says")

// unchunk appends a body to dst with its chunks joined. Some crawlers join the chunks but leave the
// header field that announces them, so a body that does not begin with a chunk is taken as it is.
// With an error, the result holds what could be read; the error is io.ErrUnexpectedEOF if the last
// chunks are missing. Trailers are dropped.
func unchunk(dst, b []byte) (body []byte, err error) {
	if !inChunks(b) {
		return append(dst, b...), nil
	}
	for body = dst; ; {
		size, rest, ok := chunkSize(b)
		switch {
		case len(bytes.Trim(b, "\r\n")) == 0:
			return body, io.ErrUnexpectedEOF
		case !ok:
			return body, errChunk
		case size == 0:
			return body, nil
		case size > len(rest):
			return append(body, rest...), io.ErrUnexpectedEOF
		}
		body = append(body, rest[:size]...)
		b = rest[size:]
		if b = bytes.TrimPrefix(b, []byte("\r")); len(b) == 0 {
			return body, io.ErrUnexpectedEOF
		}
		if b[0] != '\n' {
			return body, errChunk
		}
		b = b[1:]
	}
}

// inChunks reports whether a body begins with a chunk rather than with a line of text that reads
// like a size, such as "Face". A chunk is followed by a line end. A chunk that is cut off has no
// line end, but the line with its size ends in CRLF as HTTP requires. A body that ends like a last
// chunk was chunked, however damaged its chunks are.
func inChunks(b []byte) bool {
	size, rest, ok := chunkSize(b)
	switch {
	case !ok || bytes.HasSuffix(b, []byte("\r\n0\r\n\r\n")):
		return ok
	case size > 0 && size >= len(rest):
		return bytes.HasSuffix(b[:len(b)-len(rest)], []byte("\r\n"))
	}
	after := bytes.TrimPrefix(rest[size:], []byte("\r"))
	return len(after) == 0 || after[0] == '\n'
}

// maxChunkDigits keeps sizes within a 32-bit int.
const maxChunkDigits = 7

// chunkSize reads the line before a chunk: "1f4", then spaces, then ";name=value".
func chunkSize(b []byte) (size int, rest []byte, ok bool) {
	line, rest, ok := bytes.Cut(b, []byte("\n"))
	line, _, _ = bytes.Cut(line, []byte(";"))
	line = bytes.TrimLeft(bytes.TrimRight(line, " \t\r"), "0")
	if !ok || len(line) > maxChunkDigits || len(b) == 0 || unhex(b[0]) < 0 {
		return 0, nil, false
	}
	for _, c := range line {
		d := unhex(c)
		if d < 0 {
			return 0, nil, false
		}
		size = size<<4 | d
	}
	return size, rest, true
}

// unhex returns the value of a hexadecimal digit, or -1 for anything else.
func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
