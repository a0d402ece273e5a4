package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// tape is an HTML page, as it was parsed, and which of its blocks are written. It is only read, and
// answers the questions of the parts of the walker.
type tape struct {
	*block.Page
	kept []Block // of each block of the page
	o    Options

	first, rear int32 // the first and the last block that is written, or -1
}

func newTape(p *Page, o Options) tape {
	t := tape{Page: p.Tape, kept: p.Blocks, o: o}
	t.first, t.rear = -1, -1
	for i := range t.kept {
		if t.writes(int32(i)) {
			t.rear = int32(i)
			if t.first < 0 {
				t.first = t.rear
			}
		}
	}
	return t
}

func (t *tape) writes(i int32) bool { return t.o.writes(&t.kept[i]) }

// writesAny reports whether one of the blocks from first up to last is written.
func (t *tape) writesAny(first, last int32) bool {
	for i := first; i < last; i++ {
		if t.writes(i) {
			return true
		}
	}
	return false
}

// textOf returns the text of block i.
func (t *tape) textOf(i int32) []byte {
	k := &t.Blocks[i]
	return t.Text[k.Start:k.End]
}

// elementAt returns the first element that starts at the offset or after it.
func (t *tape) elementAt(at int32) int32 {
	lo, hi := 1, len(t.Elements)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if t.Elements[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// attr returns the raw value of an attribute, or nil if there is none or the start tag is too long
// to read.
func (t *tape) attr(el int32, name string) []byte {
	if e := &t.Elements[el]; e.Open-e.Start > maxTag && e.Tag != tag.Img {
		return nil
	}
	v, _ := t.Attr(el, name)
	return v
}

// number returns the value of an attribute that is a number.
func (t *tape) number(el int32, name string) (int32, bool) { return smallInt(t.attr(el, name)) }

// class returns the start of an element's class attribute.
func (t *tape) class(el int32) []byte {
	class := t.Elements[el].Class.Of(t.Source)
	return class[:min(len(class), maxClass)]
}

// preOf returns the pre element that an element is in, or the element itself.
func (t *tape) preOf(el int32) int32 {
	for at := el; at > 0; at = t.Elements[at].Parent {
		if t.Elements[at].Tag.Is(tag.Preformatted) {
			return at
		}
	}
	return el
}

// isOurs reports whether block i is a part of the text or says something about it, so that a
// picture beside it is the text's.
func (t *tape) isOurs(i int32) bool {
	b := &t.kept[i]
	switch b.Label {
	case label.Caption, label.Credit, label.Byline, label.Date, label.Title, label.Kicker:
		return true
	}
	return b.Main
}

// allOurs reports whether all of an element's text belongs to the page's; for a long one, the first
// and the last part decide.
func (t *tape) allOurs(e *block.Element) bool {
	if e.Last-e.First > maxNear {
		return t.isOurs(e.First) && t.isOurs(e.Last-1)
	}
	for i := e.First; i < e.Last; i++ {
		if !t.isOurs(i) {
			return false
		}
	}
	return true
}

// among reports whether a picture or formula between blocks belongs to the text around it.
func (t *tape) among(el int32) bool {
	e := &t.Elements[el]
	if e.First <= t.first && e.Start < t.Blocks[t.first].From || e.First > t.rear {
		return false
	}
	if i := e.First; e.Start >= t.Blocks[i].From && !t.isOurs(i) {
		return false
	}
	for p := e.Parent; p >= 0; p = t.Elements[p].Parent {
		a := &t.Elements[p]
		if a.First == a.Last {
			continue
		}
		before, after := e.First-1, e.First
		if before >= a.First && after < a.Last {
			above, below := t.isOurs(before), t.isOurs(after)
			// With an element of its own the picture is not that of the text which is left out.
			return above && below || (above || below) && p != e.Parent
		}
		return t.allOurs(a)
	}
	return false
}

// hasClass reports whether one of the names is among the classes.
func hasClass(class []byte, names []string) bool {
	for _, name := range names {
		for at := 0; ; {
			i := bytes.Index(class[at:], []byte(name))
			if i < 0 {
				break
			}
			at += i + len(name)
			start := at - len(name)
			if (start == 0 || class[start-1] <= ' ') && (at == len(class) || class[at] <= ' ') {
				return true
			}
		}
	}
	return false
}

// smallInt reads a number of at most nine digits.
func smallInt(s []byte) (int32, bool) {
	s = bytes.TrimSpace(s)
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	n := int32(0)
	for _, c := range s {
		if c-'0' > 9 {
			return 0, false
		}
		n = n*10 + int32(c-'0')
	}
	return n, true
}
