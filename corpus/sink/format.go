package sink

import (
	"klartext/corpus"
	"klartext/engine"
)

// Format is the format in which pages are written.
type Format uint8

// The formats.
const (
	JSONLines Format = iota // JSON lines in zstd
	Parquet
	Text     // a directory of files with plain text
	Markdown // a directory of files with Markdown
)

var formats = [...]struct{ name, suffix string }{
	JSONLines: {"jsonl", ".jsonl.zst"},
	Parquet:   {"parquet", ".parquet"},
	Text:      {"text", ".text"},
	Markdown:  {"markdown", ".markdown"},
}

// Formats returns the names of the formats, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// ParseFormat returns the format with a name.
func ParseFormat(name string) (Format, bool) {
	for i, f := range formats {
		if f.name == name {
			return Format(i), true
		}
	}
	return 0, false
}

// String returns the name of the format, as in Formats.
func (f Format) String() string { return formats[f].name }

// Suffix returns the ending of the names of parts, such as ".jsonl.zst".
func (f Format) Suffix() string { return formats[f].suffix }

// Item is an encoded page. It can be reused for the next page.
type Item struct {
	head int // bytes of data taken by the JSON row or index line
	// the JSON row; for plain files the index line without its name, followed by the page
	data []byte
	row  Row    // for Parquet
	name string // of the plain file, without number and suffix
}

// Len returns the size of the encoded page in bytes, before packing.
func (it *Item) Len() int { return len(it.data) }

// Reset empties the Item. It frees its memory if that is more than limit bytes.
func (it *Item) Reset(limit int) {
	it.data, it.row, it.name = it.data[:0], Row{}, ""
	if cap(it.data) > limit {
		it.data = nil
	}
}

// Encode encodes a page into it: the record that was read, and the document that the engine made of
// it. o applies to Text and Markdown.
func (f Format) Encode(
	it *Item, r *corpus.Record, d *engine.Document, o engine.WriteOptions,
) error {
	it.Reset(cap(it.data))
	switch f {
	case JSONLines:
		it.data = append(appendRow(it.data, r, d), '\n')
	case Parquet:
		it.data = appendRow(it.data, r, d)
		return it.row.decode(it.data)
	default:
		it.name = slug(r)
		it.data = appendIndex(it.data, r, d)
		it.head = len(it.data)
		if f == Markdown {
			it.data = d.AppendMarkdown(it.data, o)
		} else {
			it.data = d.AppendText(it.data, o)
		}
	}
	return nil
}
