package corpus

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/sha1"
	"fmt"
	"io"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// The tests build their own crawls.

// pack packs b with the named HTTP coding, or the compression of the named file extension.
func pack(t testing.TB, how string, b []byte) []byte {
	var buf bytes.Buffer
	var w io.WriteCloser
	switch how {
	case "":
		return b
	case "gzip", "x-gzip", ".gz":
		w = gzip.NewWriter(&buf)
	case "deflate":
		w = zlib.NewWriter(&buf)
	case "raw":
		w, _ = flate.NewWriter(&buf, 5)
	case "br":
		w = brotli.NewWriter(&buf)
	case "zstd", ".zst":
		w, _ = zstd.NewWriter(&buf, zstd.WithEncoderConcurrency(1))
	default:
		t.Fatal("no coding", how)
	}
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// warcRecord returns a record of an archive. Each of fields ends in a line feed.
func warcRecord(kind, fields, block string) string {
	head := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\n%sWARC-Block-Digest: sha1:%X\r\n",
		kind, crlf(fields), sha1.Sum([]byte(block)))
	return fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s\r\n\r\n", head, len(block), block)
}

func crlf(s string) string {
	return string(bytes.ReplaceAll([]byte(s), []byte("\n"), []byte("\r\n")))
}

// stored returns the n-th response of a crawl, with its page.
func stored(n int, page string) string {
	const fields = "WARC-Record-ID: <urn:uuid:%d>\nWARC-Target-URI: https://example.org/%d\n" +
		"WARC-Date: 2025-03-04T05:06:07Z\nContent-Type: application/http; msgtype=response\n"
	return warcRecord("response", fmt.Sprintf(fields, n, n),
		"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+page)
}

// chunked returns a body split into chunks of n bytes.
func chunked(body string, n int) string {
	var b bytes.Buffer
	for len(body) > 0 {
		k := min(n, len(body))
		fmt.Fprintf(&b, "%x\r\n%s\r\n", k, body[:k])
		body = body[k:]
	}
	return b.String() + "0\r\n\r\n"
}

// got is a record or a damage in the form that the tests compare.
type got struct {
	id, url, body, contentType string
	kind                       Kind
	damage                     error
	at                         Position
}

// readAll reads to the end. It fails if the Reader does not end, or miscounts.
func readAll(t testing.TB, name string, in io.Reader, o Options) (all []got, counts Counts) {
	r, err := NewReader(name, in, o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var rec Record
	var records, damaged int64
	for range 1 << 20 {
		err := r.Next(&rec)
		d, isDamage := err.(*Damage)
		switch {
		case err == io.EOF:
			c := r.Counts()
			if c.Records != records || c.Damaged != damaged {
				t.Fatalf("%s: counted %+v, returned %d records and %d damages", name,
					c, records, damaged)
			}
			return all, c
		case isDamage:
			damaged++
			all = append(all, got{damage: d.Err, at: d.At})
		case err != nil:
			t.Fatalf("%s: %v", name, err)
		default:
			records++
			all = append(all,
				got{rec.ID, rec.URL, string(rec.Body), rec.ContentType, rec.Kind, nil, rec.At})
			for i := range rec.Body {
				rec.Body[i] = '#' // shows views that are used for too long
			}
		}
	}
	t.Fatalf("%s: reading does not end", name)
	return nil, Counts{}
}
