package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/charmap"

	"klartext/engine/label/train/dump"
)

// Files of a crawl, by content.
const (
	warcFile = iota
	wetFile
	linesFile
	files
)

// Shares, per hundred.
const (
	exactShare = 2 // of the pages
	nearShare  = 3
	lineShare  = 15

	redirectShare = 4 // for each page in a WARC archive
	pictureShare  = 3
	missingShare  = 3
)

// bundle is everything made of one page of the corpus, in the form in which the files hold it.
type bundle struct { // gzip members; JSON lines unpacked
	packed    [files]bytes.Buffer // gzip members; lines as they are
	unpacked  [files]int64        // bytes
	pages     [files]int64
	ignored   int64
	pageBytes int64
	exact     int64
	near      int64
	err       error
}

// writer writes bundles. It must be used by one goroutine only.
type writer struct {
	rng    *rand.Rand
	change changer
	gzip   *gzip.Writer
	brotli *brotli.Writer
	body   bytes.Buffer
	block  bytes.Buffer
	b      *bundle
}

func newWriter() *writer {
	z, _ := gzip.NewWriterLevel(nil, 1) // 1 is a valid level
	return &writer{gzip: z, brotli: brotli.NewWriterLevel(nil, 1)}
}

// bundle makes the bundle of page n of the corpus, in the pass-th pass.
func (w *writer) bundle(seed uint64, pass, n int, address string, page []byte) *bundle {
	w.b = &bundle{}
	w.rng = rand.New(rand.NewPCG(seed, uint64(pass)<<32|uint64(n)))
	w.change.rng = w.rng
	if pass > 0 {
		page = bytes.Clone(w.change.change(page, false))
		address = with(address, "page", pass+1)
	}
	w.page(address, page)
	if w.in100(exactShare) {
		w.page(with(address, "ref", w.rng.IntN(1000)), page)
		w.b.exact++
	}
	if w.in100(nearShare) {
		w.page(with(address, "near", w.rng.IntN(1000)), w.change.change(page, true))
		w.b.near++
	}
	return w.b
}

func (w *writer) in100(share int) bool { return w.rng.IntN(100) < share }

// with returns an address with one more parameter.
func with(address, name string, value int) string {
	address, _, _ = strings.Cut(address, "#")
	sep := "?"
	if strings.Contains(address, "?") {
		sep = "&"
	}
	return fmt.Sprintf("%s%s%s=%d", address, sep, name, value)
}

func (w *writer) page(address string, page []byte) {
	fetched := time.Unix(1735689600+w.rng.Int64N(30*24*3600), 0).UTC()
	w.b.pageBytes += int64(len(page))
	if w.in100(lineShare) {
		w.line(address, fetched, page)
		return
	}
	id := w.uuid()
	w.request(address, fetched, id)
	w.response(address, fetched, id, page)
	w.record(warcFile, "metadata", address, fetched, w.uuid(), "application/warc-fields",
		fmt.Appendf(nil, "fetchTimeMs: %d\r\ncharset-detected: UTF-8\r\n", w.rng.IntN(900)))
	w.b.pages[warcFile]++
	w.b.ignored += 2
	text, err := dump.Text(page)
	if err != nil {
		w.b.err = err
		return
	}
	if len(text) > 0 {
		w.record(wetFile, "conversion", address, fetched, w.uuid(), "text/plain", text)
		w.b.pages[wetFile]++
		w.b.pageBytes += int64(len(text))
	}
	w.noPages(address, fetched)
}

// line appends a JSON line with a page, one in ten as base64 of its bytes.
func (w *writer) line(address string, fetched time.Time, page []byte) {
	line := struct {
		ID          string `json:"id"`
		URL         string `json:"url"`
		HTML        string `json:"html,omitempty"`
		HTMLBase64  string `json:"html_base64,omitempty"`
		ContentType string `json:"content_type,omitempty"`
		FetchedAt   string `json:"fetched_at"`
	}{ID: w.uuid(), URL: address, FetchedAt: fetched.Format(time.RFC3339)}
	if w.in100(10) {
		line.HTMLBase64, line.ContentType = base64.StdEncoding.EncodeToString(page),
			"text/html; charset=utf-8"
	} else {
		line.HTML = string(page)
	}
	before := w.b.packed[linesFile].Len()
	enc := json.NewEncoder(&w.b.packed[linesFile])
	enc.SetEscapeHTML(false)
	if err := enc.Encode(line); err != nil {
		w.b.err = err
	}
	w.b.unpacked[linesFile] += int64(w.b.packed[linesFile].Len() - before)
	w.b.pages[linesFile]++
}

