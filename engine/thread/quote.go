package thread

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/token"
)

// A text may quote another comment. The page tells in three ways: lines that start with ">", a head that names whose words
// follow ("X wrote:", "Zitat von X"), or a line that closes the quote ("Click to expand..."). Heads and closing lines are no
// words of the author and leave the text.

const (
	maxHead  = 14 // words of a head
	maxQuote = 40 // lines between a head and the line that closes the quote
)

// head returns the folded name in a line that announces the words of another, nil when the line is none.
func (s *Segmenter) head(i int32) []byte {
	b, f := &s.blocks[i], &s.facts[i]
	t := b.Text(s.src)
	if b.Words > maxHead || len(t) > maxFoot*2 || b.Sentences > 1 {
		return nil
	}
	announces := quoteHead(t)
	if f.time >= 0 {
		w := &s.marks[f.time].when
		before, behind := t[:w.Start], t[w.End:]
		if len(before) >= len(behind) {
			t = before
			announces = announces || bytes.IndexByte(t, ':') > 0
		} else {
			t = behind
		}
	}
	s.fold = block.Fold(s.fold[:0], t, true)
	s.matches = lexicon.AppendMatches(s.matches[:0], s.fold)
	from, to, found := 0, len(s.fold), false
	for _, m := range s.matches {
		switch {
		case m.Role == lexicon.RoleQuote && m.Start == 0 && m.End < len(s.fold):
			from, found = max(from, m.End), true
		case (m.Role == lexicon.RoleSays || m.Role == lexicon.RoleQuote) && m.End == len(s.fold) && m.Start > 0 && announces:
			to, found = min(to, m.Start), true
		}
	}
	if !found || from >= to {
		return nil
	}
	name := bytes.Trim(s.fold[from:to], " :,")
	for _, w := range [...]string{" on", " am", " at", " le", " el", " il"} { // "Quote from: X on" a date
		name = bytes.TrimSuffix(name, []byte(w))
	}
	return name
}

// mentioned notes the names that quote heads and mentions give, by the key of a line that is nothing but the name.
func (s *Segmenter) mentioned() {
	s.named.reset(len(s.marks) + 64)
	left := len(s.named.keys) / 2
	for i := range s.facts {
		f := &s.facts[i]
		if left == 0 {
			return
		}
		var name []byte
		switch {
		case f.role == lexicon.RoleQuote || f.role == lexicon.RoleSays:
			name = s.head(int32(i))
		case f.sym == symMention && s.src[s.blocks[i].Start] == '@':
			t := s.blocks[i].Text(s.src)
			_, end := block.NextWord(t, 1)
			s.fold = block.Fold(s.fold[:0], t[1:max(1, end)], true)
			name = s.fold
		}
		if len(name) <= 1 {
			continue
		}
		s.named.add(xxhash.Sum64(name))
		left--
		if (f.role == lexicon.RoleQuote || f.time >= 0) && i+1 < len(s.facts) && s.facts[i+1].count > 1 && s.facts[i+1].sym == symName && left > 0 {
			s.named.add(^s.facts[i+1].key)
			left--
		}
	}
	for i := range s.facts {
		if f := &s.facts[i]; f.sym == symName && f.count > 1 && s.named.of(^f.key) > 0 {
			f.sym, f.count, f.dup = symShort, 1, false // somebody said it, and another quotes it
		}
	}
}

// quotes marks the lines of the texts that are quoted from others, and takes out the heads and the closing lines. The name
// in a head that opens a text is kept for the parents.
func (s *Segmenter) quotes() {
	th := &s.thread
	s.foldNames()
	s.heads = s.heads[:0]
	for n := range th.Comments {
		c := &th.Comments[n]
		at := c.First
		lines := th.Text[c.Text : c.Text+c.TextLen]
		out, open, opener := int32(0), -1, Span{}
		if above := s.headAbove(c); above >= 0 {
			open, opener = 0, span(s.blocks[above].Start, s.blocks[above].End)
		}
		for k := range lines {
			for at < c.Last && s.blocks[at].Start < lines[k].Start {
				at++
			}
			x := lines[k]
			t := x.Of(s.src)
			switch {
			case t[0] == '>':
				x.Quote = depth(t)
			case open >= 0 && out > 0 && s.closesQuote(at):
				for j := int32(open); j < out; j++ {
					lines[j].Quote = max(1, lines[j].Quote)
				}
				open = -1
				continue
			case k+1 < len(lines) && (s.head(at) != nil || s.called(n, at)):
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
	t := s.blocks[i].Text(s.src)
	if t[len(t)-1] != ':' || s.blocks[i].Words > 6 {
		return false
	}
	s.fold = block.Fold(s.fold[:0], t, false)
	return s.exactly(n, s.fold) >= 0
}

// headAbove is the block right above the text of a comment if it is a head, else -1.
func (s *Segmenter) headAbove(c *Comment) int32 {
	if c.TextLen == 0 {
		return -1
	}
	for i := c.Last; i > c.First; i-- {
		if s.blocks[i].Start == s.thread.Text[c.Text].Start {
			if s.head(i-1) != nil && !(c.Author.Start >= s.blocks[i-1].Start && c.Author.End <= s.blocks[i-1].End) {
				return i - 1
			}
			return -1
		}
	}
	return -1
}

// earlier reports whether a line of a comment stands above the comment as well.
func (s *Segmenter) earlier(i int32, c *Comment) bool {
	f := &s.facts[i]
	return f.count > 1 && s.counts.noted(f.key) < c.First
}

// withinQuote reports whether block i closes a quote whose head stands above it, at a or further down.
func (s *Segmenter) withinQuote(a, i int32) bool {
	if !s.closesQuote(i) {
		return false
	}
	for j := i - 1; j >= max(a-1, i-maxQuote); j-- {
		if s.head(j) != nil {
			return true
		}
	}
	return false
}

// closesQuote reports whether a line ends a quote, "Click to expand...": a control that not nearly all the records show.
func (s *Segmenter) closesQuote(i int32) bool {
	f := &s.facts[i]
	return f.role == lexicon.RoleAction && f.scope&lexicon.Whole != 0 && f.count > 1 && int(s.gaps.of(f.key))*10 < 8*len(s.cuts)
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
