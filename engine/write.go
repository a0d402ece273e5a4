package engine

import (
	"strconv"

	"klartext/engine/internal/markup"
	"klartext/engine/when"
)

// The writers append a Document to a byte slice:
//
//	write.go          plain text, Markdown and HTML, which package markup writes
//	write_thread.go   the comments as a tree
//	write_comment.go  the text of a comment
//	write_json.go     the whole document as one JSON object; write_string.go JSON strings
//	write_jsonld.go   the same with comments in the vocabulary of schema.org
//	write_record.go   the page as a record of a data set
//	write_blocks.go   what was decided about every block, as JSON lines
//
// All of them write valid UTF-8, whatever the page holds, and allocate nothing when dst has room.
// Of a comment they write, where flat is beside the reply at markup.MaxDepth:
//
//	            text        Markdown   HTML              JSON          JSON-LD        record
//	author      head line   bold       author (Person)   author        author.name    author
//	rank        head line   head line  class rank        rank          –              rank
//	time        head line   head line  time, dateCreated time          –              time
//	  resolved  –           –          datetime          published     dateCreated    published
//	votes       head line   head line  data, upvoteCount votes_written –              votes_written
//	  as number –           –          value             votes         upvoteCount    votes
//	subject     a line      bold       headline          title         headline       title
//	text        lines       paragraphs text              text          text           text
//	  quoted    "> "        > in >     blockquote        "> "          "> "           "> "
//	  lists     lines       - item     ul                lines         lines          lines
//	  code      lines       fenced     pre               lines         lines          lines
//	parent      indentation > in >     nested comment    parent        comment, in it parent
//	  evidence  –           –          –                 evidence      –              evidence
//	  too deep  flat        flat       parentItem        parent        parentItem     parent
//	order       thread      thread     thread            page          thread         page
//	joined      –           –          –                 member_since  –              –
//	place       –           –          –                 start, …      –              –
//
// Too deep is a reply more than markup.MaxDepth below a comment of the top level. The head line is
// "author · rank · time · votes".

// WriteOptions sets what is written besides the main text. It never changes the labels of blocks.
// The zero value writes only the main text.
type WriteOptions struct {
	Title    bool // kicker and title, before the main text
	Bylines  bool // bylines, if the page has them; the same for the following
	Dates    bool
	Captions bool // captions of pictures
	Credits  bool // photographers, agencies
	Comments bool // the comments as a thread, after the main text

	// For HTML pages, in Markdown and HTML:
	NoLinks  bool // the text of links without their addresses
	NoImages bool // no pictures
}

// AppendText appends the page as plain text: a line per block, as it is on the page. A paragraph
// that the page wraps keeps its lines. The cells of a table's row are on one line, separated by
// tabs. With options, the title precedes the text, and the thread follows it: for each comment a
// line "author · rank · time · votes" and the text, with replies indented under the comment that
// they reply to, paragraphs separated by blank lines, and "> " before lines that quote another
// comment.
func (d *Document) AppendText(dst []byte, o WriteOptions) []byte {
	p := d.written()
	w := markup.BeginText(dst, &p, markup.Options(o))
	if o.Comments {
		var c markup.Comment
		for i, depth := range d.Thread() {
			d.setComment(&c, i, depth)
			w.Comment(&c)
		}
	}
	return w.End()
}

// AppendMarkdown appends the page as Markdown (CommonMark with the extensions of GitHub): headings,
// paragraphs, lists, quotes and code, the lead in bold. With options, the title precedes the text
// as the first heading, and the thread follows it as block quotes, with replies, and quotes in a
// comment, as quotes within the quote. Text is escaped, so that a "*" on the page stays one. For an
// HTML page, the markup inside the blocks is written too: links, emphasis, code, pictures,
// footnotes, tables, formulas.
func (d *Document) AppendMarkdown(dst []byte, o WriteOptions) []byte {
	p := d.written()
	w := markup.BeginMarkdown(dst, &p, markup.Options(o))
	if o.Comments {
		var c markup.Comment
		for i, depth := range d.Thread() {
			d.setComment(&c, i, depth)
			w.Comment(&c)
		}
	}
	return w.End()
}

// AppendHTML appends the page as an article element without styles, scripts or any other markup
// that could do harm. For an HTML page it keeps the markup that shows how the text is structured,
// and the addresses of links and pictures; for plain text there is none. With options, the title is
// in it as h1, and the thread as nested lists, with the microdata of schema.org: a Comment with
// author, dateCreated, headline, text and upvoteCount, as far as the page has them, inside the
// Comment that it replies to.
func (d *Document) AppendHTML(dst []byte, o WriteOptions) []byte {
	p := d.written()
	w := markup.BeginHTML(dst, &p, markup.Options(o))
	if o.Comments {
		var c markup.Comment
		for i, depth := range d.Thread() {
			d.setComment(&c, i, depth)
			w.Comment(&c)
		}
	}
	return w.End()
}

// written returns the part of the document that package markup needs.
func (d *Document) written() markup.Page {
	return markup.Page{
		Tape: d.page, Text: d.plain, Blocks: d.blocks,
		Title: d.Title, Kicker: d.Kicker, Language: d.Language, Address: d.address,
	}
}

// setComment sets the part of comment i, at the given depth, that package markup needs.
func (d *Document) setComment(out *markup.Comment, i, depth int) {
	c := &d.Comments[i]
	out.Author, out.Rank, out.Time, out.Votes = c.Author, c.Rank, c.Time, c.Votes
	out.Title, out.Text = c.Title, c.text
	out.Index, out.Parent, out.Depth, out.Named = i, int(c.up)-1, depth, c.named(depth)
	out.Created = when.Time{}
	if t, ok := schemaTime(c.Published); ok {
		out.Created = t
	}
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }
