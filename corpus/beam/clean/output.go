package clean

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"klartext/corpus/sink"
)

// outputs are the outputs of a shard. They are made in a directory on the worker's own disk, with
// the code of package sink, like those of package batch.
type outputs struct {
	dir  sink.Dir
	to   string // directory in any file system
	name string // of the shard
}

func newOutputs(to, name string) (*outputs, error) {
	dir, err := os.MkdirTemp("", "klartext-")
	if err != nil {
		return nil, err
	}
	return &outputs{sink.Dir{Path: dir, NoSync: true}, to, name}, nil
}

// remove removes everything from the worker's disk, complete or not.
func (o *outputs) remove() { os.RemoveAll(o.dir.Path) }

func (o *outputs) file(suffix string) *output { return &output{of: o, name: o.name + suffix} }

// output is one output file. It is created when there is something to write.
type output struct {
	of   *outputs
	name string
	part sink.Part  // either part or file is set
	file *sink.File //
}

func (o *output) begun() bool { return o.part != nil || o.file != nil }

// page writes a page to a file in format f.
func (o *output) page(f sink.Format, it *sink.Item, number int64) (err error) {
	if o.part == nil {
		if o.part, err = f.Create(&o.of.dir, o.name); err != nil {
			return err
		}
	}
	return o.part.Write(it, number)
}

// write writes a line to a plain file.
func (o *output) write(line []byte) (err error) {
	if o.file == nil {
		if o.file, err = o.of.dir.Create(o.name, 0o666); err != nil {
			return err
		}
	}
	_, err = o.file.Write(line)
	return err
}

// commit publishes the file and returns its size in bytes. If nothing was written, it removes the
// file that an earlier run may have left.
func (o *output) commit(ctx context.Context) (size int64, err error) {
	switch {
	case o.part != nil:
		size, err = o.part.Commit()
	case o.file != nil:
		size, err = o.file.Size(), o.file.Commit()
	default:
		return 0, remove(ctx, o.of.to, o.name)
	}
	if err != nil {
		return 0, err
	}
	f, err := os.Open(filepath.Join(o.of.dir.Path, o.name))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return size, publish(ctx, o.of.to, o.name, f)
}

// publish copies the content of r into a file system. The file appears under its name once it is
// complete.
func publish(ctx context.Context, dir, name string, r io.Reader) error {
	dir = strings.TrimSuffix(dir, "/") + "/"
	fs, err := filesystem.New(ctx, dir)
	if err != nil {
		return err
	}
	defer fs.Close()
	temp := fmt.Sprintf("%s.%s.%d.tmp", dir, name, rand.Uint64())
	if err = copyTo(ctx, fs, temp, r); err == nil {
		err = filesystem.Rename(ctx, fs, temp, dir+name)
	}
	if err == nil {
		return nil
	}
	if remover, ok := fs.(filesystem.Remover); ok {
		remover.Remove(context.WithoutCancel(ctx), temp) // if it exists
	}
	return fmt.Errorf("cannot write %s: %w", dir+name, err)
}

// remove removes a file left by an earlier run.
func remove(ctx context.Context, dir, name string) error {
	path := strings.TrimSuffix(dir, "/") + "/" + name
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return err
	}
	defer fs.Close()
	if _, err := fs.Size(ctx, path); err != nil { // it does not exist
		return nil
	}
	if remover, ok := fs.(filesystem.Remover); ok {
		err = remover.Remove(ctx, path)
	} else {
		err = errors.New("this file system cannot remove files")
	}
	if err != nil {
		return fmt.Errorf("cannot remove %s, which an earlier run left: %w", path, err)
	}
	return nil
}

// copyTo writes a file. Object stores create a file when it is closed, so after an error the
// context is ended first to keep a truncated file from being created.
func copyTo(ctx context.Context, fs filesystem.Interface, name string, r io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		cancel()
		w.Close()
		return err
	}
	return w.Close()
}
