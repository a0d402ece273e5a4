package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// shelf is the files of a crawl. One file of each kind is open.
type shelf struct {
	dir   string
	limit int64
	rng   *rand.Rand
	m     manifest
	open  [files]*archive
}

// archive is a file being written.
type archive struct {
	f    *os.File
	size int64 // packed bytes
	zstd *zstd.Encoder
	n    int64 // bytes since the frame began
}

var suffixes = [files]string{".warc.gz", ".warc.wet.gz", ".jsonl.zst"}

// frame is how many bytes of JSON lines are packed together.
const frame = 4 << 20

func (s *shelf) put(b *bundle) error {
	if b.err != nil {
		return b.err
	}
	for kind := range b.packed {
		if b.packed[kind].Len() == 0 {
			continue
		}
		if s.open[kind] == nil {
			if err := s.create(kind); err != nil {
				return err
			}
		}
		if _, err := s.open[kind].Write(b.packed[kind].Bytes()); err != nil {
			return err
		}
		s.m.Pages += b.pages[kind]
		s.m.Unpacked += b.unpacked[kind]
		if s.open[kind].size >= s.limit {
			if err := s.finish(kind); err != nil {
				return err
			}
		}
	}
	s.m.Ignored += b.ignored
	s.m.PageBytes += b.pageBytes
	s.m.Exact += b.exact
	s.m.Near += b.near
	return nil
}

// create starts a file. An archive begins with a record that describes it.
func (s *shelf) create(kind int) error {
	f, err := os.Create(filepath.Join(s.dir,
		fmt.Sprintf("crawl-%05d%s", s.m.Files[kind], suffixes[kind])))
	if err != nil {
		return err
	}
	s.m.Files[kind]++
	a := &archive{f: f}
	s.open[kind] = a
	if kind == linesFile {
		a.zstd, err = zstd.NewWriter(sized{a}, zstd.WithEncoderLevel(zstd.SpeedFastest),
			zstd.WithEncoderConcurrency(1))
		return err
	}
	var buf bytes.Buffer
	const info = "software: klartext bench/crawl\r\nformat: WARC File Format 1.0\r\n"
	s.m.Unpacked += writeRecord(gzip.NewWriter(nil), &buf, "warcinfo",
		"WARC-Filename: "+filepath.Base(f.Name())+"\r\n", time.Unix(1735689600, 0).UTC(),
		uuid(s.rng), "application/warc-fields", []byte(info))
	s.m.Ignored++
	_, err = a.Write(buf.Bytes())
	return err
}

// Write writes members, or lines in frames of their own.
func (a *archive) Write(p []byte) (int, error) {
	if a.zstd == nil {
		return sized{a}.Write(p)
	}
	if a.n >= frame {
		if err := a.zstd.Close(); err != nil {
			return 0, err
		}
		a.zstd.Reset(sized{a})
		a.n = 0
	}
	a.n += int64(len(p))
	return a.zstd.Write(p)
}

// sized writes to the file and counts its size.
type sized struct{ *archive }

func (s sized) Write(p []byte) (int, error) {
	n, err := s.f.Write(p)
	s.size += int64(n)
	return n, err
}

func (s *shelf) finish(kind int) error {
	a := s.open[kind]
	if a == nil {
		return nil
	}
	s.open[kind] = nil
	var err error
	if a.zstd != nil {
		err = a.zstd.Close()
	}
	s.m.Packed += a.size
	return errors.Join(err, a.f.Close())
}

func (s *shelf) close() (err error) {
	for kind := range s.open {
		err = errors.Join(err, s.finish(kind))
	}
	return err
}

// abandon closes files that an error left open.
func (s *shelf) abandon() { s.close() }
