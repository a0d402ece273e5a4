package corpus

import (
	"bytes"
	"errors"
	"strings"
)

// An archive holds HTTP responses as they came, or as the crawler thought they should have come. So
// the parser is forgiving: lines may end in a bare line feed, fields may be folded or have a space
// before the colon, and what the fields say about the body is checked against the body (chunk.go,
// coding.go). It does not forgive a head without an end, because then nobody knows where the page
// begins. An end outside the first maxHead bytes does not count: servers and browsers stop far
// earlier.

// Errors in HTTP responses.
var (
	errNoHTTP  = errors.New("the HTTP response has no status line")
	errEndless = errors.New("the HTTP header has no end in its first megabyte")
)

// response is a stored HTTP response.
type response struct {
	status      int
	contentType string
	// in the order in which they were applied to the body, in lower case, without chunked
	codings []string
	chunked bool
	body    []byte // part of the parsed block
}

// page reports whether the response can hold a page, judging by its head.
func (h *response) page() bool {
	kind, _ := mediaKind(h.contentType)
	return h.status/100 == 2 && kind != other
}

// isHTTP reports whether a response record holds an HTTP response rather than one of DNS or FTP. If
// its content type does not say so, the first bytes decide.
func isHTTP(contentType string, block []byte) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "application/http") ||
		bytes.HasPrefix(block, []byte("HTTP/"))
}

// parseResponse parses a response. It skips interim responses (100 Continue). For a response that
// is not successful, it reads only the status line.
func parseResponse(block []byte) (h response, err error) {
	for {
		status, rest, ok := statusLine(block)
		if !ok {
			return h, errNoHTTP
		}
		h = response{status: status}
		if status/100 > 2 {
			return h, nil
		}
		size, ok := h.fields(rest[:min(len(rest), maxHead)])
		if !ok {
			return h, errEndless
		}
		h.body = rest[size:]
		if status/100 == 2 || !bytes.HasPrefix(h.body, []byte("HTTP/")) {
			return h, nil
		}
		block = h.body
	}
}

// statusLine reads "HTTP/1.1 200 OK". The reason may be missing.
func statusLine(block []byte) (status int, rest []byte, ok bool) {
	line, rest, _ := bytes.Cut(block, []byte("\n"))
	version, after, _ := bytes.Cut(line, []byte(" "))
	after = bytes.TrimLeft(after, " ")
	if !bytes.HasPrefix(version, []byte("HTTP/")) || len(after) < 3 {
		return 0, nil, false
	}
	for _, c := range after[:3] {
		if c < '0' || c > '9' {
			return 0, nil, false
		}
		status = status*10 + int(c-'0')
	}
	return status, rest, status >= 100
}

// fields reads the header fields up to the empty line and returns their length in bytes, including
// that line.
func (h *response) fields(b []byte) (size int, ok bool) {
	// These grow in place, because there may be a field every few bytes.
	var content, transfer, joined []byte
	for rest := b; len(rest) > 0; {
		var line []byte
		line, rest, ok = bytes.Cut(rest, []byte("\n"))
		if folded(rest) && len(bytes.TrimSpace(line)) > 0 {
			joined = append(joined[:0], line...)
			for folded(rest) {
				var more []byte
				more, rest, ok = bytes.Cut(rest, []byte("\n"))
				joined = append(append(bytes.TrimRight(joined, "\r"), ' '), more...)
			}
			line = joined
		}
		if line = bytes.TrimSuffix(line, []byte("\r")); len(line) == 0 && ok {
			h.codings, h.chunked = codings(string(content), string(transfer))
			return len(b) - len(rest), true
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		text := string(bytes.TrimSpace(value))
		switch strings.ToLower(string(bytes.TrimSpace(name))) {
		case "content-type":
			if text != "" {
				h.contentType = text // the last one counts, as in a browser
			}
		case "content-encoding":
			content = append(append(content, ','), text...)
		case "transfer-encoding":
			transfer = append(append(transfer, ','), text...)
		}
	}
	return 0, false
}

// folded reports whether the text after a line continues it.
func folded(rest []byte) bool { return len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') }

// codings returns the codings of the two fields in the order in which they were applied.
func codings(content, transfer string) (list []string, chunked bool) {
	for name := range strings.SplitSeq(content+","+transfer, ",") {
		name, _, _ = strings.Cut(name, ";")
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "", "identity", "none":
		case "chunked":
			chunked = true
		default:
			list = append(list, name)
		}
	}
	return list, chunked
}
