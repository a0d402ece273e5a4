package sink

import (
	"klartext/corpus"
	"klartext/engine"
)

// Format is how pages are written.
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

func (f Format) String() string { return formats[f].name }

// Suffix returns how the names of parts end: ".jsonl.zst".
func (f Format) Suffix() string { return formats[f].suffix }

// Item is a page as it is to be written. It can be used again for the next page.
type Item struct {
	head int    // JSON rows and index lines: bytes of data
	data []byte // the JSON row; of plain files the index line without its name, and behind it the page
	row  Row    // of Parquet
	name string // of the plain file, without number and suffix
}

// Len returns the bytes of the encoded page, not packed.
func (it *Item) Len() int { return len(it.data) }

// Reset empties the Item; memory for more than limit bytes is given back.
func (it *Item) Reset(limit int) {
	it.data, it.row, it.name = it.data[:0], Row{}, ""
	if cap(it.data) > limit {
		it.data = nil
	}
}

// Encode makes an Item of a page: what was read of it, and what the engine made of that. o is for Text and Markdown.
func (f Format) Encode(it *Item, r *corpus.Record, d *engine.Document, o engine.WriteOptions) error {
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
