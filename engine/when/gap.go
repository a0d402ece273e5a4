package when

// White space, separators and the words that join the parts of a time.

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// gap returns the end of the white space at i: ASCII and Unicode spaces, zero-width marks, and
// references to spaces such as &nbsp;.
func gap(b []byte, i int) int {
	stop := min(len(b), i+maxGap)
	for i < stop {
		switch c := b[i]; {
		case isSpace(c):
			i++
		case c < 0x80 && c != '&':
			return i
		default:
			n := wideSpace(b, i)
			if n == 0 {
				return i
			}
			i += n
		}
	}
	return i
}

var spaceReferences = [...]string{
	"&nbsp;", "&#160;", "&#xa0;", "&#xA0;", "&thinsp;", "&ensp;", "&emsp;", "&#8239;",
}

// wideSpace returns the length of the space at i that is not a single byte, or 0.
func wideSpace(b []byte, i int) int {
	switch b[i] {
	case 0xC2:
		if is(b, i+1, 0xA0) {
			return 2
		}
	case 0xE2: // U+2000 to U+200F, U+202F
		if i+2 < len(b) && b[i+1] == 0x80 && (b[i+2] <= 0x8F || b[i+2] == 0xAF) {
			return 3
		}
	case '&':
		return oneOf(b, i, spaceReferences[:])
	}
	return 0
}

// oneOf returns the length of the string in list that is at i, or 0.
func oneOf(b []byte, i int, list []string) int {
	for _, s := range list {
		if i+len(s) <= len(b) && string(b[i:i+len(s)]) == s {
			return len(s)
		}
	}
	return 0
}

// gapBefore returns the start of the white space that ends at i, not below low.
func gapBefore(b []byte, low, i int) int {
	for i > low {
		switch {
		case isSpace(b[i-1]):
			i--
		case i-2 >= low && b[i-1] == 0xA0 && b[i-2] == 0xC2:
			i -= 2
		case i-6 >= low && string(b[i-6:i]) == "&nbsp;":
			i -= 6
		default:
			return i
		}
	}
	return i
}

var apostrophes = [...]string{"'", "’", "‘", "´", "&#39;", "&#039;", "&#8217;", "&rsquo;", "&apos;"}

// apostrophe returns the end of the apostrophe at i, or i.
func apostrophe(b []byte, i int) int {
	return i + oneOf(b, i, apostrophes[:])
}

var separatorReferences = [...]string{
	"&ndash;", "&mdash;", "&middot;", "&bull;", "&raquo;", "&laquo;", "&gt;", "&lt;", "&vert;",
	"&rsaquo;", "&lsaquo;", "&#8211;", "&#8212;", "&#183;", "&#8226;", "&#187;", "&#171;",
	"&#124;", "&#8250;", "&#8249;",
}

// separator returns the end of the separator at i, or i if there is none: one of ,|/-@·•–—»« or a
// reference to one ("&middot;").
func separator(b []byte, i int) int {
	if i >= len(b) {
		return i
	}
	switch c := b[i]; c {
	case ',', '|', '/', '-', '@', '~':
		return i + 1
	case 0xC2:
		if i+1 < len(b) && (b[i+1] == 0xB7 || b[i+1] == 0xBB || b[i+1] == 0xAB) { // · » «
			return i + 2
		}
	case 0xE2:
		// Dashes, bars and bullets, but not quotation marks.
		if i+2 < len(b) && b[i+1] == 0x80 && 0x90 <= b[i+2] && b[i+2] <= 0xA7 &&
			b[i+2]>>3 != 0x98>>3 {
			return i + 3
		}
	case '&':
		return i + oneOf(b, i, separatorReferences[:])
	}
	return i
}

// A joint is what comes between a date and a clock.
type joint struct {
	end    int
	word   bool     // it includes a word such as "um"
	glued  bool     // it is empty
	closes byte     // the bracket that must follow the clock, or 0
	lang   language // of the word
}

// joinClock reads what may come between a date that ends at i and its clock: white space, up to
// three separators, an opening bracket, up to two words.
func joinClock(b []byte, i int) joint {
	start := i
	j := joint{}
	if is(b, i, 'T') && isDigitAt(b, i+1) {
		return joint{end: i + 1}
	}
	if is(b, i, ':') {
		i++
	}
	i = gap(b, i)
	i = skipWeekday(b, i)
	for range 3 {
		i = gap(b, separator(b, i))
	}
	switch {
	case is(b, i, '('):
		j.closes, i = ')', gap(b, i+1)
	case is(b, i, '['):
		j.closes, i = ']', gap(b, i+1)
	}
	for range 2 {
		m, e := lexFor(b, i, link)
		if e == 0 || isDigitAt(b, e) && e-i < 2 {
			break
		}
		j.word = true
		j.lang |= m.linkLang
		if is(b, e, '.') || is(b, e, ':') {
			e++
		}
		i = gap(b, e)
	}
	j.end, j.glued = i, i == start
	return j
}

// skipWeekday skips a weekday after a date: "13.09.2023 (Mi), 15:11".
func skipWeekday(b []byte, i int) int {
	j := i
	open := is(b, j, '(')
	if open {
		j++
	} else {
		j = gap(b, separator(b, j))
	}
	_, e := lexFor(b, j, weekday)
	if e == 0 {
		return i
	}
	if is(b, e, '.') {
		e++
	}
	if open && !is(b, e, ')') {
		return i
	}
	if open {
		e++
	}
	return gap(b, e)
}

// joinDate reads what may come between a clock that ends at i and its date.
func joinDate(b []byte, i int) int {
	i = gap(b, i)
	for range 2 {
		i = gap(b, separator(b, i))
	}
	if _, e := lexFor(b, i, on); e > 0 {
		i = gap(b, e)
	}
	return i
}
