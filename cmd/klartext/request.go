package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"klartext/engine/when"
)

// request is a line of the input of "klartext pipe".
type request struct {
	ID          json.RawMessage `json:"id"`
	URL         *string         `json:"url"`
	HTML        *string         `json:"html"`
	HTMLBase64  *string         `json:"html_base64"`
	Text        *string         `json:"text"`
	ContentType *string         `json:"content_type"`
	FetchedAt   *string         `json:"fetched_at"`
}

// parseRequest reads a request. With an error the request has its id, if it could be told.
func parseRequest(line []byte) (request, error) {
	var r request
	err := json.Unmarshal(line, &r)
	if err == nil && bytes.TrimLeft(line, " \t\r\n")[0] != '{' { // null is taken for an empty object
		return r, errors.New("not a JSON object")
	}
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == nil:
		return r, nil
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return r, errors.New("not a JSON object")
	case errors.As(err, &wrongType):
		return r, fmt.Errorf("%q is not a string but a %s", wrongType.Field, wrongType.Value)
	}
	return request{ID: findID(line)}, fmt.Errorf("not JSON: %w", err)
}

// findID returns the id in a line that is damaged behind it, nil when there is none.
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

// page returns the page to be taken apart, HTML before text unless the decoder is to take text.
func (r *request) page(d *decoder) (page, error) {
	switch {
	case d.kind != "text" && r.HTML != nil:
		return page{text: bytes.TrimPrefix([]byte(*r.HTML), []byte("\uFEFF")), html: true}, nil
	case d.kind != "text" && r.HTMLBase64 != nil:
		return r.fetched(d)
	case d.kind != "html" && r.Text != nil:
		return page{text: []byte(*r.Text)}, nil
	}
	return page{}, errors.New(missing[d.kind])
}

var missing = map[string]string{
	"auto": `none of "html", "html_base64" and "text" is given`,
	"html": `neither "html" nor "html_base64" is given`,
	"text": `"text" is not given`,
}

// fetched returns the page that was given as the bytes that were fetched.
func (r *request) fetched(d *decoder) (page, error) {
	raw, err := base64.StdEncoding.DecodeString(*r.HTMLBase64)
	if err != nil {
		return page{}, fmt.Errorf(`"html_base64" is not base64: %w`, err)
	}
	contentType := ""
	if r.ContentType != nil {
		contentType = *r.ContentType
	}
	p, problem := d.page(raw, contentType)
	if problem != nil {
		return page{}, fmt.Errorf(`"html_base64" %w`, problem)
	}
	p.html = true
	return p, nil
}

// address returns the page's URL, nil when there is none.
func (r *request) address() []byte {
	if r.URL == nil {
		return nil
	}
	return []byte(*r.URL)
}

// fetchedAt returns when the page was fetched, otherwise what holds for all pages.
func (r *request) fetchedAt(otherwise when.Time) (when.Time, error) {
	if r.FetchedAt == nil {
		return otherwise, nil
	}
	t, ok := when.ParseISO([]byte(*r.FetchedAt))
	if !ok {
		return t, fmt.Errorf(`"fetched_at" is not a time in ISO 8601: %q`, *r.FetchedAt)
	}
	return t, nil
}
