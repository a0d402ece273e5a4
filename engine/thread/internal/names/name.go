// Package names decides what is a name: what is left of a line, or of the words around a time,
// without the words of the grammar, marks, votes and ranks; and how much that looks like the name
// of an author. It remembers what it finds, because many grammars are tried on the same lines.
package names

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
)

// Reader finds the names of a page. Reuse it.
type Reader struct {
	page        *lines.Page
	inLines     []Name    // names in the blocks
	aroundTimes [][2]Name // names before and after the times of the time lines
	fold        []byte
	matches     []lexicon.Match
	tiles       []lexicon.Match
}

// Name is the name in a stretch of text, found once for all the grammars that are tried.
type Name struct {
	Span  comment.Span
	Worth float32 // how much it looks like a name
	Known bool    // it was looked for
}

// Reset drops the names that were found on another page.
func (r *Reader) Reset(page *lines.Page) {
	r.page = page
	r.inLines = scratch.Resize(r.inLines, len(r.page.Blocks))
	clear(r.inLines)
	r.aroundTimes = r.aroundTimes[:0]
}

// InLine is the name in a block.
func (r *Reader) InLine(i int32) comment.Span {
	n, b := &r.inLines[i], &r.page.Blocks[i]
	return r.look(n, b.Start, b.End, true).Span
}

// BeforeTime is the name in the words from byte from up to the time of a time line, or none if they
// cannot contain one.
func (r *Reader) BeforeTime(line, from int32, may bool) *Name {
	m := &r.page.Times[line]
	return r.look(&r.besideTime(line)[0], from, r.page.Blocks[m.Block].Start+int32(m.When.Start),
		may)
}

// AfterTime is the name in the words after the time of a time line, or none if they cannot contain
// one.
func (r *Reader) AfterTime(line int32, may bool) *Name {
	m := &r.page.Times[line]
	b := &r.page.Blocks[m.Block]
	return r.look(&r.besideTime(line)[1], b.Start+int32(m.When.End), b.End, may)
}

// besideTime are the names before and after the time of a time line.
func (r *Reader) besideTime(line int32) *[2]Name {
	for int(line) >= len(r.aroundTimes) {
		r.aroundTimes = append(r.aroundTimes, [2]Name{})
	}
	return &r.aroundTimes[line]
}

// look finds the name in the bytes from a to b, unless it was looked for already.
func (r *Reader) look(n *Name, a, b int32, may bool) *Name {
	if !n.Known {
		n.Known = true
		if may {
			n.Span = r.name(a, b)
		}
		n.Worth = r.Worth(n.Span)
	}
	return n
}

