package when

import "unicode/utf8"

// The scan has these layers:
//
//   - Next and Append walk the input by a class table and stop at digits and at words that can
//     begin a time (lexicon.opens); everything else is skipped.
//   - atDigit and atWord try what can begin there and keep the longest result.
//   - date.go, clock.go, age.go and day.go read one kind each. Their functions depend on the bytes
//     only: they take a position and a Time to fill, and return the end, or 0 if there is no such
//     expression.
//
// A candidate looks at no more than reach bytes, at no more than maxGap bytes of white space and at
// no more than maxRun digits of a number, so the time is linear in the input.

const (
	reach  = 640
	maxGap = 64
	maxRun = 12
)

// Byte classes. Continuation bytes and most leading bytes of UTF-8 count as letters; those of NBSP,
// dashes, quotation marks and emoji as symbols.
const (
	other = iota
	symbol
	digit
	letter
)

var class256 = classes()

func classes() (t [256]uint8) {
	for c := range t {
		switch {
		case '0' <= c && c <= '9':
			t[c] = digit
		case 'a' <= c|0x20 && c|0x20 <= 'z' && c < 0x80:
			t[c] = letter
		case c == 0xC2 || c == 0xE2 || c == 0xE3 || c >= 0xEF:
			t[c] = symbol
		case c >= 0x80:
			t[c] = letter
		}
	}
	return t
}

// Next returns the first time in b that starts at or after from, where from is 0 or the End of the
// previous time. White space includes line ends; pass one line at a time where lines matter. Next
// finds the longest reading of what starts first. It returns false if there is no further time.
func Next(b []byte, from int) (Time, bool) {
	from = max(from, 0)
	for i := from; i < len(b); {
		switch class256[b[i]] {
		case digit:
			if t := atDigit(b, from, i); t.Kind != None {
				return t, true
			}
			i = skipDigits(b, i)
		case letter:
			if mayOpen(b, i) {
				if t := atWord(b, from, i); t.Kind != None {
					return t, true
				}
			}
			i = skipWord(b, i)
		case symbol:
			_, size := utf8.DecodeRune(b[i:min(len(b), i+utf8.UTFMax)])
			i += size
		default:
			i++
		}
	}
	return Time{}, false
}

// Append appends all times in b to dst, in order and without overlaps.
func Append(dst []Time, b []byte) []Time {
	for i := 0; ; {
		t, ok := Next(b, i)
		if !ok {
			return dst
		}
		dst = append(dst, t)
		i = t.End
	}
}

// atDigit returns the longest time that starts with the number at i.
func atDigit(b []byte, from, i int) (t Time) {
	next := opensNumber(b, i)
	if next == nil || !startsNumber(b, from, i) {
		return Time{}
	}
	w := b[:min(len(b), i+reach)]
	if next.is(dateNext) {
		t = dated(w, i)
	}
	if next.is(clockNext) {
		t = longer(t, clocked(w, i))
	}
	if next.is(unit) {
		t = longer(t, aged(w, i, len(b)))
	}
	if t.Kind == None {
		return t
	}
	return t.outsidePaths(b, from)
}

// What may follow the first number of a date and of a clock, as classes.
const (
	dateNext  = month | of | ordinal
	clockNext = oclock | half // oclock includes "h": "19h46"
)

var (
	dotNext   = meaning{class: dateNext | clockNext}
	colonNext = meaning{class: clockNext}
	slashNext = meaning{class: dateNext}
)

