package corpus

import (
	"bytes"
	"errors"
	"strings"
)

// An archive holds HTTP responses as they came, or as the crawler thought that they should have come. So the parser is
// forgiving: lines may end in a line feed alone, fields may be folded or have a space before their colon, and what the fields
// say of the body is checked against it (chunk.go, coding.go). What it does not forgive is a head without an end, since nobody
// knows where the page begins. An end that is not in the first maxHead bytes is none: servers and browsers stop far earlier.

// Errors in HTTP responses.
var (
	errNoHTTP  = errors.New("the HTTP response has no status line")
	errEndless = errors.New("the HTTP header has no end in its first megabyte")
)

// response is a stored HTTP response.
type response struct {
	status      int
	contentType string
	codings     []string // in the order in which they were applied to the body, in small letters, without chunked
	chunked     bool
	body        []byte // part of what was parsed
}

// page reports whether the response can hold a page, as far as its head tells.
func (h *response) page() bool {
	kind, _ := mediaKind(h.contentType)
	return h.status/100 == 2 && kind != other
}

// isHTTP reports whether a response record holds an HTTP response, rather than one of DNS or FTP. A record that does not say so
// is known by its first bytes.
func isHTTP(contentType string, block []byte) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "application/http") || bytes.HasPrefix(block, []byte("HTTP/"))
}

// parseResponse takes a response apart. The answers before the final one (100 Continue) are skipped. A response that is
// not successful needs no more than its status line.
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

// fields reads the header fields up to the empty line and returns how many bytes they take with it.
func (h *response) fields(b []byte) (size int, ok bool) {
	var content, transfer, joined []byte // that grow in place, for there may be a field in every few bytes
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

// folded reports whether what follows a line goes on with it.
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
