package engine

import (
	"bytes"

	"klartext/engine/internal/outcome"
	"klartext/engine/meta"
	"klartext/engine/stages"
)

// Engine takes pages apart. It owns all memory that this needs and reuses it: after a few pages of
// the usual size nothing is allocated any more. One Engine serves one goroutine at a time.
type Engine struct {
	opts Options
	doc  Document

	stages stages.Run
}

// New returns an Engine.
func New(opts Options) *Engine {
	opts.setDefaults()
	return &Engine{opts: opts}
}

// Text takes a plain-text page apart: a dump that another tool made of a page, in UTF-8 (invalid
// bytes are kept). The Document is valid until the next call, and src must not change while it is
// used. The error, if any, is an *Error: ErrTooLarge or ErrBinary.
func (e *Engine) Text(src []byte) (*Document, error) {
	if err := e.check(src); err != nil {
		return nil, err
	}
	s := &e.stages
	complete := s.ReadText(src, e.opts.MaxBlocks)
	s.Estimate(e.opts.LineModel)
	s.Phrases()
	s.Thread()
	s.Rules()
	s.Head(nil)
	o := outcome.Decide(false, s.Blocks, &s.Sheet, s.Comments)
	s.Rest(o.Rest())
	e.fill(src, s, &o)
	e.doc.Truncated = !complete
	return &e.doc, nil
}

// HTML takes an HTML page apart, in UTF-8 (see package charset for other encodings; invalid bytes
// are kept). In all else it is like Text.
func (e *Engine) HTML(src []byte) (*Document, error) {
	if err := e.check(src); err != nil {
		return nil, err
	}
	s := &e.stages
	complete := s.ReadHTML(src, e.opts.MaxBlocks)
	o := e.judge()
	if read, all := s.ReadBody(e.opts.MaxBlocks, o.Shown(s.Blocks, &s.Sheet)); read {
		complete, o = all, e.judge()
	}
	e.fill(src, s, &o)
	if s.Tape.Body > 0 {
		e.doc.Sources.Text = meta.JSONLD
	}
	e.doc.Truncated = !complete
	return &e.doc, nil
}

// judge runs the stages on an HTML page that has been read.
func (e *Engine) judge() outcome.Outcome {
	s := &e.stages
	s.Estimate(e.opts.HTMLModel)
	s.Phrases()
	s.Thread()
	s.Rules()
	s.Head(e.opts.Address)
	o := outcome.Decide(true, s.Blocks, &s.Sheet, s.Comments)
	o.Posts = s.Rest(o.Rest())
	return o
}

// sniffed is the number of bytes at the start of a page that are checked to tell text from binary
// data.
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
