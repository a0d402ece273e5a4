package corpus

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// innermost returns the first of the errors that an error wraps.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok {
			next = several.Unwrap()[0]
		}
		if next == nil {
			return err
		}
		err = next
	}
}

// TestCauses: errors of one kind have the same innermost cause, wherever they occur and however
// long the input is, and their text is short.
func TestCauses(t *testing.T) {
	long := strings.Repeat("ü", 100<<10)
	gz := string(pack(t, "gzip", []byte(long)))
	http := func(fields, body string) string {
		return warcRecord("response", httpType+"WARC-Target-URI: https://example.org/"+long+"\n",
			"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"+fields+"\r\n\r\n"+body)
	}
	coded := func(coding, body string) string { return http("Content-Encoding: "+coding, body) }
	flip := func(s string, i int) string { return s[:i] + string(s[i]^0x55) + s[i+1:] }
	base := base64.StdEncoding.EncodeToString([]byte("<p>x"))
	for cause, inputs := range map[error][2]string{
		errTime: {`{"html":"x","fetched_at":"` + long + `"}`,
			`{"html":"x","fetched_at":"soon"}`},
		errBase64:   {`{"html_base64":"!"}`, `{"html_base64":"` + base + `!"}`},
		errNoString: {`{"html":5}`, `{"text":{"` + long + `":1}}`},
		errNoJSON:   {`{"id":"` + long + `","html":?}`, `{"html":"x"` + "x"},
		errNoObject: {`["` + long + `"]`, `"` + long + `"`},
		errPacked:   {coded("gzip", gz[:30]), coded("gzip", flip(gz, len(gz)-60))},
		errCoding:   {coded(long, "\x00\x01\x02\x03"), coded("x", "\x00\x01\x02\x03")},
		errChunk: {http("Transfer-Encoding: chunked", "3\r\nabc\r\n"+long),
			http("Transfer-Encoding: chunked", "1\r\na\r\nx")},
	} {
		for _, in := range inputs {
			name := "x.jsonl"
			if strings.HasPrefix(in, "WARC/") {
				name = "x.warc"
			}
			all, _ := readAll(t, name, strings.NewReader(in), Options{})
			if len(all) != 1 || all[0].damage == nil {
				t.Errorf("%v: %.200s is read", cause, fmt.Sprint(all))
				continue
			}
			err := all[0].damage
			if got := innermost(err).Error(); got != cause.Error() {
				t.Errorf("the cause is %.200q, want %q", got, cause)
			}
			if len(err.Error()) > 1000 {
				t.Errorf("%v: %d bytes of text", cause, len(err.Error()))
			}
		}
	}
	line := Line{FetchedAt: &long, HTML: &long}
	err := line.Record(new(Record), Unknown)
	if !strings.HasSuffix(err.Error(), `: "`+strings.Repeat("ü", maxQuote/2)+`…"`) {
		t.Errorf("%.300v", err)
	}
}
