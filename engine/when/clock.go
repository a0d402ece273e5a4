package when

// A clock is a time of day as it was read: 15:11, 15:11:02, 19h46, 7.57 Uhr, 3pm.
type clock struct {
	end                  int // 0 if there is none
	hour, minute, second int
	precision            Precision
	half                 bool // am or pm was written
	oclock               bool // "Uhr" was written
	hasZone              bool
	zone                 int16
}

// A place says where a clock may be. For alone, anything else that the numbers may be has to be
// ruled out.
type place uint8

const (
	alone     place = iota
	afterDate       // after a date or a named day
	afterWord       // after a word such as "um", too
)

// clocked reads the clock at i, with the date or named day that follows it.
func clocked(b []byte, i int) Time {
	c := clockAt(b, i, alone)
	if c.end == 0 {
		return Time{}
	}
	t := blank(i)
	t.Kind = Clock
	t.put(c)
	return longer(t, clockThenDate(b, i, c))
}

// clockThenDate reads the date following the clock c: "12:42am On Apr 24". It ignores a date that
// is followed by a clock of its own.
func clockThenDate(b []byte, i int, c clock) Time {
	at := joinDate(b, c.end)
	t := blank(i)
	if m, e := lexFor(b, at, dayname); e > 0 && !m.weakDay && endsName(b, e) {
		t.Kind, t.DayOffset, t.End = DayOffset, m.dayname, e
	} else {
		end, sure := weekdayDate(b, at, &t)
		if end == 0 || !sure || t.Precision != Day {
			return Time{}
		}
		t.Kind, t.End = Absolute, end
		if t.Year == 0 {
			t.Kind = Yearless
		}
	}
	if own, _ := clockAfter(b, t.End); own.end > 0 {
		return Time{}
	}
	t.setTimeOfDay(c)
	return t
}

// clockAfter reads the clock following a date that ends at i.
func clockAfter(b []byte, i int) (clock, joint) {
	j := joinClock(b, i)
	where := afterDate
	if j.word {
		where = afterWord
	}
	c := clockAt(b, j.end, where)
	if j.glued && !is(b, i+2, ':') {
		return clock{}, j
	}
	if c.end > 0 && j.closes != 0 && is(b, c.end, j.closes) {
		c.end++
	}
	return c, j
}

// clockAt reads the clock at i.
func clockAt(b []byte, i int, where place) (c clock) {
	hour, run := number(b, i)
	if run == 0 && where == afterWord {
		return noonAt(b, i)
	}
	if run < 1 || run > 2 {
		return clock{}
	}
	c.hour = hour
	end, needsWord := i+run, false
	switch {
	case is(b, end, ':'):
		end = c.colon(b, end, run, where)
	case is(b, end, '.'):
		end, needsWord = c.dot(b, end, run, where)
	case end < len(b) && b[end]|0x20 == 'h' && !letterAt(b, end+1):
		end = c.h(b, end, where)
	default:
		c.precision, needsWord = Hour, true
	}
	if end == 0 {
		return clock{}
	}
	end = c.words(b, end, where)
	if needsWord && !c.half && !c.oclock || !validClock(c.hour, c.minute, c.second) {
		return clock{}
	}
	marked := c.half || c.oclock || c.hasZone
	if !marked && (isDuration(b, end) || where == alone && !standsAsClock(b, i, end, run)) {
		return clock{}
	}
	c.end = end
	return c
}

// colon reads ":11" or ":11:02" with its fraction.
func (c *clock) colon(b []byte, i, hourDigits int, where place) int {
	minute, run := number(b, i+1)
	if run < 2 || run > 2 && !startsGlued(b, i+3) &&
		(where == alone || hourDigits < 2 || run > 6) {
		return 0
	}
	if run > 2 {
		minute, _ = number(b[:i+3], i+1)
	}
	c.minute, c.precision = minute, Minute
	i += 3
	if run > 2 || !is(b, i, ':') {
		return i
	}
	second, run := number(b, i+1)
	if run == 2 || run > 2 && startsGlued(b, i+3) {
		c.second, _ = number(b[:i+3], i+1)
		c.precision = Second
		return decimals(b, i+3)
	}
	if second > 0 || run > 0 || letterAt(b, i+1) && where == alone {
		return 0
	}
	return i
}