// LineWorth says how much a line of its own looks like an author's name.
func (r *Reader) LineWorth(i int32) float32 {
	f := &r.page.Facts[i]
	b := &r.page.Blocks[i]
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
	if b.Runes == 1 && r.page.AvatarLetter(i) || r.page.FieldValue(i) {
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
	if r.page.IsNamed(f.Key) {
		w += .5
	}
	if b.Words > 4 || b.Runes > 40 {
		w -= .4
	}
	return w
}

// Worth says how much a part of a time line looks like a name.
func (r *Reader) Worth(n comment.Span) float32 {
	if n.Empty() {
		return -1
	}
	sh := block.Measure(n.Of(r.page.Src))
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

// name trims a stretch of text to the name in it: words of the grammar, marks, votes and ranks in
// symbols are cut off.
func (r *Reader) name(a, b int32) comment.Span {
	a, b = r.Trim(a, b)
	if i := bytes.Index(r.page.Src[a:b], []byte("   ")); i > 0 {
		b = a + int32(i) // columns of one line: "name   Posts: 97"
	}
	a = r.afterBy(a, b)
	for n := 0; n < 4; n++ {
		from, to := r.cutLead(a, b), b
		to = r.cutTrail(from, to)
		from, to = r.Trim(from, to)
		if from == a && to == b {
			break
		}
		a, b = from, to
	}
	if n := lines.Twice(r.page.Src[a:b]); n > 0 {
		b = a + int32(n)
	}
	if a >= b || r.grammatical(a, b) || r.page.Src[a] == '#' && lines.IsNumber(r.page.Src[a:b]) {
		return comment.Span{}
	}
	return comment.SpanOf(a, b)
}

// grammatical reports whether a stretch of text is nothing but a word of the grammar: "answered",
// "Reply", "Location".
func (r *Reader) grammatical(a, b int32) bool {
	if b-a > 60 {
		return false
	}
	r.fold = block.Fold(r.fold[:0], r.page.Src[a:b], true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		if m.Start != 0 || m.End != len(r.fold) {
			continue
		}
		switch m.Role {
		case lexicon.RoleBy, lexicon.RoleSays, lexicon.RoleAction, lexicon.RoleReplyto,
			lexicon.RoleEdited, lexicon.RoleJoined, lexicon.RoleSort, lexicon.RoleMore,
			lexicon.RoleHeading:
			return true
		}
	}
	return false
}

// afterBy skips to what follows " by " in a line that starts with a title: "Re: the title by name".
func (r *Reader) afterBy(a, b int32) int32 {
	t := r.page.Src[a:b]
	if len(t) < 12 || bytes.Count(t, []byte(" ")) < 3 {
		return a
	}
	for _, w := range lexicon.TitleBy {
		if i := bytes.LastIndex(t, []byte(w)); i > 0 && len(t)-i-len(w) < 40 {
			return a + int32(i+len(w))
		}
	}
	return a
}

// Trim takes white space and marks off both ends.
func (r *Reader) Trim(a, b int32) (int32, int32) {
	for a < b {
		x, y := token.Trim(r.page.Src, int(a), int(b))
		from, to := int32(x), int32(y)
		for from < to && leadMark(r.page.Src[from:to]) > 0 {
			from += int32(leadMark(r.page.Src[from:to]))
		}
		for from < to && trailMark(r.page.Src[from:to]) > 0 {
			to -= int32(trailMark(r.page.Src[from:to]))
		}
		if from == a && to == b {
			break
		}
		a, b = from, to
	}
	return a, b
}

var leadMarks, trailMarks = []string{"#", "-", "–", "—", "·", "•", "|", ":", ",", "/", "»", "«",
	"[-]", "[–]", "[+]", ">", ")", "*", "●", "→"},
	[]string{"-", "–", "—", "·", "•", "|", ":", ",", "/", "»", "«", "(", "✭", "★", "☆", "*", ">",
		"→", "●", "↓", "#", "[S]", "[score hidden]"}

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
func (r *Reader) cutLead(a, b int32) int32 {
	r.fold = block.Fold(r.fold[:0], r.page.Src[a:min(b, a+80)], true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	best := 0
	for _, m := range r.matches {
		if m.Start == 0 && m.End > best && m.End < len(r.fold) && m.Scope&lexicon.Prefix != 0 &&
			m.Role == lexicon.RoleBy {
			best = m.End
		}
	}
	if n := lexicon.PhraseAt(r.fold, lexicon.RoleRank, lines.MaxControl); best == 0 &&
		n < len(r.fold) && bytes.IndexByte(r.fold[:n], ' ') > 0 {
		best = n // "Project maintainer ann": one word alone may be a part of the name
	}
	if best == 0 {
		return a
	}
	words := 1
	for _, c := range r.fold[:best] {
		if c == ' ' {
			words++
		}
	}
	return r.skipWords(a, b, words)
}

// skipWords returns the start of what follows n words.
func (r *Reader) skipWords(a, b int32, n int) int32 {
	i := int(a)
	for ; n > 0; n-- {
		for i < int(b) && token.SpaceAt(r.page.Src[i:b]) == 0 {
			i++
		}
		for i < int(b) && token.SpaceAt(r.page.Src[i:b]) > 0 {
			i += token.SpaceAt(r.page.Src[i:b])
		}
	}
	return int32(i)
}

// cutTrail drops words of the grammar at the end: "says", "am", "commented", "188 points",
// "Antworten", "(m)".
func (r *Reader) cutTrail(a, b int32) int32 {
	if i := bytes.LastIndexByte(r.page.Src[a:b], '('); i > 0 && b-a > 4 && r.page.Src[b-1] == ')' &&
		cutParen(r.page.Src[a:a+int32(i)], r.page.Src[a+int32(i)+1:b-1]) {
		return a + int32(i)
	}
	if i := bytes.LastIndexByte(r.page.Src[a:b], '#'); i > 1 &&
		lines.FirstNumber(r.page.Src[int(a)+i:b]) > 0 && r.page.Src[int(a)+i-1] == ' ' &&
		lines.IsNumber(r.page.Src[int(a)+i:b]) {
		return a + int32(i) // "Reply #28"
	}
	from := max(a, b-80)
	for from > a && from < b && r.page.Src[from]&0xC0 == 0x80 {
		from++
	}
	r.fold = block.Fold(r.fold[:0], r.page.Src[from:b], true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	cut := 0
	for _, m := range r.matches {
		if m.End != len(r.fold) || m.Start == 0 && from == a && m.Role != lexicon.RoleVotes {
			continue
		}
		if m.Role == lexicon.RoleSays || m.Role == lexicon.RoleVotes {
			cut = max(cut, words(r.fold[m.Start:]))
		}
	}
	cut = max(cut, r.trailing())
	if cut == 0 {
		return b
	}
	return r.DropWords(a, b, cut)
}

// cutParen reports whether the bracket after a name is not part of it: a single word, or the name
// again. Several words say who it is: "(not verified)", "(station master)".
func cutParen(name, in []byte) bool {
	return bytes.IndexByte(in, ' ') < 0 || len(bytes.TrimSpace(name)) == len(in)
}

// trailing counts the words at the end of s.fold that are a control or a word before a time.
func (r *Reader) trailing() int {
	start := len(r.fold)
	for n := 1; n <= 4; n++ {
		i := bytes.LastIndexByte(r.fold[:start], ' ')
		if i <= 0 {
			return 0
		}
		part := r.fold[i+1:]
		r.tiles = lexicon.AppendMatches(r.tiles[:0], part)
		for _, m := range r.tiles {
			if m.Start == 0 && m.End == len(part) &&
				(m.Role == lexicon.RoleAction || m.Role == lexicon.RoleBy ||
					m.Role == lexicon.RoleRank || m.Role == lexicon.RoleClosed ||
					m.Role == lexicon.RoleJoined && n > 1) {
				return n
			}
		}
		start = i
	}
	return 0
}

func words(folded []byte) int { return 1 + bytes.Count(folded, []byte(" ")) }

// DropWords returns the end of what precedes the last n words.
func (r *Reader) DropWords(a, b int32, n int) int32 {
	i := int(b)
	for ; n > 0 && i > int(a); n-- {
		for i > int(a) && r.page.Src[i-1] > ' ' && r.page.Src[i-1] != 0xA0 {
			i--
		}
		for i > int(a) && (r.page.Src[i-1] <= ' ' || r.page.Src[i-1] == 0xA0 ||
			r.page.Src[i-1] == 0xC2) {
			i--
		}
	}
	return int32(i)
}

// InElement trims a line that is an element to the name in it. Ranks and brackets stay, because
// they are in the element.
func (r *Reader) InElement(line comment.Span) comment.Span {
	a, b := r.Trim(line.Start, line.End)
	from := r.cutLead(a, b)
	r.fold = block.Fold(r.fold[:0], r.page.Src[from:b], true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		if m.Role == lexicon.RoleSays && m.End == len(r.fold) && m.Start > 0 {
			b = r.DropWords(from, b, words(r.fold[m.Start:]))
			break
		}
	}
	from, b = r.Trim(from, b)
	if from >= b || r.grammatical(from, b) {
		return comment.Span{}
	}
	return comment.SpanOf(from, b)
}
