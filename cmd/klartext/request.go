package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"klartext/engine/when"
)

// request is a line of the input of "klartext pipe".
type request struct {
	ID        json.RawMessage `json:"id"`
	Text      *string         `json:"text"`
	HTML      *string         `json:"html"`
	FetchedAt *string         `json:"fetched_at"`
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

// page returns the page to be taken apart.
func (r *request) page() ([]byte, error) {
	switch {
	case r.Text != nil:
		return []byte(*r.Text), nil
	case r.HTML != nil:
		return nil, errors.New("html input is not supported yet")
	}
	return nil, errors.New(`neither "text" nor "html" is given`)
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
