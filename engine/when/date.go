package when

// Dates: numbers only, or with the name of the month. The functions return the end, or 0, and
// whether the date is sure. One that is not ("3.4.20", "10 may") counts only if a clock follows.

// Numbers outside this range are not taken as years: "1. Mai 900 Besucher".
const (
	minYear = 1000
	maxYear = 2199
)

// dated reads the date at i, with the clock that follows it.
func dated(b []byte, i int) Time {
	t := blank(i)
	end, sure := dateAt(b, i, &t, false)
	return withClock(b, t, end, sure)
}

// withClock completes the date t, which ends at end, with the clock that follows it.
func withClock(b []byte, t Time, end int, sure bool) Time {
	if end == 0 {
		return Time{}
	}
	t.Kind, t.End = Absolute, end
	if t.Year == 0 {
		t.Kind = Yearless
		if !isDigitAt(b, end-1) {
			end = afterDot(b, end) // "3. Okt. 10:15"
		}
	}
	if t.Precision == Day {
		if c, _ := clockAfter(b, end); c.end > 0 {
			t.put(c)
			return t
		}
	}
	if !sure {
		return Time{}
	}
	return t
}

// put adds the clock that follows the date or named day t.
func (t *Time) put(c clock) {
	t.End = c.end
	t.setTimeOfDay(c)
}

// setTimeOfDay adds the fields of the clock. am and pm are American, so the month comes first if
// the order of the numbers is ambiguous.
func (t *Time) setTimeOfDay(c clock) {
	t.setClock(c.hour, c.minute, c.second, c.precision, c.end)
	t.HasZone, t.Zone = c.hasZone, c.zone
	if t.Ambiguous && c.half {
		t.Month, t.Day = t.Day, t.Month
	}
}

// dateAt reads the date at i into t. If afterWeekday, a date that would need a clock does not.
func dateAt(b []byte, i int, t *Time, afterWeekday bool) (end int, sure bool) {
	switch _, run := number(b, i); run {
	case 0:
		return monthFirst(b, i, t)
	case 4:
		return yearFirst(b, i, t)
	case 1, 2:
		if end, sure = dayMonth(b, i, t); end > 0 {
			return end, sure
		}
		return numeric(b, i, t, afterWeekday)
	}
	return 0, false
}

// numeric reads 13.09.2023, 14. 01. 2020, 15/05/19, 04-23-2020; after a weekday or before a clock
// also 13.09.
func numeric(b []byte, i int, t *Time, afterWeekday bool) (end int, sure bool) {
	first, run1 := number(b, i)
	i += run1
	if !is(b, i, '.') && !is(b, i, '/') && !is(b, i, '-') {
		return 0, false
	}
	sep := b[i]
	at := numericGap(b, i+1, sep)
	spaced := at > i+1
	second, run2 := number(b, at)
	if run2 < 1 || run2 > 2 {
		return 0, false
	}
	i = at + run2
	wide := run1 == 2 && run2 == 2
	if sep == '.' && wide && is(b, i, ',') {
		return commaYear(b, i+1, first, second, t)
	}
	if !is(b, i, sep) {
		return 0, false
	}
	at = numericGap(b, i+1, sep)
	spaced = spaced || at > i+1
	year, yearEnd, digits := numericYear(b, at, sep, wide)
	switch {
	case digits == 4:
		return t.setOrdered(first, second, year, sep, yearEnd), true
	case digits == 2 && !(spaced && clockWordAt(b, yearEnd)):
		sure = !spaced && shortYearSure(b, t.Start, sep, wide, afterWeekday)
		return t.setOrdered(first, second, year, sep, yearEnd), sure
	case sep == '.' && !isDigitAt(b, i+1):
		return t.setDay(0, second, first, i+1), afterWeekday
	}
	return 0, false
}

// numericGap skips white space following a dot, as in "14. 01. 2020".
func numericGap(b []byte, i int, sep byte) int {
	if sep == '.' {
		return gap(b, i)
	}
	return i
}

