package records

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/token"
	"klartext/engine/when"
)

// tape is what all steps read: the elements of a page, what each of them is, what the lines are,
// and what names. Only the anchors add something, times that no line shows.
type tape struct {
	page     *block.Page
	elements *elements.Reader
	lines    *lines.Page
	names    *names.Reader
}

// strong and weak are the parts that the names of an element say it is.
func (t *tape) strong(e int32) elements.Parts { return t.elements.Strong(e) }

func (t *tape) weak(e int32) elements.Parts { return t.elements.Weak(e) }

// text is what a range of the page's text says.
func (t *tape) text(x comment.Span) []byte { return x.Of(t.lines.Src) }

// hidden reports whether an element is not of the body of the page.
func hidden(e *block.Element) bool { return e.Flags&(block.Skipped|block.InHead) != 0 }

// linked reports whether an element is, contains or is in a link.
func (t *tape) linked(e int32) bool {
	es := t.page.Elements
	if es[e].Tag == tag.A {
		return true
	}
	if p := es[e].Parent; p > 0 && es[p].Tag == tag.A {
		return true
	}
	return e+1 < es[e].Next && es[e+1].Tag == tag.A
}

// next is the sibling after element e, or -1.
func (t *tape) next(e int32) int32 {
	es := t.page.Elements
	n := es[e].Next
	if n >= es[es[e].Parent].Next {
		return -1
	}
	return n
}

// previous is the sibling before element e, or -1.
func (t *tape) previous(e int32) int32 {
	es := t.page.Elements
	p := es[e].Parent
	for f := e - 1; f > p; f = es[f].Parent {
		if es[f].Parent == p {
			return f
		}
	}
	return -1
}

// maxAside is the maximum number of words in a line that is not text because of its role.
const maxAside = 12

// aside reports whether a block is certainly no text of a record: a time, a control, a number, a
// field, a note on the author or on the record.
func (t *tape) aside(b int32) bool {
	f := &t.lines.Facts[b]
	switch f.Symbol {
	case lines.Time:
		return !t.lines.Times[f.Time].Quote
	case lines.Action, lines.Number, lines.Field:
		return true
	}
	switch f.Role {
	case lexicon.RoleAvatar, lexicon.RoleReplyto, lexicon.RoleEdited, lexicon.RoleRank:
		return t.lines.Blocks[b].Words <= maxAside
	}
	return false
}

// stamps are the attributes that say a time for machines.
var stamps = [...]string{
	"datetime", "data-datetime", "data-time", "data-timestamp", "data-utime", "data-date",
	"data-unixtime", "data-created", "timestamp", "title", "content",
}

// stamp is the time that the attributes of element e say, if it is absolute and, where the page
// shows an absolute time, at least as exact. shown is nil where it shows none. The range of the
// time is not set.
func (t *tape) stamp(e int32, shown *lines.TimeLine) (w when.Time, ok bool) {
	x := &t.page.Elements[e]
	if x.Flags&block.HasAttrs == 0 {
		return w, false
	}
	src := t.page.Source
	for a := range token.AttrsOf(src, x.Start, x.Open) {
		name := src[a.NameStart:a.NameEnd]
		for _, s := range stamps {
			if string(name) != s {
				continue
			}
			w, ok := readStamp(src[a.ValueStart:a.ValueEnd])
			if !ok || w.Kind != when.Absolute {
				continue
			}
			if shown == nil || shown.When.Kind != when.Absolute ||
				w.Precision >= shown.When.Precision {
				return w, true
			}
		}
	}
	return w, false
}

const maxStamp = 60 // bytes of an attribute that says a time

// readStamp reads a time as attributes write it: ISO 8601, seconds or milliseconds since 1970, or
// as people write it.
func readStamp(v []byte) (w when.Time, ok bool) {
	if len(v) == 0 || len(v) > maxStamp {
		return w, false
	}
	if n, ok := digitsOnly(v); ok {
		switch len(v) {
		case 9, 10:
			return when.FromUnix(n), true
		case 13:
			return when.FromUnix(n / 1000), true
		}
		return w, false
	}
	if w, ok := when.ParseISO(v); ok {
		return w, true
	}
	return when.Next(v, 0)
}

// digitsOnly is the number that v is, if it has at most 13 digits and nothing else.
func digitsOnly(v []byte) (n int64, ok bool) {
	if len(v) > 13 {
		return 0, false
	}
	for _, c := range v {
		if c-'0' >= 10 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// hasDigit reports whether t contains a digit.
func hasDigit(t []byte) bool {
	for _, c := range t {
		if c-'0' < 10 {
			return true
		}
	}
	return false
}

// tags is a set of tags.
func tags(list ...tag.Tag) (t [256]bool) {
	for _, x := range list {
		t[x] = true
	}
	return t
}

// headings are the tags of headings.
var headings = tags(tag.H1, tag.H2, tag.H3, tag.H4, tag.H5, tag.H6)
