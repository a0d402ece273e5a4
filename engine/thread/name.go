package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
)

// A name is what is left of a line when the words of the grammar, the marks, votes and ranks around it are cut off.

// naming is the name in a stretch of text, found once for all the grammars that are tried.
type naming struct {
	span  Span
	worth float32
	known bool
}

// cached returns the name in src[a:b], none unless ok.
func (s *Segmenter) cached(n *naming, a, b int32, ok bool) Span {
	if !n.known {
		n.known = true
		if ok {
			n.span = s.name(a, b)
		}
		n.worth = s.nameWorth(n.span)
	}
	return n.span
}

// forget drops the names that were found on another page.
func (s *Segmenter) forget() {
	s.inLines = resize(s.inLines, len(s.page.Blocks))
	clear(s.inLines)
	s.aroundTimes = s.aroundTimes[:0]
}

// besideTime are the names before and behind the time of a time line.
func (s *Segmenter) besideTime(line int32) *[2]naming {
	for int(line) >= len(s.aroundTimes) {
		s.aroundTimes = append(s.aroundTimes, [2]naming{})
	}
	return &s.aroundTimes[line]
}

// lineWorth says how much a line of its own looks like an author's name.
func (s *Segmenter) lineWorth(i int32) float32 {
	f := &s.page.Facts[i]
	b := &s.page.Blocks[i]
	w := float32(0)
	switch f.Symbol {
	case lines.Name:
		w = 1
	case lines.Short:
		w = .1
		if b.Words <= 4 && b.Runes <= 25 && b.Caps == b.Words && b.Sentences > 0 {
			w = .8 // "C. M."
		}
	case lines.Mention:
		w = .3
	case lines.Punctuation:
		w = .2
	default:
		return -1
	}
	switch f.Role {
	case lexicon.RoleSays, lexicon.RoleBy:
		w = 1.2
	case lexicon.RoleRank:
		w = -.3
	case lexicon.RoleReplyto, lexicon.RoleQuote, lexicon.RoleAvatar:
		return -1
	}
	if b.Runes == 1 && s.page.AvatarLetter(i) || s.page.FieldValue(i) {
		return -1
	}
	if b.LastRune == ':' && f.Role != lexicon.RoleSays {
		w -= 1
	}
	if f.Family != label.None && f.Family != label.CommentUI && f.Family != label.CommentPolicy {
		w -= 1.5 // an advertisement, a link of the page
	}
	if b.FirstRune == '[' && b.LastRune == ']' {
		w -= 1 // a badge
	}
	if f.Dup {
		w += .9
	}
	if s.page.IsNamed(f.Key) {
		w += .5
	}
	if b.Words > 4 || b.Runes > 40 {
		w -= .4
	}
	return w
}

// nameWorth says how much a part of a time line looks like a name.
func (s *Segmenter) nameWorth(n Span) float32 {
	if n.Empty() {
		return -1
	}
	sh := block.Measure(n.Of(s.page.Src))
	switch {
	case sh.Letters == 0 && sh.Digits == 0:
		return .1
	case sh.Words > 8 || sh.Runes > 60:
		return -.5
	case sh.Words > 4 || sh.Runes > 40:
		return .4
	}
	return 1.1
}

// name trims a stretch of text to the name in it: words of the grammar, marks, votes and ranks in symbols are cut off.
func (s *Segmenter) name(a, b int32) Span {
	a, b = s.trimName(a, b)
	if i := bytes.Index(s.page.Src[a:b], []byte("   ")); i > 0 {
		b = a + int32(i) // columns of one line: "name   Posts: 97"
	}
	a = s.afterBy(a, b)
	for n := 0; n < 4; n++ {
		from, to := s.cutLead(a, b), b
		to = s.cutTrail(from, to)
		from, to = s.trimName(from, to)
		if from == a && to == b {
			break
		}
		a, b = from, to
	}
	if n := lines.Twice(s.page.Src[a:b]); n > 0 {
		b = a + int32(n)
	}
	if a >= b || s.grammatical(a, b) || s.page.Src[a] == '#' && lines.IsNumber(s.page.Src[a:b]) {
		return Span{}
	}
	return span(a, b)
}

