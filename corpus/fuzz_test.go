package corpus

import (
	"bytes"
	"encoding/base64"
	"io"
	"slices"
	"testing"
	"testing/iotest"

	"klartext/engine/charset"
)

// FuzzReader reads anything: it ends, any chunking gives the same records and damages, and all of
// them are counted.
func FuzzReader(f *testing.F) {
	names := []string{"x", "x.warc.gz", "x.jsonl", "x.html"}
	for _, how := range []string{"", ".gz", ".zst"} {
		two := append(pack(f, how, []byte(stored(1, "<p>one"))),
			pack(f, how, []byte(stored(2, "<p>two")))...)
		f.Add(two, uint8(0))
		f.Add(two[:len(two)-9], uint8(1))
		f.Add(pack(f, how, []byte(`{"html":"<p>x"}`+"\n"+`{"text":"y"}`)), uint8(2))
		f.Add(pack(f, how, []byte("<p>x")), uint8(3))
	}
	f.Add([]byte(warcRecord("response", httpType, "HTTP/1.1 200 OK\n"+
		"Transfer-Encoding: chunked\nContent-Encoding: gzip, br\n\n3\nabc\n0\n\n")), uint8(0))
	f.Add([]byte(warcRecord("response", httpType,
		"HTTP/1.1 200 OK\nContent-Type: text/html;\n charset=x\nContent-Encoding: deflate\n\nhC")),
		uint8(0))
	f.Fuzz(func(t *testing.T, data []byte, n uint8) {
		name := names[int(n)%len(names)]
		o := Options{MaxBytes: 64 << 10}
		want, counts := readAll(t, name, bytes.NewReader(data), o)
		for _, chunks := range []func(io.Reader) io.Reader{
			iotest.OneByteReader, iotest.DataErrReader,
		} {
			again, c := readAll(t, name, chunks(bytes.NewReader(data)), o)
			if !slices.EqualFunc(want, again, sameGot) || c != counts {
				t.Errorf("another chunking gives\n%v\n%v\nand not\n%v\n%v", again, c, want, counts)
			}
		}
		var conv charset.Converter
		for _, g := range want {
			r := Record{Body: []byte(g.body), ContentType: g.contentType, Kind: g.kind}
			if _, kind, err := r.Page(&conv); err == nil && kind != HTML && kind != Text {
				t.Errorf("the kind %v is left open", kind)
			}
			if len(g.body) > o.MaxBytes {
				t.Errorf("a body of %d bytes", len(g.body))
			}
		}
	})
}

func sameGot(a, b got) bool {
	same := (a.damage == nil) == (b.damage == nil) &&
		(a.damage == nil || a.damage.Error() == b.damage.Error())
	a.damage, b.damage = nil, nil
	return same && a == b
}

// FuzzUnchunk compares unchunk with the body that was cut into chunks.
func FuzzUnchunk(f *testing.F) {
	f.Add([]byte("Hello, world"), uint16(5))
	f.Fuzz(func(t *testing.T, body []byte, n uint16) {
		got, err := unchunk(nil, []byte(chunked(string(body), int(n)+1)))
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("%q, %v", got, err)
		}
		got, err = unchunk(nil, body) // anything
		if len(got) > len(body) {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// FuzzLine checks that whatever ParseLine accepts has the page that it claims to have.
func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"id":1,"html":"x"}`))
	f.Add([]byte(`{"id":[],"html_base64":"eA==","fetched_at":"2025"}`))
	f.Add([]byte(`{"id":5,"text":`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(bytes.TrimSpace(text)) == 0 {
			return
		}
		line, err := ParseLine(text)
		if err != nil {
			return
		}
		var r Record
		err = line.Record(&r, Unknown)
		switch {
		case err != nil:
		case line.HTML != nil && string(r.Body) == *line.HTML && r.Kind == HTML && r.UTF8:
		case line.HTML == nil && line.HTMLBase64 != nil && !r.UTF8 &&
			len(r.Body) <= base64.StdEncoding.DecodedLen(len(*line.HTMLBase64)):
		case line.HTML == nil && line.HTMLBase64 == nil && string(r.Body) == *line.Text &&
			r.Kind == Text:
		default:
			t.Errorf("%q gives %+v", text, r)
		}
	})
}
