package thread

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
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

// Segmenter finds the comments of pages. Reuse it: its slices grow to the largest page seen and
// stay.
type Segmenter struct {
	thread Thread

	lines      lines.Page
	names      names.Reader
	grammar    grammar.Reader
	authors    reply.Authors
	words      reply.Words
	section    section.Finder
	signatures signature.Signatures

	// For HTML pages:
	elements elements.Reader
	data     structured.Data
	records  records.Finder
	markup   reply.Markup
}

// Text finds the comments of a plain-text page, for which the lexicon has been read. It writes the
// labels of the section's blocks into its column of the sheet, which has an element for each block.
// The Thread is valid until the next call.
func (s *Segmenter) Text(
	src []byte, blocks []block.Block, sheet *sheet.Sheet, phrases *lexicon.Phrases,
) *Thread {
	s.begin(src, blocks, phrases)
	if s.grammar.FindDated() || s.grammar.FindDateless() {
		s.grammar.Emit()
		s.link(s.grammar.NameLines())
	}
	s.section.Find(&s.lines, &s.thread, section.Markup{Announced: -1})
	s.section.Label(sheet.Thread)
	return &s.thread
}

// HTML finds the comments of an HTML page. In all else it is like Text.
func (s *Segmenter) HTML(page *block.Page, sheet *sheet.Sheet, phrases *lexicon.Phrases) *Thread {
	s.begin(page.Text, page.Blocks, phrases)
	s.elements.Read(page)
	s.data.Read(page)
	s.records.Reset(page, &s.elements, &s.lines, &s.names, &s.data)
	switch {
	case s.records.Find(&s.thread):
		s.signatures.Cut(s.records.Forum())
	case records.MayBePlain(&s.lines) && s.grammar.FindDated() &&
		records.Plain(&s.lines, s.grammar.Records(), *s.grammar.Proof()):
		s.grammar.Emit()
	}
	s.thread.Topic, s.thread.Story = s.elements.Topic(), s.elements.Story()
	s.markup.Link(&s.thread, page, &s.elements, &s.lines)
	s.data.Confirm(&s.thread, &s.lines)
	s.link(nil)
	records.TrimQuotes(&s.thread, &s.lines)
	s.section.Find(&s.lines, &s.thread,
		section.Markup{Page: page, Elements: &s.elements, Announced: s.data.Announced})
	s.section.Label(sheet.Thread)
	return &s.thread
}

// begin reads the lines of a page.
func (s *Segmenter) begin(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	s.thread.Reset()
	s.data.Reset()
	s.lines.Read(src, blocks, phrases)
	s.names.Reset(&s.lines)
	s.grammar.Reset(&s.lines, &s.names, &s.thread, &s.authors)
	s.signatures.Reset(&s.lines, &s.thread)
}

// link links comments to those that they reply to if their words say so. names are the keys of the
// lines that are only the name of an author, or nil if a name may be anywhere.
func (s *Segmenter) link(names []uint64) {
	s.authors.Read(&s.thread, s.lines.Src)
	s.words.Link(&s.thread, &s.lines, &s.authors, s.grammar.Heads(), names)
}
