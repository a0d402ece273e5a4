package markup

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// Page is what is written of a page.
type Page struct {
	Tape   *block.Page // the elements of an HTML page, nil for plain text
	Text   []byte      // the page's text, which the ranges of blocks and comments refer to
	Blocks []Block     // every block of the page, in page order; as many as Tape has

	Title, Kicker []byte
	Language      string // ISO 639-1, "" when it is not known
	Address       []byte // the URL of an HTML page, nil if unknown
}

// Block is a block of the page: its range in Page.Text and what was decided about it.
type Block struct {
	Start, End int32
	Label      label.Label
	Main       bool // it belongs to the main text
}

// Options are those of engine.WriteOptions.
type Options struct {
	Title    bool // kicker and title, before the main text
	Bylines  bool // bylines, where the page has them; so with the following
	Dates    bool
	Captions bool // captions of pictures
	Credits  bool // photographers, agencies
	Comments bool // the comments as a thread, after the main text

	// Of HTML pages, in Markdown and HTML:
	NoLinks  bool // the text of links without their addresses
	NoImages bool // no pictures
}

// writes reports whether block b is written in its place among the main text. With Comments the
// posts of a thread page, which are main text and comments at once, are left to the thread.
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
	case label.CommentText, label.CommentAuthor, label.CommentRank, label.CommentTime,
		label.CommentVotes:
		return b.Main && !o.Comments
	}
	return b.Main
}

func (p *Page) text(b *Block) []byte { return p.Text[b.Start:b.End] }
