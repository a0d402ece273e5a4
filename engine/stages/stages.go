// Package stages runs the stages of the engine one at a time. Engine calls them one after the
// other; benchmarks and fuzz targets call them apart.
package stages

import (
	"klartext/engine/block"
	"klartext/engine/internal/model"
	"klartext/engine/internal/rules"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// Run is a page on its way through the stages, with the memory of all of them. It is to be used
// again for the next page; what it holds of a page is valid until then.
type Run struct {
	Tape     *block.Page // the elements of an HTML page; nil of plain text
	Text     []byte      // what the ranges of the blocks are of
	Blocks   []block.Block
	Verdicts []label.Verdict
	Comments *thread.Thread
	Fields   *meta.Fields

	builder   block.Builder
	labeller  rules.Labeller
	segmenter thread.Segmenter
	reader    meta.Reader
}

// ReadText cuts a plain-text page into blocks, maxBlocks at most where that is not 0. It reports
// whether these are all.
func (r *Run) ReadText(src []byte, maxBlocks int) (complete bool) {
	r.Tape, r.Text = nil, src
	r.Blocks, complete = r.builder.Text(src, maxBlocks)
	return complete
}

// ReadHTML is ReadText for an HTML page.
func (r *Run) ReadHTML(src []byte, maxBlocks int) (complete bool) {
	r.Tape = r.builder.HTML(src, maxBlocks)
	r.Text, r.Blocks = r.Tape.Text, r.Tape.Blocks
	return !r.Tape.Truncated
}

// Estimate has a model estimate of every block whether it is main text, and looks the blocks up in
// the lexicon. Nil stands for the built-in model.
func (r *Run) Estimate(m *model.Model) {
	if r.Tape == nil {
		r.Verdicts = r.labeller.Text(orElse(m, model.Default), r.Text, r.Blocks)
	} else {
		r.Verdicts = r.labeller.HTML(orElse(m, model.DefaultHTML), r.Tape)
	}
}

func orElse(m, builtin *model.Model) *model.Model {
	if m == nil {
		return builtin
	}
	return m
}

// Thread finds the comments.
func (r *Run) Thread() {
	if r.Tape == nil {
		r.Comments = r.segmenter.Segment(r.Text, r.Blocks, r.Verdicts, r.labeller.Phrases())
	} else {
		r.Comments = r.segmenter.HTML(r.Tape, r.Verdicts, r.labeller.Phrases())
	}
}

// Rules labels what phrases, shapes and neighbours tell of the blocks that are no comments.
func (r *Run) Rules() {
	if r.Tape == nil {
		r.labeller.Relabel(r.Text, r.Blocks, r.Verdicts)
	} else {
		r.labeller.RelabelHTML(r.Tape, r.Verdicts)
	}
}

// Head reads the metadata. address is the URL of an HTML page, nil when it is not known. The
// values of an HTML page's head are appended to Text.
func (r *Run) Head(address []byte) {
	if r.Tape == nil {
		r.Fields = r.reader.Text(r.Text, r.Blocks, r.Verdicts, r.Comments)
		return
	}
	r.Fields = r.reader.HTML(r.Tape, r.Verdicts, r.Comments, address)
	r.Text = r.Tape.Text
}

// Rest labels the blocks that nothing has decided. It returns the page's threshold: the estimate
// from which blocks of an HTML page are main text, posts among them where the thread is the page.
func (r *Run) Rest(page rules.Page) float32 {
	if r.Tape == nil {
		r.labeller.Finish(r.Text, r.Blocks, r.Verdicts, page)
		return 0
	}
	return r.labeller.FinishHTML(r.Tape, r.Verdicts, page)
}
