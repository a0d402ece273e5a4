package corpus

import (
	"errors"
	"runtime"
	"strings"
	"testing"
)

func TestResponse(t *testing.T) {
	for _, tt := range []struct {
		name, block       string
		status            int
		contentType, list string
		chunked           bool
		body              string
		err               error
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx", 200, "text/html",
			"", false, "x", nil},
		{"line feeds alone", "HTTP/1.0 200\nContent-Type: text/html\n\nx\n\ny", 200, "text/html",
			"", false, "x\n\ny", nil},
		{"HTTP/2 without a reason", "HTTP/2 203\r\n\r\n", 203, "", "", false, "", nil},
		{"folded", "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n  charset=x\r\n\ty\r\n\r\nz",
			200, "text/html;   charset=x \ty", "", false, "z", nil},
		{"sloppy names", "HTTP/1.1 200 OK\r\ncontent-TYPE : text/html \r\nno colon\r\n: x\r\n\r\nz",
			200, "text/html", "", false, "z", nil},
		{"codings", "HTTP/1.1 200 OK\nContent-Encoding: GZIP, identity\n" +
			"Transfer-Encoding: br;q=1, Chunked\nContent-Encoding: zstd\n\nz",
			200, "", "gzip zstd br", true, "z", nil},
		{"two types", "HTTP/1.1 200 OK\nContent-Type: a/b\nContent-Type:\nContent-Type: c/d\n\n",
			200, "c/d", "", false, "", nil},
		{"continue", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nz", 200, "",
			"", false, "z", nil},
		{"redirect without an end", "HTTP/1.1 301 Moved\r\nLocation: /", 301, "",
			"", false, "", nil},
		{"no end", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", 200, "text/html", "",
			false, "", errEndless},
		{"no end, no line feed", "HTTP/1.1 200 OK\r\nContent-Type: text/html", 200, "text/html", "",
			false, "", errEndless},
		{"a long field", "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", maxHead-9) + "\r\n\r\nz",
			200, "", "", false, "z", nil},
		{"an end too far away", "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", maxHead-2) +
			"\r\n\r\nz", 200, "", "", false, "", errEndless},
		{"empty fold", "HTTP/1.1 200 OK\nContent-Encoding: br,\n \n\tgzip\nContent-Type: a/b\n\nz",
			200, "a/b", "br gzip", false, "z", nil},
		{"nothing", "", 0, "", "", false, "", errNoHTTP},
		{"no status", "HTTP/1.1 OK\r\n\r\n", 0, "", "", false, "", errNoHTTP},
		{"a page", "<!doctype html>\n\n", 0, "", "", false, "", errNoHTTP},
	} {
		before := strings.Clone(tt.block)
		h, err := parseResponse([]byte(tt.block))
		if h.status != tt.status || h.contentType != tt.contentType ||
			strings.Join(h.codings, " ") != tt.list || h.chunked != tt.chunked ||
			string(h.body) != tt.body || !errors.Is(err, tt.err) || tt.block != before {
			t.Errorf("%s: %+v, body %.90q, %v", tt.name, h, h.body, err)
		}
	}
}

// TestHostileHead has heads of many lines: the cost of a line does not grow with the lines before
// it.
func TestHostileHead(t *testing.T) {
	for name, line := range map[string]string{
		"folded": " \n", "folded with returns": " \r\n", "folded text": "\tx\n",
		"content": "Content-Encoding:x\n", "transfer": "Transfer-Encoding:chunked\n",
		"types": "Content-Type:x\n",
	} {
		head := []byte("HTTP/1.1 200 OK\nContent-Type: text/html;\n" +
			strings.Repeat(line, 64<<10/len(line)) + "\nz")
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		h, err := parseResponse(head)
		runtime.ReadMemStats(&after)
		if err != nil || string(h.body) != "z" {
			t.Errorf("%s: body %.90q, %v", name, h.body, err)
		}
		if got := after.TotalAlloc - before.TotalAlloc; got > 40*uint64(len(head)) {
			t.Errorf("%s: %d bytes are copied for %d", name, got, len(head))
		}
	}
}

func TestMedia(t *testing.T) {
	png := "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02", 50)
	for _, tt := range []struct {
		contentType, body string
		want              Kind
	}{
		{"text/html", "", HTML},
		{"Text/HTML; charset=utf-8", png, HTML}, // Record.Page reports that it is binary
		{"text/html,text/html", "x", HTML},
		{"application/xhtml+xml", "x", HTML},
		{"application/xml", "<?xml version='1.0'?><HTML xmlns='x'>", HTML},
		{"text/xml", "<rss>", other},
		{"application/rss+xml", "<html", other},
		{"", "<p>x", Unknown},
		{"html", "<p>x", Unknown},
		{"text/plain", "x", Unknown},
		{"application/octet-stream", "<p>x", Unknown},
		{"application/octet-stream", png, other},
		{"", "\xFF\xFEx\x00y\x00", Unknown},
		{"image/png", png, other},
		{"application/json", "{}", other},
	} {
		if got := bodyKind(tt.contentType, []byte(tt.body)); got != tt.want {
			t.Errorf("%q %.20q: %v, want %v", tt.contentType, tt.body, got, tt.want)
		}
	}
}
