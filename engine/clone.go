package engine

import (
	"bytes"
	"slices"

	"klartext/engine/thread"
)

// Clone returns a copy of the Document that shares no memory with it, the page or the Engine.
func (d *Document) Clone() *Document {
	c := *d
	c.Source = bytes.Clone(d.Source)
	c.plain = c.Source
	if d.page != nil {
		c.plain = bytes.Clone(d.plain)
		c.page = d.page.Clone(c.Source, c.plain)
	}
	for _, f := range []*[]byte{
		&c.address, &c.Title, &c.Kicker, &c.Lead, &c.Byline, &c.Section, &c.CommentSection.Provider,
		&c.Site, &c.Description, &c.Canonical, &c.Image,
	} {
		*f = bytes.Clone(*f)
	}
	c.Authors, c.Agencies, c.Tags = cloneAll(d.Authors), cloneAll(d.Agencies), cloneAll(d.Tags)
	c.Blocks, c.blocks = slices.Clone(d.Blocks), slices.Clone(d.blocks)
	c.Comments = slices.Clone(d.Comments)
	for i := range c.Comments {
		k := &c.Comments[i]
		for _, f := range []*[]byte{
			&k.Author, &k.Rank, &k.Time, &k.Votes, &k.MemberSince, &k.Title,
		} {
			*f = bytes.Clone(*f)
		}
		k.text = append([]thread.Line(nil), k.text...)
	}
	return &c
}

func cloneAll(s [][]byte) [][]byte {
	if s == nil {
		return nil
	}
	out := make([][]byte, len(s))
	for i := range s {
		out[i] = bytes.Clone(s[i])
	}
	return out
}
