package main

import (
	"bytes"
	"strings"

	"klartext/engine"
)

// appendPage appends a page in the given format. name is the file's where there are several, else ""; more tells that
// another page stands above.
func appendPage(dst []byte, d *engine.Document, format string, o engine.WriteOptions, name string, more bool) []byte {
	switch format {
	case "json":
		start := len(appendFile(dst, name))
		dst = d.AppendJSON(appendFile(dst, name))
		if name != "" {
			dst[start] = ',' // in place of the brace
		}
		return append(dst, '\n')
	case "blocks":
		return appendBlocks(dst, d, name)
	}
	if more {
		dst = append(dst, '\n')
	}
	switch format {
	case "markdown":
		return d.AppendMarkdown(appendHead(dst, "<!-- ", name, " -->\n\n"), o)
	case "html":
		return d.AppendHTML(appendHead(dst, "<!-- ", name, " -->\n"), o)
	}
	return d.AppendText(appendHead(dst, "==> ", name, " <==\n"), o)
}

// appendHead appends the line above a page that tells its file.
func appendHead(dst []byte, before, name, after string) []byte {
	if name == "" {
		return dst
	}
	dst = append(append(dst, before...), displayName(name)...)
	return append(dst, after...)
}

// appendFile begins a JSON object with the name of the file.
func appendFile(dst []byte, name string) []byte {
	if name == "" {
		return dst
	}
	return engine.AppendJSONString(append(dst, `{"file":`...), name)
}

func appendBlocks(dst []byte, d *engine.Document, name string) []byte {
	if name == "" {
		return d.AppendBlocksJSON(dst)
	}
	for line := range bytes.Lines(d.AppendBlocksJSON(nil)) {
		dst = append(appendFile(dst, name), ',')
		dst = append(dst, line[1:]...) // without the brace
	}
	return dst
}

var nameCleaner = strings.NewReplacer("\n", "?", "\r", "?", "-->", "--?")

// displayName is how messages and head lines call a file. It has no line feeds, and nothing that would end a comment.
func displayName(name string) string {
	if name == "-" {
		return "standard input"
	}
	return nameCleaner.Replace(name)
}