// grammatical reports whether a stretch of text is nothing but a word of the grammar: "answered", "Reply", "Location".
func (s *Segmenter) grammatical(a, b int32) bool {
	if b-a > 60 {
		return false
	}
	s.fold = block.Fold(s.fold[:0], s.page.Src[a:b], true)
	s.matches = lexicon.AppendMatches(s.matches[:0], s.fold)
	for _, m := range s.matches {
		if m.Start != 0 || m.End != len(s.fold) {
			continue
		}
		switch m.Role {
		case lexicon.RoleBy, lexicon.RoleSays, lexicon.RoleAction, lexicon.RoleReplyto, lexicon.RoleEdited, lexicon.RoleJoined, lexicon.RoleSort, lexicon.RoleMore, lexicon.RoleHeading:
			return true
		}
	}
	return false
}

// afterBy skips to what follows " by " in a line that starts with a title: "Re: the title by name".
func (s *Segmenter) afterBy(a, b int32) int32 {
	t := s.page.Src[a:b]
	if len(t) < 12 || bytes.Count(t, []byte(" ")) < 3 {
		return a
	}
	for _, w := range [...]string{" by ", " von ", " par "} {
		if i := bytes.LastIndex(t, []byte(w)); i > 0 && len(t)-i-len(w) < 40 {
			return a + int32(i+len(w))
		}
	}
	return a
}

// trimName takes white space and marks off both ends.
func (s *Segmenter) trimName(a, b int32) (int32, int32) {
	for a < b {
		x, y := token.Trim(s.page.Src, int(a), int(b))
		from, to := int32(x), int32(y)
		for from < to && leadMark(s.page.Src[from:to]) > 0 {
			from += int32(leadMark(s.page.Src[from:to]))
		}
		for from < to && trailMark(s.page.Src[from:to]) > 0 {
			to -= int32(trailMark(s.page.Src[from:to]))
		}
		if from == a && to == b {
			break
		}
		a, b = from, to
	}
	return a, b
}

var leadMarks, trailMarks = []string{"#", "-", "–", "—", "·", "•", "|", ":", ",", "/", "»", "«", "[-]", "[–]", "[+]", ">", ")", "*", "●", "→"},
	[]string{"-", "–", "—", "·", "•", "|", ":", ",", "/", "»", "«", "(", "✭", "★", "☆", "*", ">", "→", "●", "↓", "#", "[S]", "[score hidden]"}

func leadMark(t []byte) int {
	for _, m := range leadMarks {
		if len(t) > len(m) && string(t[:len(m)]) == m {
			if (m == "-" || m == "*" || m == "#") && token.SpaceAt(t[1:]) == 0 {
				return 0 // a part of the name: "-thh"
			}
			return len(m)
		}
	}
	return 0
}

func trailMark(t []byte) int {
	for _, m := range trailMarks {
		if len(t) > len(m) && string(t[len(t)-len(m):]) == m {
			return len(m)
		}
	}
	return 0
}

// cutLead skips words of the grammar at the start: "Posted by", "von", "am", "#12".
func (s *Segmenter) cutLead(a, b int32) int32 {
	s.fold = block.Fold(s.fold[:0], s.page.Src[a:min(b, a+80)], true)
	s.matches = lexicon.AppendMatches(s.matches[:0], s.fold)
	best := 0
	for _, m := range s.matches {
		if m.Start == 0 && m.End > best && m.End < len(s.fold) && m.Scope&lexicon.Prefix != 0 && m.Role == lexicon.RoleBy {
			best = m.End
		}
	}
	if n := lexicon.PhraseAt(s.fold, lexicon.RoleRank, lines.MaxControl); best == 0 && n < len(s.fold) && bytes.IndexByte(s.fold[:n], ' ') > 0 {
		best = n // "Project maintainer ann": one word alone may be a part of the name
	}
	if best == 0 {
		return a
	}
	words := 1
	for _, c := range s.fold[:best] {
		if c == ' ' {
			words++
		}
	}
	return s.skipWords(a, b, words)
}

