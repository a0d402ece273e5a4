package engine

import (
	"klartext/engine/block"
	"klartext/engine/internal/markup"
	"klartext/engine/internal/outcome"
	"klartext/engine/meta"
	"klartext/engine/stages"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// fill sets the Document to what the stages found.
func (e *Engine) fill(src []byte, s *stages.Run, o *outcome.Outcome) {
	d := &e.doc
	*d = Document{
		Source: src, address: e.opts.Address, plain: s.Text, page: s.Tape, ThreadPage: o.Thread,
		Blocks: d.Blocks[:0], blocks: d.blocks[:0], Comments: d.Comments[:0],
		Authors: d.Authors[:0], Agencies: d.Agencies[:0], Tags: d.Tags[:0],
	}
	e.fillFields(s.Fields)
	sure, words := 0.0, 0.0
	for i := range s.Blocks {
		b, v, estimate := &s.Blocks[i], s.Sheet.At(i), s.Sheet.Estimate[i]
		main := o.Main(v.Label, estimate)
		if main {
			sure += float64(v.Score) * float64(b.Words)
			words += float64(b.Words)
		}
		d.Blocks = append(d.Blocks, Block{
			Start: int(b.From), End: int(b.To), Kind: b.Kind, Label: v.Label, Score: v.Score,
			Main: main, Estimate: estimate, rule: v.Rule,
		})
		d.blocks = append(d.blocks, markup.Block{
			Start: b.Start, End: b.End, Label: v.Label, Main: main,
		})
	}
	if words > 0 {
		d.Confidence = float32(sure / words)
	}
	e.fillComments(s.Blocks, s.Comments)
}

func (e *Engine) fillFields(f *meta.Fields) {
	d := &e.doc
	src := d.plain
	d.Title, d.Kicker, d.Lead = f.Title.Of(src), f.Kicker.Of(src), f.Lead.Of(src)
	d.Byline, d.Section, d.Language = f.Byline.Of(src), f.Section.Of(src), f.Language
	d.Published, d.Modified = e.absolute(f.Published), e.absolute(f.Modified)
	d.Date = e.absolute(f.Date)
	d.Site, d.Description = f.Site.Of(src), f.Description.Of(src)
	d.Canonical, d.Image = f.Canonical.Of(src), f.Image.Of(src)
	d.Paywalled = f.Paywalled
	d.Sources = Sources{
		Title: f.Title.Source, Byline: f.Byline.Source, Section: f.Section.Source,
		Published: f.PublishedSource, Modified: f.ModifiedSource, Date: f.DateSource,
		Language: f.LanguageSource, Site: f.Site.Source, Description: f.Description.Source,
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
	d.CommentSection = CommentSection{
		State: t.State, Announced: int(t.Announced), Provider: t.Provider,
	}
	if t.First >= 0 {
		d.CommentSection.Start = int(blocks[t.First].From)
		d.CommentSection.End = int(blocks[t.Last].To)
	}
	for i := range t.Comments {
		c := &t.Comments[i]
		d.Comments = append(d.Comments, Comment{
			Author: c.Author.Of(src), Rank: c.Rank.Of(src), Time: c.Time.Of(src),
			Votes: c.Votes.Of(src), MemberSince: c.MemberSince.Of(src), Title: c.Title.Of(src),
			When: c.When, Published: e.absolute(c.When),
			Parent: int(c.Parent), Evidence: c.Evidence, Score: c.Score,
			Origins: c.Origins,
			Start:   int(blocks[c.First].From), End: int(blocks[c.Last].To),
			text: t.Text[c.Text : c.Text+c.TextLen],
		})
	}
	linkReplies(d.Comments)
}

// absolute returns t if it is a date, and what it resolves to if the time of fetching is known;
// otherwise None.
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
