package token

import "bytes"

// Line is one line of a plain-text page. All fields are byte offsets into the input.
type Line struct {
	Start int // first byte of the content
	End   int // end of the content; equal to Start when the line is blank
	Next  int // first byte of the following line; len(input) for the last line
}

// Blank reports whether the line has no content.
func (l Line) Blank() bool { return l.Start == l.End }

// Lines cuts plain text into lines. The zero value has no input; call Reset. It keeps the input
// slice until the next Reset and never writes to it. It allocates nothing and reads every byte a
// bounded number of times, however long a line is.
type Lines struct {
	src []byte
	pos int
	// next[i] is the offset of the next terminator of kind i at or after pos, or len(src) if there
	// is none. Searching for each kind only once per occurrence keeps the scan linear and inside
	// bytes.Index, which is vectorized: every dump has LF, hardly any has the others.
	next [numTerminators]int
}

const (
	lf = iota
	cr
	ff
	vt
	nel
	lsep
	psep
	numTerminators
)

var terminators = [numTerminators][]byte{
	lf: {'\n'}, cr: {'\r'}, ff: {'\f'}, vt: {'\v'},
	nel: {0xC2, 0x85}, lsep: {0xE2, 0x80, 0xA8}, psep: {0xE2, 0x80, 0xA9},
}

// byteOrderMark is U+FEFF in UTF-8.
const byteOrderMark = "\uFEFF"

// Reset starts the scan of src, skipping a byte order mark.
func (l *Lines) Reset(src []byte) {
	*l = Lines{src: src}
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		l.pos = len(byteOrderMark)
	}
	for i := range l.next {
		l.next[i] = l.find(i)
	}
}

// Next returns the next line, which may be blank. It returns false after the last line. A
// terminator at the end of the input is not followed by another, empty line.
func (l *Lines) Next() (Line, bool) {
	if l.pos >= len(l.src) {
		return Line{}, false
	}
	kind, end := lf, l.next[lf]
	for i := cr; i < numTerminators; i++ {
		if l.next[i] < end {
			kind, end = i, l.next[i]
		}
	}
	start := l.pos
	l.pos = end
	if end < len(l.src) {
		l.pos += len(terminators[kind])
		if kind == cr && l.pos < len(l.src) && l.src[l.pos] == '\n' {
			l.pos++
		}
		l.next[kind] = l.find(kind)
		if l.next[lf] < l.pos { // the LF of a CR LF
			l.next[lf] = l.find(lf)
		}
	}
	s, e := Trim(l.src, start, end)
	return Line{Start: s, End: e, Next: l.pos}, true
}

func (l *Lines) find(kind int) int {
	var i int
	if t := terminators[kind]; len(t) == 1 {
		i = bytes.IndexByte(l.src[l.pos:], t[0])
	} else {
		i = bytes.Index(l.src[l.pos:], t)
	}
	if i < 0 {
		return len(l.src)
	}
	return l.pos + i
}
