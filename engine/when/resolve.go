package when

// This file resolves times that were written relative to the reader's present, or without a date.
// An Absolute is a span of seconds, whose length depends on its precision; whatever holds for both
// ends of the span holds for the Absolute.

// Resolve turns t into an Absolute, given the reference time ref, which is an Absolute: the moment
// at which the page was rendered, preferably in the page's own time zone.
//
//   - Age: ref minus the age, with months and years counted by the calendar. The result is no finer
//     than the age, and coarser if ref does not determine more: three days before September 2023
//     may still be known to be in 2023. Since pages round ages down, the truth may be up to one
//     unit earlier.
//   - DayOffset: that day, with the clock if written. A weekday is the last one with that clock
//     that is not after ref.
//   - Yearless: the last such day, on the given weekday if written, that is not after ref. A date
//     without a zone may be one day later than ref, because it may be in another zone.
//   - Clock: the last such moment that is not after ref. If ref has no clock, the day of ref.
//   - Absolute: itself.
//
// The result has the clock and zone that were written; only an Age takes the zone of ref. Resolve
// returns false if ref is not precise enough or the result is out of range.
func (t Time) Resolve(ref Time) (Time, bool) {
	switch {
	case t.Kind == Absolute:
		return t, true
	case ref.Kind != Absolute || ref.Precision == Unknown || t.Kind == None:
		return Time{}, false
	case t.Kind == Age:
		return t.resolveAge(ref)
	case ref.Precision < Day:
		return Time{}, false
	}
	if t.HasZone && ref.HasZone && ref.Precision >= Hour {
		ref = ref.inZone(t.Zone)
	}
	days, ok := t.resolveDay(ref)
	if !ok || !t.setDays(days) {
		return Time{}, false
	}
	t.Kind, t.DayOffset = Absolute, 0
	return t, true
}

// resolveDay returns the day of a Yearless, Clock or DayOffset.
func (t *Time) resolveDay(ref Time) (days int64, ok bool) {
	today := ref.days()
	switch {
	case t.Kind == Yearless:
		return t.lastYear(ref, today)
	case t.Kind == Clock:
		return today - t.later(ref), true
	case t.Weekday == 0:
		return today + int64(t.DayOffset), true
	}
	back := int64(weekdayOf(today)-int(t.Weekday)+7) % 7
	if back == 0 {
		back = 7 * t.later(ref)
	}
	return today - back, true
}

// later returns 1 if t's clock is later than ref's, otherwise 0.
func (t *Time) later(ref Time) int64 {
	if ref.Precision < Hour {
		return 0
	}
	lo, _ := clockSpan(*t)
	_, hi := clockSpan(ref)
	if lo > hi {
		return 1
	}
	return 0
}

// lastYear returns the last day with t's month, day and weekday.
func (t *Time) lastYear(ref Time, today int64) (days int64, ok bool) {
	if !t.HasZone {
		today++
	}
	year, _, _ := dateOf(today)
	for n := 0; n < 29 && year-n > 0; n++ {
		if !validDate(year-n, int(t.Month), int(t.Day)) {
			continue
		}
		days = daysOf(year-n, int(t.Month), int(t.Day))
		if days <= today && (t.Weekday == 0 || weekdayOf(days) == int(t.Weekday)) {
			return days, true
		}
	}
	return 0, false
}

// resolveAge subtracts the age from both ends of ref and keeps what the results have in common.
func (t Time) resolveAge(ref Time) (Time, bool) {
	lo, hi := ref.span()
	first, ok1 := t.before(lo)
	last, ok2 := t.before(hi)
	if !ok1 || !ok2 {
		return Time{}, false
	}
	p := min(t.Precision, ref.Precision)
	for p > Unknown && first.truncated(p) != last.truncated(p) {
		p--
	}
	if p == Unknown {
		return Time{}, false
	}
	r := first.truncated(p)
	r.Kind, r.Precision, r.Start, r.End = Absolute, p, t.Start, t.End
	if p >= Hour {
		r.HasZone, r.Zone = ref.HasZone, ref.Zone
	}
	return r, true
}

