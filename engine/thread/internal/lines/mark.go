package lines

import (
	"bytes"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/when"
)

// TimeLine is a time line: a block that may date a record. Offsets count from the start of the block.
type TimeLine struct {
	Block    int32
	When     when.Time
	Before   Rest // what stands before the time
	After    Rest // what stands behind it
	Barred   bool // a joined, edited or quote line, or the clock of something else: never the date of a record
	Edited   bool // the line says when the record was edited
	Quote    bool // "… said:", which some pages use as a header and some as the head of a quote
	Says     bool // the words before the time end in "says"
	By       bool // they start with "by"
	Month    bool // the time is a bare month or a bare year
	Clock    bool // the time is a clock without a day
	Joins    bool // the words behind it start with "registered" or "edited"
	Controls bool // they are controls
	Votes    bool // a number of votes stands in the line
	Foot     bool // an age at the end of a row of controls: "Like · Reply · 4 · 3h"

	Inline int32 // length of the text that stands before the name in the same paragraph; see inlined
	NameAt int32 // where that name starts
}

// AddTime adds a time in a block that is no time line and returns its index in Times.
func (p *Page) AddTime(block int32, w when.Time) int32 {
	p.Times = append(p.Times, TimeLine{Block: block, When: w})
	return int32(len(p.Times)) - 1
}

// Rest is the part of a time line before or behind the time.
type Rest struct {
	Kind        RestKind
	First, Last uint64 // hashes of its first and last word
}

type RestKind uint8

const (
	NoRest RestKind = iota
	RestNumber
	RestWords
)

// mark adds the line to the time lines, if it is one.
func (p *Page) mark(i int32, t []byte) {
	w, ok := when.Next(t, 0)
	if !ok {
		return
	}
	m := TimeLine{Block: i}
	if f, ok := p.footTime(t); ok {
		w, m.Foot = f, true
	}
	if w.Kind == when.Age && !w.Marked {
		unglue(t, &w)
	}
	pre, suf := t[:w.Start], t[w.End:]
	pw, sw := block.Measure(pre), block.Measure(suf)
	if !m.Foot && !timeLine(&w, &pw, &sw) && !(pw.Words > 0 && pw.Words <= 3 && sw.Words <= maxTitle && p.posted(pre)) {
		p.inlined(i, t)
		return
	}
	m.When = w
	m.Clock = w.Kind == when.Clock
	m.Month = w.Kind == when.Absolute && w.Precision != when.Unknown && w.Precision < when.Day
	m.Before = p.rest(pre, &pw)
	m.Barred, m.By, m.Says = p.prefixRoles()
	m.Edited = m.Barred && p.restRole(lexicon.RoleEdited)
	m.By = m.By || bytes.Contains(pre, []byte(" by ")) || bytes.Contains(pre, []byte(" von "))
	m.After = p.rest(suf, &sw)
	m.Joins = p.restRole(lexicon.RoleJoined) || p.restRole(lexicon.RoleEdited)
	m.Controls = m.After.Kind == RestWords && tiled(p.fold)
	if p.restRole(lexicon.RoleEdited) && (!m.Controls || p.editMark(suf)) {
		m.After = Rest{}
	}
	if bytes.HasSuffix(t, []byte(":")) && sw.Words > 0 {
		m.Quote = true
	}
	m.Barred = m.Barred || p.restRole(lexicon.RoleQuote)
	m.Votes = p.voted(t) || p.voted(pre)
	if m.Votes && m.After.Kind == RestWords && sw.Words <= 3 && p.voted(suf) {
		m.After = Rest{} // "name 2 hours ago 25 points"
	}
	if i > 0 && m.Before.Kind == NoRest && p.fieldAbove(i-1) {
		m.Barred = true
	}
	if n := len(p.Times) - 1; n >= 0 && p.Times[n].Block == i-1 && twins(&p.Times[n].When, &m.When) {
		switch p := &p.Times[n]; {
		case stamp(p):
			p.Barred = true
		case stamp(&m):
			m.Barred = true
		}
	}
	p.Facts[i].Time = int32(len(p.Times))
	p.Times = append(p.Times, m)
}

// questioned bars the first two time lines of a page that says below its title how long ago it was asked and changed: they
// date the page, and the question has a date of its own.
func (p *Page) questioned() {
	if len(p.Times) < 4 {
		return
	}
	a, b := &p.Times[0], &p.Times[1]
	if a.By && b.Edited && a.Block+1 == b.Block && a.When.Kind == when.Age && b.When.Kind == when.Age {
		a.Barred = true
	}
}

// unglue adds to an age the word before it that the page writes together with a name: "Onnovor 2 Tagen".
func unglue(t []byte, w *when.Time) {
	for _, x := range [...]string{"vor ", "hace ", "il y a ", "há "} {
		at := w.Start - len(x)
		if at > 0 && string(t[at:w.Start]) == x && t[at-1] > ' ' {
			w.Start, w.Marked = at, true
			return
		}
	}
}

const maxTitle = 16 // words of a title behind the time of a line that starts with "Posted"

// posted reports whether a line starts with a word such as "Posted".
func (p *Page) posted(pre []byte) bool {
	p.fold = block.Fold(p.fold[:0], pre, true)
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, m := range p.matches {
		if m.Role == lexicon.RoleBy && m.Start == 0 && m.End == len(p.fold) {
			return true
		}
	}
	return false
}

// twins reports whether two times name the same minute.
func twins(a, b *when.Time) bool {
	return a.Kind == when.Absolute && b.Kind == when.Absolute && a.Day == b.Day && a.Month == b.Month && a.Year == b.Year &&
		a.Hour == b.Hour && a.Minute == b.Minute
}

