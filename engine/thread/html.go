package thread

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/records"
	"klartext/engine/thread/internal/section"
)

// HTML segments the comments of an HTML page. In all else it is like Segment.
func (s *Segmenter) HTML(page *block.Page, sheet *label.Sheet, phrases *lexicon.Phrases) *Thread {
	s.begin(page.Text, page.Blocks, phrases)
	s.html = page
	s.elements.Read(page)
	s.data.Read(page)
	s.records.Reset(page, &s.elements, &s.page, &s.names, &s.data)
	switch {
	case s.records.Find(&s.thread):
		s.signatures.Cut(s.records.Forum())
	case records.MayBePlain(&s.page) && s.grammar.FindDated() && s.plain():
		s.grammar.Emit()
	}
	s.thread.Topic, s.thread.Story = s.elements.Topic(), s.elements.Story()
	s.markup.Link(&s.thread, page, &s.elements, &s.page)
	s.data.Confirm(&s.thread, &s.page)
	s.replies()
	records.TrimQuotes(&s.thread, &s.page)
	s.section.Find(&s.page, &s.thread, section.Markup{
		Page: page, Elements: &s.elements, Announced: s.data.Announced,
	})
	s.section.Label(sheet.Thread)
	return &s.thread
}

// plain reports whether the records that the grammar has found on an HTML page are comments.
func (s *Segmenter) plain() bool {
	return records.Plain(&s.page, s.grammar.Records(), *s.grammar.Proof())
}
