package when

// Dates with the name of the month.

const monthClass = month // for functions with a variable named month

// dayMonth reads "13. September 2023", "8th of March", "16-Jun-20", "15 de abril de
// 2019", "3. Mai".
func dayMonth(b []byte, i int, t *Time) (end int, sure bool) {
	day, run := number(b, i)
	i += run
	at, glue := afterDay(b, i)
	m, e := lexFor(b, at, month)
	if e == 0 || day < 1 || day > 31 {
		return 0, false
	}
	if yearInsteadOfDay(b, at) {
		return 0, false
	}
	year, end := yearAfterMonth(b, e, true)
	if end > 0 {
		return t.setDay(year, int(m.month), day, end), !glue || isDash(b, i)
	}
	if isDigitAt(b, e) && !startsGlued(b, e) {
		return 0, false
	}
	sure = !glue && sureMonth(b, at, m) && !(isName(m) && !is(b, e, '.') && capitalAfter(b, e))
	return t.setDay(0, int(m.month), day, e), sure
}

// afterDay skips what comes between the day's number and the month. glue is true if it is a dash, a
// slash or nothing at all, rather than white space, a dot or an ordinal ending.
func afterDay(b []byte, i int) (end int, glue bool) {
	start := i
	switch {
	case is(b, i, '.'):
		i = gap(b, i+1)
		if _, e := lexFor(b, i, of); e > 0 {
			i = gap(b, e)
		}
		return i, false
	case is(b, i, 0xC2) && (is(b, i+1, 0xBA) || is(b, i+1, 0xB0) || is(b, i+1, 0xAA)): // º ° ª
		i += 2
	default:
		if _, e := lexFor(b, i, ordinal); e > 0 {
			i = e
		}
	}
	if isDash(b, i) || is(b, i, '/') {
		return i + 1, true
	}
	i = gap(b, i)
	glue = i == start
	if _, e := lexFor(b, i, of); e > 0 {
		i = gap(b, e)
	}
	return i, glue
}

func isDash(b []byte, i int) bool { return is(b, i, '-') }

// isName reports whether the month is also a given name: "Platz 5 Jan Frodeno".
func isName(m *meaning) bool { return m.month == 1 && m.monthLang&(de|en) == de|en }

// capitalAfter reports whether the next word after i begins with a capital.
func capitalAfter(b []byte, i int) bool {
	_, size, upper := fold(b, gap(b, i))
	return size > 0 && upper
}

// sureMonth reports whether the word at i, in a date without a year, is surely a month rather than
// a common word with the same spelling.
func sureMonth(b []byte, i int, m *meaning) bool {
	_, _, upper := fold(b, i)
	return m.monthQuirk&rare == 0 && (m.monthQuirk&weak == 0 || upper)
}

// yearInsteadOfDay reports whether the month at i belongs to the numbers following it rather than
// to the one before, as in "#3 Apr 17, 2019" without the "#".
func yearInsteadOfDay(b []byte, i int) bool {
	t := blank(i)
	end, _ := monthFirst(b, i, &t)
	return end > 0 && t.Year != 0 && t.Day != 0
}

// afterDot skips the dot of an abbreviation.
func afterDot(b []byte, i int) int {
	if is(b, i, '.') {
		return i + 1
	}
	return i
}

// yearAfterMonth reads the year following the month that ends at i: ". 2023", ", 2023", " de 2019",
// "-20", " '05"; after day and month (dayFirst) also " 11".
func yearAfterMonth(b []byte, i int, dayFirst bool) (year, end int) {
	i = afterDot(b, i)
	at := gap(b, i)
	comma, dash := false, false
	if is(b, at, ',') {
		at, comma = gap(b, at+1), true
	} else if at == i && (isDash(b, at) || is(b, at, '/')) {
		at, dash = at+1, true
	} else if _, e := lexFor(b, at, of); e > 0 {
		at = gap(b, e)
	}
	if a := apostrophe(b, at); a > at {
		return shortYear(b, a)
	}
	if year, end = fullYear(b, at, dayFirst); end > 0 {
		if clockWordAt(b, end) {
			return 0, 0
		}
		return year, end
	}
	if !dayFirst || comma {
		return 0, 0
	}
	year, end = shortYear(b, at)
	if end > 0 && !dash && !standsAlone(b, end) {
		return 0, 0
	}
	return year, end
}

