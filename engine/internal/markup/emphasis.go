package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Stars are emphasis in Markdown only at the edge of a word: in "**Note:**text" they are stars.
// Markup that cannot be written like that is left out
// (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis).

var markOf = [otherSpan + 1]string{strongSpan: "**", emSpan: "*", delSpan: "~~"}

// endedMark is the emphasis that ended last in the line.
type endedMark struct {
	kind spanKind
	from int // where it starts in dst, its mark included
	at   int // where it ends, or -1
}

// canMark reports whether text[from:to], without the white space at its edges, can be put in stars,
// as far as the text shows.
func (l *line) canMark(text []byte, from, to int32) bool {
	for from < to && text[from] == ' ' {
		from++
	}
	for from < to && text[to-1] == ' ' {
		to--
	}
	if from >= to {
		return false
	}
	start, end := text[l.pos:l.pos], text[to:l.end]
	if from > l.from {
		start = text[l.from:from]
	}
	before, _ := utf8.DecodeLastRune(start)
	after, _ := utf8.DecodeRune(end)
	first, _ := utf8.DecodeRune(text[from:to])
	last, _ := utf8.DecodeLastRune(text[from:to])
	return (len(start) == 0 || edge(first, before)) && (len(end) == 0 || edge(last, after))
}

// inMark reports whether s is inside other emphasis. Inside a word, parsers could not tell which
// star belongs to which.
func (l *line) inMark(s *span) bool {
	for n := range l.depth {
		if o := &l.spans[n]; o != s && o.written && !o.void && markOf[o.kind] != "" {
			return true
		}
	}
	return false
}

// isSeen reports whether no mark is owed before the next text, which starts with c, but that of
// code side by side with code.
func (l *line) isSeen(c byte) bool {
	for n := l.unseen; n < l.depth; n++ {
		if s := &l.spans[n]; s.kind != codeSpan && !s.void || c == ' ' {
			return false
		}
	}
	return true
}

// lastRune returns what precedes the marks that start here, a space at the start of the line.
func (l *line) lastRune(dst []byte, s *span) rune {
	at := s.at
	for n := l.unseen - 1; n >= 0 && l.spans[n].kind != linkSpan; n-- {
		o := &l.spans[n]
		mark := markOf[o.kind]
		if mark != "" && o.written && !o.void && o.at+len(mark) == at {
			at = o.at
		}
	}
	if at <= l.lineAt {
		return ' '
	}
	r, _ := utf8.DecodeLastRune(dst[l.lineAt:at])
	return r
}

// edge reports whether there can be a mark between the rune inside it and the one outside.
func edge(inside, outside rune) bool {
	return plainRune(inside) || breaksWord(outside)
}

// onlyOpens reports whether stars between the two runes can open emphasis but not close any.
func onlyOpens(before, next rune) bool {
	return before == ' ' || breaksWord(before) && plainRune(next)
}

// plainRune reports whether no reader takes r for punctuation.
func plainRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// hasWord reports whether there is a letter or digit in s.
func hasWord(s []byte) bool { return bytes.ContainsFunc(s, plainRune) }

// breaksWord reports whether every reader takes r for white space or punctuation.
func breaksWord(r rune) bool {
	return r >= ' ' && r < 0x7F && !plainRune(r)
}

// openMark writes the start of emphasis, if that is possible here. The text at from follows;
// something else if it is -1.
func (m *markdownTape) openMark(s *span, from int32) {
	before, next := m.lastRune(m.dst, s), '['
	if from >= 0 && m.unseen == m.depth-1 && m.codes == 0 &&
		urlAt(m.Text[from:m.end], 0) <= len("www") {
		next, _ = utf8.DecodeRune(m.Text[from:])
	}
	mark := markOf[s.kind]
	adjacent := m.mark.at == len(m.dst)
	switch {
	case adjacent && m.mark.kind == s.kind: // go on with what has just ended
		m.cut(len(m.dst) - len(mark))
		s.at = m.mark.from
	case adjacent, mark[0] == '~' && before == '~', !edge(next, before),
		!onlyOpens(before, next) && m.inMark(s):
		s.void = true
	default:
		m.put(mark)
	}
}

// closeMark writes the end of emphasis. If that is not possible, it removes the start.
func (m *markdownTape) closeMark(s *span) {
	mark := markOf[s.kind]
	content := bytes.TrimRight(m.dst[s.at+len(mark):], mark[:1])
	inside, _ := utf8.DecodeLastRune(content)
	outside := ' '
	if m.pos < m.end && !m.owed {
		outside, _ = utf8.DecodeRune(m.Text[m.pos:m.end])
	}
	if len(content) == 0 || !edge(inside, outside) || !breaksWord(outside) && m.inMark(s) ||
		mark[0] == '~' && m.dst[len(m.dst)-1] == '~' {
		m.takeBack(s, len(mark))
		return
	}
	m.put(mark)
	m.mark = endedMark{s.kind, s.at, len(m.dst)}
}

// takeBack removes the start of emphasis, n bytes. What then starts the line may need a backslash.
func (m *markdownTape) takeBack(s *span, n int) {
	m.replace(s.at, s.at+n)
	m.mark.at = -1
	if s.at < len(m.dst) {
		m.guard(s.at, m.dst[s.at])
	}
	if !m.begins || s.at != m.lineAt {
		return
	}
	var head [48]byte
	text := m.dst[s.at:]
	escaped, done := appendLineStart(head[:0], text[:min(len(text), len(head)/2)])
	if done > 0 && len(escaped) > done {
		m.insert(s.at+done-1, '\\')
	}
}