// stamp reports whether a line is a time as programs write it, to the second and with its zone: a page that shows the time
// to readers as well has it on the line beside.
func stamp(m *TimeLine) bool {
	return m.Before.Kind == NoRest && m.After.Kind == NoRest && m.When.HasZone && m.When.Second >= 0
}

// footTime is the age that ends a row of controls, perhaps with an edit mark behind: "Like · Reply · 12 · 3h · Edited". Where
// a number stands before it, the age may be the second time in the line.
func (p *Page) footTime(t []byte) (w when.Time, ok bool) {
	if len(t) > MaxFoot {
		return w, false
	}
	for at := 0; ; at = w.End {
		n, more := when.Next(t, at)
		if !more {
			return w, ok && p.controlsOnly(t[:w.Start])
		}
		w, ok = n, n.Kind == when.Age && p.editMark(t[n.End:])
	}
}

const MaxFoot = 80 // bytes of a row of controls that ends in an age

// controlsOnly reports whether t is a row of controls and numbers, a word at least.
func (p *Page) controlsOnly(t []byte) bool {
	p.fold = block.Fold(p.fold[:0], t, true)
	return bytes.ContainsFunc(p.fold, unicode.IsLetter) && tiled(p.fold)
}

// editMark reports whether what stands behind a time is nothing or says only that the record was edited: "(edited)".
func (p *Page) editMark(t []byte) bool {
	if len(t) > 24 {
		return false
	}
	p.fold = block.Fold(p.fold[:0], t, true)
	if len(p.fold) == 0 {
		return true
	}
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, m := range p.matches {
		if m.Role == lexicon.RoleEdited && m.Start == 0 && m.End == len(p.fold) {
			return true
		}
	}
	return false
}

// timeLine reports whether the words around a time leave it the point of the line.
func timeLine(w *when.Time, pre, suf *block.Shape) bool {
	words := pre.Words + suf.Words
	if words > 22 || pre.Sentences > 1 && (pre.Words > 6 || suf.Words > 0) || suf.Sentences > 1 || pre.Words > 3 && suf.Words > 7 || suf.Words > 12 {
		return false
	}
	if words > 4 && suf.Sentences > 0 && (w.Kind == when.Age || w.Kind == when.DayOffset && w.Hour < 0) {
		return false // a sentence that names a time
	}
	switch w.Kind {
	case when.Age:
		if !w.Marked && words > 0 {
			return false
		}
		return words <= 18
	case when.Clock:
		return words <= 6
	case when.DayOffset:
		return words <= 8
	}
	return true
}

// rest folds one side of a time line into s.fold and hashes its first and last word.
func (p *Page) rest(t []byte, sh *block.Shape) Rest {
	p.fold = block.Fold(p.fold[:0], t, true)
	switch {
	case sh.Letters > 0:
		r := Rest{Kind: RestWords}
		a := bytes.IndexByte(p.fold, ' ')
		z := bytes.LastIndexByte(p.fold, ' ')
		if a < 0 {
			a = len(p.fold)
		}
		r.First = xxhash.Sum64(p.fold[:a])
		r.Last = xxhash.Sum64(p.fold[z+1:])
		if l := lastMark(t); l != 0 { // "by X »" and "X |" are known by their mark
			r.Last = uint64(l)
		}
		return r
	case sh.Digits > 0:
		return Rest{Kind: RestNumber}
	}
	return Rest{}
}

// lastMark returns the last byte of t that is neither white space nor a letter or digit, if t ends in one.
func lastMark(t []byte) byte {
	t = bytes.TrimRight(t, " \u00a0")
	if len(t) == 0 {
		return 0
	}
	c := t[len(t)-1]
	if c == 0xBB && len(t) > 1 && t[len(t)-2] == 0xC2 {
		return c // »
	}
	if c == ',' || c == '|' || c == '-' || c == ':' || c == '(' || c == '/' {
		return c
	}
	return 0
}

// prefixRoles looks up the words before a time, which rest left in s.fold.
func (p *Page) prefixRoles() (barred, by, says bool) {
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, m := range p.matches {
		switch m.Role {
		case lexicon.RoleJoined, lexicon.RoleEdited, lexicon.RoleQuote, lexicon.RoleField, lexicon.RoleMore:
			if m.Start == 0 {
				barred = true
			}
		case lexicon.RoleBy:
			by = by || m.Start == 0
		case lexicon.RoleSays:
			says = says || m.End == len(p.fold) && m.Start > 0
		}
	}
	return barred, by, says
}

// StartsWith reports whether t starts with a phrase of the role.
func (p *Page) StartsWith(t []byte, r label.Role) bool {
	p.fold = block.Fold(p.fold[:0], t, true)
	return p.restRole(r)
}

// restRole reports whether s.fold starts with a phrase of the role.
func (p *Page) restRole(r label.Role) bool {
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, m := range p.matches {
		if m.Role == r && m.Start == 0 {
			return true
		}
	}
	return false
}

// voted reports whether a part of a time line holds a number of votes: "188 points".
func (p *Page) voted(t []byte) bool {
	p.fold = block.Fold(p.fold[:0], t, true)
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, x := range p.matches {
		if x.Role == lexicon.RoleVotes {
			return true
		}
	}
	return false
}

// fieldAbove reports whether the line above a bare date names it: "Joined:", "Registriert seit".
func (p *Page) fieldAbove(i int32) bool {
	f := &p.Facts[i]
	if f.Role == lexicon.RoleJoined || f.Role == lexicon.RoleEdited {
		return f.Scope&lexicon.Whole != 0 || p.Blocks[i].Words <= 3 && f.Time < 0
	}
	return false
}
