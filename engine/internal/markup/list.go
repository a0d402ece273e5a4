package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
)

// listMark is what the line of a list item in plain text starts with.
type listMark struct {
	number int  // of an item of a list with numbers
	delim  byte // after the number, '.' or ')'; 0 for a bullet
}

// cutMark cuts the mark off the text of a list item. Text without a mark, or with nothing after it,
// is returned as it is, as a bullet's; so is a number like 04, which would lose its zero.
func cutMark(text []byte) (listMark, []byte) {
	for _, m := range block.ListMarks {
		if rest, ok := bytes.CutPrefix(text, []byte(m)); ok && len(bytes.TrimSpace(rest)) > 0 {
			return listMark{}, bytes.TrimSpace(rest)
		}
	}
	n, i := 0, 0
	for i < len(text) && i < 3 && ascii.IsDigit(text[i]) {
		n = n*10 + int(text[i]-'0')
		i++
	}
	if i == 0 || i > 1 && text[0] == '0' || i+1 >= len(text) ||
		text[i] != '.' && text[i] != ')' || text[i+1] != ' ' {
		return listMark{}, text
	}
	if rest := bytes.TrimSpace(text[i+1:]); len(rest) > 0 {
		return listMark{n, text[i]}, rest
	}
	return listMark{}, text
}

// numbering follows the numbers of the list that is being written. Markdown and HTML count the
// items of a numbered list themselves, so an item with another number keeps it as a part of its
// text.
type numbering struct {
	next  int
	delim byte // of the list being written, or 0
}

// counts reports whether an item with mark m, which is not a bullet, is the next of the list or
// starts one, and counts it.
func (n *numbering) counts(m listMark) bool {
	if n.delim != 0 && (m.number != n.next || m.delim != n.delim) {
		return false
	}
	n.next, n.delim = m.number+1, m.delim
	return true
}
