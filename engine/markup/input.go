package markup

import (
	"iter"
	"strconv"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/thread"
	"klartext/engine/token"
	"klartext/engine/when"
)

// Page is what is written of a page.
type Page struct {
	Tape   *block.Page // the elements of an HTML page, nil of plain text
	Text   []byte      // the page's text, which the ranges of blocks and comments are of
	Blocks []Block     // every block of the page, in page order; those of Tape

	Title, Kicker []byte
	Language      string // ISO 639-1, "" when it is not known
	Address       []byte // the URL of an HTML page, nil when it is not known
}

// Block is a block of the page: its range in Page.Text and what was decided about it.
type Block struct {
	Start, End int32
	Label      label.Label
	Main       bool // it belongs to the main text
}

// Comment is a comment of the page's thread.
type Comment struct {
	Author, Rank, Time, Votes, Title []byte // as written, nil where the page has none

	Created when.Time     // a day, or a day and a clock with minutes; Kind None when it is not known
	Text    []thread.Line // ranges of Page.Text

	Index  int  // its number on the page
	Parent int  // that of the comment in which it is to be read
	Depth  int  // how deep it stands in the thread: 0 for a comment of the top level
	Named  bool // replies to it are written beside it and name it
}

// Options sets what is written beside the main text. It never changes what a block is taken for. The zero value writes the
// main text and nothing else.
type Options struct {
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
func (o *Options) writes(b *Block) bool {
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

func (d *Page) text(b *Block) []byte { return d.Text[b.Start:b.End] }

// runs yields the blocks to be written, neighbours with the same label together: the items of a list, the lines of a
// program.
func (d *Page) runs(o *Options) iter.Seq[[]Block] {
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