// numericYear reads the year of a numeric date, which has four or two digits. digits is 0 if there
// is no year.
func numericYear(b []byte, i int, sep byte, wide bool) (year, end, digits int) {
	if year, end = fullYear(b, i, wide); end > 0 {
		if is(b, end, sep) && (isDigitAt(b, end+1) || sep == '-' && letterAt(b, end+1)) {
			return 0, 0, 0
		}
		return year, end, 4
	}
	v, run := number(b, i)
	end = i + run
	if run != 2 || is(b, end, ':') || is(b, end, '%') ||
		(is(b, end, sep) || is(b, end, '.')) && isDigitAt(b, end+1) {
		return 0, 0, 0
	}
	return century(v), end, 2
}

// shortYearSure reports whether the numbers before a two-digit year are likely to be a date:
// versions look like "1.10.20", scores and telephone numbers like "10-12-20".
func shortYearSure(b []byte, start int, sep byte, wide, afterWeekday bool) bool {
	m := wordBefore(b, start)
	switch {
	case m.is(notdate):
		return false
	case afterWeekday, sep == '/':
		return true
	}
	return sep == '.' && (wide || m.is(on|filler))
}

// clockWordAt reports whether a word follows that makes a number a clock.
func clockWordAt(b []byte, i int) bool {
	m, _ := lex(b, gap(b, i))
	return m.is(oclock | half)
}

// commaYear reads the year of "17.07, 2011 @ 13:04"; "12.10, 2019" alone may be a price.
func commaYear(b []byte, i, day, month int, t *Time) (end int, sure bool) {
	year, end := fullYear(b, gap(b, i), false)
	if end == 0 {
		return 0, false
	}
	return t.setDay(year, month, day, end), false
}

// setOrdered sets the date whose day and month are first and second, in some order. With dots the
// day comes first; otherwise the values may determine the order.
func (t *Time) setOrdered(first, second, year int, sep byte, end int) int {
	if second > 12 && first <= 12 {
		return t.setDay(year, first, second, end)
	}
	t.Ambiguous = sep != '.' && first <= 12 && first != second
	return t.setDay(year, second, first, end)
}

// yearFirst reads 2019-10-10, 2019/6/5, 2019.06.19, 2019-Mar-05.
func yearFirst(b []byte, i int, t *Time) (end int, sure bool) {
	year, _ := number(b, i)
	i += 4
	if year < 1500 || year > maxYear || !is(b, i, '.') && !is(b, i, '/') && !is(b, i, '-') {
		return 0, false
	}
	sep := b[i]
	month, run1 := number(b, i+1)
	i += 1 + run1
	if run1 == 0 && sep == '-' {
		m, e := lexFor(b, i, monthClass)
		month, i = int(m.month), max(e, i)
	}
	if !is(b, i, sep) || run1 > 2 {
		return 0, false
	}
	day, run2 := number(b, i+1)
	if sep == '.' && (run1 != 2 || run2 != 2) { // versions: 2019.3.1
		return 0, false
	}
	if run2 > 2 {
		if !startsGlued(b, i+3) {
			return 0, false
		}
		day, run2 = int(b[i+1]-'0')*10+int(b[i+2]-'0'), 2
	}
	end = i + 1 + run2
	if is(b, end, sep) && (isDigitAt(b, end+1) || sep == '-' && letterAt(b, end+1)) {
		return 0, false
	}
	return t.setDay(year, month, day, end), true
}

// fullYear reads a four-digit year. More digits may follow it directly if they start a time
// themselves, or if the numbers before it are surely a date.
func fullYear(b []byte, i int, lenient bool) (year, end int) {
	_, run := number(b, i)
	if run < 4 {
		return 0, 0
	}
	year, _ = number(b[:i+4], i)
	if year < minYear || year > maxYear {
		return 0, 0
	}
	if run > 4 && !startsGlued(b, i+4) && !(lenient && run <= 8 && 1990 <= year && year < 2050) {
		return 0, 0
	}
	return year, i + 4
}

// century completes a two-digit year.
func century(v int) int {
	if v >= 70 {
		return 1900 + v
	}
	return 2000 + v
}