// skipWords returns the start of what follows n words.
func (s *Segmenter) skipWords(a, b int32, n int) int32 {
	i := int(a)
	for ; n > 0; n-- {
		for i < int(b) && token.SpaceAt(s.page.Src[i:b]) == 0 {
			i++
		}
		for i < int(b) && token.SpaceAt(s.page.Src[i:b]) > 0 {
			i += token.SpaceAt(s.page.Src[i:b])
		}
	}
	return int32(i)
}

// cutTrail drops words of the grammar at the end: "says", "am", "commented", "188 points", "Antworten", "(m)".
func (s *Segmenter) cutTrail(a, b int32) int32 {
	if i := bytes.LastIndexByte(s.page.Src[a:b], '('); i > 0 && b-a > 4 && s.page.Src[b-1] == ')' && cutParen(s.page.Src[a:a+int32(i)], s.page.Src[a+int32(i)+1:b-1]) {
		return a + int32(i)
	}
	if i := bytes.LastIndexByte(s.page.Src[a:b], '#'); i > 1 && lines.FirstNumber(s.page.Src[int(a)+i:b]) > 0 && s.page.Src[int(a)+i-1] == ' ' && lines.IsNumber(s.page.Src[int(a)+i:b]) {
		return a + int32(i) // "Reply #28"
	}
	from := max(a, b-80)
	for from > a && from < b && s.page.Src[from]&0xC0 == 0x80 {
		from++
	}
	s.fold = block.Fold(s.fold[:0], s.page.Src[from:b], true)
	s.matches = lexicon.AppendMatches(s.matches[:0], s.fold)
	cut := 0
	for _, m := range s.matches {
		if m.End != len(s.fold) || m.Start == 0 && from == a && m.Role != lexicon.RoleVotes {
			continue
		}
		if m.Role == lexicon.RoleSays || m.Role == lexicon.RoleVotes {
			cut = max(cut, words(s.fold[m.Start:]))
		}
	}
	cut = max(cut, s.trailing())
	if cut == 0 {
		return b
	}
	return s.dropWords(a, b, cut)
}

// cutParen reports whether the bracket behind a name is none of it: a single word, or the name once more. Several words say
// who it is: "(not verified)", "(station master)".
func cutParen(name, in []byte) bool {
	return bytes.IndexByte(in, ' ') < 0 || len(bytes.TrimSpace(name)) == len(in)
}

// trailing counts the words at the end of s.fold that are a control or a word before a time.
func (s *Segmenter) trailing() int {
	start := len(s.fold)
	for n := 1; n <= 4; n++ {
		i := bytes.LastIndexByte(s.fold[:start], ' ')
		if i <= 0 {
			return 0
		}
		part := s.fold[i+1:]
		s.tiles = lexicon.AppendMatches(s.tiles[:0], part)
		for _, m := range s.tiles {
			if m.Start == 0 && m.End == len(part) && (m.Role == lexicon.RoleAction || m.Role == lexicon.RoleBy || m.Role == lexicon.RoleRank || m.Role == lexicon.RoleClosed || m.Role == lexicon.RoleJoined && n > 1) {
				return n
			}
		}
		start = i
	}
	return 0
}

func words(folded []byte) int { return 1 + bytes.Count(folded, []byte(" ")) }

// dropWords returns the end of what stands before the last n words.
func (s *Segmenter) dropWords(a, b int32, n int) int32 {
	i := int(b)
	for ; n > 0 && i > int(a); n-- {
		for i > int(a) && s.page.Src[i-1] > ' ' && s.page.Src[i-1] != 0xA0 {
			i--
		}
		for i > int(a) && (s.page.Src[i-1] <= ' ' || s.page.Src[i-1] == 0xA0 || s.page.Src[i-1] == 0xC2) {
			i--
		}
	}
	return int32(i)
}
