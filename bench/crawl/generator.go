package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"klartext/corpus"
	"klartext/engine/charset"
)

// generator makes a crawl. One goroutine reads the pages over and over, some make bundles of them,
// and one writes the bundles in order.
type generator struct {
	Out      string // directory, which must be empty or missing
	Size     int64  // minimum of the bytes that the files unpack to
	FileSize int64  // packed bytes of a file, approximately
	Seed     uint64
}

// manifest lists the content of a crawl.
type manifest struct {
	Seed      uint64       `json:"seed"`
	Pages     int64        `json:"pages"`
	Ignored   int64        `json:"ignored"` // records that are not pages
	Packed    int64        `json:"packed"`
	Unpacked  int64        `json:"unpacked"`
	PageBytes int64        `json:"page_bytes"` // in UTF-8, without content encodings
	Exact     int64        `json:"exact"`      // pages repeated exactly
	Near      int64        `json:"near"`
	Files     [files]int64 `json:"files"` // WARC, WET, JSON lines
}

const manifestName = "MANIFEST" // batch does not read files with this name

// String returns a summary for people.
func (m manifest) String() string {
	return fmt.Sprintf("%d pages of %.1f MB, and %d records that are not pages; "+
		"%d exact and %d near duplicates\n"+
		"%d WARC, %d WET and %d JSON lines files of %.1f MB, unpacked %.1f MB",
		m.Pages, mb(m.PageBytes), m.Ignored, m.Exact, m.Near,
		m.Files[warcFile], m.Files[wetFile], m.Files[linesFile], mb(m.Packed), mb(m.Unpacked))
}

func mb(n int64) float64 { return float64(n) / 1e6 }

func readManifest(dir string) (m manifest, err error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil {
		return m, fmt.Errorf("%s was not made by crawl, or is incomplete: %w", dir, err)
	}
	return m, nil
}

// run makes the crawl from the pages of source. It appears once it is complete.
func (g *generator) run(ctx context.Context, source string) (m manifest, err error) {
	if entries, err := os.ReadDir(g.Out); err == nil && len(entries) > 0 {
		return m, fmt.Errorf("%s is not empty: remove it or name another directory", g.Out)
	}
	inputs, err := corpus.Inputs(source)
	if err != nil {
		return m, err
	}
	if err := os.MkdirAll(filepath.Dir(g.Out), 0o755); err != nil {
		return m, err
	}
	temp, err := os.MkdirTemp(filepath.Dir(g.Out), ".crawl-*.tmp")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(temp) // no effect once it is renamed
	if m, err = g.fill(ctx, temp, inputs); err != nil {
		return m, err
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return m, err
	}
	name := filepath.Join(temp, manifestName)
	if err := os.WriteFile(name, append(data, '\n'), 0o644); err != nil {
		return m, err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return m, err
	}
	os.Remove(g.Out) // an empty directory
	return m, os.Rename(temp, g.Out)
}

// job is a page of the corpus of which a bundle is made.
type job struct {
	pass, n int
	address string
	page    []byte
	done    chan *bundle
}

var errEnough = errors.New("enough")

func (g *generator) fill(ctx context.Context, dir string, inputs []corpus.Input) (manifest, error) {
	debug.SetMemoryLimit(300 << 20) // most of the memory is garbage from the trees of long pages
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	jobs, ordered := make(chan job), make(chan chan *bundle, 2*workers)
	group.Go(func() error {
		defer close(jobs)
		return read(ctx, inputs, jobs, ordered)
	})
	for range workers {
		group.Go(func() error {
			w := newWriter()
			for j := range jobs {
				j.done <- w.bundle(g.Seed, j.pass, j.n, j.address, j.page)
			}
			return nil
		})
	}
	s := shelf{dir: dir, limit: g.FileSize, rng: rand.New(rand.NewPCG(g.Seed, 1<<63))}
	s.m.Seed = g.Seed
	group.Go(func() error {
		defer s.abandon()
		for s.m.Unpacked < g.Size {
			select {
			case done := <-ordered:
				if err := s.put(<-done); err != nil {
					return err
				}
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		if err := s.close(); err != nil {
			return err
		}
		return errEnough // ends the other goroutines
	})
	if err := group.Wait(); !errors.Is(err, errEnough) {
		return s.m, err
	}
	return s.m, nil
}

// read sends the pages of the inputs to jobs, and the channels for their bundles to ordered, again
// and again until the context ends.
func read(
	ctx context.Context, inputs []corpus.Input, jobs chan<- job, ordered chan<- chan *bundle,
) error {
	var r corpus.Record
	var c charset.Converter
	for pass := 0; ; pass++ {
		n := 0
		for _, in := range inputs {
			reader, err := corpus.Open(in, corpus.Options{})
			if err != nil {
				return err
			}
			for {
				if err = reader.Next(&r); err != nil {
					break
				}
				page, kind, err := r.Page(&c)
				if err != nil || kind != corpus.HTML {
					continue
				}
				j := job{pass, n, r.URL, bytes.Clone(page), make(chan *bundle, 1)}
				if n++; j.address == "" {
					j.address = fmt.Sprintf("https://host%d.example/page", n)
				}
				select {
				case ordered <- j.done:
					jobs <- j
				case <-ctx.Done():
					reader.Close()
					return context.Cause(ctx)
				}
			}
			reader.Close()
			if err != io.EOF {
				return err
			}
		}
		if n == 0 {
			return errors.New("there is no HTML page from which to make a crawl")
		}
	}
}