// shortYear reads a two-digit year.
func shortYear(b []byte, i int) (year, end int) {
	v, run := number(b, i)
	i += run
	if run != 2 || is(b, i, ':') || is(b, i, '%') || letterAt(b, i) ||
		is(b, i, '.') && isDigitAt(b, i+1) {
		return 0, 0
	}
	return century(v), i
}

// standsAlone reports whether the number that ends at i does not count anything: a clock follows
// it, or neither a word nor a number does.
func standsAlone(b []byte, i int) bool {
	if c, _ := clockAfter(b, i); c.end > 0 {
		return true
	}
	at := gap(b, i)
	return !letterAt(b, at) && !isDigitAt(b, at) && !is(b, at, '-')
}

// monthFirst reads "April 5, 2020", "Jun 23 '05", "March 30", "Juni 2016".
func monthFirst(b []byte, i int, t *Time) (end int, sure bool) {
	m, e := lexFor(b, i, month)
	if e == 0 {
		return 0, false
	}
	if year, end := yearAfterMonth(b, e, false); end > 0 {
		if year < 1800 || year > 2099 {
			return 0, false
		}
		t.Year, t.Month, t.Precision = int16(year), m.month, Month
		return end, sureMonth(b, i, m)
	}
	if m.monthLang&en == 0 {
		return 0, false
	}
	dot := afterDot(b, e)
	at := gap(b, dot)
	dash := at == e && isDash(b, at)
	if dash {
		at++
	}
	day, run := number(b, at)
	if at == e || run < 1 || run > 2 {
		return 0, false
	}
	end = at + run
	if _, e := lexFor(b, end, ordinal); e > 0 {
		end = e
	}
	year, yearEnd := yearAfterDay(b, end, dash)
	if yearEnd > 0 {
		return t.setDay(year, int(m.month), day, yearEnd), true
	}
	if dash || !endsDay(b, end) || wordBefore(b, i).is(forward|before) {
		return 0, false
	}
	return t.setDay(0, int(m.month), day, end), sureMonth(b, i, m)
}

// yearAfterDay reads the year following month and day: ", 2020", " 2020", " '05", "-2020".
func yearAfterDay(b []byte, i int, dash bool) (year, end int) {
	at := gap(b, i)
	switch {
	case is(b, at, ','):
		at = gap(b, at+1)
	case dash && isDash(b, at):
		at++
		if year, end = shortYear(b, at); end > 0 {
			return year, end
		}
	case at == i:
		return 0, 0
	}
	if a := apostrophe(b, at); a > at {
		return shortYear(b, a)
	}
	year, end = fullYear(b, at, true)
	if end > 0 && clockWordAt(b, end) {
		return 0, 0
	}
	return year, end
}

// endsDay reports whether the number that ends at i can be the day of a date without a year. It
// cannot in "May 5,000", "May 5.99", "May 5-7", "Apr 5pm", "May 5 days".
func endsDay(b []byte, i int) bool {
	switch {
	case is(b, i, ',') || is(b, i, '.'):
		return !isDigitAt(b, i+1)
	case is(b, i, ':') || is(b, i, '%') || is(b, i, '/') || is(b, i, '-') || smallAt(b, i):
		return false
	case is(b, i, 0xE2) && isDigitAt(b, i+3): // en dash
		return false
	}
	m, _ := lex(b, gap(b, i))
	return !m.is(unit | oclock | half)
}
