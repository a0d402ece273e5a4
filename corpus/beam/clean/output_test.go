package clean

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
)

// failing is a local file system in which step number fail fails, counted from 1. Steps are
// opening, each write, closing and renaming.
type failing struct {
	filesystem.Interface
	step, fail int
}

var broken failing

func init() {
	filesystem.Register("failing", func(ctx context.Context) filesystem.Interface {
		return &broken
	})
}

var errStep = errors.New("this step fails")

func (f *failing) next() error {
	if f.step++; f.step == f.fail {
		return errStep
	}
	return nil
}

func onDisk(name string) string { return strings.TrimPrefix(name, "failing://") }

func (f *failing) OpenWrite(ctx context.Context, name string) (io.WriteCloser, error) {
	if err := f.next(); err != nil {
		return nil, err
	}
	w, err := f.Interface.OpenWrite(ctx, onDisk(name))
	return &failingFile{f, w}, err
}

func (f *failing) Rename(_ context.Context, from, to string) error {
	if err := f.next(); err != nil {
		return err
	}
	return os.Rename(onDisk(from), onDisk(to))
}

func (f *failing) Remove(_ context.Context, name string) error { return os.Remove(onDisk(name)) }

type failingFile struct {
	fs *failing
	io.WriteCloser
}

func (f *failingFile) Write(p []byte) (int, error) {
	if err := f.fs.next(); err != nil {
		n, _ := f.WriteCloser.Write(p[:len(p)/2])
		return n, err
	}
	return f.WriteCloser.Write(p)
}

func (f *failingFile) Close() error {
	err := f.WriteCloser.Close()
	return errors.Join(err, f.fs.next())
}

// Whichever step fails, a published file is either complete or unchanged.
func TestPublish(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	body := strings.Repeat("what is written ", 10<<10)
	const steps = 8 // 160 KB in 5 writes
	for _, before := range []string{"", "what was there"} {
		for fail := 1; fail <= steps+1; fail++ {
			path := filepath.Join(dir, fmt.Sprintf("%d-%d", len(before), fail))
			if before != "" {
				write(t, path, []byte(before))
			}
			broken = failing{Interface: local.New(ctx), fail: fail}
			err := publish(ctx, "failing://"+dir, filepath.Base(path),
				struct{ io.Reader }{strings.NewReader(body)})
			want := before
			if fail > steps {
				want = body
			}
			if got, e := os.ReadFile(path); string(got) != want || (err == nil) != (fail > steps) ||
				(e != nil) != (want == "") {
				t.Errorf("step %d: got %d bytes, %v, want %d bytes", fail, len(got), err, len(want))
			}
			if err != nil && !errors.Is(err, errStep) {
				t.Errorf("step %d: %v", fail, err)
			}
		}
	}
	noTemporary(t, dir)
}
