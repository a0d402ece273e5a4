package corpus

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"klartext/engine/when"
)

// Errors in lines. They are counted by cause, so the offending value is not part of them.
var (
	errNoJSON   = errors.New("not JSON")
	errNoObject = errors.New("not a JSON object")
	errNoString = errors.New("not a string")
	errBase64   = errors.New(`"html_base64" is not base64`)
	errTime     = errors.New(`"fetched_at" is not a time in ISO 8601`)
)

// Line is one object of JSON lines, as Open reads them and "klartext pipe" answers them. It needs
// one of the three pages. Other keys are ignored, and null counts as a missing key.
type Line struct {
	ID   json.RawMessage `json:"id"` // any value, as written
	URL  *string         `json:"url"`
	HTML *string         `json:"html"`
	// the bytes as they were fetched, with their ContentType
	HTMLBase64  *string `json:"html_base64"`
	Text        *string `json:"text"`
	ContentType *string `json:"content_type"`
	FetchedAt   *string `json:"fetched_at"` // ISO 8601
}

// ParseLine reads a line. With an error, the Line has its ID if that could be read.
func ParseLine(line []byte) (Line, error) {
	var l Line
	err := json.Unmarshal(line, &l)
	// null unmarshals as an empty object
	if err == nil && bytes.TrimLeft(line, " \t\r\n")[0] != '{' {
		return l, errNoObject
	}
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == nil:
		return l, nil
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return l, errNoObject
	case errors.As(err, &wrongType):
		return l, fmt.Errorf("%q is %w but a %s", wrongType.Field, errNoString, wrongType.Value)
	}
	return Line{ID: findID(line)}, fmt.Errorf("%w: %w", errNoJSON, err)
}

// findID returns the id of a line that is damaged after it, or nil if there is none.
func findID(line []byte) json.RawMessage {
	dec := json.NewDecoder(bytes.NewReader(line))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for {
		key, err := dec.Token()
		if err != nil {
			return nil
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil
		}
		if key == "id" {
			return value
		}
	}
}

// Record fills r, except for its position, with the page of the line: the first present of html,
// html_base64 and text. If take is HTML it never uses text; if take is Text it uses nothing else.
func (l *Line) Record(r *Record, take Kind) error {
	*r = Record{
		ID: string(l.ID), JSONID: l.ID != nil, URL: value(l.URL), Body: r.Body[:0], UTF8: true,
		Kind: HTML, At: r.At,
	}
	switch {
	case take != Text && l.HTML != nil:
		r.Body = append(r.Body, *l.HTML...)
	case take != Text && l.HTMLBase64 != nil:
		var err error
		if r.Body, err = base64.StdEncoding.AppendDecode(r.Body,
			[]byte(*l.HTMLBase64)); err != nil {
			return fmt.Errorf("%w: %w", errBase64, err)
		}
		r.ContentType, r.UTF8 = value(l.ContentType), false
	case take != HTML && l.Text != nil:
		r.Body, r.Kind = append(r.Body, *l.Text...), Text
	default:
		return missing[take]
	}
	if l.FetchedAt == nil {
		return nil
	}
	var ok bool
	if r.FetchedAt, ok = when.ParseISO([]byte(*l.FetchedAt)); !ok {
		return fmt.Errorf("%w: %q", errTime, brief(*l.FetchedAt, maxQuote))
	}
	return nil
}

var missing = map[Kind]error{
	Unknown: errors.New(`none of "html", "html_base64" and "text" is given`),
	HTML:    errors.New(`neither "html" nor "html_base64" is given`),
	Text:    errors.New(`"text" is not given`),
}

// Errors quote at most this many bytes, because values, ids and URLs may be as long as a page.
const (
	maxQuote = 80
	maxName  = 500
)

// brief returns the part of s that an error quotes.
func brief[T ~string | ~[]byte](s T, most int) string {
	if len(s) <= most {
		return string(s)
	}
	return strings.ToValidUTF8(string(s[:most]), "") + "…"
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
