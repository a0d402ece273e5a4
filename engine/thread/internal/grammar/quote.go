package grammar

import (
	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/reply"
	"klartext/engine/token"
)

// A text may quote another comment. There are three ways to show it: lines that start with ">", a
// head that names the person whose words follow ("X wrote:", "Zitat von X"), or a line that closes
// the quote ("Click to expand..."). Heads and closing lines are not words of the author, and are
// not part of the text.

const maxQuote = 40 // lines between a head and the line that closes the quote

// quotes finds what comments quote from each other.
type quotes struct {
	page   *lines.Page
	thread *comment.Thread
	fit    *fitter
	known  *reply.Authors
	heads  []comment.Span // of the comments: the head of the quote that opens the text
	fold   []byte
}

func (q *quotes) reset(page *lines.Page, th *comment.Thread, fit *fitter, known *reply.Authors) {
	q.page, q.thread, q.fit, q.known, q.heads = page, th, fit, known, q.heads[:0]
}

// mark marks the lines of the texts that are quoted from others, and takes out the heads and the
// closing lines. The name in a head that opens a text is kept for the parents.
func (q *quotes) mark() {
	th := q.thread
	q.known.Read(th, q.page.Src)
	q.heads = q.heads[:0]
	for n := range th.Comments {
		c := &th.Comments[n]
		at := c.First
		lines := th.Text[c.Text : c.Text+c.TextLen]
		out, open, opener := int32(0), -1, comment.Span{}
		if above := q.headAbove(c); above >= 0 {
			open, opener = 0, comment.SpanOf(q.page.Blocks[above].Start, q.page.Blocks[above].End)
		}
		for k := range lines {
			for at < c.Last && q.page.Blocks[at].Start < lines[k].Start {
				at++
			}
			x := lines[k]
			t := x.Of(q.page.Src)
			switch {
			case t[0] == '>':
				x.Quote = depth(t)
			case open >= 0 && out > 0 && q.fit.closesQuote(at):
				for j := int32(open); j < out; j++ {
					lines[j].Quote = max(1, lines[j].Quote)
				}
				open = -1
				continue
			case k+1 < len(lines) && (q.page.QuoteHead(at) != nil || q.called(n, at)):
				if out == 0 {
					opener = x.Span
				}
				open = int(out)
				continue
			case open >= 0 && (int(out) == open || q.earlier(at, c)):
				x.Quote = 1
			case int(out)-open > maxQuote:
				open = -1
			}
			lines[out] = x
			out++
		}
		if out > 0 {
			c.TextLen = out
		}
		q.heads = append(q.heads, opener)
	}
}

// called reports whether a line is nothing but the name of the author of an earlier comment and a
// colon.
func (q *quotes) called(n int, i int32) bool {
	t := q.page.Blocks[i].Text(q.page.Src)
	if t[len(t)-1] != ':' || q.page.Blocks[i].Words > 6 {
		return false
	}
	q.fold = block.Fold(q.fold[:0], t, false)
	return q.known.Named(n, q.fold) >= 0
}

// headAbove is the block right above the text of a comment if it is a head, else -1.
func (q *quotes) headAbove(c *comment.Comment) int32 {
	if c.TextLen == 0 {
		return -1
	}
	for i := c.Last; i > c.First; i-- {
		if q.page.Blocks[i].Start == q.thread.Text[c.Text].Start {
			if q.page.QuoteHead(i-1) != nil &&
				!(c.Author.Start >= q.page.Blocks[i-1].Start &&
					c.Author.End <= q.page.Blocks[i-1].End) {
				return i - 1
			}
			return -1
		}
	}
	return -1
}

// earlier reports whether a line of a comment also occurs above the comment.
func (q *quotes) earlier(i int32, c *comment.Comment) bool {
	f := &q.page.Facts[i]
	return f.Count > 1 && q.page.FirstOf(f.Key) < c.First
}

// depth counts the marks that a quoted line starts with, "> >" and ">>".
func depth(t []byte) (n uint8) {
	for len(t) > 0 && n < 9 {
		switch k := token.SpaceAt(t); {
		case t[0] == '>':
			n++
			t = t[1:]
		case k > 0:
			t = t[k:]
		default:
			return n
		}
	}
	return n
}
