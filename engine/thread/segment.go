package thread

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/grammar"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/records"
	"klartext/engine/thread/internal/reply"
	"klartext/engine/thread/internal/section"
	"klartext/engine/thread/internal/signature"
	"klartext/engine/thread/internal/structured"
)

// Segmenter finds the comments of pages. It is to be reused: its slices grow to the largest page seen and stay.
type Segmenter struct {
	page   lines.Page
	thread Thread

	own   lexicon.Phrases
	names names.Reader

	grammar    grammar.Reader
	signatures signature.Signatures
	section    section.Finder

	html     *block.Page // nil for plain text
	records  records.Finder
	elements elements.Reader
	data     structured.Data
	markup   reply.Markup
	mentions reply.Words
	known    reply.Authors
	nameKeys []uint64 // see replies
}

// Text segments the comments of a plain-text page and writes the labels of the section's blocks into its column
// of the sheet. The Thread is valid until the next call.
func (s *Segmenter) Text(src []byte, blocks []block.Block, sheet *label.Sheet) *Thread {
	s.own.Read(src, blocks)
	return s.Segment(src, blocks, sheet, &s.own)
}

// Segment is Text for a page that the lexicon has been read for already.
func (s *Segmenter) Segment(src []byte, blocks []block.Block, sheet *label.Sheet, phrases *lexicon.Phrases) *Thread {
	s.begin(src, blocks, phrases)
	if s.grammar.FindDated() || s.grammar.FindDateless() {
		s.grammar.Emit()
		s.replies()
	}
	s.section.Find(&s.page, &s.thread, section.Markup{Announced: -1})
	s.section.Label(sheet.Thread)
	return &s.thread
}

// begin reads the blocks of a page.
func (s *Segmenter) begin(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	s.page.Read(src, blocks, phrases)
	s.names.Reset(&s.page)
	s.html = nil
	s.data.Reset()
	s.thread.Reset()
	s.grammar.Reset(&s.page, &s.names, &s.thread, &s.known)
	s.signatures.Reset(&s.page, &s.thread)
}
