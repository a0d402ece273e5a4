package main

import (
	"bytes"
	"strings"

	"klartext/engine"
)

// form says what is written for a page, and how.
type form struct {
	format     string // "text", "markdown", "html", "json" or "blocks"
	commentsAs string // "records" or "schema"
	write      engine.WriteOptions
}

// check returns an error for options that cannot be combined.
func (f *form) check() error {
	if f.commentsAs == "schema" && f.format != "json" {
		return badUsage("--comments-as schema is for --format json; " +
			"--format html always marks up comments with schema.org")
	}
	return nil
}

// appendPage appends a page. name is the name of its file if there are several files, otherwise "".
// more says that another page precedes it.
func (f *form) appendPage(dst []byte, d *engine.Document, name string, more bool) []byte {
	switch f.format {
	case "json":
		start := len(appendFile(dst, name))
		dst = f.appendJSON(appendFile(dst, name), d)
		if name != "" {
			dst[start] = ',' // instead of the brace
		}
		return append(dst, '\n')
	case "blocks":
		return appendBlocks(dst, d, name)
	}
	if more {
		dst = append(dst, '\n')
	}
	switch f.format {
	case "markdown":
		return d.AppendMarkdown(appendHead(dst, "<!-- ", name, " -->\n\n"), f.write)
	case "html":
		return d.AppendHTML(appendHead(dst, "<!-- ", name, " -->\n"), f.write)
	}
	return d.AppendText(appendHead(dst, "==> ", name, " <==\n"), f.write)
}

func (f *form) appendJSON(dst []byte, d *engine.Document) []byte {
	if f.commentsAs == "schema" {
		return d.AppendJSONLD(dst)
	}
	return d.AppendJSON(dst)
}

// appendHead appends the line above a page that names its file.
func appendHead(dst []byte, before, name, after string) []byte {
	if name == "" {
		return dst
	}
	dst = append(append(dst, before...), displayName(name)...)
	return append(dst, after...)
}

// appendFile starts a JSON object with the name of the file.
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

// displayName returns the name of a file for messages and headings. It has no line feeds, and
// nothing that would end an HTML comment.
func displayName(name string) string {
	if name == "-" {
		return "standard input"
	}
	return nameCleaner.Replace(name)
}
