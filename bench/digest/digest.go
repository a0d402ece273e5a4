package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/engine"
	"klartext/engine/when"
)

// part is one part of an answer, in a form that a person can read and diff.
type part struct {
	name  string
	write func(dst []byte, d *engine.Document) []byte
}

// everything makes a writer write all that it can.
var everything = engine.WriteOptions{
	Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true,
}

var parts = [...]part{
	{"blocks", appendBlocks},
	{"meta", appendMeta},
	{"comments", appendComments},
	{"text", func(dst []byte, d *engine.Document) []byte {
		dst = d.AppendText(dst, engine.WriteOptions{})
		dst = append(dst, "\n\f\n"...)
		return d.AppendText(dst, everything)
	}},
	{"markdown", func(dst []byte, d *engine.Document) []byte {
		dst = d.AppendMarkdown(dst, engine.WriteOptions{NoLinks: true, NoImages: true})
		dst = append(dst, "\n\f\n"...)
		return d.AppendMarkdown(dst, everything)
	}},
	{"html", func(dst []byte, d *engine.Document) []byte {
		dst = d.AppendHTML(dst, engine.WriteOptions{NoLinks: true, NoImages: true})
		dst = append(dst, "\n\f\n"...)
		return d.AppendHTML(dst, everything)
	}},
	{"json", func(dst []byte, d *engine.Document) []byte { return d.AppendJSON(dst) }},
	{"jsonld", func(dst []byte, d *engine.Document) []byte { return d.AppendJSONLD(dst) }},
	{"record", func(dst []byte, d *engine.Document) []byte { return d.AppendRecord(dst) }},
	{"rows", func(dst []byte, d *engine.Document) []byte { return d.AppendBlocksJSON(dst) }},
}

// appendLine appends the digest of a document: its name and the hash of each part. buf is scratch
// memory, returned for the next call.
func appendLine(dst, buf []byte, name string, d *engine.Document) (line, scratch []byte) {
	dst = append(dst, name...)
	for i := range parts {
		buf = parts[i].write(buf[:0], d)
		dst = fmt.Appendf(dst, " %s=%016x", parts[i].name, xxhash.Sum64(buf))
	}
	return append(dst, '\n'), buf
}

// show returns the parts of a document as text.
func show(d *engine.Document) []byte {
	var out []byte
	for i := range parts {
		out = fmt.Appendf(out, "==== %s\n", parts[i].name)
		out = append(parts[i].write(out, d), '\n')
	}
	return out
}

func appendBlocks(dst []byte, d *engine.Document) []byte {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		dst = append(strconv.AppendInt(dst, int64(b.Start), 10), ' ')
		dst = append(strconv.AppendInt(dst, int64(b.End), 10), ' ')
		dst = append(strconv.AppendInt(dst, int64(b.Kind), 10), ' ')
		dst = append(append(dst, b.Label.String()...), ' ')
		dst = append(appendFloat(dst, b.Score), ' ')
		dst = append(strconv.AppendBool(dst, b.Main), ' ')
		dst = append(appendFloat(dst, b.Estimate), ' ')
		dst = append(b.AppendReason(dst), ' ')
		dst = append(strconv.AppendQuote(dst, string(d.BlockText(i))), '\n')
	}
	dst = append(dst, "confidence "...)
	return append(appendFloat(dst, d.Confidence), '\n')
}

func appendFloat(dst []byte, f float32) []byte {
	return strconv.AppendFloat(dst, float64(f), 'g', -1, 32)
}

func appendMeta(dst []byte, d *engine.Document) []byte {
	s := &d.Sources
	field := func(name string, source fmt.Stringer, values ...[]byte) {
		dst = fmt.Appendf(dst, "%s (%v)", name, source)
		for _, v := range values {
			dst = fmt.Appendf(dst, " %q %v", v, v == nil)
		}
		dst = append(dst, '\n')
	}
	field("title", s.Title, d.Title)
	field("kicker", s.Title, d.Kicker)
	field("lead", s.Title, d.Lead)
	field("byline", s.Byline, d.Byline)
	field("authors", s.Authors, d.Authors...)
	field("agencies", s.Byline, d.Agencies...)
	field("section", s.Section, d.Section)
	field("site", s.Site, d.Site)
	field("description", s.Description, d.Description)
	field("canonical", s.Canonical, d.Canonical)
	field("image", s.Image, d.Image)
	field("tags", s.Tags, d.Tags...)
	field("language", s.Language, []byte(d.Language))
	field("published", s.Published, timeText(d.Published))
	field("modified", s.Modified, timeText(d.Modified))
	field("date", s.Date, timeText(d.Date))
	return fmt.Appendf(dst, "paywalled (%v) %v, truncated %v, thread page %v\n",
		s.Paywalled, d.Paywalled, d.Truncated, d.ThreadPage)
}

// timeText writes all fields of a time with their names.
func timeText(t when.Time) []byte { return fmt.Appendf(nil, "%+v", t) }

func appendComments(dst []byte, d *engine.Document) []byte {
	c := &d.CommentSection
	dst = fmt.Appendf(dst, "section %v announced %d provider %q at %d-%d\n",
		c.State, c.Announced, c.Provider, c.Start, c.End)
	for i := range d.Comments {
		c := &d.Comments[i]
		dst = fmt.Appendf(dst, "%d at %d-%d author %q rank %q time %q votes %q since %q title %q\n",
			i, c.Start, c.End, c.Author, c.Rank, c.Time, c.Votes, c.MemberSince, c.Title)
		dst = fmt.Appendf(dst, "  when %+v published %+v parent %d by %v score %v\n",
			c.When, c.Published, c.Parent, c.Evidence, c.Score)
		dst = fmt.Appendf(dst, "  origins %+v\n", c.Origins)
		dst = append(strconv.AppendQuote(dst, string(d.AppendCommentText(nil, i))), '\n')
	}
	dst = append(dst, "order"...)
	for i, depth := range d.Thread() {
		dst = fmt.Appendf(dst, " %d:%d", i, depth)
	}
	return append(dst, '\n')
}

// form returns the last part of SET/ID/FORM, "html" or "text".
func form(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
