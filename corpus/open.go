package corpus

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"klartext/corpus/jsonl"
	"klartext/corpus/unpack"
	"klartext/corpus/warc"
)

// Open returns a Reader of an input. The Reader's Close leaves standard input open.
func Open(in Input, o Options) (Reader, error) {
	if in.Pages != nil {
		return &pages{names: in.Pages, o: o.withDefaults()}, nil
	}
	if in.Name == "-" {
		return NewReader("standard input", io.NopCloser(os.Stdin), o)
	}
	f, err := os.Open(in.Name)
	if err != nil {
		return nil, err
	}
	r, err := NewReader(in.Name, f, o)
	if err != nil {
		f.Close()
	}
	return r, err
}

// NewReader returns a Reader of whatever in holds: an archive, JSON lines or one page, packed or
// not. The content decides which; if its first bytes may be damaged, the extension of name does.
// name is used in positions and as the ID of a page. If in is an io.Closer, the Reader's Close
// closes it. The error is one from reading in.
func NewReader(name string, in io.Reader, o Options) (Reader, error) {
	o = o.withDefaults()
	buffered := bufio.NewReaderSize(in, packedHead)
	head, err := buffered.Peek(packedHead)
	if err != nil && err != io.EOF {
		return nil, err
	}
	closer, _ := in.(io.Closer)
	switch headFormat(head, name) {
	case archiveFormat:
		return newArchive(name, buffered, closer, o), nil
	case linesFormat:
		return newLines(name, buffered, closer, o), nil
	}
	return &pages{names: []string{name}, in: buffered, closer: closer, o: o}, nil
}

// packedHead is how many bytes of a file are read to determine its format. One zstd block may take
// 128 KB.
const packedHead = 256 << 10

// headFormat returns the format of a file from its head. Only web archives begin with a dictionary,
// which may be longer than the head.
func headFormat(head []byte, name string) format {
	if unpack.HasDictionary(head) {
		return archiveFormat
	}
	return contentFormat(unpacked(head), name)
}

// unpacked returns the first bytes that the head of a file unpacks to, after any damage.
func unpacked(head []byte) []byte {
	in := unpack.NewReader(bytes.NewReader(head), unpack.Options{Brief: true})
	defer in.Close()
	out := make([]byte, formatHead)
	n := 0
	for n < len(out) {
		if err := in.Next(); err == nil {
			more, _ := io.ReadFull(in, out[n:])
			n += more
		} else if !errors.As(err, new(*unpack.Damage)) {
			break
		}
	}
	return out[:n]
}

// sniffFile returns the format of a file from its content.
func sniffFile(name string) (format, error) {
	info, err := os.Stat(name)
	if err != nil {
		return unknownFormat, err
	}
	if !info.Mode().IsRegular() { // a pipe can be read only once
		return archiveFormat, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return unknownFormat, err
	}
	defer f.Close()
	head := make([]byte, packedHead)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unknownFormat, err
	}
	return headFormat(head[:n], name), nil
}

// tally counts what a Reader does.
type tally struct{ records, damaged, ignored atomic.Int64 }

func (t *tally) counts(packed, unpacked int64) Counts {
	return Counts{t.records.Load(), t.damaged.Load(), t.ignored.Load(), packed, unpacked}
}

// damage counts something that could not be read and returns its error.
func (t *tally) damage(file string, at unpack.Position, err error) error {
	t.damaged.Add(1)
	return &Damage{Position{file, at.Offset, at.Within}, err}
}

// pass counts an error from a packed file if it is damage, and converts it to the type of this
// package.
func (t *tally) pass(file string, err error) error {
	var d *unpack.Damage
	if errors.As(err, &d) {
		if errors.Is(d.Err, jsonl.ErrTooLong) || errors.Is(d.Err, warc.ErrTooLarge) {
			d.Err = fmt.Errorf("%w: %w", ErrTooLong, d.Err)
		}
		return t.damage(file, d.At, d.Err)
	}
	if err == io.EOF {
		return err
	}
	return &fs.PathError{Op: "read", Path: file, Err: bare(err)}
}

func closeAll(a io.Closer, b io.Closer) error {
	err := a.Close()
	if b != nil {
		err = errors.Join(err, b.Close())
	}
	return err
}
