package thread

import (
	"klartext/engine/block"
	"klartext/engine/token"
)

// A text may quote another comment. The page tells in three ways: lines that start with ">", a head that names whose words
// follow ("X wrote:", "Zitat von X"), or a line that closes the quote ("Click to expand..."). Heads and closing lines are no
// words of the author and leave the text.

const maxQuote = 40 // lines between a head and the line that closes the quote

// markQuoted marks the lines of the texts that are quoted from others, and takes out the heads and the closing lines. The name
// in a head that opens a text is kept for the parents.
func (s *Segmenter) markQuoted() {
	th := &s.thread
	s.known.Read(th, s.page.Src)
	s.heads = s.heads[:0]
	for n := range th.Comments {
		c := &th.Comments[n]
		at := c.First
		lines := th.Text[c.Text : c.Text+c.TextLen]
		out, open, opener := int32(0), -1, Span{}
		if above := s.headAbove(c); above >= 0 {
			open, opener = 0, span(s.page.Blocks[above].Start, s.page.Blocks[above].End)
		}
		for k := range lines {
			for at < c.Last && s.page.Blocks[at].Start < lines[k].Start {
				at++
			}
			x := lines[k]
			t := x.Of(s.page.Src)
			switch {
			case t[0] == '>':
				x.Quote = depth(t)
			case open >= 0 && out > 0 && s.closesQuote(at):
				for j := int32(open); j < out; j++ {
					lines[j].Quote = max(1, lines[j].Quote)
				}
				open = -1
				continue
			case k+1 < len(lines) && (s.page.QuoteHead(at) != nil || s.called(n, at)):
				if out == 0 {
					opener = x.Span
				}
				open = int(out)
				continue
			case open >= 0 && (int(out) == open || s.earlier(at, c)):
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
		s.heads = append(s.heads, opener)
	}
}

// called reports whether a line is nothing but the name of the author of an earlier comment and a colon.
func (s *Segmenter) called(n int, i int32) bool {
	t := s.page.Blocks[i].Text(s.page.Src)
	if t[len(t)-1] != ':' || s.page.Blocks[i].Words > 6 {
		return false
	}
	s.fold = block.Fold(s.fold[:0], t, false)
	return s.known.Named(n, s.fold) >= 0
}

// headAbove is the block right above the text of a comment if it is a head, else -1.
func (s *Segmenter) headAbove(c *Comment) int32 {
	if c.TextLen == 0 {
		return -1
	}
	for i := c.Last; i > c.First; i-- {
		if s.page.Blocks[i].Start == s.thread.Text[c.Text].Start {
			if s.page.QuoteHead(i-1) != nil && !(c.Author.Start >= s.page.Blocks[i-1].Start && c.Author.End <= s.page.Blocks[i-1].End) {
				return i - 1
			}
			return -1
		}
	}
	return -1
}

// earlier reports whether a line of a comment stands above the comment as well.
func (s *Segmenter) earlier(i int32, c *Comment) bool {
	f := &s.page.Facts[i]
	return f.Count > 1 && s.page.FirstOf(f.Key) < c.First
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
