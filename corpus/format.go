package corpus

import (
	"bytes"
	"path/filepath"
	"strings"
)

// format is what a file holds.
type format uint8

const (
	unknownFormat format = iota // to be determined from the content
	archiveFormat               // WARC, WET
	linesFormat                 // JSON lines
	pageFormat
)

// formats maps file name extensions to formats.
var formats = map[string]format{
	".warc": archiveFormat, ".wet": archiveFormat, ".wat": archiveFormat,
	".jsonl": linesFormat, ".ndjson": linesFormat, ".json": linesFormat,
	".html": pageFormat, ".htm": pageFormat, ".xhtml": pageFormat, ".xht": pageFormat,
	".txt": pageFormat,
}

// formatOf returns the format given by the extension of a file's name, ignoring that of its
// compression.
func formatOf(name string) format {
	name = strings.ToLower(name)
	ext := filepath.Ext(name)
	switch ext {
	case ".gz", ".zst", ".gzip", ".zstd":
		ext = filepath.Ext(strings.TrimSuffix(name, ext))
	}
	return formats[ext]
}

// formatHead is how many bytes of the content contentFormat needs.
const formatHead = 512

// contentFormat returns the format of the content. If the content shows no mark of a format,
// perhaps because of damage, the name decides between archive and lines. Everything else is a page.
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