// before returns the moment that is t's age before sec.
func (t *Time) before(sec int64) (Time, bool) {
	days := floorDiv(sec, secDay)
	sec -= days * secDay
	if year, _, _ := dateOf(days); int(t.AgeMonths) > 12*year {
		return Time{}, false
	}
	days = minusMonths(days, int(t.AgeMonths))
	return moment(days*secDay + sec - (t.AgeSeconds - int64(t.AgeMonths)*secMonth))
}

// moment returns the Time of a second, to the second, or false if it is out of range.
func moment(sec int64) (Time, bool) {
	days := floorDiv(sec, secDay)
	sec -= days * secDay
	t := blank(0)
	ok := t.setDays(days)
	t.setClock(int(sec/secHour), int(sec/secMinute%60), int(sec%60), Second, 0)
	return t, ok
}

// setDays sets the date, but not the precision, from a day number. It returns false if the date is
// out of range.
func (t *Time) setDays(days int64) bool {
	year, month, day := dateOf(days)
	if year < 1 || year > 9999 {
		return false
	}
	t.Year, t.Month, t.Day = int16(year), int8(month), int8(day)
	return true
}

// truncated returns t without units finer than p. For Week it keeps the Monday.
func (t Time) truncated(p Precision) Time {
	if p == Week {
		days := t.days()
		t.setDays(days - int64(weekdayOf(days)-1))
	}
	if p < Month {
		t.Month = 0
	}
	if p < Week {
		t.Day = 0
	}
	if p < Hour {
		t.Hour = -1
	}
	if p < Minute {
		t.Minute = -1
	}
	if p < Second {
		t.Second = -1
	}
	return t
}

// days returns the first day of an Absolute.
func (t *Time) days() int64 {
	return daysOf(int(t.Year), max(1, int(t.Month)), max(1, int(t.Day)))
}

// clockSpan returns the first and last second of a clock, counted from midnight.
func clockSpan(t Time) (lo, hi int64) {
	lo = int64(t.Hour) * secHour
	if t.Precision >= Minute {
		lo += int64(t.Minute) * secMinute
	}
	if t.Precision >= Second {
		lo += int64(t.Second)
	}
	switch t.Precision {
	case Hour:
		return lo, lo + secHour - 1
	case Minute:
		return lo, lo + secMinute - 1
	}
	return lo, lo
}

// span returns the first and last second of an Absolute, in its own zone.
func (t Time) span() (lo, hi int64) {
	days := t.days()
	switch t.Precision {
	case Year:
		return days * secDay, daysOf(int(t.Year)+1, 1, 1)*secDay - 1
	case Month:
		return days * secDay, (days+int64(monthDays(int(t.Year), int(t.Month))))*secDay - 1
	case Week:
		return days * secDay, (days+7)*secDay - 1
	case Day:
		return days * secDay, (days+1)*secDay - 1
	}
	lo, hi = clockSpan(t)
	return days*secDay + lo, days*secDay + hi
}

// inZone returns the Absolute t, which has a clock, as the clocks of another zone show it.
func (t Time) inZone(zone int16) Time {
	lo, _ := t.span()
	u, ok := moment(lo + int64(zone-t.Zone)*secMinute)
	if !ok {
		return t
	}
	u = u.truncated(t.Precision)
	u.Kind, u.Precision, u.HasZone, u.Zone = t.Kind, t.Precision, true, zone
	return u
}

// Unix returns the first second of an Absolute as a Unix time. A time without a zone is taken as
// UTC, which is good enough to compare the times of one page. ok is false for other kinds.
func (t Time) Unix() (sec int64, ok bool) {
	if t.Kind != Absolute || t.Precision == Unknown {
		return 0, false
	}
	lo, _ := t.span()
	if t.HasZone {
		lo -= int64(t.Zone) * secMinute
	}
	return lo, true
}

// FromUnix returns the Absolute of a Unix time in seconds, in UTC. Its Kind is None if the year is
// outside 1 to 9999.
func FromUnix(sec int64) Time {
	const limit = 400 * 366 * 100 * secDay
	if sec < -limit || sec > limit {
		return Time{}
	}
	t, ok := moment(sec)
	if !ok {
		return Time{}
	}
	t.Kind, t.HasZone = Absolute, true
	return t
}
