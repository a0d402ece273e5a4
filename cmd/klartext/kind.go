package main

import (
	"bytes"

	"klartext/engine/charset"
	"klartext/engine/charset/sniff"
)

// page is an input in UTF-8, and what it is.
type page struct {
	text []byte
	html bool
}

// decoder makes pages of what was read, all in the same memory.
type decoder struct {
	kind      string // "auto", "html" or "text"
	label     string // the encoding, "" when it is to be found out
	converter charset.Converter
}

// page returns the page that raw bytes are, valid until the next call. The failure lacks the name of the input.
func (d *decoder) page(raw []byte, contentType string) (page, *failure) {
	text, problem := d.decode(raw, contentType)
	if problem != nil {
		return page{}, problem
	}
	if sniff.Binary(text) {
		return page{}, &failure{reason: "is binary data, not text", advice: "give the page's HTML or text", exit: exitInput}
	}
	return page{text: text, html: d.kind == "html" || d.kind == "auto" && sniff.HTML(text, contentType)}, nil
}

func (d *decoder) decode(raw []byte, contentType string) ([]byte, *failure) {
	if d.label == "" {
		text, enc := d.converter.UTF8(raw, contentType)
		if enc.Name == "utf-8" && enc.Damaged { // the engine takes it as it is, and byte ranges are those of the file
			text = bytes.TrimPrefix(raw, []byte("\uFEFF"))
		}
		return text, nil
	}
	text, _, err := d.converter.Decode(raw, d.label)
	if err != nil {
		return nil, badUsage(err.Error())
	}
	return text, nil
}