// decimals skips the fraction of a second: a dot and digits, or a comma and three digits.
func decimals(b []byte, i int) int {
	_, run := number(b, i+1)
	if is(b, i, '.') && run > 0 || is(b, i, ',') && run == 3 {
		if !is(b, i+1+run, '.') && !is(b, i+1+run, ':') {
			return i + 1 + run
		}
	}
	return i
}

// dot reads ".57" of "7.57 Uhr". After a date and "um" or the like, "Uhr" is not needed unless the
// numbers look like an amount: "um 5.50 Franken".
func (c *clock) dot(b []byte, i, hourDigits int, where place) (end int, needsWord bool) {
	minute, run := number(b, i+1)
	if run != 2 {
		return 0, true
	}
	c.minute, c.precision = minute, Minute
	end = i + 3
	at := gap(b, end)
	counted := is(b, at, '%') || is(b, at, '$') || is(b, at, 0xE2) && is(b, at+1, 0x82) // €
	return end, where != afterWord || counted || hourDigits < 2 && letterAt(b, at) ||
		is(b, end, '.') && isDigitAt(b, end+1)
}

// h reads "h46" or, after a date, "h" alone.
func (c *clock) h(b []byte, i int, where place) int {
	minute, run := number(b, i+1)
	switch {
	case run == 2 && !letterAt(b, i+3) && !is(b, i+3, ':'):
		c.minute, c.precision = minute, Minute
		return i + 3
	case run == 0 && where != alone:
		c.precision, c.oclock = Hour, true
		return i + 1
	}
	return 0
}

// words reads what may follow the numbers: am or pm, "Uhr", the zone.
func (c *clock) words(b []byte, i int, where place) int {
	if e := c.halfDay(b, i, where); e > 0 {
		i = e
	} else {
		// "um %s Uhr" and a format with "Uhr" make "20:55 Uhr Uhr".
		for range 2 {
			i = max(i, c.uhr(b, i, where))
		}
	}
	if e := c.zoneAt(b, i); e > 0 {
		i = e
	}
	return i
}

// halfDay reads am, pm, a.m., p.m. In "um 9:30 am Montag" the word is a German preposition.
func (c *clock) halfDay(b []byte, i int, where place) int {
	start := gap(b, i)
	if start >= len(b) || b[start]|0x20 != 'a' && b[start]|0x20 != 'p' {
		return 0
	}
	pm := b[start]|0x20 == 'p'
	end := start + 1
	dotted := is(b, end, '.')
	if dotted {
		end = gap(b, end+1)
	}
	if end >= len(b) || b[end]|0x20 != 'm' {
		return 0
	}
	end++
	if dotted && is(b, end, '.') {
		end++
	}
	if !dotted && !endsHalf(b, start, end) || !pm && c.hour > 12 {
		return 0
	}
	spaced := start > i && !dotted && b[start] == 'a'
	if spaced && (germanDayAt(b, gap(b, end)) || where == alone && c.precision == Hour) {
		return 0
	}
	c.half = true
	c.hour = hour24(c.hour, pm)
	return end
}

func hour24(hour int, pm bool) int {
	switch {
	case pm && hour < 12:
		return hour + 12
	case !pm && hour == 12:
		return 0
	}
	return hour
}

// endsHalf reports whether the am or pm in b[start:end] is a word of its own, or is set off by case
// from the letters that follow it directly ("4:21 AMReply").
func endsHalf(b []byte, start, end int) bool {
	_, size, upper := fold(b, end)
	switch {
	case size == 0:
		return true
	case !upper:
		return b[start] < 'a' && b[end-1] == 'M'
	}
	return b[end-1] == 'm' || smallAt(b, end+size)
}

// germanDayAt reports whether what follows makes "am" a German preposition.
func germanDayAt(b []byte, i int) bool {
	if _, run := number(b, i); run > 0 {
		return is(b, i+run, '.')
	}
	m, e := lexFor(b, i, weekday)
	return e > 0 && m.weekdayLang&en == 0
}

