package signature

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
)

// A signature is not part of what an author says: lines that end several posts of one author in the
// same way, and whatever follows an "edited" line or a rule. Only pages that show fields or ranks
// of their authors, as forums do, have signatures.

const (
	minSignature = 3 // words that lines must have together to be one
	// words more than which it must have where its author is not known to be the same
	minStranger  = 5
	maxSignature = 10 // lines
	minParted    = 2  // signatures that come back
	maxMailed    = 5  // lines of a signature below "--", as mails have them
)

// Signatures finds what ends the posts of an author.
type Signatures struct {
	page   *lines.Page
	thread *comment.Thread
	latest hashtable.Table[uint64, int32] // comments by author and by last line, counted from 1
}

func (g *Signatures) Reset(page *lines.Page, th *comment.Thread) { g.page, g.thread = page, th }

// Cut cuts the signatures off the texts.
func (g *Signatures) Cut(forum bool) {
	cs := g.thread.Comments
	for i := range cs {
		g.cutEdited(&cs[i], forum)
	}
	if !forum {
		return
	}
	g.latest.Reset(2 * len(cs))
	for i := range cs {
		c := &cs[i]
		if !c.Author.Empty() {
			g.repeated(i, xxhash.Sum64(c.Author.Of(g.page.Src)), 0)
		}
		if c.TextLen > 1 { // whoever the page names as the author
			g.repeated(i, ^xxhash.Sum64(g.line(c, c.TextLen-1).Of(g.page.Src)), minStranger)
		}
	}
	g.parted()
	for i := range cs {
		cs[i].TextLen -= cs[i].Signed
	}
}

// repeated looks for a signature that comment i shares with the comment before it that has the same
// key; it is to have more words than least.
func (g *Signatures) repeated(i int, key uint64, least int32) {
	cs := g.thread.Comments
	last := g.latest.At(key)
	prev := *last
	*last = int32(i) + 1
	if prev == 0 {
		return
	}
	if n, words := g.alike(&cs[prev-1], &cs[i]); words > least {
		cs[i].Signed = max(cs[i].Signed, n)
		cs[prev-1].Signed = max(cs[prev-1].Signed, n)
	}
}

// parted cuts the signatures of authors who write once. This requires signatures that recur, after
// a blank line, on a page that has few blank lines within the texts: then what follows the last
// blank line of a text is one.
func (g *Signatures) parted() {
	cs := g.thread.Comments
	signed, below, lines, gaps := 0, 0, 0, 0
	for i := range cs {
		c := &cs[i]
		first := int32(0)
		at := g.lineBlock(c, c.TextLen-c.Signed, c.First)
		if c.Signed > 0 {
			signed++
			below += g.page.BlankAbove(at)
		}
		at = c.First
		for k := int32(1); k < c.TextLen-c.Signed; k++ {
			if at = g.lineBlock(c, k, at); g.page.BlankAbove(at) > 0 {
				first++
			}
			lines++
		}
		if c.Signed > 0 || first > 1 {
			gaps += int(first)
		}
	}
	if signed < minParted || below*10 < signed*9 || gaps*5 > lines {
		return
	}
	for i := range cs {
		c := &cs[i]
		at, cut := c.First, int32(0)
		for k := int32(1); k < c.TextLen && c.Signed == 0; k++ {
			if at = g.lineBlock(c, k, at); g.page.BlankAbove(at) > 0 {
				cut = c.TextLen - k
			}
		}
		if cut > 0 && cut <= maxSignature {
			c.Signed = cut
		}
	}
}

// lineBlock is the block of line k of a comment's text, looked for from block at on.
func (g *Signatures) lineBlock(c *comment.Comment, k, at int32) int32 {
	if k >= c.TextLen {
		return c.Last
	}
	for x := g.line(c, k); at < c.Last && g.page.Blocks[at].End <= x.Start; {
		at++
	}
	return at
}

// alike is the number of lines that end both texts, if they may be a signature, and of the words in
// them.
func (g *Signatures) alike(a, b *comment.Comment) (n, words int32) {
	for n < min(a.TextLen, b.TextLen) {
		x, y := g.line(a, a.TextLen-1-n).Of(g.page.Src), g.line(b, b.TextLen-1-n).Of(g.page.Src)
		if !bytes.Equal(x, y) {
			break
		}
		sh := block.Measure(x)
		words += sh.Words
		n++
	}
	if n > maxSignature || n == a.TextLen || n == b.TextLen || words < minSignature {
		return 0, 0
	}
	return n, words
}

// line is line i of a comment's text.
func (g *Signatures) line(c *comment.Comment, i int32) comment.Span {
	return g.thread.Text[c.Text+i].Span
}

// cutEdited cuts the text at a line that says when it was edited, and at a rule of underscores or
// dashes near its end.
func (g *Signatures) cutEdited(c *comment.Comment, forum bool) {
	at := c.First
	for i := int32(0); i < c.TextLen; i++ {
		x := g.line(c, i)
		for at < c.Last && g.page.Blocks[at].End <= x.Start {
			at++
		}
		f, b := &g.page.Facts[at], &g.page.Blocks[at]
		edited := f.Role == lexicon.RoleEdited && b.Words <= 20 && b.Digits >= 2 ||
			f.Time >= 0 && g.page.Times[f.Time].Edited
		rule := isRule(b.Text(g.page.Src)) &&
			(forum || string(b.Text(g.page.Src)) == "--" && c.TextLen-i <= maxMailed)
		if i > 0 && (edited || rule) && (c.TextLen-i <= maxSignature || i+1 == c.TextLen) {
			c.TextLen = i
			return
		}
	}
}

// isRule reports whether a line is drawn with one mark: "________", "--".
func isRule(t []byte) bool {
	return len(t) > 1 && (t[0] == '_' || t[0] == '-' || t[0] == '=') &&
		bytes.Count(t, t[:1]) == len(t)
}
