package main

import (
	"fmt"

	"klartext/corpus"
	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
	"klartext/engine/when"
)

// page is an input in UTF-8, and whether it is HTML.
type page struct {
	text []byte
	html bool
}

// decoder makes pages of what was read, reusing its memory.
type decoder struct {
	kind      string // "auto", "html" or "text"
	label     string // the encoding, or "" to detect it
	converter charset.Converter
	record    corpus.Record
}

// kinds are the values of --input, as package corpus takes them.
var kinds = map[string]corpus.Kind{"auto": corpus.Unknown, "html": corpus.HTML, "text": corpus.Text}

// file returns the page in the bytes of a file. It is valid until the next call. The failure lacks
// the name of the file.
func (d *decoder) file(raw []byte) (page, *failure) {
	return d.page(&corpus.Record{Body: raw, Kind: kinds[d.kind]})
}

// line returns the page of a JSON line and when it was fetched. The page is valid until the next
// call.
func (d *decoder) line(l *corpus.Line) (page, when.Time, error) {
	if err := l.Record(&d.record, kinds[d.kind]); err != nil {
		return page{}, when.Time{}, err
	}
	p, problem := d.page(&d.record)
	if problem != nil {
		return page{}, when.Time{}, fmt.Errorf(`"html_base64" %w`, problem)
	}
	return p, d.record.FetchedAt, nil
}

// page returns a record's page. An encoding given by the user takes precedence over what the page
// declares.
func (d *decoder) page(r *corpus.Record) (page, *failure) {
	if d.label != "" && !r.UTF8 {
		text, _, err := d.converter.Decode(r.Body, d.label)
		if err != nil {
			return page{}, badUsage(err.Error())
		}
		if sniff.Binary(text) {
			return page{}, binary()
		}
		r = &corpus.Record{Body: text, ContentType: r.ContentType, UTF8: true, Kind: r.Kind}
	}
	text, kind, err := r.Page(&d.converter)
	if err != nil {
		return page{}, binary()
	}
	return page{text: text, html: kind == corpus.HTML}, nil
}

func binary() *failure {
	return &failure{reason: "is binary data, not text", advice: "give the page's HTML or text",
		exit: exitInput}
}
