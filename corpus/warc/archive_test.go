package warc

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// digestField returns a field with the digest of a block.
func digestField(hash, block string) string {
	h := hashes[strings.ReplaceAll(hash, "-", "")]()
	h.Write([]byte(block))
	return "WARC-Block-Digest: " + hash + ":" + base32.StdEncoding.EncodeToString(h.Sum(nil)) +
		"\r\n"
}

// archive is an archive made for a test: the file and its records, each with its range of bytes in
// the file.
type archive struct {
	file    []byte
	records []made
	packed  bool // each record is in its own member with a checksum, which covers its header too
}

type made struct {
	id, block  string
	digest     string // a field with its line end, or ""
	start, end int
}

// record returns the bytes of a record whose Content-Length is off by wrong.
func (m made) record(wrong int) []byte {
	head := fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\n"+
		"WARC-Record-ID: <urn:uuid:%s>\r\nWARC-Target-URI: http://example.org/%s\r\n", m.id, m.id)
	return fmt.Appendf(head, "%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		m.digest, len(m.block)+wrong, m.block)
}

func text(rnd *rand.Rand, n int) string {
	words := []string{"der", "Fluss", "steigt", "seit", "gestern", "über", "die", "Ufer",
		"<p>", "</p>\r\n", "\n"}
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
	for b.Len() < n {
		fmt.Fprintf(&b, "%s %x ", words[rnd.IntN(len(words))], rnd.Uint32N(1<<16))
	}
	b.WriteString("end.")
	return b.String()
}

var (
	gzipWriter    = gzip.NewWriter(nil)
	zstdWriter, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
)

// pack returns b as one member.
func pack(format string, b []byte) []byte {
	switch format {
	case "gzip":
		var out bytes.Buffer
		gzipWriter.Reset(&out)
		_, _ = gzipWriter.Write(b)
		_ = gzipWriter.Close()
		return out.Bytes()
	case "zstd":
		return zstdWriter.EncodeAll(b, nil)
	}
	return b
}

// build makes an archive of n records, each in a member of its own. The records in bad have a wrong
// length.
func build(rnd *rand.Rand, format string, n int, bad map[int]int) archive {
	a := archive{packed: format != "plain"}
	for i := range n {
		m := made{id: fmt.Sprintf("%04d-%08x", i, rnd.Uint32()),
			block: text(rnd, 60+rnd.IntN(3000)), start: len(a.file)}
		m.digest = digestField("sha1", m.block)
		a.file = append(a.file, pack(format, m.record(bad[i]))...)
		m.end = len(a.file)
		a.records = append(a.records, m)
	}
	return a
}

// all reads everything and fails if reading does not end.
func all(t testing.TB, w *Reader) (records []made, errs []error) {
	t.Helper()
	var r Record
	for range 1 << 20 {
		err := w.Next(&r)
		if err == nil {
			records = append(records, made{id: strings.TrimPrefix(string(r.ID()), "urn:uuid:"),
				block: string(r.Block), start: int(r.At.Offset)})
			continue
		}
		if !damaged(err) {
			return records, append(errs, err)
		}
		errs = append(errs, err)
	}
	t.Fatal("reading does not end")
	return nil, nil
}
