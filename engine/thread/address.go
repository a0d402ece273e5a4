package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// byNumber reads the numbering of replies: #1.2 replies to #1.
func (s *Segmenter) byNumber(i int) bool {
	c := &s.thread.Comments[i]
	major := int32(0)
	for b := c.First; b <= c.Last && major == 0; b++ {
		if s.page.Blocks[b].Words <= 12 && s.plain(c, b) {
			major = dotted(s.page.Blocks[b].Text(s.page.Src))
		}
	}
	if c.Dotted = major > 0; !c.Dotted {
		return false
	}
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		if o := &s.thread.Comments[p]; o.Number == major && !o.Dotted {
			c.ReplyTo(int32(p), ByNumber)
			return true
		}
	}
	return false
}

// dotted is the number before the dot in "#12.3", 0 when t holds none.
func dotted(t []byte) int32 {
	at := bytes.IndexByte(t, '#')
	if at < 0 {
		return 0
	}
	i := at + 1
	for i < len(t) && t[i]-'0' < 10 {
		i++
	}
	if i == at+1 || i+1 >= len(t) || t[i] != '.' || t[i+1]-'0' >= 10 {
		return 0
	}
	return lines.FirstNumber(t[at:i])
}

// byAddress reads how a text starts: "X, …", "Hello X! …", "Danke X: …", where X is the whole name of an earlier author.
func (s *Segmenter) byAddress(i int) bool {
	c := &s.thread.Comments[i]
	if c.TextLen == 0 {
		return false
	}
	t := s.thread.Text[c.Text].Of(s.page.Src)
	end := bytes.IndexAny(t[:min(len(t), 50)], ",!:")
	if end < 0 && len(t) <= 40 && c.TextLen > 1 {
		end = len(t)
	}
	if end < 3 {
		return false
	}
	s.fold = block.Fold(s.fold[:0], t[:end], false)
	if p := s.exactly(i, s.fold); p >= 0 {
		return s.linked(c, p)
	}
	if at := bytes.IndexByte(s.fold, ' '); at > 0 {
		if p := s.exactly(i, s.fold[at+1:]); p >= 0 {
			return s.linked(c, p)
		}
	}
	return false
}

// byQuote reads the head of the quote that opened the text, "X wrote:" or "Zitat von X:". A head that quotes has not taken
// off the text leaves it here, whether it is a line of its own or the start of a quoted line.
func (s *Segmenter) byQuote(i int) bool {
	c := &s.thread.Comments[i]
	if i < len(s.heads) {
		return s.byHead(i, s.heads[i].Of(s.page.Src))
	}
	if c.TextLen == 0 {
		return false
	}
	x := &s.thread.Text[c.Text]
	t := x.Of(s.page.Src)
	if x.Quote > 0 {
		end := bytes.IndexByte(t[:min(len(t), lines.MaxFoot)], ':') + 1
		if end == 0 || !lines.Announces(t[:end]) || !s.byHead(i, t[:end]) {
			return false
		}
		if w, ok := when.Next(t[:min(len(t), lines.MaxLine)], end); ok && w.Start-end < 6 {
			end = w.End // "X wrote: ↑ 5 May 2019, 10:05"
		}
		if end < len(t) {
			x.Start += int32(end)
		}
		return true
	}
	if c.TextLen < 2 || len(t) > 100 || !lines.Announces(t) || !s.byHead(i, t) {
		return false
	}
	c.Text++
	c.TextLen--
	return true
}

// byHead links comment i to the latest comment of the author that the head of a quote names.
func (s *Segmenter) byHead(i int, head []byte) bool {
	if len(head) == 0 || len(head) > lines.MaxLine {
		return false
	}
	s.fold = block.Fold(s.fold[:0], head, false)
	best := -1
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		n := s.folded(p)
		if len(n) < 2 || best >= 0 && len(n) <= len(s.folded(best)) || bytes.Equal(n, s.folded(i)) {
			continue
		}
		if at := bytes.Index(s.fold, n); at >= 0 && edgeOf(s.fold, at-1) && edgeOf(s.fold, at+len(n)) {
			best = p
		}
	}
	return best >= 0 && s.linked(&s.thread.Comments[i], best)
}

// edgeOf reports whether no word goes on at t[i].
func edgeOf(t []byte, i int) bool { return i < 0 || i >= len(t) || !block.InWord(t, i) }

func (s *Segmenter) linked(c *Comment, parent int) bool {
	c.ReplyTo(int32(parent), ByMention)
	return true
}

// exactly is the latest comment before i by another author of just that name.
func (s *Segmenter) exactly(i int, name []byte) int {
	if len(name) < 3 || bytes.Equal(name, s.folded(i)) {
		return -1
	}
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		if bytes.Equal(s.folded(p), name) {
			return p
		}
	}
	return -1
}
