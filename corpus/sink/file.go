package sink

import (
	"os"
	"path/filepath"
	"strings"
)

// Dir is the directory in which parts are written. The zero value is the current directory.
type Dir struct {
	Path string

	// Before, if not nil, is called before each step that changes the disk ("create", "write",
	// "sync", "rename" and "remove") with the path. The step fails with its error. Tests use it to
	// stop writing anywhere.
	Before func(step, path string) error

	// NoSync lets the system decide when to write to the disk. A power failure may then lose data,
	// but the end of the process does not.
	NoSync bool
}

func (d *Dir) before(step, path string) error {
	if d.Before == nil {
		return nil
	}
	return d.Before(step, path)
}

const tempSuffix = ".tmp"

// Temporary is the inverse of the naming of temporary files: for ".a.txt.1234.tmp" it returns
// "a.txt", the final name. ok is false if base is not the name of a temporary file.
func Temporary(base string) (name string, ok bool) {
	rest, dot := strings.CutPrefix(base, ".")
	rest, suffix := strings.CutSuffix(rest, tempSuffix)
	end := strings.LastIndexByte(rest, '.')
	if !dot || !suffix || end < 1 {
		return "", false
	}
	return rest[:end], true
}

// File is a file that appears under its name once it is complete. It is an io.Writer.
type File struct {
	dir  *Dir
	temp *os.File // nil once it is committed or abandoned
	path string
	size int64
}

// Create starts a file with this name in the directory. mode is its final mode, less the umask.
func (d *Dir) Create(name string, mode os.FileMode) (*File, error) {
	path := filepath.Join(d.Path, name)
	if err := d.before("create", path); err != nil {
		return nil, err
	}
	f, err := createTemp(path, mode)
	if err != nil {
		return nil, err
	}
	return &File{dir: d, temp: f, path: path}, nil
}

// createTemp creates a temporary file next to path.
func createTemp(path string, mode os.FileMode) (*os.File, error) {
	dir, base := filepath.Split(path)
	f, err := os.CreateTemp(filepath.Clean(dir+"."), "."+base+".*"+tempSuffix) // reserves a name
	if err != nil {
		return nil, err
	}
	f.Close()
	os.Remove(f.Name())
	return os.OpenFile(f.Name(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
}

// Write writes to the file.
func (f *File) Write(p []byte) (int, error) {
	if err := f.dir.before("write", f.path); err != nil {
		return 0, err
	}
	n, err := f.temp.Write(p)
	f.size += int64(n)
	return n, err
}

// Size returns the number of bytes written.
func (f *File) Size() int64 { return f.size }

// Commit puts the file in place. It is on the disk when Commit returns, unless NoSync is set. With
// an error, the file is abandoned.
func (f *File) Commit() error {
	err := f.dir.before("sync", f.path)
	if err == nil && !f.dir.NoSync {
		err = f.temp.Sync()
	}
	if e := f.temp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = f.dir.rename(f.temp.Name(), f.path)
	}
	if err != nil {
		f.dir.remove(f.temp.Name())
	}
	f.temp = nil
	return err
}

// Abandon removes what was written, unless it was committed.
func (f *File) Abandon() {
	if f.temp != nil {
		f.temp.Close()
		f.dir.remove(f.temp.Name())
		f.temp = nil
	}
}

// WriteFile writes a whole file.
func (d *Dir) WriteFile(name string, data []byte) error {
	f, err := d.Create(name, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abandon()
		return err
	}
	return f.Commit()
}

// Remove removes a file, or a directory with all its contents.
func (d *Dir) Remove(name string) error { return d.remove(filepath.Join(d.Path, name)) }

func (d *Dir) remove(path string) error {
	if err := d.before("remove", path); err != nil {
		return err
	}
	return os.RemoveAll(path)
}

// rename moves a finished file from its temporary name into place and writes the directory to the
// disk.
func (d *Dir) rename(temp, path string) error {
	if err := d.before("rename", path); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	if !d.NoSync {
		syncDir(filepath.Dir(path))
	}
	return nil
}

// syncDir writes the names in a directory to the disk. Not every system supports that; without it,
// a power failure costs only repeated work.
func syncDir(path string) {
	if f, err := os.Open(path); err == nil {
		f.Sync()
		f.Close()
	}
}
