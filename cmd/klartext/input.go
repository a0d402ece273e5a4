package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"klartext/engine/token"
)

// reader reads the files to be processed, reusing its memory.
type reader struct {
	stdin io.Reader
	limit int
	buf   []byte
}

// read returns the content of a file. It is valid until the next call. The error is a *failure.
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
	if start, end := token.Trim(r.buf, 0, len(r.buf)); start == end {
		return nil, badInput(shown, "is empty", "save the page again")
	}
	return r.buf, nil
}

var (
	errDirectory = errors.New("is a directory")
	errTooLarge  = errors.New("is longer than the limit")
)

// open opens a file. It refuses directories, and pages over the limit if their size is known.
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

// cause returns the innermost error, without the names of calls and files.
func cause(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}
