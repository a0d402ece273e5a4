// Package stages runs the stages of the engine one at a time. Engine calls them one after the
// other; benchmarks and fuzz targets call them separately.
package stages

import (
	"klartext/engine/block"
	"klartext/engine/internal/jsonld"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/model"
	"klartext/engine/internal/rules"
	"klartext/engine/internal/sheet"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// Run is a page on its way through the stages, with the memory of all of them. Reuse it for the
// next page; what it has of a page is valid until then.
type Run struct {
	Tape     *block.Page // the elements of an HTML page; nil for plain text
	Text     []byte      // the ranges of the blocks are ranges of it
	Blocks   []block.Block
	Sheet    sheet.Sheet
	Comments *thread.Thread
	Fields   *meta.Fields

	builder   block.Builder
	scorer    model.Scorer
	phrases   lexicon.Phrases
	segmenter thread.Segmenter
	rules     rules.Rules
	reader    meta.Reader
	body      block.Fragment // the text of a page that only its JSON-LD has
}

// ReadText cuts a plain-text page into blocks, at most maxBlocks unless that is 0. It reports
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

// ReadBody is ReadHTML for the page that has just been read, if its JSON-LD has the text of the
// article, of which the page itself shows not more than a small part: shown bytes. Otherwise it
// does nothing and read is false.
func (r *Run) ReadBody(maxBlocks, shown int) (read, complete bool) {
	raw := r.Fields.Body
	if r.Tape.Body > 0 || shown > mostShown || int(raw.End-raw.Start) < max(leastBody, bodyRatio*shown) {
		return false, false
	}
	src := r.Tape.Source
	jsonld.Fragment(&r.body, src, raw)
	r.Tape = r.builder.HTMLWith(src, maxBlocks, &r.body)
	r.Text, r.Blocks = r.Tape.Text, r.Tape.Blocks
	return true, !r.Tape.Truncated
}

const (
	mostShown = 800 // bytes of main text: a lead, a notice, some teasers
	leastBody = 200 // bytes of the text of JSON-LD
	bodyRatio = 4   // how many times longer it must be
)

// Estimate lets a model estimate for every block whether it is main text; nil stands for the
// built-in model.
func (r *Run) Estimate(m *model.Model) {
	r.Sheet.Reset(len(r.Blocks))
	if r.Tape == nil {
		r.scorer.Score(orElse(m, model.Default), r.Text, r.Blocks, r.Sheet.Estimate)
	} else {
		r.scorer.ScoreHTML(orElse(m, model.DefaultHTML), r.Tape, r.Sheet.Estimate)
	}
}

func orElse(m, builtin *model.Model) *model.Model {
	if m == nil {
		return builtin
	}
	return m
}

// Phrases looks the blocks up in the lexicon.
func (r *Run) Phrases() {
	r.phrases.Read(r.Text, r.Blocks)
	r.phrases.Fill(r.Text, r.Blocks, r.Sheet.Phrase)
}

// Thread finds the comments.
func (r *Run) Thread() {
	if r.Tape == nil {
		r.Comments = r.segmenter.Text(r.Text, r.Blocks, &r.Sheet, &r.phrases)
	} else {
		r.Comments = r.segmenter.HTML(r.Tape, &r.Sheet, &r.phrases)
	}
}

// Rules labels blocks that are not comments, by their phrases, shapes and neighbours.
func (r *Run) Rules() { r.rules.Label(r.Text, r.Tape, r.Blocks, &r.Sheet) }

// Head reads the metadata. address is the URL of an HTML page, nil if unknown. The values in the
// head of an HTML page are appended to Text.
func (r *Run) Head(address []byte) {
	if r.Tape == nil {
		r.Fields = r.reader.Text(r.Text, r.Blocks, &r.Sheet, r.Comments)
		return
	}
	r.Fields = r.reader.HTML(r.Tape, &r.Sheet, r.Comments, address)
	r.Text = r.Tape.Text
}

// Rest labels the blocks that no other stage has decided, with the rules that Rules has used. It
// returns the page's threshold: the estimate from which blocks are main text, including posts if
// the thread is the page.
func (r *Run) Rest(page rules.Page) float32 { return r.rules.Rest(page) }
