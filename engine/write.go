package engine

import (
	"iter"
	"strconv"
	"unicode/utf8"

	"klartext/engine/label"
	"klartext/engine/token"
)

// The writers append a Document to a byte slice:
//
//	write.go            what is written: WriteOptions
//	write_thread.go     the comments as a tree
//	write_comment.go    the text of a comment as lines
//	write_text.go       plain text
//	write_markdown.go   CommonMark with the extensions of GitHub; write_escape.go keeps text from being markup
//	write_list.go       the marks that list items start with
//	write_html.go       HTML with schema.org comments
//	write_page.go       HTML pages in Markdown and HTML, with their structure and the markup inside the blocks
//	write_row.go        the rows of tables in plain text
//	write_json.go       the whole document as one JSON object; write_string.go JSON strings
//	write_jsonld.go     the same with comments in the words of schema.org
//	write_record.go     the page as a record of a data set
//	write_blocks.go     what was decided of every block, as JSON lines
//
// All of them write valid UTF-8, whatever the page holds, and allocate nothing when dst has room. Of a comment they write:
//
//	             text         Markdown     HTML                   JSON           JSON-LD           record
//	author       head line    bold         author, Person.name    author         author.name       author
//	rank         head line    head line    class rank             rank           –                 rank
//	time         head line    head line    time, dateCreated      time           –                 time
//	  resolved   –            –            datetime               published      dateCreated       published
//	votes        head line    head line    data, upvoteCount      votes_written  –                 votes_written
//	  as number  –            –            value                  votes          upvoteCount       votes
//	subject      a line       bold         headline               title          headline          title
//	text         lines        paragraphs   text                   text           text              text
//	  quoted     "> "         > in >       blockquote             "> "           "> "              "> "
//	  lists      lines        - item       ul                     lines          lines             lines
//	  code       lines        fenced       pre                    lines          lines             lines
//	parent       indentation  > in >       comment in comment     parent         comment, in it    parent
//	  evidence   –            –            –                      evidence       –                 evidence
//	  too deep   not indented not nested   parentItem             parent         parentItem        parent
//	order        thread       thread       thread                 page           thread            page
//	member since –            –            –                      member_since   –                 –
//	place, score –            –            –                      start, …       –                 –
//
// Too deep is a reply more than maxDepth below a comment of the top level. The head line is "author · rank · time · votes".

// WriteOptions sets what is written beside the main text. It never changes what a block is taken for. The zero value
// writes the main text and nothing else.
type WriteOptions struct {
	Title    bool // kicker and title, before the main text
	Bylines  bool // bylines, where the page has them; the same holds for the following
	Dates    bool
	Captions bool // captions of pictures
	Credits  bool // photographers, agencies
	Comments bool // the comments as a thread, after the main text

	// Of HTML pages, in Markdown and HTML:
	NoLinks  bool // the text of links without their addresses
	NoImages bool // no pictures
}

// writes reports whether block b is written in its place among the main text. With Comments the posts of a thread page,
// which are main text and comments at once, are left to the thread.
func (o *WriteOptions) writes(b *Block) bool {
	switch b.Label {
	case label.Byline:
		return o.Bylines
	case label.Date:
		return o.Dates
	case label.Caption:
		return o.Captions
	case label.Credit:
		return o.Credits
	case label.CommentText, label.CommentAuthor, label.CommentRank, label.CommentTime, label.CommentVotes:
		return b.Main && !o.Comments
	}
	return b.Main
}

func (d *Document) text(b *Block) []byte { return d.plain[b.from:b.to] }

// runs yields the blocks to be written, neighbours with the same label together: the items of a list, the lines of a
// program.
func (d *Document) runs(o *WriteOptions) iter.Seq[[]Block] {
	return func(yield func([]Block) bool) {
		for i := 0; i < len(d.Blocks); {
			from := i
			for i < len(d.Blocks) && d.Blocks[i].Label == d.Blocks[from].Label && o.writes(&d.Blocks[i]) {
				i++
			}
			if i == from {
				i++
			} else if !yield(d.Blocks[from:i]) {
				return
			}
		}
	}
}

// linesOf yields the lines of a block, without the white space at their edges.
func linesOf(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var l token.Lines
		for l.Reset(s); ; {
			line, ok := l.Next()
			if !ok || !line.Blank() && !yield(s[line.Start:line.End]) {
				return
			}
		}
	}
}

// appendValid appends s with U+FFFD in place of invalid UTF-8.
func appendValid(dst, s []byte) []byte {
	if utf8.Valid(s) {
		return append(dst, s...)
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		dst = utf8.AppendRune(dst, r)
		i += n
	}
	return dst
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }
