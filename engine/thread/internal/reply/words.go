package reply

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

// Words finds out from the words of comments which one replies to which. What they say about it, in
// the order in which it is tried:
//
//	words.go    "Reply to X", "Antwort auf #1 von X"; "@X", "X@"
//	address.go  the number "#1.1"; "X wrote:", "Hello X, …"
//	authors.go  who X is
//
// Reuse a Words: its memory stays.
type Words struct {
	thread  *comment.Thread
	lines   *lines.Page
	authors *Authors
	heads   []comment.Span
	alone   hashtable.Counter[uint64] // keys of the lines that are nothing but an author's name
	fold    []byte
}

// Link sets the parents of the comments that have none yet, if their words say so. authors must
// have read the thread. heads has for each comment the head of the quote at the start of its text,
// and is empty if nobody has looked for quotes. names are the keys of lines that are only the name
// of an author; if it is nil, these are the names that the page writes as they are folded.
func (w *Words) Link(
	th *comment.Thread, ln *lines.Page, authors *Authors, heads []comment.Span, names []uint64,
) {
	w.thread, w.lines, w.authors, w.heads = th, ln, authors, heads
	w.alone.Reset(max(len(names), len(th.Comments)))
	for _, key := range names {
		w.alone.Add(key)
	}
	if names == nil {
		for i := range th.Comments {
			w.alone.Add(xxhash.Sum64(th.Comments[i].Author.Of(ln.Src)))
		}
	}
	cs := th.Comments
	named := 0
	for i := range cs {
		if cs[i].Parent != comment.Unknown { // the markup says
			continue
		}
		by := w.parent(i)
		if by == comment.ByReplyTo || by == comment.ByNumber {
			named++
		}
	}
	// if the page names whom replies are for, the others are not replies
	if named > 1 && named*5 >= len(cs) {
		for i := range cs {
			if cs[i].Parent == comment.Unknown {
				cs[i].ReplyTo(comment.TopLevel, comment.ByReplyTo)
			}
		}
	}
}

// parent looks for the parent of comment i and says what it was read from.
func (w *Words) parent(i int) comment.Evidence {
	c := &w.thread.Comments[i]
	for _, way := range [...]struct {
		find func(*Words, int) int
		by   comment.Evidence
	}{
		{(*Words).byNumber, comment.ByNumber},
		{(*Words).byReplyTo, comment.ByReplyTo},
		{(*Words).byMention, comment.ByMention},
		{(*Words).byQuote, comment.ByMention},
		{(*Words).byAddress, comment.ByMention},
	} {
		if p := way.find(w, i); p >= 0 {
			c.ReplyTo(int32(p), way.by)
			return way.by
		}
	}
	return comment.NoEvidence
}

const (
	maxReplyTo = 12 // words of a line that says to what a comment replies
	maxBelow   = 4  // blocks below a comment in which such a line may be
	farBelow   = 3  // blank lines above such a line that separate it from the comment
)

// byReplyTo reads the lines "Reply to X" and "Antwort auf #1 von X" of a record, and those that are
// nothing but the name of another author.
func (w *Words) byReplyTo(i int) int {
	cs := w.thread.Comments
	c := &cs[i]
	last := min(c.Last+maxBelow, int32(len(w.lines.Blocks))-1)
	if i+1 < len(cs) {
		last = min(last, cs[i+1].First-1)
	}
	for b := c.First; b <= last; b++ {
		f, x := &w.lines.Facts[b], &w.lines.Blocks[b]
		if f.Symbol == lines.Name && b <= c.Last && w.alone.Of(f.Key) > 0 && w.plain(c, b) {
			w.fold = block.Fold(append(w.fold[:0], ' '), x.Text(w.lines.Src), false)
			p := w.authors.ending(i, w.fold)
			if p >= 0 && w.authors.is(p, w.fold[1:]) && !w.authors.is(i, w.fold[1:]) {
				return p
			}
		}
		if f.Role != lexicon.RoleReplyto || x.Words > maxReplyTo {
			continue
		}
		w.fold = block.Fold(w.fold[:0], x.Text(w.lines.Src), false)
		if p := w.authors.ending(i, w.fold); p >= 0 {
			if x.Gap < farBelow {
				c.Last = max(c.Last, b)
			}
			return p
		}
	}
	return -1
}

// plain reports whether a block of a record is neither its author nor its text.
func (w *Words) plain(c *comment.Comment, b int32) bool {
	x := &w.lines.Blocks[b]
	if c.Author.Start >= x.Start && c.Author.End <= x.End {
		return false
	}
	for _, line := range w.thread.Text[c.Text : c.Text+c.TextLen] {
		if line.Start == x.Start {
			return false
		}
	}
	return true
}

const (
	maxMention = 120 // bytes of a text in which a mention is looked for
	maxBefore  = 60  // bytes before the "@" of "X@"
)

// byMention reads "@X" and "X@" at the start of the text.
func (w *Words) byMention(i int) int {
	c := &w.thread.Comments[i]
	if c.TextLen == 0 {
		return -1
	}
	t := w.thread.Text[c.Text].Of(w.lines.Src)
	t = t[:min(len(t), maxMention)]
	if t[0] == '@' {
		return w.mentioned(i, t[1:], false)
	}
	at := bytes.IndexByte(t, '@')
	if at > 2 && at < maxBefore && (at+1 == len(t) || t[at+1] == ' ' || t[at+1] == 0xC2) &&
		t[at-1] != ' ' {
		return w.mentioned(i, t[:at], true)
	}
	return -1
}

// mentioned is the comment that a mention in comment i speaks of: the latest of the author whose
// name it starts with, or whose name starts with its first word. whole: the mention is nothing but
// the name.
func (w *Words) mentioned(i int, mention []byte, whole bool) int {
	if len(mention) > 0 && mention[0] == '@' { // a user called "@"
		w.fold = append(w.fold[:0], '@')
	} else {
		w.fold = block.Fold(w.fold[:0], mention, false)
	}
	if p := w.authors.starting(i, w.fold, whole); p >= 0 {
		return p
	}
	return w.authors.beginning(i, w.fold)
}
