package reply

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

const maxNumbered = 12 // words of a line that numbers a record

// byNumber reads the numbering of replies: #1.2 replies to #1. It notes that the comment is
// numbered so.
func (w *Words) byNumber(i int) int {
	cs := w.thread.Comments
	c := &cs[i]
	major := int32(0)
	for b := c.First; b <= c.Last && major == 0; b++ {
		if x := &w.lines.Blocks[b]; x.Words <= maxNumbered && w.plain(c, b) {
			major = dotted(x.Text(w.lines.Src))
		}
	}
	if c.Dotted = major > 0; !c.Dotted {
		return -1
	}
	for p := i - 1; p >= max(0, i-window); p-- {
		if cs[p].Number == major && !cs[p].Dotted {
			return p
		}
	}
	return -1
}

// dotted is the number before the dot in "#12.3", or 0 if t contains none.
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

const (
	maxAddress   = 50  // bytes in which the address ends
	maxAlone     = 40  // bytes of an address in a line of its own
	minAddress   = 3   // bytes of an address
	maxHeadLine  = 100 // bytes of the head of a quote in a line of its own
	maxQuoteTime = 6   // bytes between the head of a quote and the time of what is quoted
)

// byAddress reads how a text starts: "X, …", "Hello X! …", "Danke X: …", where X is the whole name
// of an earlier author.
func (w *Words) byAddress(i int) int {
	c := &w.thread.Comments[i]
	if c.TextLen == 0 {
		return -1
	}
	t := w.thread.Text[c.Text].Of(w.lines.Src)
	end := bytes.IndexAny(t[:min(len(t), maxAddress)], ",!:")
	if end < 0 && len(t) <= maxAlone && c.TextLen > 1 {
		end = len(t)
	}
	if end < minAddress {
		return -1
	}
	w.fold = block.Fold(w.fold[:0], t[:end], false)
	if p := w.authors.Named(i, w.fold); p >= 0 {
		return p
	}
	if at := bytes.IndexByte(w.fold, ' '); at > 0 {
		return w.authors.Named(i, w.fold[at+1:])
	}
	return -1
}

// byQuote reads the head of the quote that opens the text, "X wrote:" or "Zitat von X:". Where
// nobody has looked for quotes it is still in the text, as a line of its own or as the start of a
// quoted one, and is taken off.
func (w *Words) byQuote(i int) int {
	c := &w.thread.Comments[i]
	switch {
	case i < len(w.heads):
		return w.quoted(i, w.heads[i].Of(w.lines.Src))
	case c.TextLen == 0:
		return -1
	}
	x := &w.thread.Text[c.Text]
	if x.Quote > 0 {
		return w.byQuotedLine(i, x)
	}
	t := x.Of(w.lines.Src)
	if c.TextLen < 2 || len(t) > maxHeadLine || !lines.Announces(t) {
		return -1
	}
	p := w.quoted(i, t)
	if p >= 0 {
		c.Text++
		c.TextLen--
	}
	return p
}

// byQuotedLine reads the head that starts the quoted line x of comment i, and takes it off.
func (w *Words) byQuotedLine(i int, x *comment.Line) int {
	t := x.Of(w.lines.Src)
	end := bytes.IndexByte(t[:min(len(t), lines.MaxFoot)], ':') + 1
	if end == 0 || !lines.Announces(t[:end]) {
		return -1
	}
	p := w.quoted(i, t[:end])
	if p < 0 {
		return -1
	}
	at, ok := when.Next(t[:min(len(t), lines.MaxLine)], end)
	if ok && at.Start-end < maxQuoteTime { // "X wrote: ↑ 5 May 2019, 10:05"
		end = at.End
	}
	if end < len(t) {
		x.Start += int32(end)
	}
	return p
}

// quoted is the latest comment by the author named in the head of a quote in comment i, or -1.
func (w *Words) quoted(i int, head []byte) int {
	if len(head) == 0 || len(head) > lines.MaxLine {
		return -1
	}
	w.fold = block.Fold(w.fold[:0], head, false)
	return w.authors.within(i, w.fold)
}
