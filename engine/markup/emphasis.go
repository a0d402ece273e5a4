package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Stars are emphasis in Markdown only where they stand at the edge of a word: in "**Note:**text" they are stars. Markup that
// cannot be written so is left out (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis).

var markOf = [otherSpan + 1]string{strongSpan: "**", emSpan: "*", delSpan: "~~"}

// canMark reports whether plain[from:to] without the white space at its edges can be put in stars, as far as the text tells.
func (w *pageWriter) canMark(from, to int32) bool {
	text := w.d.Text
	for from < to && text[from] == ' ' {
		from++
	}
	for from < to && text[to-1] == ' ' {
		to--
	}
	if from >= to {
		return false
	}
	start, end := w.d.Text[w.pos:w.pos], w.d.Text[to:w.end]
	if from > w.from {
		start = w.d.Text[w.from:from]
	}
	before, _ := utf8.DecodeLastRune(start)
	after, _ := utf8.DecodeRune(end)
	first, _ := utf8.DecodeRune(text[from:to])
	last, _ := utf8.DecodeLastRune(text[from:to])
	return (len(start) == 0 || edge(first, before)) && (len(end) == 0 || edge(last, after))
}

// edge reports whether a mark can stand between the rune inside it and the one outside.
func edge(inside, outside rune) bool {
	return plainRune(inside) || breaksWord(outside)
}

// onlyOpens reports whether stars between the two runes can open emphasis but not close any.
func onlyOpens(before, next rune) bool {
	return before == ' ' || breaksWord(before) && plainRune(next)
}

// plainRune reports whether no reader takes r for punctuation.
func plainRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// breaksWord reports whether every reader takes r for white space or punctuation.
func breaksWord(r rune) bool {
	return r >= ' ' && r < 0x7F && !plainRune(r)
}

// openMark writes the start of emphasis, when it can stand here; the text at from follows, something else when it is -1.
func (w *pageWriter) openMark(s *span, from int32) {
	before, next := w.lastRune(s), '['
	if from >= 0 && w.unseen == w.depth-1 && w.codes == 0 && urlAt(w.d.Text[from:w.end], 0) <= len("www") {
		next, _ = utf8.DecodeRune(w.d.Text[from:])
	}
	mark := markOf[s.kind]
	switch {
	case w.closedAt == len(w.dst) && w.closedKind == s.kind: // go on with what has just ended
		w.dst = w.dst[:len(w.dst)-len(mark)]
		s.at = w.closedFrom
	case w.closedAt == len(w.dst), mark[0] == '~' && before == '~', !edge(next, before), !onlyOpens(before, next) && w.inMark(s):
		s.void = true
	default:
		w.put(mark)
	}
}

// inMark reports whether s stands in other emphasis. Inside a word parsers would not tell which star belongs to which.
func (w *pageWriter) inMark(s *span) bool {
	for n := range w.depth {
		if o := &w.spans[n]; o != s && o.written && !o.void && (o.kind == emSpan || o.kind == strongSpan || o.kind == delSpan) {
			return true
		}
	}
	return false
}

// lastRune returns what stands before the marks that start here, a space at the start of the line.
func (w *pageWriter) lastRune(s *span) rune {
	at := s.at
	for n := w.unseen - 1; n >= 0 && w.spans[n].kind != linkSpan; n-- {
		if o := &w.spans[n]; o.written && !o.void && o.at+len(markOf[o.kind]) == at && o.kind != quoteSpan && o.kind != codeSpan {
			at = o.at
		}
	}
	if at <= w.lineAt {
		return ' '
	}
	r, _ := utf8.DecodeLastRune(w.dst[w.lineAt:at])
	return r
}

// closeMark writes the end of emphasis; where it cannot stand the start is taken back.
func (w *pageWriter) closeMark(s *span) {
	mark := markOf[s.kind]
	content := bytes.TrimRight(w.dst[s.at+len(mark):], mark[:1])
	inside, _ := utf8.DecodeLastRune(content)
	outside := ' '
	if w.pos < w.end {
		outside, _ = utf8.DecodeRune(w.d.Text[w.pos:w.end])
	}
	if w.owed {
		outside = ' '
	}
	if len(content) == 0 || !edge(inside, outside) || !breaksWord(outside) && w.inMark(s) ||
		mark[0] == '~' && w.dst[len(w.dst)-1] == '~' {
		w.takeBack(s, len(mark))
		return
	}
	w.put(mark)
	w.closedAt, w.closedKind, w.closedFrom = len(w.dst), s.kind, s.at
}

// takeBack removes the start of emphasis, n bytes. What then starts the line may need a backslash.
func (w *pageWriter) takeBack(s *span, n int) {
	w.dst = w.dst[:s.at+copy(w.dst[s.at:], w.dst[s.at+n:])]
	w.closedAt = -1
	if s.at < len(w.dst) {
		w.guard(s.at, w.dst[s.at])
	}
	if !w.begins || s.at != w.lineAt {
		return
	}
	text := w.dst[s.at:]
	head, done := appendLineStart(w.head[:0], text[:min(len(text), len(w.head)/2)])
	if done == 0 || len(head) == done {
		return
	}
	w.dst = append(w.dst, '\\')
	copy(w.dst[s.at+done:], w.dst[s.at+done-1:])
	w.dst[s.at+done-1] = '\\'
}
