package corpus

import (
	"bytes"
	"path/filepath"
	"strings"
)

// format is what a file holds.
type format uint8

const (
	unknownFormat format = iota // to be told by the content
	archiveFormat               // WARC, WET
	linesFormat                 // JSON lines
	pageFormat
)

// formats are the formats by the ends of names.
var formats = map[string]format{
	".warc": archiveFormat, ".wet": archiveFormat, ".wat": archiveFormat,
	".jsonl": linesFormat, ".ndjson": linesFormat, ".json": linesFormat,
	".html": pageFormat, ".htm": pageFormat, ".xhtml": pageFormat, ".xht": pageFormat, ".txt": pageFormat,
}

// formatOf returns the format that a file's name tells, whatever it is packed with.
func formatOf(name string) format {
	name = strings.ToLower(name)
	ext := filepath.Ext(name)
	switch ext {
	case ".gz", ".zst", ".gzip", ".zstd":
		ext = filepath.Ext(strings.TrimSuffix(name, ext))
	}
	return formats[ext]
}

// formatHead is how much of the content contentFormat is to be given.
const formatHead = 512

// contentFormat returns the format that the content shows. Where it shows neither of the marks, which damage may have hit,
// the name's word for an archive or lines counts; a page is anything.
func contentFormat(head []byte, name string) format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\uFEFF")), " \t\r\n")
	named := formatOf(name)
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return archiveFormat
	case named == archiveFormat, named == linesFormat:
		return named
	case bytes.HasPrefix(head, []byte("{")) && named != pageFormat:
		return linesFormat
	}
	return pageFormat
}
