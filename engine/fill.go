package engine

import (
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// fill writes what the stages found into the Document.
func (e *Engine) fill(src []byte, blocks []block.Block, verdicts []label.Verdict, t *thread.Thread, f *meta.Fields) {
	d := &e.doc
	*d = Document{Source: src, Blocks: d.Blocks[:0], Comments: d.Comments[:0], Authors: d.Authors[:0], Agencies: d.Agencies[:0]}
	d.Title, d.Kicker, d.Lead = f.Title.Of(src), f.Kicker.Of(src), f.Lead.Of(src)
	d.Byline, d.Section, d.Language = f.Byline.Of(src), f.Section.Of(src), f.Language
	d.Published, d.Modified, d.Paywalled = e.absolute(f.Published), e.absolute(f.Modified), f.Paywalled
	for _, s := range f.Authors {
		d.Authors = append(d.Authors, s.Of(src))
	}
	for _, s := range f.Agencies {
		d.Agencies = append(d.Agencies, s.Of(src))
	}
	d.ThreadPage = t.Main
	sure, words := 0.0, 0.0
	for i := range blocks {
		b, v := &blocks[i], verdicts[i]
		main := v.Label.Main() || t.Main && v.Label == label.CommentText
		if main {
			sure += float64(v.Score) * float64(b.Words)
			words += float64(b.Words)
		}
		d.Blocks = append(d.Blocks, Block{int(b.Start), int(b.End), b.Kind, v.Label, v.Score, main, v.Main, v})
	}
	if words > 0 {
		d.Confidence = float32(sure / words)
	}
	e.fillComments(src, blocks, t)
}

func (e *Engine) fillComments(src []byte, blocks []block.Block, t *thread.Thread) {
	d := &e.doc
	d.CommentSection = CommentSection{State: t.State, Announced: int(t.Announced), Provider: t.Provider.Of(src)}
	if t.First >= 0 {
		d.CommentSection.Start, d.CommentSection.End = int(blocks[t.First].Start), int(blocks[t.Last].End)
	}
	for i := range t.Comments {
		c := &t.Comments[i]
		d.Comments = append(d.Comments, Comment{
			Author: c.Author.Of(src), Rank: c.Rank.Of(src), Time: c.Time.Of(src), Votes: c.Votes.Of(src),
			MemberSince: c.MemberSince.Of(src), Title: c.Title.Of(src),
			When: c.When, Published: e.absolute(c.When), Parent: int(c.Parent), Evidence: c.Evidence, Score: c.Score,
			Start: int(blocks[c.First].Start), End: int(blocks[c.Last].End),
			text: t.Text[c.Text : c.Text+c.TextLen],
		})
	}
	linkReplies(d.Comments)
}

// absolute returns t when it is a date, what it resolves to when the time of fetching is known, and None otherwise.
func (e *Engine) absolute(t when.Time) when.Time {
	if t.Kind == when.Absolute || t.Kind == when.None {
		return t
	}
	if e.opts.FetchedAt.Kind == when.Absolute {
		if r, ok := t.Resolve(e.opts.FetchedAt); ok {
			return r
		}
	}
	return when.Time{}
}
