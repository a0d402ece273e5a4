package corpus

import (
	"bytes"
	"strings"

	"klartext/engine/charset/sniff"
)

// other is the kind of anything that is not a page.
const other Kind = 255

// mediaKind returns the kind of body that a media type promises. It is Unknown for types that
// servers send for anything.
func mediaKind(contentType string) (kind Kind, xml bool) {
	name, _, _ := strings.Cut(contentType, ";")
	name, _, _ = strings.Cut(name, ",") // "text/html, text/html"
	switch name = strings.ToLower(strings.TrimSpace(name)); name {
	case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml":
		return HTML, false
	case "text/xml", "application/xml":
		return Unknown, true
	case "text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown",
		"unknown/unknown", "*/*":
		return Unknown, false
	}
	if !strings.Contains(name, "/") { // missing or malformed
		return Unknown, false
	}
	return other, false
}

// xmlHead is how many bytes are searched for the root element of an XML document.
const xmlHead = 1 << 10

// bodyKind is mediaKind with a look at the body: XML is a page only if it is XHTML, and an unknown
// type is a page only if the body is not binary. Record.Page resolves what is still Unknown.
func bodyKind(contentType string, body []byte) Kind {
	kind, xml := mediaKind(contentType)
	switch {
	case xml && bytes.Contains(bytes.ToLower(body[:min(len(body), xmlHead)]), []byte("<html")):
		return HTML
	case xml, kind == Unknown && sniff.Binary(body) && !utf16(body):
		return other
	}
	return kind
}

// utf16 reports whether a body starts with the byte order mark of UTF-16, whose zero bytes look
// binary.
func utf16(body []byte) bool {
	return bytes.HasPrefix(body, []byte("\xFF\xFE")) || bytes.HasPrefix(body, []byte("\xFE\xFF"))
}
