package lines

import (
	"bytes"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/when"
)

// TimeLine is a block that may date a record, a time and little else: "12. Mai 2023 um 10:05 Uhr",
// "Posted by Ann, 2 hours ago". Offsets count from the start of the block. A Barred one never dates
// a record: it says when somebody joined, edited or wrote what is quoted, or is the clock of
// something else.
type TimeLine struct {
	Block    int32
	When     when.Time
	Before   Rest // what precedes the time
	After    Rest // what follows it
	Barred   bool
	Edited   bool // the line says when the record was edited
	Quote    bool // "… said:", which some pages use as a header and some as the head of a quote
	Says     bool // the words before the time end in "says"
	By       bool // they start with "by"
	Month    bool // the time is a bare month or a bare year
	Clock    bool // the time is a clock without a day
	Joins    bool // the words after it start with "registered" or "edited"
	Controls bool // they are controls
	Votes    bool // there is a number of votes in the line
	Foot     bool // an age at the end of a row of controls: "Like · Reply · 4 · 3h"

	// For a paragraph that ends in a name and a time; see readEnd.
	Inline int32 // length of the text before the name, 0 for other time lines
	NameAt int32 // where the name starts
}

// AddTime adds a time in a block that is not a time line, and returns its index in Times.
func (p *Page) AddTime(block int32, w when.Time) int32 {
	p.Times = append(p.Times, TimeLine{Block: block, When: w})
	return int32(len(p.Times)) - 1
}

// Rest is the part of a time line before or after the time.
type Rest struct {
	Kind        RestKind
	First, Last uint64 // hashes of its first and last word
}

// RestKind is what a part of a time line is made of.
type RestKind uint8

// Kinds of parts.
const (
	NoRest     RestKind = iota // nothing but marks
	RestNumber                 // digits and no letter
	RestWords
)

// timeReader finds the time lines of a page.
type timeReader struct {
	page    *Page
	ends    hashtable.Counter[uint64] // keys of the ends of paragraphs; see settleEnds
	fold    []byte
	matches []lexicon.Match
}

// read adds the line to the time lines, if it is one.
func (r *timeReader) read(i int32, t []byte) {
	w, ok := when.Next(t, 0)
	if !ok {
		return
	}
	m := TimeLine{Block: i}
	if f, ok := r.footTime(t); ok {
		w, m.Foot = f, true
	}
	if w.Kind == when.Age && !w.Marked {
		unglue(t, &w)
	}
	pre, suf := t[:w.Start], t[w.End:]
	pw, sw := block.Measure(pre), block.Measure(suf)
	if !m.Foot && !isPoint(&w, &pw, &sw) &&
		!(pw.Words > 0 && pw.Words <= 3 && sw.Words <= maxTitle && r.posted(pre)) {
		r.readEnd(i, t)
		return
	}
	m.When = w
	m.Clock = w.Kind == when.Clock
	m.Month = w.Kind == when.Absolute && w.Precision != when.Unknown && w.Precision < when.Day
	m.Before = r.rest(pre, &pw)
	m.Barred, m.By, m.Says = r.prefixRoles()
	m.Edited = m.Barred && r.restRole(lexicon.RoleEdited)
	for _, w := range lexicon.TimeBy {
		m.By = m.By || bytes.Contains(pre, []byte(w))
	}
	m.After = r.rest(suf, &sw)
	m.Joins = r.restRole(lexicon.RoleJoined) || r.restRole(lexicon.RoleEdited)
	m.Controls = m.After.Kind == RestWords && isControls(r.fold)
	if r.restRole(lexicon.RoleEdited) && (!m.Controls || r.editMark(suf)) {
		m.After = Rest{}
	}
	if bytes.HasSuffix(t, []byte(":")) && sw.Words > 0 {
		m.Quote = true
	}
	m.Barred = m.Barred || r.restRole(lexicon.RoleQuote)
	m.Votes = r.voted(t) || r.voted(pre)
	if m.Votes && m.After.Kind == RestWords && sw.Words <= 3 && r.voted(suf) {
		m.After = Rest{} // "name 2 hours ago 25 points"
	}
	if i > 0 && m.Before.Kind == NoRest && r.fieldAbove(i-1) {
		m.Barred = true
	}
	if n := len(r.page.Times) - 1; n >= 0 && r.page.Times[n].Block == i-1 &&
		sameMinute(&r.page.Times[n].When, &m.When) {
		switch p := &r.page.Times[n]; {
		case isStamp(p):
			p.Barred = true
		case isStamp(&m):
			m.Barred = true
		}
	}
	r.page.Facts[i].Time = int32(len(r.page.Times))
	r.page.Times = append(r.page.Times, m)
}

// barQuestion bars the first two time lines of a page that says below its title how long ago it was
// asked and changed: they date the page, and the question has a date of its own.
func (r *timeReader) barQuestion() {
	if len(r.page.Times) < 4 {
		return
	}
	a, b := &r.page.Times[0], &r.page.Times[1]
	if a.By && b.Edited && a.Block+1 == b.Block && a.When.Kind == when.Age &&
		b.When.Kind == when.Age {
		a.Barred = true
	}
}

// unglue adds to an age the word before it that the page writes together with a name: "Onnovor 2
// Tagen".
func unglue(t []byte, w *when.Time) {
	for _, x := range lexicon.AgeStarts {
		at := w.Start - len(x)
		if at > 0 && string(t[at:w.Start]) == x && t[at-1] > ' ' {
			w.Start, w.Marked = at, true
			return
		}
	}
}

const maxTitle = 16 // words of a title after the time of a line that starts with "Posted"

