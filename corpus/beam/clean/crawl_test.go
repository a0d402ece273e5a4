package clean

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine"
)

// crawl writes a small crawl: a WARC, a WET and JSON lines, page files, and a WARC that is damaged
// in two places. It returns the globs that match it.
func crawl(t testing.TB) []string {
	dir := t.TempDir()
	var warc, wet, lines, damaged []byte
	for i := range 24 {
		warc = append(warc, gzipped(t, response(i, "text/html; charset=utf-8", testPage(i)))...)
		if i%4 == 1 {
			warc = append(warc, gzipped(t, response(i, "image/png", "\x89PNG"))...) // not a page
		}
		wet = append(wet, gzipped(t,
			conversion(i, "A page\n\n"+strings.Join(english, " ")+".\n\n"+footer+"\n"))...)
		lines = fmt.Appendf(lines, `{"id":%d,"url":"https://lines.example/%d","html":%s}`+"\n", i,
			i, engine.AppendJSONString(nil, testPage(i+100)))
		member := gzipped(t, response(i+200, "text/html", testPage(i+200)))
		if i == 5 || i == 17 {
			member[len(member)/2] ^= 0xFF
		}
		damaged = append(damaged, member...)
	}
	lines = append(lines, "{\"id\":99,\"html\":\"cut off\n"...)
	write(t, filepath.Join(dir, "a", "news.warc.gz"), warc)
	write(t, filepath.Join(dir, "b", "news.warc.gz"), damaged) // the same name in another directory
	write(t, filepath.Join(dir, "b", "news.warc.wet.gz"), wet)
	write(t, filepath.Join(dir, "b", "lines.jsonl.zst"), zstdPacked(t, lines))
	for i := range 9 {
		write(t, filepath.Join(dir, "pages", fmt.Sprintf("p%d.html", i)), []byte(testPage(i+300)))
	}
	write(t, filepath.Join(dir, "pages", "empty.html"), nil)
	return []string{filepath.Join(dir, "*", "*.gz"), filepath.Join(dir, "*", "*.zst"),
		filepath.Join(dir, "*", "*.html"), filepath.Join(dir, "a", "*.gz")}
}

func response(i int, contentType, body string) string {
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s", contentType, body)
	return record("response", i, "application/http; msgtype=response", block)
}

func conversion(i int, text string) string { return record("conversion", i, "text/plain", text) }

func record(kind string, i int, contentType, block string) string {
	head := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"+
		"WARC-Target-URI: https://%s.example/%d\r\nWARC-Date: 2025-03-04T05:06:07Z\r\n",
		kind, i, kind, i)
	return fmt.Sprintf("%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		head, contentType, len(block), block)
}

func gzipped(t testing.TB, s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zstdPacked(t testing.TB, data []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(data, nil)
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	english = strings.Fields("the ferry across river was closed for three weeks because its " +
		"engine had failed and people who live on other side took bus instead of boat which they " +
		"did not like at all")
	german = strings.Fields("die Fähre über den Fluss war drei Wochen lang gesperrt weil ihr " +
		"Motor ausgefallen ist und die Leute die drüben wohnen nahmen den Bus was ihnen gar " +
		"nicht gefiel")
)

const footer = "Whoever wants to write to the editors finds the address in the house " +
	"by the harbour, where they sit all day."

// testPage makes page number i, which is always the same.
func testPage(i int) string {
	rnd := rand.New(rand.NewPCG(uint64(i), 1))
	words, lang := english, "en"
	if i%3 == 0 {
		words, lang = german, "de"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=%s><title>Page %d</title>"+
		"<nav><a href=/>Home</a> <a href=/a>About</a></nav><article><h1>Page %d</h1>", lang, i, i)
	for range 3 + rnd.IntN(5) {
		b.WriteString("<p>")
		for range 30 + rnd.IntN(40) {
			b.WriteString(words[rnd.IntN(len(words))] + " ")
		}
		b.WriteString(".</p>\n")
	}
	return b.String() + "<p>" + footer + "</p></article></html>"
}
