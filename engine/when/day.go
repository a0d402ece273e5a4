package when

// Named days and weekdays.

// named reads the named day m, which ends at end, with its clock.
func named(b []byte, i int, m *meaning, end int) Time {
	if !endsName(b, end) {
		return Time{}
	}
	t := blank(i)
	t.Kind, t.Precision, t.DayOffset, t.End = DayOffset, Day, m.dayname, end
	c, j := clockAfter(b, end)
	if m.weakDay && (c.end == 0 || isUhr(b, c) || j.lang != 0 && j.lang&fr == 0) {
		return Time{} // German "hier" means "here"
	}
	if c.end > 0 {
		t.put(c)
	}
	return t
}

// isUhr reports whether the clock ends in the German word "Uhr".
func isUhr(b []byte, c clock) bool { return c.oclock && b[c.end-1]|0x20 == 'r' }

// endsName reports whether the word that ends at i is not the first part of a longer one:
// "heute-Journal", "today's".
func endsName(b []byte, i int) bool {
	if isDash(b, i) {
		return !letterAt(b, i+1)
	}
	a := apostrophe(b, i)
	return a == i || !letterAt(b, a)
}

// weekdayed reads the weekday m, which ends at end, with its date, or with its clock if a word or a
// comma joins them: "Sunday at 3:05 PM".
func weekdayed(b []byte, i int, m *meaning, end int) Time {
	t := blank(i)
	if e, sure := weekdayDate(b, i, &t); e > 0 && t.Precision == Day {
		return withClock(b, t, e, sure)
	}
	if end-i <= 4 {
		return Time{}
	}
	c, j := clockAfter(b, end)
	if c.end == 0 || !j.word && !is(b, end, ',') || isRange(b, c.end) {
		return Time{}
	}
	t = blank(i)
	t.Kind, t.Weekday = DayOffset, m.weekday
	t.put(c)
	return t
}

// isRange reports whether a second clock follows, as in opening hours.
func isRange(b []byte, i int) bool {
	at := gap(b, i)
	next := gap(b, separator(b, at))
	return next > at && clockAt(b, next, afterDate).end > 0
}

// weekdayDate reads a date at i with or without a weekday before it. Short names of weekdays are
// also common words ("so", "do", "sat"). They need a capital, a dot or a comma, or a date with a
// year that falls on that weekday.
func weekdayDate(b []byte, i int, t *Time) (end int, sure bool) {
	m, e := lexFor(b, i, weekday)
	if e == 0 {
		return dateAt(b, i, t, false)
	}
	_, _, marked := fold(b, i)
	at := e
	if is(b, at, '.') {
		at, marked = at+1, true
	}
	at = gap(b, at)
	if is(b, at, ',') || is(b, at, '|') {
		at, marked = gap(b, at+1), true
	}
	if _, e := lexFor(b, at, on); e > 0 {
		at = gap(b, e)
	}
	end, sure = dateAt(b, at, t, true)
	if end == 0 || t.Precision != Day || end <= at || at == e {
		*t = blank(t.Start)
		return dateAt(b, i, t, false) // the word may also be a month
	}
	short := e-i <= 4
	if short && t.Year == 0 && !marked || t.Year != 0 && !t.fits(int(m.weekday)) && short {
		return 0, false
	}
	t.Weekday = m.weekday
	return end, sure
}

// fits reports whether the date falls on that weekday. If only one reading of an ambiguous date
// does, fits sets the date to that reading.
func (t *Time) fits(weekday int) bool {
	dayFirst := weekdayOf(daysOf(int(t.Year), int(t.Month), int(t.Day))) == weekday
	if !t.Ambiguous {
		return dayFirst
	}
	monthFirst := weekdayOf(daysOf(int(t.Year), int(t.Day), int(t.Month))) == weekday
	if dayFirst != monthFirst {
		t.Ambiguous = false
	}
	if monthFirst && !dayFirst {
		t.Month, t.Day = t.Day, t.Month
	}
	return dayFirst || monthFirst
}
