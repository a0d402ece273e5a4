package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"klartext/engine/token"
)

// reader reads the files to be processed, all into the same memory.
type reader struct {
	stdin io.Reader
	limit int
	kind  string // "auto", "text" or "html"
	buf   []byte
}

// read returns the page in a file, valid until the next call. The error is a *failure.
func (r *reader) read(name string) ([]byte, error) {
	shown := displayName(name)
	f, err := r.open(name)
	if err != nil {
		return nil, badFile(shown, err)
	}
	defer f.Close()
	if err := r.readAll(f); err != nil {
		return nil, badFile(shown, err)
	}
	if problem := check(r.buf, r.kind); problem != nil {
		problem.name, problem.exit = shown, exitInput
		return nil, problem
	}
	return r.buf, nil
}

var (
	errDirectory = errors.New("is a directory")
	errTooLarge  = errors.New("is longer than the limit")
)

// open opens a file, after a look at what it is: a page over the limit is not read at all where its size is known.
func (r *reader) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(r.stdin), nil
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errDirectory
	case info.Mode().IsRegular() && info.Size() > int64(r.limit):
		return nil, errTooLarge
	}
	return os.Open(name)
}

// readAll reads to the end, or to the limit.
func (r *reader) readAll(f io.Reader) error {
	const firstRead = 64 << 10
	if cap(r.buf) < firstRead {
		r.buf = make([]byte, 0, firstRead)
	}
	r.buf = r.buf[:0]
	for {
		if len(r.buf) == cap(r.buf) {
			r.buf = append(r.buf, 0)[:len(r.buf)]
		}
		n, err := f.Read(r.buf[len(r.buf):cap(r.buf)])
		r.buf = r.buf[:len(r.buf)+n]
		switch {
		case len(r.buf) > r.limit:
			return errTooLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

func badFile(name string, err error) *failure {
	switch {
	case errors.Is(err, errDirectory):
		return badInput(name, "is a directory", "name the files in it")
	case errors.Is(err, errTooLarge):
		return badInput(name, "is longer than the limit", "allow more with --max-bytes")
	case errors.Is(err, fs.ErrNotExist):
		return badInput(name, "no such file", "check the name")
	case errors.Is(err, fs.ErrPermission):
		return badInput(name, "permission denied", "make the file readable")
	}
	return badInput(name, "cannot read: "+cause(err), "try again")
}

// cause is the error below the names of calls and files.
func cause(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

// sniffed is how much of a page is looked at to see what it is.
const sniffed = 64 << 10

// check looks whether the page is of the kind that it is said to be.
func check(page []byte, kind string) *failure {
	head := page[:min(len(page), sniffed)]
	start, end := token.Trim(head, 0, len(head))
	switch {
	case start == end && len(head) == len(page):
		return &failure{reason: "is empty", advice: "save the page again"}
	case binary(head):
		return &failure{reason: "is binary data, not text", advice: "give the page's text"}
	case utf16(head):
		return &failure{reason: "is UTF-16", advice: "convert it with iconv -f UTF-16 -t UTF-8"}
	case !mostlyUTF8(head):
		return &failure{reason: "is not in UTF-8", advice: "convert it, as with iconv -f WINDOWS-1252 -t UTF-8"}
	case kind == "html" || kind == "auto" && isHTML(head[start:]):
		return &failure{reason: "HTML input is not supported yet", advice: "give the page's text, or --input text to read the file as that"}
	}
	return nil
}

func utf16(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF})
}

// binary reports whether the page has the signature of a PDF file, or more control characters than text has.
func binary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return true
	}
	if utf16(head) {
		return false
	}
	controls := 0
	for _, c := range head {
		if c < '\t' || c > '\r' && c < ' ' && c != 0x1B {
			controls++
		}
	}
	return controls*50 > len(head)
}

// mostlyUTF8 reports whether the page is in UTF-8, if with some damage: text in another encoding has more invalid bytes
// than valid characters of several bytes. A few invalid bytes prove nothing.
func mostlyUTF8(head []byte) bool {
	if utf8.Valid(head) {
		return true
	}
	bad, good := 0, 0
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return bad < 4 || bad < good
}

// isHTML reports whether a page starts as HTML does.
func isHTML(page []byte) bool {
	for _, s := range []string{"<!doctype", "<html", "<head", "<body", "<?xml", "<!--", "<script", "<meta", "<title", "<div", "<article", "<p>"} {
		if len(page) >= len(s) && bytes.EqualFold(page[:len(s)], []byte(s)) {
			return true
		}
	}
	return false
}