// posted reports whether a line starts with a word such as "Posted".
func (r *timeReader) posted(pre []byte) bool {
	r.fold = block.Fold(r.fold[:0], pre, true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		if m.Role == lexicon.RoleBy && m.Start == 0 && m.End == len(r.fold) {
			return true
		}
	}
	return false
}

// sameMinute reports whether two times name the same minute.
func sameMinute(a, b *when.Time) bool {
	return a.Kind == when.Absolute && b.Kind == when.Absolute && a.Day == b.Day &&
		a.Month == b.Month && a.Year == b.Year &&
		a.Hour == b.Hour && a.Minute == b.Minute
}

// isStamp reports whether a line is a time as programs write it, to the second and with its zone: a
// page that shows readers the time too has it on the line beside.
func isStamp(m *TimeLine) bool {
	return m.Before.Kind == NoRest && m.After.Kind == NoRest && m.When.HasZone && m.When.Second >= 0
}

// footTime is the age at the end of a row of controls, possibly followed by an edit mark: "Like ·
// Reply · 12 · 3h · Edited". After a number, the age may be the second time in the line.
func (r *timeReader) footTime(t []byte) (w when.Time, ok bool) {
	if len(t) > MaxFoot {
		return w, false
	}
	for at := 0; ; at = w.End {
		n, more := when.Next(t, at)
		if !more {
			return w, ok && r.controlsOnly(t[:w.Start])
		}
		w, ok = n, n.Kind == when.Age && r.editMark(t[n.End:])
	}
}

// MaxFoot is how many bytes a row of controls that ends in an age has at most.
const MaxFoot = 80

// controlsOnly reports whether t is a row of controls and numbers, a word at least.
func (r *timeReader) controlsOnly(t []byte) bool {
	r.fold = block.Fold(r.fold[:0], t, true)
	return bytes.ContainsFunc(r.fold, unicode.IsLetter) && isControls(r.fold)
}

// editMark reports whether nothing follows a time, or only a note that the record was edited:
// "(edited)".
func (r *timeReader) editMark(t []byte) bool {
	if len(t) > 24 {
		return false
	}
	r.fold = block.Fold(r.fold[:0], t, true)
	if len(r.fold) == 0 {
		return true
	}
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		if m.Role == lexicon.RoleEdited && m.Start == 0 && m.End == len(r.fold) {
			return true
		}
	}
	return false
}

// isPoint reports whether the words around a time leave it the point of the line.
func isPoint(w *when.Time, pre, suf *block.Shape) bool {
	words := pre.Words + suf.Words
	if words > 22 || pre.Sentences > 1 && (pre.Words > 6 || suf.Words > 0) || suf.Sentences > 1 ||
		pre.Words > 3 && suf.Words > 7 || suf.Words > 12 {
		return false
	}
	if words > 4 && suf.Sentences > 0 &&
		(w.Kind == when.Age || w.Kind == when.DayOffset && w.Hour < 0) {
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

// rest folds one side of a time line into r.fold and hashes its first and last word.
func (r *timeReader) rest(t []byte, sh *block.Shape) Rest {
	r.fold = block.Fold(r.fold[:0], t, true)
	switch {
	case sh.Letters > 0:
		side := Rest{Kind: RestWords}
		a := bytes.IndexByte(r.fold, ' ')
		z := bytes.LastIndexByte(r.fold, ' ')
		if a < 0 {
			a = len(r.fold)
		}
		side.First = xxhash.Sum64(r.fold[:a])
		side.Last = xxhash.Sum64(r.fold[z+1:])
		if l := lastMark(t); l != 0 { // "by X »" and "X |" are known by their mark
			side.Last = uint64(l)
		}
		return side
	case sh.Digits > 0:
		return Rest{Kind: RestNumber}
	}
	return Rest{}
}

// lastMark returns the last byte of t that is neither white space nor a letter or digit, if t ends
// in one.
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

// prefixRoles looks up the words before a time, which rest left in r.fold.
func (r *timeReader) prefixRoles() (barred, by, says bool) {
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		switch m.Role {
		case lexicon.RoleJoined, lexicon.RoleEdited, lexicon.RoleQuote, lexicon.RoleField,
			lexicon.RoleMore:
			if m.Start == 0 {
				barred = true
			}
		case lexicon.RoleBy:
			by = by || m.Start == 0
		case lexicon.RoleSays:
			says = says || m.End == len(r.fold) && m.Start > 0
		}
	}
	return barred, by, says
}

// StartsWith reports whether t starts with a phrase of the role.
func (p *Page) StartsWith(t []byte, role sheet.Role) bool {
	p.times.fold = block.Fold(p.times.fold[:0], t, true)
	return p.times.restRole(role)
}

// restRole reports whether r.fold starts with a phrase of the role.
func (r *timeReader) restRole(role sheet.Role) bool {
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, m := range r.matches {
		if m.Role == role && m.Start == 0 {
			return true
		}
	}
	return false
}

// voted reports whether a part of a time line has a number of votes: "188 points".
func (r *timeReader) voted(t []byte) bool {
	r.fold = block.Fold(r.fold[:0], t, true)
	r.matches = lexicon.AppendMatches(r.matches[:0], r.fold)
	for _, x := range r.matches {
		if x.Role == lexicon.RoleVotes {
			return true
		}
	}
	return false
}

// fieldAbove reports whether the line above a bare date names it: "Joined:", "Registriert seit".
func (r *timeReader) fieldAbove(i int32) bool {
	f := &r.page.Facts[i]
	if f.Role == lexicon.RoleJoined || f.Role == lexicon.RoleEdited {
		return f.Scope&lexicon.Whole != 0 || r.page.Blocks[i].Words <= 3 && f.Time < 0
	}
	return false
}
