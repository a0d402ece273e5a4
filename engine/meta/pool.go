package meta

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/jsonld"
	"klartext/engine/token"
)

// The pool holds the values that the head of a page gives, decoded, while the Reader chooses among them. Those that it takes
// are copied behind the page's text.

// Limits of values. Longer ones are text that somebody put into a field, and are left out.
const (
	maxValue   = 8 << 10
	maxEntries = 1 << 10 // values of one page
)

// entry is a value for a field. Its text is a range of Reader.pool.
type entry struct {
	field        field
	source       Source
	rank         uint8
	organization bool
	at           int32 // block that the element of the value stands at, -1 for the head
	text         block.Span
}

// enter adds a value that the page writes with character references, as in attributes and titles.
func (r *Reader) enter(f field, s Source, rank uint8, raw []byte) {
	if len(raw) > maxValue || len(r.entries) >= maxEntries {
		return
	}
	from := len(r.pool)
	r.pool = token.AppendDecoded(r.pool, raw, true)
	r.decodeAgain(from)
	r.commit(f, s, rank, from)
}

// decodeAgain decodes pool[from:] once more when character references are left: programs write "&amp;reg;" for ®.
func (r *Reader) decodeAgain(from int) {
	t := r.pool[from:]
	if i := bytes.IndexByte(t, '&'); i < 0 || bytes.IndexByte(t[i:], ';') < 0 {
		return
	}
	r.scratch = append(r.scratch[:0], t...)
	r.pool = token.AppendDecoded(r.pool[:from], r.scratch, true)
}

// enterJSON adds a value that is a string of JSON. Pages often write character references in them too.
func (r *Reader) enterJSON(f field, s Source, rank uint8, raw []byte) bool {
	if len(raw) > maxValue || len(r.entries) >= maxEntries {
		return false
	}
	r.scratch = jsonld.AppendString(r.scratch[:0], raw)
	from := len(r.pool)
	r.pool = token.AppendDecoded(r.pool, r.scratch, true)
	r.decodeAgain(from)
	return r.commit(f, s, rank, from)
}

// commit makes the text pool[from:] an entry, with its white space as single spaces. Empty text is none.
func (r *Reader) commit(f field, s Source, rank uint8, from int) bool {
	r.pool = collapse(r.pool, from)
	if len(r.pool) == from {
		return false
	}
	r.entries = append(r.entries, entry{field: f, source: s, rank: rank, at: -1, text: block.Span{Start: int32(from), End: int32(len(r.pool))}})
	return true
}

// value returns the text of an entry; it is valid until the page is read.
func (r *Reader) value(e *entry) []byte { return e.text.Of(r.pool) }

// best returns the entry of a field with the lowest rank, nil when there is none.
func (r *Reader) best(f field) (best *entry) {
	for i := range r.entries {
		if e := &r.entries[i]; e.field == f && (best == nil || e.rank < best.rank) {
			best = e
		}
	}
	return best
}

// keep copies text behind the page's text.
func (r *Reader) keep(t []byte, s Source) Value {
	if len(t) == 0 {
		return Value{}
	}
	from := len(r.page.Text)
	r.page.Text = append(r.page.Text, t...)
	return Value{block.Span{Start: int32(from), End: int32(len(r.page.Text))}, s}
}

// collapse makes each run of white space and control characters in b[from:] one space, and takes it off the edges; bytes
// that are not UTF-8 count as white space, soft hyphens and direction marks as nothing.
func collapse(b []byte, from int) []byte {
	to, space := from, false
	for i := from; i < len(b); {
		if n := token.SpaceAt(b[i:]); n > 0 {
			if joiner(b[i : i+n]) {
				to += copy(b[to:], b[i:i+n])
			}
			space = space || !unseen(b[i:i+n])
			i += n
			continue
		}
		if b[i] < ' ' || b[i] == 0x7F {
			space = true
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n == 1 && b[i] >= utf8.RuneSelf { // no UTF-8
			space = true
			i++
			continue
		}
		if space && to > from {
			b[to] = ' '
			to++
		}
		space = false
		to += copy(b[to:], b[i:i+n])
		i += n
	}
	return b[:to]
}

// unseen reports whether a character that token.SpaceAt knows takes no room: soft hyphens, joiners, direction marks.
func unseen(c []byte) bool {
	switch {
	case len(c) == 2:
		return c[1] == 0xAD
	case len(c) == 3 && c[0] == 0xE2 && c[1] == 0x80:
		return c[2] >= 0x8B && c[2] <= 0x8F || c[2] >= 0xAA && c[2] <= 0xAE
	}
	return len(c) == 3 && (c[0] == 0xEF || c[0] == 0xE2 && c[1] == 0x81 && c[2] != 0x9F)
}

// joiner reports whether the character is one of the two joiners, which some scripts spell with.
func joiner(c []byte) bool {
	return len(c) == 3 && c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0x8C || c[2] == 0x8D)
}

// trimSpace returns b without the white space at its edges.
func trimSpace(b []byte) []byte {
	from, to := token.Trim(b, 0, len(b))
	return b[from:to]
}

// holds reports whether a list of words parted by white space has the word, in any case.
func holds(list []byte, word string) bool {
	for len(list) > 0 {
		list = bytes.TrimLeft(list, " \t\n\r\f")
		end := bytes.IndexAny(list, " \t\n\r\f")
		if end < 0 {
			end = len(list)
		}
		if equalFold(list[:end], word) {
			return true
		}
		list = list[end:]
	}
	return false
}

// equalFold reports whether b is word, which is in small letters, in any case.
func equalFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if c-'A' < 26 {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
