package main

import (
	"io"
	"os"
	"path/filepath"

	"klartext/corpus/sink"
)

// output is where the result goes: standard output, or a file that appears under its name once it
// is complete.
type output struct {
	name string // "standard output" or the file's
	w    io.Writer
	file *sink.File // nil if w is written to directly
}

func openOutput(name string, stdout io.Writer) (*output, error) {
	if name == "" || name == "-" {
		return &output{name: "standard output", w: stdout}, nil
	}
	o, path := &output{name: name}, name
	mode := os.FileMode(0o666) // less the umask
	if real, err := filepath.EvalSymlinks(name); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, badInput(name, "is a directory", "name a file in it")
	case err == nil && !info.Mode().IsRegular(): // a device or a pipe
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, badWrite(name, err)
		}
		o.w = f
		return o, nil
	case err == nil:
		mode = info.Mode().Perm()
	}
	if o.file, err = new(sink.Dir).Create(path, mode); err != nil {
		return nil, badWrite(name, err)
	}
	o.w = o.file
	return o, nil
}

func (o *output) write(p []byte) error {
	if _, err := o.w.Write(p); err != nil {
		return badWrite(o.name, err)
	}
	return nil
}

// commit puts the file in place.
func (o *output) commit() error {
	if o.file == nil {
		return nil
	}
	if err := o.file.Commit(); err != nil {
		return badWrite(o.name, err)
	}
	return nil
}

// abandon removes what was written, unless it was committed.
func (o *output) abandon() {
	if o.file != nil {
		o.file.Abandon()
	}
}
