package engine

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// Engine takes pages apart. It owns all memory that this needs and reuses it, so that after a few pages of the usual size
// nothing is allocated any more. One Engine serves one goroutine at a time.
type Engine struct {
	opts Options
	doc  Document

	builder   block.Builder
	labeller  label.Labeller
	segmenter thread.Segmenter
	reader    meta.Reader
}

// New returns an Engine.
func New(opts Options) *Engine {
	opts.setDefaults()
	return &Engine{opts: opts}
}

// Text takes a page apart that is plain text: the dump that another tool made of a page, in UTF-8 (invalid bytes are kept
// as they are). The Document is valid until the next call, and src must not change as long as it is used. The error, if
// any, is an *Error: ErrTooLarge or ErrBinary.
func (e *Engine) Text(src []byte) (*Document, error) {
	if err := e.check(src); err != nil {
		return nil, err
	}
	blocks, complete := e.builder.Text(src, e.opts.MaxBlocks)
	verdicts := e.labeller.Text(e.opts.LineModel, src, blocks)
	comments := e.segmenter.Text(src, blocks, verdicts)
	e.labeller.Relabel(src, blocks, verdicts)
	fields := e.reader.Text(src, blocks, verdicts, comments)
	e.labeller.Finish(src, blocks, verdicts, tail(verdicts, comments))
	e.fill(src, blocks, verdicts, comments, fields)
	e.doc.Truncated = !complete
	return &e.doc, nil
}

// sniffed is how many bytes at the start of a page are looked at to tell text from binary data.
const sniffed = 4096

func (e *Engine) check(src []byte) error {
	if len(src) > e.opts.MaxBytes {
		return &Error{Stage: "token", Offset: e.opts.MaxBytes, Err: ErrTooLarge}
	}
	head := src[:min(len(src), sniffed)]
	if at := bytes.IndexByte(head, 0); at >= 0 && bytes.Count(head, []byte{0})*64 > len(head) {
		return &Error{Stage: "token", Offset: at, Err: ErrBinary}
	}
	return nil
}

// tail returns the block below the comment section, -1 when the page has no such section or most of its likely main text
// stands below: then what was found is a link to the comments, or the thread is the page.
func tail(verdicts []label.Verdict, t *thread.Thread) int {
	if t.First < 0 || t.Main {
		return -1
	}
	above, below := float32(0), float32(0)
	for i := range verdicts {
		switch {
		case i < int(t.First):
			above += verdicts[i].Main
		case i > int(t.Last):
			below += verdicts[i].Main
		}
	}
	if below > above {
		return -1
	}
	return int(t.Last) + 1
}
