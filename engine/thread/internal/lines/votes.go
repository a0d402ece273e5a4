package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/when"
)

// Votes are the votes in block i, if it is a number, or a number with a word for votes.
func (p *Page) Votes(i int32) (votes comment.Span, ok bool) {
	f := &p.Facts[i]
	b := &p.Blocks[i]
	if f.Symbol == Number && p.Src[b.Start] != '#' {
		return comment.SpanOf(b.Start, b.End), true
	}
	t := b.Text(p.Src)
	if f.Symbol == Action && f.Role == lexicon.RoleAction && b.Digits > 0 && b.Words <= 8 {
		if from, to := balance(t); to > 0 {
			return comment.SpanOf(b.Start+int32(from), b.Start+int32(to)), true
		}
		if t[0] != '#' { // "Like 12 Reply Report"
			from, to := figure(t)
			if !bytes.ContainsAny(t[to:], "0123456789") && (to == len(t) || t[to] != ')') {
				return comment.SpanOf(b.Start+int32(from), b.Start+int32(to)), true
			}
		}
	}
	if f.Role == lexicon.RoleVotes && b.Digits > 0 && b.Words <= 4 {
		from, to := figure(t)
		return comment.SpanOf(b.Start+int32(from), b.Start+int32(to)), true
	}
	return comment.Span{}, false
}

// figure is where the first number in t is, which must contain a digit.
func figure(t []byte) (from, to int) {
	from = bytes.IndexAny(t, "0123456789")
	to = from
	for to < len(t) && (t[to] >= '0' && t[to] <= '9' || t[to] == ',' || t[to] == '.') {
		to++
	}
	return from, to
}

// BareVotes reports whether a block may be a record's votes and nothing else.
func (p *Page) BareVotes(i int32) bool {
	return p.Facts[i].Symbol == Number && p.Src[p.Blocks[i].Start] != '#'
}

// balance finds the votes for and against in a row of controls, a number with a plus and one with a
// minus: "+ 31 - 2". to is 0 if there is none.
func balance(t []byte) (from, to int) {
	if from = bytes.IndexByte(t, '+'); from < 0 {
		return 0, 0
	}
	up := digits(t, from+1)
	minus := up
	for minus < len(t) && (t[minus] == ' ' || t[minus] == '/' || t[minus] == '|') {
		minus++
	}
	sign := 0
	for _, m := range [...]string{"-", "−", "–"} {
		if bytes.HasPrefix(t[minus:], []byte(m)) {
			sign = len(m)
		}
	}
	if up == 0 || sign == 0 {
		return 0, 0
	}
	return from, digits(t, minus+sign)
}

// digits is the end of the number at t[i], which may be preceded by a space; 0 if there is none.
func digits(t []byte, i int) int {
	if i < len(t) && t[i] == ' ' {
		i++
	}
	start := i
	for i < len(t) && (t[i]-'0' < 10 ||
		i > start && (t[i] == '.' || t[i] == ',') && i+1 < len(t) && t[i+1]-'0' < 10) {
		i++
	}
	if i == start {
		return 0
	}
	return i
}

// VotesInTime are the votes in a time line: "name 188 points 17 hours ago".
func (p *Page) VotesInTime(m *TimeLine) (votes comment.Span) {
	b := &p.Blocks[m.Block]
	if m.Foot {
		votes = p.footVotes(b.Start, b.Start+int32(m.When.Start))
	}
	if !m.Votes {
		return votes
	}
	for _, x := range [...]comment.Span{comment.SpanOf(b.Start, b.Start+int32(m.When.Start)),
		comment.SpanOf(b.Start+int32(m.When.End), b.End)} {
		p.fold = block.Fold(p.fold[:0], x.Of(p.Src), true)
		p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
		for _, v := range p.matches {
			if v.Role != lexicon.RoleVotes || !votes.Empty() {
				continue
			}
			t := x.Of(p.Src)
			to := bytes.LastIndexAny(t, "0123456789") + 1
			from := to
			for from > 0 && (t[from-1] >= '0' && t[from-1] <= '9' || t[from-1] == ',') {
				from--
			}
			votes = comment.SpanOf(x.Start+int32(from), x.Start+int32(to))
		}
	}
	return votes
}

// footVotes is the bare number among the controls before the age: "Like · Reply · 12 · 3h".
func (p *Page) footVotes(a, b int32) comment.Span {
	t := p.Src[a:b]
	for from := 0; from < len(t); {
		start, end := block.NextWord(t, from)
		if start == len(t) {
			break
		}
		if IsNumber(t[start:end]) {
			return comment.SpanOf(a+int32(start), a+int32(end))
		}
		from = end
	}
	return comment.Span{}
}

// Joined is the date in a "Joined" line, or in the line below it, up to block last.
func (p *Page) Joined(i, last int32) comment.Span {
	if p.Facts[i].Role != lexicon.RoleJoined {
		return comment.Span{}
	}
	for j := i; j <= min(i+1, last); j++ {
		b := &p.Blocks[j]
		if w, ok := when.Next(b.Text(p.Src)[:min(MaxLine, int(b.End-b.Start))], 0); ok {
			return comment.SpanOf(b.Start+int32(w.Start), b.Start+int32(w.End))
		}
	}
	return comment.Span{}
}
