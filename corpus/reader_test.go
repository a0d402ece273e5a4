package corpus

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/charset"
)

const httpType = "Content-Type: application/http; msgtype=response\n"

// crawl returns an archive with everything that archives contain, and what is read from it.
func crawl(t *testing.T) (archive string, want []string) {
	response := func(fields, http string) string {
		return warcRecord("response", httpType+fields, http)
	}
	const inChunks = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" +
		"Transfer-Encoding: chunked\r\n\r\n"
	archive = warcRecord("warcinfo", "Content-Type: application/warc-fields\n", "software: x\r\n") +
		warcRecord("request", "Content-Type: application/http; msgtype=request\n",
			"GET / HTTP/1.1\r\n\r\n") +
		stored(1, "<p>one") +
		response("WARC-Target-URI: <https://example.org/2>\n",
			"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+
				"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"+
				chunked(string(pack(t, "gzip", []byte("<p>two"))), 7)) +
		response("", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>none") +
		response("", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
		response("", "HTTP/1.1 204 No Content\r\nContent-Type: text/html\r\n\r\n") +
		response("", "HTTP/1.1 200 OK\n\n<p>three") +
		warcRecord("response", "Content-Type: text/dns\n", "20250101 x") +
		warcRecord("revisit", httpType, "HTTP/1.1 200 OK\r\n\r\n") +
		response("WARC-Truncated: length\n", inChunks+"ff\r\n<p>four") +
		response("WARC-Record-ID: <urn:x>\n", inChunks+"ff\r\n<p>cut") +
		response("", "gibberish") +
		warcRecord("resource", "Content-Type: text/html\n", "<p>five") +
		warcRecord("conversion", "Content-Type: text/plain\n", "six") +
		warcRecord("conversion", "Content-Type: application/pdf\n", "seven")
	return archive, []string{
		"html urn:uuid:1 https://example.org/1 <p>one", "html  https://example.org/2 <p>two",
		"unknown   <p>three", "html   <p>four",
		"damage", "damage", "html   <p>five", "text   six",
	}
}

func kindName(k Kind) string { return [...]string{"unknown", "html", "text"}[k] }

func check(t *testing.T, name string, all []got, want []string) {
	t.Helper()
	var lines []string
	for _, g := range all {
		if g.damage != nil {
			lines = append(lines, "damage")
		} else {
			lines = append(lines, fmt.Sprintf("%s %s %s %s", kindName(g.kind), g.id, g.url, g.body))
		}
	}
	if g, w := strings.Join(lines, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", name, g, w)
	}
}

func TestArchive(t *testing.T) {
	archive, want := crawl(t)
	for _, how := range []string{"", ".gz", ".zst"} {
		for _, name := range []string{"x", "x.warc" + how} {
			all, counts := readAll(t, name,
				strings.NewReader(string(pack(t, how, []byte(archive)))), Options{})
			check(t, name+" "+how, all, want)
			if counts.Ignored != 8 || counts.Bytes != int64(len(archive)) {
				t.Errorf("%s: %+v", name, counts)
			}
			if !errors.Is(all[4].damage, io.ErrUnexpectedEOF) ||
				!strings.Contains(all[4].damage.Error(), "urn:x") ||
				!errors.Is(all[5].damage, errNoHTTP) {
				t.Errorf("%s: damages %v, %v", name, all[4].damage, all[5].damage)
			}
		}
	}
	all, _ := readAll(t, "x", strings.NewReader(archive), Options{MaxBytes: 6, Kind: Text})
	want[2], want[3], want[6] = "damage", "damage", "damage"
	check(t, "six bytes at most", all, want)
	if !errors.Is(all[6].damage, ErrTooLong) ||
		all[0].at.Offset != int64(strings.Index(archive, "WARC/1.0\r\nWARC-Type: response")) {
		t.Errorf("%v, at %v", all[6].damage, all[0].at)
	}
}

// TestTooLong has pages that are too long, which are damage, and other long records, which are
// ignored.
func TestTooLong(t *testing.T) {
	const limit = 1000
	long := strings.Repeat("\x00\x01ab", 1<<20) // longer than the limit for records, too
	http := func(head, body string) string {
		return warcRecord("response", httpType, "HTTP/1.1 200 OK\r\n"+crlf(head)+"\r\n"+body)
	}
	gz := string(pack(t, "gzip", []byte(long)))
	for name, tt := range map[string]struct {
		record string
		page   bool
	}{
		"HTML":                     {http("Content-Type: text/html\n", long), true},
		"HTML that is not so long": {http("Content-Type: text/html\n", long[:2000]), true},
		"packed HTML": {
			http("Content-Type: text/html\nContent-Encoding: gzip\n", gz), true,
		},
		"text of no type": {http("", strings.Repeat("text ", 1<<20)), true},
		"conversion": {
			warcRecord("conversion", "Content-Type: text/plain\n", long), true,
		},
		"no HTTP": {warcRecord("response", httpType, long), true},
		"video":   {http("Content-Type: video/mp4\n", long), false},
		"chunks of no type": {
			http("Transfer-Encoding: chunked\n", chunked(long, 1<<16)), false,
		},
		"bytes": {http("Content-Type: application/octet-stream\n", long), false},
		"bytes, not so long": {
			http("Content-Type: application/octet-stream\n", long[:2000]), false,
		},
		"packed bytes": {
			http("Content-Type: application/octet-stream\nContent-Encoding: gzip\n", gz), false,
		},
		"not found": {warcRecord("response", httpType,
			"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"+long), false},
		"resource": {
			warcRecord("resource", "Content-Type: video/mp4\n", long), false,
		},
		"resource, not so long": {
			warcRecord("resource", "Content-Type: video/mp4\n", long[:2000]), false,
		},
		"request": {warcRecord("request", httpType, long), false},
	} {
		for _, how := range []string{"", ".gz", ".zst"} {
			data := string(pack(t, how, []byte(stored(1, "<p>one")))) + string(pack(t, how,
				[]byte(tt.record))) + string(pack(t, how, []byte(stored(2, "<p>two"))))
			all, counts := readAll(t, "x.warc"+how, strings.NewReader(data),
				Options{MaxBytes: limit})
			want := []string{"html urn:uuid:1 https://example.org/1 <p>one",
				"html urn:uuid:2 https://example.org/2 <p>two"}
			if tt.page {
				want = []string{want[0], "damage", want[1]}
			} else if counts.Ignored != 1 {
				t.Errorf("%s%s: %+v", name, how, counts)
			}
			check(t, name+how, all, want)
			if tt.page && (len(all) != 3 || !errors.Is(all[1].damage, ErrTooLong)) {
				t.Errorf("%s%s: %v", name, how, all[1].damage)
			}
		}
	}
}

// TestNested nests responses that are too large and share a bomb at their end. Unpacking each of
// them would take hours.
func TestNested(t *testing.T) {
	head := "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\n" +
		"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00"
	// The next head is in a stored block of this one's body.
	stored := string([]byte{0, byte(len(head)), 0, ^byte(len(head)), 0xff})
	bomb := string(pack(t, "raw", make([]byte, 8<<20)))
	part := strings.Repeat(head+stored, 50) + head + bomb
	all, counts := readAll(t, "x.warc", strings.NewReader(strings.Repeat(part, 20)),
		Options{MaxBytes: 16 << 20})
	if len(all)+int(counts.Ignored) < 20 {
		t.Errorf("%d, %+v", len(all), counts)
	}
}

// TestDictionary recognises an archive by the dictionary that it begins with, which may be longer
// than the head that is read.
func TestDictionary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var history []byte
	for len(history) < 400<<10 {
		history = fmt.Appendf(history, "<p>%x", rng.Uint32())
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{
		ID: 5, Contents: [][]byte{history[:90000]}, History: history, Offsets: [3]int{1, 4, 8},
	})
	if err != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderDict(dict))
	if err != nil {
		t.Fatal(err)
	}
	var data []byte
	for range 2 {
		data = binary.LittleEndian.AppendUint32([]byte("\x5d\x2a\x4d\x18"), uint32(len(dict)))
		data = append(data, dict...)
		for n := range 3 {
			data = w.EncodeAll([]byte(stored(n, string(history[n*1000:n*1000+900]))), data)
		}
		all, _ := readAll(t, "x", bytes.NewReader(data), Options{})
		if len(all) != 3 || all[2].body != string(history[2000:2900]) {
			t.Errorf("%d bytes of dictionary: %v", len(dict), all)
		}
		dict = pack(t, "zstd", dict)
	}
}

