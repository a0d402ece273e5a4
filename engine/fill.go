package engine

import (
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/markup"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// begin empties the Document for a page with the given text; page is nil where that is plain text.
func (e *Engine) begin(src, text []byte, page *block.Page) {
	d := &e.doc
	*d = Document{
		Source: src, address: e.opts.Address, plain: text, page: page, Blocks: d.Blocks[:0], blocks: d.blocks[:0], Comments: d.Comments[:0],
		Authors: d.Authors[:0], Agencies: d.Agencies[:0], Tags: d.Tags[:0],
	}
}

// fill writes what the stages found into the Document.
func (e *Engine) fill(blocks []block.Block, verdicts []label.Verdict, t *thread.Thread, f *meta.Fields) {
	d := &e.doc
	e.fillFields(f)
	d.ThreadPage = t.Main
	sure, words := 0.0, 0.0
	for i := range blocks {
		b, v := &blocks[i], verdicts[i]
		main := v.Label.Main() || t.Main && e.post(&v)
		if main {
			sure += float64(v.Score) * float64(b.Words)
			words += float64(b.Words)
		}
		d.Blocks = append(d.Blocks, Block{int(b.From), int(b.To), b.Kind, v.Label, v.Score, main, v.Main, v})
		d.blocks = append(d.blocks, markup.Block{Start: b.Start, End: b.End, Label: v.Label, Main: main})
	}
	if words > 0 {
		d.Confidence = float32(sure / words)
	}
	e.fillComments(blocks, t)
}

// post reports whether a block of a thread page is main text: all text of the posts in plain text, on HTML pages what the model
// takes for it, where that may be also who wrote a post and when.
func (e *Engine) post(v *label.Verdict) bool {
	return v.Main >= e.posts && (v.Label == label.CommentText || v.Label.Comment() && e.posts > 0)
}

func (e *Engine) fillFields(f *meta.Fields) {
	d := &e.doc
	src := d.plain
	d.Title, d.Kicker, d.Lead = f.Title.Of(src), f.Kicker.Of(src), f.Lead.Of(src)
	d.Byline, d.Section, d.Language = f.Byline.Of(src), f.Section.Of(src), f.Language
	d.Published, d.Modified, d.Date = e.absolute(f.Published), e.absolute(f.Modified), e.absolute(f.Date)
	d.Site, d.Description, d.Canonical, d.Image = f.Site.Of(src), f.Description.Of(src), f.Canonical.Of(src), f.Image.Of(src)
	d.Paywalled = f.Paywalled
	d.Sources = Sources{
		Title: f.Title.Source, Byline: f.Byline.Source, Section: f.Section.Source, Published: f.PublishedSource, Modified: f.ModifiedSource,
		Date: f.DateSource, Language: f.LanguageSource, Site: f.Site.Source, Description: f.Description.Source,
		Canonical: f.Canonical.Source, Image: f.Image.Source, Paywalled: f.PaywalledSource,
	}
	for _, a := range f.Authors {
		d.Authors = append(d.Authors, a.Of(src))
		d.Sources.Authors = a.Source
	}
	for _, a := range f.Agencies {
		d.Agencies = append(d.Agencies, a.Of(src))
	}
	for _, t := range f.Tags {
		d.Tags = append(d.Tags, t.Of(src))
		d.Sources.Tags = t.Source
	}
}

func (e *Engine) fillComments(blocks []block.Block, t *thread.Thread) {
	d := &e.doc
	src := d.plain
	d.CommentSection = CommentSection{State: t.State, Announced: int(t.Announced), Provider: t.Provider}
	if t.First >= 0 {
		d.CommentSection.Start, d.CommentSection.End = int(blocks[t.First].From), int(blocks[t.Last].To)
	}
	for i := range t.Comments {
		c := &t.Comments[i]
		d.Comments = append(d.Comments, Comment{
			Author: c.Author.Of(src), Rank: c.Rank.Of(src), Time: c.Time.Of(src), Votes: c.Votes.Of(src),
			MemberSince: c.MemberSince.Of(src), Title: c.Title.Of(src),
			When: c.When, Published: e.absolute(c.When), Parent: int(c.Parent), Evidence: c.Evidence, Score: c.Score,
			Origins: c.Origins,
			Start:   int(blocks[c.First].From), End: int(blocks[c.Last].To),
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