// uhr reads "Uhr", "h", "uur". After a full hour the minutes may follow: "16 Uhr 30".
func (c *clock) uhr(b []byte, i int, where place) int {
	m, end := lexFor(b, gap(b, i), oclock)
	if end == 0 || c.precision == Hour && where == alone && m.is(unit) {
		return 0
	}
	c.oclock = true
	if c.precision != Hour {
		return end
	}
	at := gap(b, end)
	minute, run := number(b, at)
	after := at + run
	closed := !letterAt(b, gap(b, after)) ||
		m.is(unit) && m.unitQuirk&short != 0 && !letterAt(b, after) // "10 h 30 text"
	if run == 2 && minute < 60 && closed && !is(b, after, ':') && !is(b, after, '.') {
		c.minute, c.precision = minute, Minute
		return after
	}
	return end
}

// zoneAt reads Z, +02:00, -0700, UTC, GMT+2, MESZ, (CET). A negative offset is only read after
// seconds, because "10:00-12:00" is a range.
func (c *clock) zoneAt(b []byte, i int) int {
	if is(b, i, 'Z') && !letterAt(b, i+1) {
		c.hasZone = true
		return i + 1
	}
	at := gap(b, i)
	if e := c.offsetAt(b, at, at == i); e > 0 {
		return e
	}
	open := is(b, at, '(')
	if open {
		at++
	}
	m, end := lexFor(b, at, zone)
	if end == 0 || b[at] > 'Z' || b[at+1] > 'Z' {
		return 0
	}
	c.hasZone, c.zone = true, m.zone
	if m.zone == 0 && b[at] != 'C' {
		end = c.fromUTC(b, end)
	}
	if open {
		if !is(b, end, ')') {
			c.hasZone, c.zone = false, 0
			return 0
		}
		end++
	}
	return end
}

// offsetAt reads +02:00, +0200 and, directly after seconds, +02.
func (c *clock) offsetAt(b []byte, i int, glued bool) int {
	sign, _ := signAt(b, i)
	if sign == 0 || sign < 0 && c.precision != Second {
		return 0
	}
	var t Time
	end := offset(b, i, &t)
	if end == 0 || isDigitAt(b, end) || end-i < 5 && !(glued && c.precision == Second) {
		return 0
	}
	c.hasZone, c.zone = true, t.Zone
	return end
}

// fromUTC reads the "+2" or "+02:00" of "GMT+2"; without one it returns i.
func (c *clock) fromUTC(b []byte, i int) int {
	sign, at := signAt(b, i)
	hour, run := number(b, at)
	if sign == 0 || run < 1 || run > 2 || hour > 14 {
		if sign != 0 && run == 4 {
			return max(i, c.offsetAt(b, i, true))
		}
		return i
	}
	end := at + run
	minute, ok := two(b, end, ':')
	if ok && minute < 60 {
		end += 3
	} else {
		minute = 0
	}
	c.zone = int16(sign * (hour*60 + minute))
	return end
}

// noonAt reads a word such as "noon".
func noonAt(b []byte, i int) (c clock) {
	m, e := lexFor(b, i, noon)
	if e == 0 {
		return clock{}
	}
	return clock{end: e, hour: int(m.hour), precision: Hour}
}

// isDuration reports whether a unit follows: "3:45 min".
func isDuration(b []byte, i int) bool {
	m, _ := lex(b, gap(b, i))
	return m.is(unit) && m.unitQuirk&shy == 0 && m.unit >= int8(Hour)
}

// standsAsClock reports whether the numbers from i to end, which nothing else marks as a clock, are
// not something else: decimals, addresses, chapter and verse.
func standsAsClock(b []byte, i, end, hourDigits int) bool {
	switch {
	case is(b, end, '.') || is(b, end, ','):
		if isDigitAt(b, end+1) && !startsGlued(b, end+1) {
			return false
		}
	case is(b, end, ':'):
		if isDigitAt(b, end+1) || letterAt(b, end+1) {
			return false
		}
	case is(b, end, '-') && isDigitAt(b, end+1):
		if _, run := number(b, end+1); !is(b, end+1+run, ':') && !clockWordAt(b, end+1+run) {
			return false
		}
	case is(b, end, '%'):
		return false
	}
	m := wordBefore(b, i)
	return !m.is(book) || m.weakBook && hourDigits > 1
}
