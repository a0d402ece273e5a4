package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
)

// A signature is no part of what an author says: the lines that end several posts of one author alike, and whatever stands
// behind an "edited" line or a rule. Only pages that show fields or ranks of their authors, as forums do, have signatures.

const (
	minSignature = 3  // words that lines must have together to be one
	maxSignature = 10 // lines
)

// signatures cuts the signatures off the texts.
func (s *Segmenter) signatures() {
	cs := s.thread.Comments
	forum := s.proof.field > .5 || s.proof.rank > .5 || s.proof.number > 0
	for i := range cs {
		s.cutEdited(&cs[i], forum)
	}
	if !forum {
		return
	}
	s.seen.reset(len(cs))
	for i := range cs {
		c := &cs[i]
		if c.Author.Empty() {
			continue
		}
		key := hashName(c.Author.Of(s.src))
		at := s.seen.slot(key)
		prev := s.seen.counts[at]
		s.seen.keys[at], s.seen.counts[at] = key, int32(i)+1
		if prev == 0 {
			continue
		}
		n := s.alike(&cs[prev-1], c)
		c.signed = n
		cs[prev-1].signed = max(cs[prev-1].signed, n)
	}
	for i := range cs {
		cs[i].TextLen -= cs[i].signed
	}
}

// alike is the number of lines that end both texts, if they may be a signature.
func (s *Segmenter) alike(a, b *Comment) (n int32) {
	words := int32(0)
	for n < min(a.TextLen, b.TextLen) {
		x, y := s.line(a, a.TextLen-1-n).Of(s.src), s.line(b, b.TextLen-1-n).Of(s.src)
		if !bytes.Equal(x, y) {
			break
		}
		sh := block.Measure(x)
		words += sh.Words
		n++
	}
	if n > maxSignature || n == a.TextLen || n == b.TextLen || words < minSignature {
		return 0
	}
	return n
}

// line is line i of a comment's text.
func (s *Segmenter) line(c *Comment, i int32) Span { return s.thread.Text[c.Text+i].Span }

// cutEdited cuts the text at a line that says when it was edited, and at a rule of underscores or dashes near its end.
func (s *Segmenter) cutEdited(c *Comment, forum bool) {
	at := c.First
	for i := int32(0); i < c.TextLen; i++ {
		x := s.line(c, i)
		for at < c.Last && s.blocks[at].Start < x.Start {
			at++
		}
		f, b := &s.facts[at], &s.blocks[at]
		edited := f.role == label.RoleEdited && b.Words <= 20 && b.Digits >= 2
		rule := forum && isRule(b.Text(s.src))
		if i > 0 && (edited || rule) && (c.TextLen-i <= maxSignature || i+1 == c.TextLen) {
			c.TextLen = i
			return
		}
	}
}

// isRule reports whether a line is drawn with one mark: "________", "--".
func isRule(t []byte) bool {
	return len(t) > 1 && (t[0] == '_' || t[0] == '-' || t[0] == '=') && bytes.Count(t, t[:1]) == len(t)
}