// TestWET: the text of a WET record is always UTF-8, whatever charset is named for pages. That of
// other records is detected.
func TestWET(t *testing.T) {
	archive := warcRecord("conversion", "Content-Type: text/plain\n", "ü") +
		warcRecord("resource", "Content-Type: text/plain\n", "ü")
	r, err := NewReader("x.wet", strings.NewReader(archive), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{true, false} {
		rec := Record{UTF8: !want}
		if err := r.Next(&rec); err != nil || rec.UTF8 != want {
			t.Errorf("%+v, %v", rec, err)
		}
	}
}

func TestFetchedAt(t *testing.T) {
	for name, in := range map[string]string{
		"x.warc":  stored(1, "<p>x"),
		"x.jsonl": `{"html":"<p>x","fetched_at":"2025-03-04T05:06:07Z"}`,
	} {
		r, err := NewReader(name, strings.NewReader(in), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var rec Record
		if err := r.Next(&rec); err != nil {
			t.Fatal(err)
		}
		if got := string(rec.FetchedAt.AppendISO(nil)); got != "2025-03-04T05:06:07Z" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestJSONID: the ID of a line is JSON. Other IDs are text, even if they look like JSON.
func TestJSONID(t *testing.T) {
	tree(t, map[string]string{"123": "<p>x", "x.jsonl": `{"id":123,"html":""}` + "\n" +
		`{"html":""}` + "\n" + `{"id":null,"html":""}`})
	inputs, err := Inputs("x.jsonl", "123")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range inputs {
		r, err := Open(in, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		for rec := (Record{}); r.Next(&rec) == nil; {
			got = append(got, fmt.Sprint(rec.ID, rec.JSONID))
		}
	}
	if s := strings.Join(got, " "); s != "123true false nulltrue 123false" {
		t.Error(s)
	}
}

func TestLines(t *testing.T) {
	in := "\uFEFF{\"id\":1,\"url\":\"u\",\"html\":\"<p>\\u00fc\",\"text\":\"y\"}\r\n \n" +
		`{"id":{"a":[]},"html_base64":"` + base64.StdEncoding.EncodeToString([]byte("<p>\xFC")) +
		`","content_type":"text/html; charset=latin1"}` + "\n" +
		`{"id":"no page"}` + "\n" + `{"id":"cut","html":"` + "\n" + `null` + "\n" +
		`{"html":5}` + "\n" + `{"html_base64":"!"}` + "\n" +
		`{"text":"x","fetched_at":"soon"}` + "\n" +
		`{"html":"` + strings.Repeat("x", 1000) + `"}` + "\n" +
		`{"html":"` + strings.Repeat("x", 100<<10) + `"}` + "\n" +
		`{"id":"last","text":"z"}`
	want := []string{"html 1 u <p>ü", `html {"a":[]}  ` + "<p>\xFC"}
	want = append(append(want, strings.Fields(strings.Repeat("damage ", 8))...), `text "last"  z`)
	for _, how := range []string{"", ".gz", ".zst"} {
		for _, name := range []string{"x", "x.jsonl" + how} {
			packed := string(pack(t, how, []byte(in)))
			all, _ := readAll(t, name, strings.NewReader(packed), Options{MaxBytes: 500})
			check(t, name+" "+how, all, want)
			if len(all) != len(want) {
				continue
			}
			last := Position{name, int64(strings.LastIndex(in, "{")), 0}
			if how != "" {
				last.Offset, last.Within = 0, last.Offset
			}
			if all[10].at != last {
				t.Errorf("%s: the last line is at %v, want %v", name, all[10].at, last)
			}
			if !strings.Contains(all[3].damage.Error(), `"cut"`) ||
				!errors.Is(all[8].damage, ErrTooLong) || !errors.Is(all[9].damage, ErrTooLong) {
				t.Errorf("%s: %v, %v, %v", name, all[3].damage, all[8].damage, all[9].damage)
			}
		}
	}
	all, _ := readAll(t, "x", strings.NewReader(`{"html":"<p>x","text":"y"}`), Options{Kind: Text})
	check(t, "text", all, []string{"text   y"})
	all, _ = readAll(t, "x", strings.NewReader(`{"text":"y"}`), Options{Kind: HTML})
	check(t, "HTML", all, []string{"damage"})
}

func TestPages(t *testing.T) {
	tree(t, map[string]string{
		"p/1.html":    "<p>one",
		"p/2.html.gz": string(pack(t, ".gz", []byte("<p>two"))),
		"p/3.txt.zst": string(pack(t, ".zst", []byte("three"))),
		"p/4.txt":     "",
		"p/5.txt.gz":  string(pack(t, ".gz", []byte("five")))[:15],
		"p/6.txt":     "{}",
		"p/7.html":    strings.Repeat("x", 101),
	})
	inputs, err := Inputs("p")
	if err != nil || len(inputs) != 1 {
		t.Fatal(inputs, err)
	}
	if err := os.Remove("p/6.txt"); err != nil {
		t.Fatal(err)
	}
	r, err := Open(inputs[0], Options{MaxBytes: 100})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var rec Record
	var lines []string
	for {
		err := r.Next(&rec)
		if err == io.EOF {
			break
		}
		var d *Damage
		if errors.As(err, &d) {
			lines = append(lines, "damage "+d.At.File)
		} else if err != nil {
			t.Fatal(err)
		} else {
			lines = append(lines, rec.ID+" "+string(rec.Body))
		}
	}
	want := "p/1.html <p>one, p/2.html.gz <p>two, p/3.txt.zst three, " +
		"damage p/5.txt.gz, damage p/6.txt, damage p/7.html"
	if got := strings.Join(lines, ", "); got != want {
		t.Error(got)
	}
	c := r.Counts()
	if c.Records != 3 || c.Damaged != 3 || c.Ignored != 1 || c.Bytes == 0 || c.Packed == 0 {
		t.Errorf("%+v", c)
	}
	all, _ := readAll(t, "standard input", strings.NewReader("WARCs are archives."), Options{})
	check(t, "a page from a stream", all, []string{"unknown standard input  WARCs are archives."})
}

func TestOpen(t *testing.T) {
	tree(t, map[string]string{"a.warc": stored(1, "<p>x")})
	r, err := Open(Input{Name: "a.warc"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var rec Record
	if err := r.Next(&rec); err != nil || string(rec.Body) != "<p>x" || rec.At.File != "a.warc" {
		t.Error(err, rec)
	}
	if err := r.Next(&rec); err != io.EOF {
		t.Error(err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Open(Input{Name: "b.warc"}, Options{}); err == nil {
		t.Error("a missing file was opened")
	}
	broken := errors.New("broken")
	if _, err := NewReader("x", iotest.ErrReader(broken), Options{}); !errors.Is(err, broken) {
		t.Error(err)
	}
	for _, name := range []string{"x.warc", "x.jsonl", "x.html"} {
		long := strings.NewReader(strings.Repeat(" ", packedHead))
		r, err := NewReader(name, io.MultiReader(long, iotest.ErrReader(broken)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for err == nil || errors.As(err, new(*Damage)) {
			if err = r.Next(&rec); errors.Is(err, broken) {
				break
			}
		}
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPage(t *testing.T) {
	var c charset.Converter
	for _, tt := range []struct {
		name string
		r    Record
		want string
		kind Kind
		err  error
	}{
		{"HTML by its content", Record{Body: []byte("<!doctype html><p>x")},
			"<!doctype html><p>x", HTML, nil},
		{"text by its content", Record{Body: []byte("x")}, "x", Text, nil},
		{"known", Record{Body: []byte("x"), Kind: HTML}, "x", HTML, nil},
		{"latin1", Record{Body: []byte("<p>\xFC"), ContentType: "text/html; charset=latin1"},
			"<p>ü", HTML, nil},
		{"utf-16", Record{Body: []byte("\xFF\xFEx\x00\xFC\x00")}, "xü", Text, nil},
		{"mark", Record{Body: []byte("\uFEFFx"), UTF8: true}, "x", Text, nil},
		{"nearly UTF-8", Record{Body: []byte(strings.Repeat("ü", 500) + "\xFF")},
			strings.Repeat("ü", 500) + "\xFF", Text, nil},
		{"binary", Record{Body: []byte("%PDF-1.7"), Kind: HTML}, "", HTML, ErrBinary},
	} {
		page, kind, err := tt.r.Page(&c)
		if string(page) != tt.want || kind != tt.kind || err != tt.err {
			t.Errorf("%s: %q %v %v", tt.name, page, kind, err)
		}
	}
}
