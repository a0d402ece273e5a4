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
// next call and while the page's bytes are unchanged; Clone keeps it. All []byte fields are parts
// of the page; those of an HTML page have character references decoded and white space collapsed.
// They are nil if the page does not have the thing: nothing is invented. Only
// CommentSection.Provider may be a name that is not on the page. Do not change any of them.
type Document struct {
	Source []byte // the page

	Title     []byte
	Kicker    []byte   // the short line above or below the title
	Lead      []byte   // the teaser between title and body; its lines as in the page
	Byline    []byte   // as written, "Von Eva Muster"
	Authors   [][]byte // the persons named in the byline; on HTML pages also organizations
	Agencies  [][]byte // the agencies named in bylines, datelines and at the end: dpa, Reuters
	Section   []byte   // "Ausland"
	Published when.Time
	Modified  when.Time
	Date      when.Time // the date that the page shows for itself: Published, or that of a change
	Language  string    // ISO 639-1, "" if unknown

	// What the head of an HTML page says; empty for plain text.
	Site        []byte
	Description []byte
	Canonical   []byte   // the page's address, absolute if possible
	Image       []byte   // the address of the page's picture
	Tags        [][]byte // at most 64

	Sources Sources // where the fields were found

	Blocks   []Block   // every block of the page, in page order
	Comments []Comment // in page order

	CommentSection CommentSection

	// ThreadPage says that the thread is the page: a forum topic, or a question with its answers.
	// Then the posts are both main text and records.
	ThreadPage bool

	Confidence float32 // how sure the main text is, 0 to 1; 0 if there is none
	Truncated  bool    // the page had more blocks than Options.MaxBlocks
	Paywalled  bool    // the page says that it shows only a part of the article

	address []byte // the URL of an HTML page, nil if unknown

	plain  []byte         // the page's text; blocks and comments are ranges of it
	page   *block.Page    // the elements of an HTML page, nil for plain text
	blocks []markup.Block // the part of Blocks that package markup uses
}

// Sources says for each field of the metadata where on the page it was found; meta.NoSource if the
// page does not have it.
type Sources struct {
	Title, Byline, Authors, Section, Published, Modified, Date, Language meta.Source
	Site, Description, Canonical, Image, Tags, Paywalled                 meta.Source

	// Text is meta.JSONLD if the page shows no text and the main text is that of its JSON-LD, and
	// meta.NoSource otherwise.
	Text meta.Source
}

// Block is one block of the page, with what was decided about it.
type Block struct {
	Start, End int // byte range in Document.Source
	Kind       block.Kind
	Label      label.Label
	Score      float32 // how sure the label is, 0 to 1
	Main       bool    // the block is part of the main text
	Estimate   float32 // the model's estimate that the block is main text, 0 to 1, before any rule

	rule sheet.Rule // the rule that decided the label
}

// BlockText returns the text of block i, without markup. It may have line feeds.
func (d *Document) BlockText(i int) []byte {
	b := &d.blocks[i]
	return d.plain[b.Start:b.End]
}

// AppendReason appends why the block has its label, for people to read: "player control: lexicon".
func (b *Block) AppendReason(dst []byte) []byte {
	return sheet.Verdict{Label: b.Label, Rule: b.rule, Score: b.Score}.AppendReason(dst, b.Estimate)
}

// Drop marks block i as boilerplate that other pages of its host also have, which takes it out of
// the main text. It is for callers that have seen more than this page; see corpus/dedup. The fields
// of the metadata and the comments stay as they are. Boilerplate keeps its label. Drop is the way
// to do this: the writers of text, Markdown and HTML do not read Block.Label and Block.Main.
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
	Published when.Time // absolute, or None; an age becomes absolute if Options.FetchedAt is set

	Parent   int // index of the comment replied to, thread.TopLevel, or thread.Unknown
	Evidence thread.Evidence
	Score    float32 // how sure the record is, 0 to 1

	Origins thread.Origins // where the fields and the parent were read from, and how sure that is

	Start, End int // byte range of the record in Document.Source
	text       []thread.Line

	// The comment that this one is nested in, its first reply, and the next reply to the same
	// comment, for Document.Thread: an index plus 1, 0 for none.
	up, child, next int32
}

// Points returns the votes as a number: those for the comment minus those against it, as far as the
// page shows both. ok is false if the page shows no votes, or not exactly how many.
func (c *Comment) Points() (n int, ok bool) {
	t := votes.Read(c.Votes)
	return t.Points()
}

// UpDown returns how many voted for the comment and how many against it. ok is false unless the
// page shows both.
func (c *Comment) UpDown() (up, down int, ok bool) {
	t := votes.Read(c.Votes)
	return t.UpDown()
}

// CommentSection is what the page says about its comments as a whole.
type CommentSection struct {
	State      thread.State
	Announced  int    // the number that the page announces, -1 if none
	Provider   []byte // the external system that has the comments; as written if unknown
	Start, End int    // byte range in Document.Source
}
