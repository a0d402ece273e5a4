package engine

import (
	"klartext/engine/block"
	"klartext/engine/internal/markup"
	"klartext/engine/internal/sheet"
	"klartext/engine/internal/votes"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// Document is a page taken apart. It, and everything reached from it, is valid until the Engine's
// next call and as long as the page's bytes are unchanged; Clone keeps it. All []byte fields are
// parts of the page, of an HTML page with character references decoded and white space collapsed;
// nil when the page does not have the thing; nothing is invented. Only CommentSection.Provider may
// be a name that the page does not write so. None of them is to be changed.
type Document struct {
	Source []byte // the page

	Title     []byte
	Kicker    []byte   // the short line above or below the title
	Lead      []byte   // the teaser between title and body; its lines as in the page
	Byline    []byte   // as written, "Von Eva Muster"
	Authors   [][]byte // the persons named in the byline; of HTML pages also organizations
	Agencies  [][]byte // the agencies named in bylines, datelines and at the end: dpa, Reuters
	Section   []byte   // "Ausland"
	Published when.Time
	Modified  when.Time
	Date      when.Time // the date that the page shows of itself: Published, or that of a change
	Language  string    // ISO 639-1, "" when it cannot be told

	// What the head of an HTML page says; of plain text these are empty.
	Site        []byte
	Description []byte
	Canonical   []byte   // the page's address, absolute where it can be told
	Image       []byte   // the address of the page's picture
	Tags        [][]byte // at most 64

	Sources Sources // where the fields come from

	Blocks   []Block   // every block of the page, in page order
	Comments []Comment // in page order

	CommentSection CommentSection

	// ThreadPage tells that the thread is the page: a forum topic or a question with its answers.
	// The posts are then main text and records at once.
	ThreadPage bool

	Confidence float32 // how sure the main text is, 0 to 1; 0 when there is none
	Truncated  bool    // the page had more blocks than Options.MaxBlocks
	Paywalled  bool    // the page says that only a part of the article is shown

	address []byte // the URL of an HTML page, nil when it is not known

	plain  []byte         // the page's text, which blocks and comments are ranges of
	page   *block.Page    // the elements of an HTML page, nil of plain text
	blocks []markup.Block // what package markup takes of Blocks
}

// Sources tells for each field of the metadata where on the page it stands; meta.NoSource where the
// page does not have it.
type Sources struct {
	Title, Byline, Authors, Section, Published, Modified, Date, Language meta.Source
	Site, Description, Canonical, Image, Tags, Paywalled                 meta.Source
}

// Block is one block of the page with what was decided about it.
type Block struct {
	Start, End int // byte range in Document.Source
	Kind       block.Kind
	Label      label.Label
	Score      float32 // how sure the label is, 0 to 1
	Main       bool    // the block belongs to the main text
	Estimate   float32 // the model's estimate that the block is main text, 0 to 1, before any rule

	rule sheet.Rule // what told the label
}

// BlockText returns the text of block i, of an HTML page without its markup. It may hold line
// feeds.
func (d *Document) BlockText(i int) []byte {
	b := &d.blocks[i]
	return d.plain[b.Start:b.End]
}

// AppendReason appends why the block has its label, as people read it: "player control: lexicon".
func (b *Block) AppendReason(dst []byte) []byte {
	return sheet.Verdict{Label: b.Label, Rule: b.rule, Score: b.Score}.AppendReason(dst, b.Estimate)
}

// Drop takes block i for boilerplate that other pages of its host have as well, and so out of the
// main text. It is for who has seen more than this page, see corpus/dedup; the fields of the
// metadata and the comments stay as they are. Boilerplate keeps its label.
func (d *Document) Drop(i int) {
	b, k := &d.Blocks[i], &d.blocks[i]
	if !b.Label.Boilerplate() {
		b.Label, b.rule, b.Score = label.Other, sheet.ByHost, 1
	}
	b.Main = false
	k.Label, k.Main = b.Label, b.Main
}

// Comment is one comment of the thread.
type Comment struct {
	Author      []byte
	Rank        []byte // "Universalgelehrter", "Member"
	Time        []byte // as written
	Votes       []byte // as written; see Points and UpDown
	MemberSince []byte // as written, without its label
	Title       []byte // the comment's own subject line

	When      when.Time // the time as parsed: absolute, or an age
	Published when.Time // absolute, also of an age when Options.FetchedAt is set; or Kind None

	Parent   int // index of the comment replied to, thread.TopLevel, or thread.Unknown
	Evidence thread.Evidence
	Score    float32 // how sure the record is, 0 to 1

	Origins thread.Origins // what the fields and the parent were known by, and how sure that is

	Start, End int // byte range of the record in Document.Source
	text       []thread.Line

	// The comment under which it is written, its first reply, and the next reply to the same
	// comment, for Document.Thread: an index plus 1, 0 for none.
	up, child, next int32
}

// Points returns the votes as a number: that of those for the comment less those against it, as far
// as the page shows both. ok is false where the page shows no votes, or not exactly how many.
func (c *Comment) Points() (n int, ok bool) {
	t := votes.Read(c.Votes)
	return t.Points()
}

// UpDown returns how many voted for the comment and how many against it. ok is false where the page
// does not show both.
func (c *Comment) UpDown() (up, down int, ok bool) {
	t := votes.Read(c.Votes)
	return t.UpDown()
}

// CommentSection is what the page says of its comments as a whole.
type CommentSection struct {
	State      thread.State
	Announced  int    // the number that the page announces, -1 when it announces none
	Provider   []byte // the system elsewhere that has the comments; if unknown, as written
	Start, End int    // byte range in Document.Source
}