// opensNumber looks at what follows the number at i and returns what it can be. It returns nil for
// most numbers, those that no time begins with.
func opensNumber(b []byte, i int) *meaning {
	_, run := number(b, i)
	i += run
	if run > 4 || i >= len(b) {
		return nil
	}
	switch b[i] {
	case ':':
		if isDigitAt(b, i+1) && isDigitAt(b, i+2) {
			return &colonNext
		}
		return nil
	case '/', '-':
		if isDigitAt(b, i+1) || letterAt(b, i+1) {
			return &slashNext
		}
		return nil
	case '.':
		j := gap(b, i+1)
		if isDigitAt(b, j) {
			return &dotNext
		}
		i = j
	case 0xC2: // º ° ª
		if is(b, i+1, 0xBA) || is(b, i+1, 0xB0) || is(b, i+1, 0xAA) {
			return &slashNext
		}
	}
	m, _ := lex(b, gap(b, i))
	if m.is(month | of | ordinal | oclock | half | unit) {
		return m
	}
	if j := gap(b, i); j+1 < len(b) && (b[j]|0x20 == 'a' || b[j]|0x20 == 'p') &&
		(b[j+1] == '.' || b[j+1]|0x20 == 'm') {
		return &colonNext // a.m., AMReply
	}
	return nil
}

// atWord returns the longest time that starts with the word at i.
func atWord(b []byte, from, i int) Time {
	w := b[:min(len(b), i+reach)]
	m, end := lex(w, i)
	var t Time
	if m.is(month) {
		t = longer(t, dated(w, i))
	}
	if m.is(weekday) {
		t = longer(t, weekdayed(w, i, m, end))
	}
	if m.is(dayname) {
		t = longer(t, named(w, i, m, end))
	}
	if m.is(before) || m.is(count) && unitAt(w, gap(w, end)) ||
		m.is(unit) && m.unitQuirk&lone != 0 {
		t = longer(t, aged(w, i, len(b)))
	}
	if m.is(present) {
		t = longer(t, now(w, i, m, end, len(b)))
	}
	if t.Kind == None || i > from && b[i-1] == '_' {
		return Time{}
	}
	return t.outsidePaths(b, from)
}

func unitAt(b []byte, i int) bool {
	_, end := lexFor(b, i, unit)
	return end > 0
}

// longer returns the time that ends later, or t if both end at the same place.
func longer(t, u Time) Time {
	if u.Kind != None && (t.Kind == None || u.End > t.End) {
		return u
	}
	return t
}

// blank returns a Time at start with nothing else known.
func blank(start int) Time {
	return Time{Start: start, Hour: -1, Minute: -1, Second: -1}
}

// setDay sets the date and returns end, or returns 0 if the date does not exist.
func (t *Time) setDay(year, month, day, end int) int {
	if !validDate(year, month, day) {
		return 0
	}
	t.Year, t.Month, t.Day, t.Precision = int16(year), int8(month), int8(day), Day
	return end
}

// setClock sets the clock, to precision p, and returns end, or returns 0 if the clock does not
// exist.
func (t *Time) setClock(hour, minute, second int, p Precision, end int) int {
	if !validClock(hour, minute, second) {
		return 0
	}
	t.Hour, t.Minute, t.Second, t.Precision = int8(hour), -1, -1, p
	if p >= Minute {
		t.Minute = int8(minute)
	}
	if p >= Second {
		t.Second = int8(second)
	}
	return end
}

// number reads the digits at i. It returns the value of the first nine and the number of digits, up
// to maxRun.
func number(b []byte, i int) (v, run int) {
	for i+run < len(b) && run < maxRun && b[i+run]-'0' <= 9 {
		if run < 9 {
			v = v*10 + int(b[i+run]-'0')
		}
		run++
	}
	return v, run
}

func isDigitAt(b []byte, i int) bool { return i >= 0 && i < len(b) && b[i]-'0' <= 9 }

func is(b []byte, i int, c byte) bool { return i < len(b) && b[i] == c }

func skipDigits(b []byte, i int) int {
	for i < len(b) && b[i]-'0' <= 9 {
		i++
	}
	return i
}

// skipWord skips the word at i: its letters, up to a capital that follows a lower-case letter.
func skipWord(b []byte, i int) int {
	i++
	for i < len(b) && class256[b[i]] == letter {
		if b[i] <= 'Z' && b[i-1] >= 'a' {
			break
		}
		i++
	}
	return i
}
