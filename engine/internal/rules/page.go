package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// page is what the rules see of a page, and where they write what they say of it.
type page struct {
	src    []byte
	tape   *block.Page // the elements of an HTML page, nil of plain text
	blocks []block.Block
	sheet  *sheet.Sheet

	wrapped bool // the dump wraps its paragraphs

	// The first and the last block that the model takes for a paragraph of the main text;
	// len(blocks) and -1 if there is none.
	firstProse, lastProse int
}

// Scores: how sure a rule is of the label that it writes, from 0 to 1. The score of a document is
// the mean over the words of its main text.
const (
	certain   = 0.95 // a phrase that is the whole block, "©" at its start
	sure      = 0.9  // a shape that hardly anything else has
	confident = 0.85 // a phrase inside a block, a neighbour of what is sure
	likely    = 0.8  // a neighbour of what is certain, a shape that other things have too
	probable  = 0.7  // a place on the page
	possible  = 0.6  // a neighbour, against the model
)

// What a block must be to mark where the main text begins and ends.
const (
	proseEstimate = 0.4 // low: a page whose text the model doubts has its bounds all the same
	proseWords    = 15  // headings and teasers are shorter
)

// read reads a page; tape is nil for plain text.
func (p *page) read(src []byte, tape *block.Page, blocks []block.Block, sheet *sheet.Sheet) {
	*p = page{
		src: src, tape: tape, blocks: blocks, sheet: sheet,
		firstProse: len(blocks), lastProse: -1,
	}
	for i := range blocks {
		p.wrapped = p.wrapped || blocks[i].Lines > 1
		if sheet.Estimate[i] >= proseEstimate && blocks[i].Words >= proseWords && sheet.Open(i) {
			p.firstProse, p.lastProse = min(p.firstProse, i), i
		}
	}
}

func (p *page) text(i int) []byte { return p.blocks[i].Text(p.src) }

// open reports whether block i exists and is not decided yet.
func (p *page) open(i int) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Open(i)
}

// is reports whether block i exists and has the label.
func (p *page) is(i int, l label.Label) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Label(i) == l
}

// set writes what a rule says about block i to the column Rules.
func (p *page) set(i int, l label.Label, by sheet.Rule, score float32) {
	p.sheet.Rules[i] = sheet.Verdict{Label: l, Rule: by, Score: score}
}

// setRest writes what a rule says about block i to the column Rest.
func (p *page) setRest(i int, l label.Label, by sheet.Rule, score float32) {
	p.sheet.Rest[i] = sheet.Verdict{Label: l, Rule: by, Score: score}
}

// extent returns the first and last block of the main text, or -1 and -1 if there is none.
func (p *page) extent() (first, last int) {
	first, last = -1, -1
	for i := range p.blocks {
		if p.sheet.Label(i).Main() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// startsAny reports whether t starts with one of the words.
func startsAny(t []byte, words []string) bool {
	for _, w := range words {
		if bytes.HasPrefix(t, []byte(w)) {
			return true
		}
	}
	return false
}

// containsAny reports whether t contains one of the words.
func containsAny(t []byte, words []string) bool {
	for _, w := range words {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}
