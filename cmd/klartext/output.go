package main

import (
	"io"
	"os"
	"path/filepath"
)

// output is where the result goes: standard output, or a file that appears under its name when it is complete.
type output struct {
	name string // "standard output" or the file's
	w    io.Writer
	temp *os.File // nil for what is written directly
	path string   // to be renamed to
}

func openOutput(name string, stdout io.Writer) (*output, error) {
	if name == "" || name == "-" {
		return &output{name: "standard output", w: stdout}, nil
	}
	o := &output{name: name, path: name}
	mode := os.FileMode(0o666) // less the umask
	if real, err := filepath.EvalSymlinks(name); err == nil {
		o.path = real
	}
	info, err := os.Stat(o.path)
	switch {
	case err == nil && info.IsDir():
		return nil, badInput(name, "is a directory", "name a file in it")
	case err == nil && !info.Mode().IsRegular(): // a device or a pipe
		f, err := os.OpenFile(o.path, os.O_WRONLY, 0)
		if err != nil {
			return nil, badWrite(name, err)
		}
		o.w = f
		return o, nil
	case err == nil:
		mode = info.Mode().Perm()
	}
	if o.temp, err = createTemp(o.path, mode); err != nil {
		return nil, badWrite(name, err)
	}
	o.w = o.temp
	return o, nil
}

// createTemp creates a file beside path, with the rights that path is to have.
func createTemp(path string, mode os.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	f, err := os.CreateTemp(filepath.Clean(dir+"."), "."+base+".*.tmp") // reserves a name
	if err != nil {
		return nil, err
	}
	f.Close()
	os.Remove(f.Name())
	return os.OpenFile(f.Name(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

func (o *output) write(p []byte) error {
	if _, err := o.w.Write(p); err != nil {
		return badWrite(o.name, err)
	}
	return nil
}

// commit makes what was written the file.
func (o *output) commit() error {
	if o.temp == nil {
		return nil
	}
	f := o.temp
	err := f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), o.path)
	}
	if err != nil {
		return badWrite(o.name, err)
	}
	o.temp = nil
	return nil
}

// abandon removes what was written, unless it was committed.
func (o *output) abandon() {
	if o.temp != nil {
		o.temp.Close()
		os.Remove(o.temp.Name())
	}
}
