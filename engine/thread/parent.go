package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/lines"
)

const parentWindow = 500 // earlier comments among which a parent is looked for

// parents links replies to what they reply to, where the page says so.
func (s *Segmenter) parents() {
	cs := s.thread.Comments
	if len(s.ends) != len(cs)+1 {
		s.foldNames()
	}
	named := 0
	for i := range cs {
		if cs[i].Parent != Unknown { // the markup says
			continue
		}
		if s.byNumber(i) || s.byReplyTo(i) || s.byMention(i) || s.byQuote(i) || s.byAddress(i) {
			if cs[i].Evidence == ByReplyTo || cs[i].Evidence == ByNumber {
				named++
			}
		}
	}
	if named > 1 && named*5 >= len(cs) { // the page names whom a reply is for: the others are no replies
		for i := range cs {
			if cs[i].Parent == Unknown {
				cs[i].ReplyTo(TopLevel, ByReplyTo)
			}
		}
	}
}

// foldNames folds the authors once, for all the comparisons to come.
func (s *Segmenter) foldNames() {
	s.authorNames, s.ends = s.authorNames[:0], append(s.ends[:0], 0)
	for i := range s.thread.Comments {
		a := s.thread.Comments[i].Author
		if a.End-a.Start <= 120 {
			s.authorNames = block.Fold(s.authorNames, a.Of(s.page.Src), false)
		}
		s.ends = append(s.ends, int32(len(s.authorNames)))
	}
}

func (s *Segmenter) folded(i int) []byte { return s.authorNames[s.ends[i]:s.ends[i+1]] }

// byReplyTo reads "Reply to X" and "Antwort auf #1 von X" lines of the record.
func (s *Segmenter) byReplyTo(i int) bool {
	c := &s.thread.Comments[i]
	hi := c.Last + 4
	if i+1 < len(s.thread.Comments) {
		hi = min(hi, s.thread.Comments[i+1].First-1)
	}
	for b := c.First; b <= min(hi, int32(len(s.page.Blocks))-1); b++ {
		f := &s.page.Facts[b]
		if f.Symbol == lines.Name && b <= c.Last && s.isAuthor(b) && s.plain(c, b) {
			s.fold = append(s.fold[:0], ' ')
			s.fold = block.Fold(s.fold, s.page.Blocks[b].Text(s.page.Src), false)
			if p := s.lastNamed(i, s.fold); p >= 0 && string(s.folded(p)) == string(s.fold[1:]) && string(s.folded(p)) != string(s.folded(i)) {
				c.ReplyTo(int32(p), ByReplyTo)
				return true
			}
		}
		if f.Role != lexicon.RoleReplyto || s.page.Blocks[b].Words > 12 {
			continue
		}
		s.fold = block.Fold(s.fold[:0], s.page.Blocks[b].Text(s.page.Src), false)
		if p := s.lastNamed(i, s.fold); p >= 0 {
			c.ReplyTo(int32(p), ByReplyTo)
			if b <= c.Last || s.page.Blocks[b].Gap < 3 {
				c.Last = max(c.Last, b)
			}
			return true
		}
	}
	return false
}

// plain reports whether a block of the record is neither its author nor its text.
func (s *Segmenter) plain(c *Comment, b int32) bool {
	k := &s.page.Blocks[b]
	if c.Author.Start >= k.Start && c.Author.End <= k.End {
		return false
	}
	for _, x := range s.thread.Text[c.Text : c.Text+c.TextLen] {
		if x.Start == k.Start {
			return false
		}
	}
	return true
}

// lastNamed is the latest comment before i whose author ends the folded line.
func (s *Segmenter) lastNamed(i int, line []byte) int {
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		n := s.folded(p)
		if len(n) > 0 && len(n) < len(line) && bytes.HasSuffix(line, n) && !block.InWord(line, len(line)-len(n)-1) {
			return p
		}
	}
	return -1
}

// byMention reads "@X" and "X@" at the start of the text.
func (s *Segmenter) byMention(i int) bool {
	c := &s.thread.Comments[i]
	if c.TextLen == 0 {
		return false
	}
	t := s.thread.Text[c.Text].Of(s.page.Src)
	t = t[:min(len(t), 120)]
	if t[0] == '@' {
		s.fold = foldMention(s.fold[:0], t[1:])
		return s.link(i, s.fold, false)
	}
	if at := bytes.IndexByte(t, '@'); at > 2 && at < 60 && (at+1 == len(t) || t[at+1] == ' ' || t[at+1] == 0xC2) && t[at-1] != ' ' {
		s.fold = foldMention(s.fold[:0], t[:at])
		return s.link(i, s.fold, true)
	}
	return false
}

func foldMention(dst, t []byte) []byte {
	if len(t) > 0 && t[0] == '@' { // a user called "@"
		return append(dst, '@')
	}
	return block.Fold(dst, t, false)
}

// link finds the author that a mention starts with, or whose name starts with the mention's first word, and takes the
// latest comment of that author. whole: the mention is nothing but the name.
func (s *Segmenter) link(i int, mention []byte, whole bool) bool {
	best, length := -1, 0
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		n := s.folded(p)
		if len(n) > length && bytes.HasPrefix(mention, n) && (len(n) == len(mention) || !block.InWord(mention, len(n))) && (!whole || len(n) == len(mention)) {
			best, length = p, len(n)
		}
	}
	if best < 0 {
		best = s.byPrefix(i, mention)
	}
	if best < 0 {
		return false
	}
	c := &s.thread.Comments[i]
	c.ReplyTo(int32(best), ByMention)
	return true
}

// byPrefix is the latest comment of the only author whose name starts with the mention's first word, at least four bytes.
func (s *Segmenter) byPrefix(i int, mention []byte) int {
	_, end := block.NextWord(mention, 0)
	w := mention[:end]
	if len(w) < 4 {
		return -1
	}
	best := -1
	for p := i - 1; p >= 0 && p >= i-parentWindow; p-- {
		n := s.folded(p)
		if !bytes.HasPrefix(n, w) {
			continue
		}
		if best < 0 {
			best = p
		} else if !bytes.Equal(n, s.folded(best)) {
			return -1
		}
	}
	return best
}