func (w *writer) request(address string, fetched time.Time, response string) {
	host, path := "", "/"
	if u, err := url.Parse(address); err == nil {
		host, path = u.Host, u.RequestURI()
	}
	w.record(warcFile, "request", address, fetched, w.uuid(), "application/http; msgtype=request",
		fmt.Appendf(nil,
			"GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: crawl/1.0 (+https://example.org/bot)\r\n"+
				"Accept-Encoding: br,gzip\r\n\r\n", path, host))
}

// response appends a page as servers send it.
func (w *writer) response(address string, fetched time.Time, id string, page []byte) {
	kind, body := "text/html; charset=utf-8", page
	switch roll := w.rng.IntN(10); {
	case roll < 3:
		kind = "text/html"
	case roll == 3:
		kind = "text/html;charset=UTF-8"
	case roll == 4:
		if narrow, err := charmap.Windows1252.NewEncoder().Bytes(page); err == nil {
			kind, body = "text/html; charset=windows-1252", narrow
		}
	}
	w.body.Reset()
	fmt.Fprintf(&w.body, "HTTP/1.1 200 OK\r\nDate: %s\r\nServer: nginx\r\nContent-Type: %s\r\n"+
		"Vary: Accept-Encoding\r\n", fetched.Format(time.RFC1123), kind)
	switch w.rng.IntN(14) {
	case 0, 1:
		w.body.WriteString("Content-Encoding: gzip\r\n")
		w.block.Reset()
		w.gzip.Reset(&w.block)
		w.gzip.Write(body)
		w.gzip.Close()
		body = w.block.Bytes()
	case 2:
		w.body.WriteString("content-encoding: br\r\n")
		w.block.Reset()
		w.brotli.Reset(&w.block)
		w.brotli.Write(body)
		w.brotli.Close()
		body = w.block.Bytes()
	}
	if w.rng.IntN(3) == 0 {
		w.body.WriteString("Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n")
		w.chunks(body)
	} else {
		fmt.Fprintf(&w.body, "Content-Length: %d\r\n\r\n", len(body))
		w.body.Write(body)
	}
	w.record(warcFile, "response", address, fetched, id, "application/http; msgtype=response",
		w.body.Bytes())
}

func (w *writer) chunks(body []byte) {
	for len(body) > 0 {
		n := min(len(body), 1000+w.rng.IntN(15000))
		fmt.Fprintf(&w.body, "%x\r\n", n)
		w.body.Write(body[:n])
		w.body.WriteString("\r\n")
		body = body[n:]
	}
	w.body.WriteString("0\r\n\r\n")
}

// noPages appends responses that are not pages.
func (w *writer) noPages(address string, fetched time.Time) {
	answer := func(format string, args ...any) {
		w.record(warcFile, "response", address, fetched, w.uuid(),
			"application/http; msgtype=response", fmt.Appendf(nil, format, args...))
		w.b.ignored++
	}
	if w.in100(redirectShare) {
		answer("HTTP/1.1 301 Moved Permanently\r\nLocation: %s\r\nContent-Type: text/html\r\n"+
			"Content-Length: 0\r\n\r\n", with(address, "to", 1))
	}
	if w.in100(pictureShare) {
		picture := make([]byte, 2000+w.rng.IntN(20000))
		for i := range picture {
			picture[i] = byte(w.rng.Uint32())
		}
		answer("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n%s",
			len(picture), picture)
	}
	if w.in100(missingShare) {
		answer("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" +
			"<!doctype html><title>404</title><p>There is no such page here.</p>")
	}
}

// record appends a record as a gzip member of its own.
func (w *writer) record(
	file int, kind, address string, fetched time.Time, id, contentType string, block []byte,
) {
	w.b.unpacked[file] += writeRecord(w.gzip, &w.b.packed[file], kind,
		"WARC-Target-URI: "+address+"\r\n", fetched, id, contentType, block)
}

// writeRecord writes a record and returns its unpacked length.
func writeRecord(
	z *gzip.Writer, out *bytes.Buffer, kind, fields string, at time.Time, id, contentType string,
	block []byte,
) int64 {
	z.Reset(out)
	head := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: %s\r\n"+
		"WARC-Record-ID: <urn:uuid:%s>\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
		kind, at.Format(time.RFC3339), id, fields, contentType, len(block))
	z.Write([]byte(head)) // to memory
	z.Write(block)
	z.Write([]byte("\r\n\r\n"))
	z.Close()
	return int64(len(head) + len(block) + 4)
}

func (w *writer) uuid() string { return uuid(w.rng) }

func uuid(rng *rand.Rand) string {
	a, b := rng.Uint64(), rng.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", a>>32, a>>16&0xFFFF, a&0xFFF,
		0x8000|b>>48&0x3FFF, b&0xFFFF_FFFF_FFFF)
}
